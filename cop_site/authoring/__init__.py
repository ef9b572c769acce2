"""What helps people to write notes."""
