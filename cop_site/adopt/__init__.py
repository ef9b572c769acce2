"""Adopting what a community has: from its files to notes."""
