"""Language tags, such as `de` and `pt-BR`."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=256)
def primary_language(tag: str) -> str:
    """Return the language of a tag without its region and script, in small letters: `pt` for `pt-BR` and `pt_BR`."""
    return tag.casefold().replace("_", "-").partition("-")[0]
