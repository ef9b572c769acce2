"""The outputs of the compiler, from which an engine makes a site.

An engine renders each `Page` in a theme. It writes all others as they are, at their address.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cop_site.pages.page import Page


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address that redirects to a page."""

    uri: str
    """Its address relative to the site's root: a folder with a slash at the end, or a name that ends in `.html`."""
    target: str
    """The address of the page, relative to the site's root."""
    html: str
    """A whole HTML document that redirects browsers."""


@dataclass(frozen=True, slots=True)
class Data:
    """A document for programs."""

    uri: str
    """Its address relative to the site's root, such as `community.json`."""
    text: str
    """The content, which is written as UTF-8."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages use or link to, such as a picture, a script or a slide deck."""

    uri: str
    """Its address relative to the site's root, such as `assets/cop/cop.css`."""
    source: Path
    """The file that is copied."""
    treat: Callable[[bytes], bytes] | None = None
    """Returns the bytes to publish for those of the source; None if they are the same."""

    def copy(self, target: Path) -> None:
        """Write it to a file whose folder exists."""
        if self.treat is None:
            shutil.copyfile(self.source, target)
        else:
            target.write_bytes(self.read())

    def read(self) -> bytes:
        """Return the bytes to publish."""
        content = self.source.read_bytes()
        return self.treat(content) if self.treat else content


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the site makes itself."""

    uri: str
    """Its address relative to the site's root."""
    content: bytes
    """What is written."""


Output = Page | Redirect | Data | Asset | Picture
