"""The error of a source."""

from cop_site.diagnostics import UserError


class SourceError(UserError):
    """A source cannot be read."""
