"""Spelling: folded names, typos, and dates in other notations."""
