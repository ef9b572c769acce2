"""Renames notes and tags everywhere they are named."""
