"""The options of the plugin in `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class CopConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs does not type it
    """The options of the plugin."""

    root = config_options.Type(str, default="")
    """The project's directory; default: that of `mkdocs.yml`."""
