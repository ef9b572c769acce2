"""Checks links to other websites."""
