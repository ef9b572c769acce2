"""Links to the files of pages, for a site that is read without a server."""

from __future__ import annotations

import re

_FOLDER = re.compile(r'(?<= href=")(?![a-z][a-z0-9+.-]*:|/)(?:[^"#?]*/\.{0,2}|\.{1,2})(?=["#?])', re.IGNORECASE)
"""Matches `../topics/`, `..` and `.`; what begins with a slash may lead out of the site."""


def name_files(html: str) -> str:
    """Return a page whose links to folders of the site lead to the page in each."""
    return _FOLDER.sub(lambda link: f"{link[0].removesuffix('/')}/index.html", html)
