"""The figures: pure functions of the community, its date and the thresholds."""
