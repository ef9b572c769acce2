"""The addresses of a site and what has each of them, filled before anything is written.

The check and the build use the same table: what it refuses is a problem, and is left out of the community.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from cop_site.content.file_name import fold_path
from cop_site.content.files import RESERVED_FOLDERS
from cop_site.model.sections import SECTION_URIS, SITE_FILES

MAX_ADDRESS_BYTES = 900
"""macOS takes paths of 1,024 bytes; this leaves room for the folder that the site is built in."""


class Addresses:
    """Which addresses of a site are taken, and by what.

    Every address is that of a file. Two cannot both be there if a file system takes them for one (case and Unicode
    form aside), or if one is the folder of the other.
    """

    def __init__(self, named: Iterable[str] = (), asked: Iterable[str] = (), languages: Iterable[str] = ()) -> None:
        """Begin with what the site itself makes, also because settings ask for it, and what `mkdocs.yml` names.

        `languages` are those in which the site has its pages in a folder.
        """
        self._languages = {fold_path(language): language for language in languages}
        self._files: dict[str, tuple[str, str]] = {}
        """The address and what has it, by the folded path of the file."""
        self._folders: dict[str, tuple[str, str]] = {}
        """The same of one file in each folder."""
        for uri in ("", *SECTION_URIS):
            self._add(uri, f"is the address of the generated page {uri or 'index.html'!r}")
        for uri in (*SITE_FILES, *asked):
            self._add(uri, f"is the address of {uri!r}, which the site makes itself")
        self.named = frozenset(named)
        """The addresses of the files that `mkdocs.yml` names."""
        for uri in self.named:
            self._add(uri, f"is the address of {uri!r}, which mkdocs.yml names")

    def claim(self, uri: str, says: str) -> str:
        """Give an address to a file or a page, or return why it is not free; empty if it was.

        `says` is the reason that others get for it, such as `is the address of content/about.md`.
        """
        reason = self.find_reason(uri)
        if not reason:
            self._add(uri, says)
        return reason

    def find_reason(self, uri: str) -> str:
        """Return why an address is not free; empty if it is.

        It is relative to the site's root, and ends with a slash if it is that of a page.
        """
        key = fold_path(_file_of(uri))
        folders = list(_folders_of(key))
        if len(uri.encode("utf-8", "surrogatepass")) > MAX_ADDRESS_BYTES:
            return f"is longer than {MAX_ADDRESS_BYTES} bytes"
        top = key.partition("/")[0]
        if folders and top in RESERVED_FOLDERS | self._languages.keys() and key not in self._files:
            language = " for its pages in that language" if top in self._languages else ""
            return f"is in {self._languages.get(top, top)!r}, a folder that the site makes itself{language}"
        if key in self._files:
            return self._files[key][1]
        if above := next((folder for folder in folders if folder in self._files), ""):
            taken, reason = self._files[above]
            return reason if above == fold_path(uri.rstrip("/")) else f"is below {_file_of(taken)!r}, which {reason}"
        if key in self._folders:
            taken, reason = self._folders[key]
            return f"is the folder of {taken!r}, which {reason}"
        return ""

    def find_free(self, uri: str) -> str:
        """Return the address for a page that the site makes of a part of a list; notes and old addresses come first.

        It is `uri`, such as `meetups/2024/`, or the same with a word more where something else has that.
        """
        tries = (uri if not number else f"{uri.rstrip('/')}-list{number if number > 1 else ''}/" for number in count())
        return next(free for free in tries if not self.find_reason(free))

    def find(self, path: str) -> str:
        """Return what has a file of the site, as a phrase such as `is the address of …`; empty if nothing has it."""
        return self._files.get(fold_path(path), ("", ""))[1]

    def _add(self, uri: str, says: str) -> None:
        key = fold_path(_file_of(uri))
        self._files[key] = (uri, says)
        for folder in _folders_of(key):
            self._folders.setdefault(folder, (uri, says))


def _file_of(uri: str) -> str:
    """Return the path of the file that a web server sends for an address."""
    return f"{uri}index.html" if uri.endswith("/") or not uri else uri


def _folders_of(path: str) -> Iterator[str]:
    """Yield the folders around a file, from the outermost."""
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)
