"""The model: one class per kind of note, and the community that all notes make."""
