"""Our scripts for the pages in one of several languages: a site in one language has nothing of it."""

from __future__ import annotations

_LANGUAGES = '(await import("./languages.js"))'
READER = {
    'READER = "";': 'READER = "{language}";',
    "return pagefind;": f"return {_LANGUAGES}.narrow(pagefind);",
    "meta.kind)": 'filters["kind-{language}"])',
    "(filters.facts ?? [])": '(filters["facts-{language}"] ?? [])',
}
"""What a script says of the index of the search, and what it says where notes have versions."""
ROOT = ('"../../pagefind/', 'SITE = new URL("../../"', '${new URL("../../"')
"""Where scripts mean the root of the whole site, and not that of the pages in their language."""


def adapt_script(script: str, language: str, *, below: bool) -> str:
    """Return a script for the pages in a language, which may be in a folder below the root of the site."""
    for own, other in READER.items():
        script = script.replace(own, other.replace("{language}", language))
    for address in ROOT if below else ():
        script = script.replace(address, address.replace("../../", "../../../"))
    return script
