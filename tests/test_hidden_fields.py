"""Each field that the schema of a kind has is given the name of somebody who is not listed, and the site is read.

The fields are those of the models, so that a new one is tried as soon as it is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sites import Site, build, cop, set_up, write_notes
from test_hidden import SITE_FILE, read_all

from cop_site.model.kinds import Kind
from cop_site.model.values import NAMES

Step = str | int

PEOPLE = frozenset({"person", "member", "host"})
"""What a field for people names."""
NEEDED: dict[Step, dict[str, Any]] = {
    "objectives": {"id": "some", "text": "Do some of it"},
    "talks": {"title": "A talk"},
    "links": {"url": "https://a.example/"},
    "agreed": {"on": "2026-06-01"},
    "breaks": {"from": "2026-06-01", "to": "2026-06-09"},
    "consent": {"given": "2026-06-01", "scope": "public", "by": "somebody"},
}
"""What a group must have beside one of its fields."""
NOTES: dict[Kind, dict[str, Any]] = {
    Kind.COMMUNITY: {"name": "Us", "purpose": "To learn"},
    Kind.TESTIMONIAL: {"consent": NEEDED["consent"]},
    Kind.MEMBER: {"listed": True},
    Kind.PATH: {"for": "All"},
}
"""What a note must have to be shown."""


class Named(NamedTuple):
    """A field that names somebody of its own."""

    kind: Kind
    path: tuple[Step, ...]
    target: str
    number: int

    @property
    def words(self) -> tuple[str, str]:
        """The name, of which no letters are in anything else."""
        return f"Qx{_spell(self.number)}", f"Zw{_spell(self.number)}"

    @property
    def file(self) -> str:
        """The name of its note."""
        day = date(2026, 10, 1) - timedelta(days=self.number)
        return f"{self.kind.info.list_uri}{day}-n.md" if self.kind.info.folder else "index.md"

    def write(self) -> dict[str, Any]:
        """Return the fields of a note that has the name in this one."""
        value: Any = " ".join(self.words)
        for at, step in reversed(list(enumerate(self.path))):
            group = next((name for name in self.path[:at][::-1] if isinstance(name, str)), "")
            value = [value] if isinstance(step, int) else {**NEEDED.get(group, {}), step: value}
        return {**NOTES.get(self.kind, {}), **value}


def _spell(number: int) -> str:
    return "".join("ovakezujy"[int(digit)] + "qzxvw"[place] for place, digit in enumerate(oct(number + 64)[2:]))


def _find_texts(schema: Mapping[str, Any], groups: Mapping[str, Any]) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Yield the path of each field in which a text of any form may stand, and what it names, if anything."""
    if reference := schema.get("$ref"):
        yield from _find_texts(groups[reference.rpartition("/")[2]], groups)
    inner = [*((name, each) for name, each in schema.get("properties", {}).items())]
    for step, each in [*inner, *([(0, schema["items"])] if "items" in schema else [])]:
        yield from (((step, *path), target) for path, target in _find_texts(each, groups))
    for choice in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from _find_texts(choice, groups)
    if "string" in schema.get("type", ()) and not schema.keys() & {"pattern", "enum", "format", "const"}:
        yield (), schema.get(NAMES, "")


def _find_fields() -> Iterator[tuple[Kind, tuple[Step, ...], str]]:
    for kind in Kind:
        schema = kind.info.model.model_json_schema(by_alias=True)
        texts = dict(_find_texts(schema, schema.get("$defs", {})))
        yield from ((kind, path, target) for path, target in texts.items())


FIELDS = [Named(*field, number) for number, field in enumerate(_find_fields())]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A community in which each field of each kind names another member who is not listed, and its site."""
    root = set_up(tmp_path_factory.mktemp("fields"))
    fields: dict[str, dict[str, Any]] = {}
    for named in FIELDS:
        slug = "-".join(named.words).lower()
        write_notes(root, {f"members/{slug}.md": f"---\nname: {' '.join(named.words)}\n---\n"})
        fields.setdefault(named.file, {"title": "A note"} if named.kind is not Kind.MEMBER else {"name": "Ana"}).update(
            named.write()
        )
    write_notes(root, {name: f"---\n{json.dumps(each)}\n---\nWords.\n" for name, each in fields.items()})
    (root / "mkdocs.yml").write_text(SITE_FILE, "utf-8")
    done = build(root, "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.mark.slow
def test_a_name_in_any_field_is_hidden_or_reported(project: Path) -> None:
    """In a field for people, no byte of the site has the name; in any other, the check reports it if it has."""
    site = "\n".join(text for _, text in read_all(Site(project / "site")))
    found = json.loads(cop(project, "check", "--format", "json").stdout)
    reported = {named.number for named in FIELDS for each in found if _is_about(each, named)}
    shown = [named for named in FIELDS if any(word.casefold() in site for word in named.words)]
    assert [named for named in shown if named.target in PEOPLE] == []
    assert [named for named in shown if named.number not in reported] == []
    assert len(reported) > len(FIELDS) / 2


def _is_about(diagnostic: Mapping[str, Any], named: Named) -> bool:
    text = json.dumps(diagnostic).casefold()
    return any(word.casefold() in text for word in named.words)
