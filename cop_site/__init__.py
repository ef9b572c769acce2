"""Compiles a community of practice's Markdown notes into a site that closes the loop from wish to meetup."""

__version__ = "0.1.0"
