"""What a site is made of: all that the compiler hands to an engine.

An engine puts each `Page` into a frame. It writes everything else as it is, at the address that it names.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cop_site.pages.page import Page


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address from which readers are taken to a page."""

    uri: str
    """Below the site's root: a folder with a slash at its end, or a page that ends in `.html`."""
    target: str
    """The address of the page, below the site's root."""
    html: str
    """A document that takes a browser there; it stands in no frame."""


@dataclass(frozen=True, slots=True)
class Data:
    """A document for programs."""

    uri: str
    """Its address below the site's root, such as `community.json`."""
    text: str
    """All that it says; written as UTF-8."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages use or link to, such as a picture, a script or a slide deck."""

    uri: str
    """Its address below the site's root, such as `assets/cop/cop.css`."""
    source: Path
    """The file on this machine that it is made from."""
    treat: Callable[[bytes], bytes] | None = None
    """Makes the bytes that are published from those of the source; None where the two are the same."""

    def copy(self, target: Path) -> None:
        """Write what is published of it to a file whose folder exists."""
        if self.treat is None:
            shutil.copyfile(self.source, target)
        else:
            target.write_bytes(self.treat(self.source.read_bytes()))


Output = Page | Redirect | Data | Asset
