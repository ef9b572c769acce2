"""Catalogues as `.mo` files, which the next run of the program need not compile again."""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from importlib.machinery import SourceFileLoader
from importlib.util import cache_from_source
from io import BytesIO
from pathlib import Path

_DIGEST = 32


def compile_catalogue(file: Path) -> bytes:
    """Return a `.po` file as a `.mo` file; nothing if anything in it is still to be translated.

    What was compiled before lies where Python keeps compiled modules, and begins with a digest of both: one that
    belongs to another text, or is damaged, is not used. Where nothing can be written there, it is compiled each time.
    It is no module, so Python's setting to write none of those does not count.
    """
    source = file.read_bytes()
    with suppress(OSError, NotImplementedError):
        kept = _find_kept(file).read_bytes()
        if kept[:_DIGEST] == _digest(source, kept[_DIGEST:]):
            return kept[_DIGEST:]
    compiled = _compile(source, file.stem)
    with suppress(NotImplementedError):
        # As Python writes a compiled module: as a whole, and not at all where that is not possible.
        SourceFileLoader(file.stem, str(file)).set_data(str(_find_kept(file)), _digest(source, compiled) + compiled)
    return compiled


def _find_kept(file: Path) -> Path:
    return Path(cache_from_source(str(file))).with_suffix(".mo")


def _digest(source: bytes, compiled: bytes) -> bytes:
    return blake2b(source + compiled, digest_size=_DIGEST).digest()


def _compile(source: bytes, name: str) -> bytes:
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # Babel takes long to import
    from babel.messages.pofile import read_po  # noqa: PLC0415

    catalogue = read_po(BytesIO(source), locale=name, abort_invalid=True)
    if any(message.fuzzy or not _is_whole(message.string) for message in catalogue if message.id):
        return b""
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def _is_whole(string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Whether a translation has all its forms."""
    return bool(string) and (isinstance(string, str) or all(string or ()))
