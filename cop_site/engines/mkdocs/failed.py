"""The failure of a build, for those who do not import MkDocs."""

from __future__ import annotations


class BuildFailedError(Exception):
    """A site that cannot be built; the message says why."""
