"""Edits of notes: built, applied, shown as a diff, and written to disk."""
