"""Which parts of the documentation are generated, and how they are put between their marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from reference.commands import describe_commands
from reference.decisions import list_decisions
from reference.kinds import describe_kinds
from reference.layers import describe_layers
from reference.rules import describe_rules, list_rules
from reference.settings import describe_settings
from reference.support import describe_support
from reference.templates import describe_templates

DOCS = Path(__file__).parents[2] / "docs"
PARTS: Mapping[str, Callable[[], str]] = {
    "commands": describe_commands,
    "decisions": list_decisions,
    "kinds": describe_kinds,
    "layers": describe_layers,
    "list of rules": list_rules,
    "rules": describe_rules,
    "settings": describe_settings,
    "support": describe_support,
    "templates": describe_templates,
}
"""What makes each generated part, by the name in its marks."""
_PART = re.compile(
    r"^<!-- begin (?P<name>[a-z ]+), written by `make docs` -->$.*?^<!-- end (?P=name) -->$", re.MULTILINE | re.DOTALL
)


def find_pages() -> list[Path]:
    """Return the pages of the documentation, by path."""
    return sorted(DOCS.rglob("*.md"))


def find_parts(text: str) -> list[str]:
    """Return the names of the generated parts of a page, in order."""
    return [match["name"] for match in _PART.finditer(text)]


def fill(text: str) -> str:
    """Return a page with its generated parts made anew; raises KeyError for a part that nothing makes."""
    return _PART.sub(lambda match: _wrap(match["name"], PARTS[match["name"]]()), text)


def _wrap(name: str, made: str) -> str:
    return f"<!-- begin {name}, written by `make docs` -->\n\n{made}\n\n<!-- end {name} -->"
