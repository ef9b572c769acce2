"""Fingerprints of files: equal for equal files."""

from __future__ import annotations

from hashlib import blake2b

from cop_site.content.files import Files


def fingerprint_files(files: Files, *parts: str) -> str:
    """Return a digest of the names of static files, the problems with files, what was refused, and `parts`."""
    digest = blake2b(digest_size=20)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    for source in files.refused:
        digest.update(source.text.encode("utf-8", "replace") + b"\0")
    for asset in files.assets:
        digest.update(asset.path.encode("utf-8", "surrogatepass") + b"\0")
    digest.update(repr(files.problems).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()
