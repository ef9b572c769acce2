"""Renames notes and tags, and updates all references to them."""
