"""What the notes mean: one model per kind of note, and the community they make together."""
