"""The table of the plugins and options of MkDocs in `docs/mkdocs.md`."""

from __future__ import annotations

from cop_site.engines.mkdocs.support import load_support
from reference.markdown import code, join, table

_HEADS = {"plugin": "Plugin", "option": "Option"}
_STATUS = {
    "works": "works",
    "told": "works beside the notes; the build says so",
    "off": "switched off; the build says so",
}


def describe_support() -> str:
    """Return a table of the plugins and one of the options, each with how it works and what to know."""
    return join(
        table(
            (_HEADS[kind], "How", "To know"),
            [(code(name), _STATUS[row.status], row.know) for name, row in rows.items()],
        )
        for kind, rows in load_support().items()
    )
