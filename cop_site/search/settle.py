"""Makes the search index the same whenever its pages are the same.

Pagefind numbers the pages in the order in which it gets them, and sorts the words. But it writes the filters, and the
values of each, in the order of a hash table, which is another one in each run; and it names each file by what is in it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any

import cbor2

_ENTRY = "pagefind-entry.json"
_MARK = b"pagefind_dcd"
"""What begins every file that Pagefind compresses."""
_UNUSED = ("-ui.css", "-ui.js", "pagefind-highlight.js", "pagefind-worker.js")
"""The ends of the names of what the site does not use: an interface and a worker."""


def settle(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index by name, with filters and values in alphabetical order, and without unused ones."""
    settled = {name: content for name, content in files.items() if not name.endswith(_UNUSED)}
    entry = json.loads(settled[_ENTRY])
    for language in entry["languages"].values():
        meta = _unpack(settled.pop(f"pagefind.{language['hash']}.pf_meta"))
        # The fields: version, pages, index chunks, filters, orders, meta fields.
        meta[3] = [[name, _settle_filter(settled, of)] for name, of in sorted(meta[3])]
        language["hash"] = _add(settled, "pagefind.{}.pf_meta", language["hash"], meta)
    settled[_ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return settled


def _settle_filter(files: dict[str, bytes], of: str) -> str:
    """Sort the values of the filter in a file, and return what distinguishes the file's new name."""
    name, values = _unpack(files.pop(f"filter/{of}.pf_filter"))
    return _add(files, "filter/{}.pf_filter", of, [name, sorted(values)])


def _unpack(content: bytes) -> list[Any]:
    value: list[Any] = cbor2.loads(gzip.decompress(content).removeprefix(_MARK))
    return value


def _add(files: dict[str, bytes], pattern: str, old: str, value: list[Any]) -> str:
    """Add a file that holds a value, and return the new hash in its name, which is like `en_0123456789`."""
    content = _MARK + cbor2.dumps(value)
    new = f"{old.rpartition('_')[0]}_{sha256(content).hexdigest()[:10]}"
    packed = BytesIO()
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", mtime=0) as file:
        file.write(content)
    files[pattern.format(new)] = packed.getvalue()
    return new
