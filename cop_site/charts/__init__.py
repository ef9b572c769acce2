"""Charts: from data to SVG, drawn at build time."""
