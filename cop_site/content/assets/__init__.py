"""Images and drawings: their dimensions, their metadata, and what is active in them."""
