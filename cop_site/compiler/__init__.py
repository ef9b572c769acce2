"""Compiles a community to a site: its addresses, and the output at each of them."""
