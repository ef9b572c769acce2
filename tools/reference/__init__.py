"""Writes the reference tables of the documentation from the code: `make docs`."""
