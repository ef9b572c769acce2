"""What the notes add up to: pure functions of the community, its day and the thresholds."""
