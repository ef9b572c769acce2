"""Images and drawings: their dimensions, their metadata, and active content in SVG."""
