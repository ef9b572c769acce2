"""Compiles a community of practice's Markdown notes into a site that closes the loop from wish to meetup."""

try:
    from cop_site._version import __version__ as __version__
except ImportError:  # a checkout that no build has written the version into
    __version__ = "0+unknown"
