"""The schemas of front matter allow what reading allows, and refuse what it refuses."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from sites import EXAMPLE, cop

from cop_site.content.frontmatter.split import read_front_matter
from cop_site.feeds.schemas import describe_kind, describe_kinds, write_schema
from cop_site.model.community import Community
from cop_site.model.kinds import Kind
from cop_site.model.read import kind_of
from cop_site.project.open import read_project


@pytest.fixture(scope="module")
def community() -> Community:
    """The example community."""
    return read_project(EXAMPLE, date(2026, 11, 25)).community


class _Editor(yaml.SafeLoader):
    """Reads YAML as editors do, by YAML 1.2: a day is a text, and so is `on`."""


_Editor.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"(?:true|false)$", "tf"),
    ("int", r"[0-9]+$", "0123456789"),
    ("null", r"(?:~|null|)$", ["~", "n", ""]),
):
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def _fields(text: str) -> Any:
    _, _, rest = text.partition("---\n")
    return yaml.load(rest.partition("\n---\n")[0], Loader=_Editor) or {}  # noqa: S506  # safe but for what a day is


def _errors(kind: Kind, community: Community, fields: object) -> list[str]:
    validator = jsonschema.Draft202012Validator(describe_kind(kind, community))
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(fields)]


@pytest.mark.parametrize("kind", Kind)
def test_each_is_a_schema(kind: Kind, community: Community) -> None:
    """Every schema is one, by the rules of its own dialect."""
    jsonschema.Draft202012Validator.check_schema(describe_kind(kind, community))


def test_a_date_may_have_a_time(community: Community) -> None:
    """An editor takes what reading takes apart, and nothing else that is no day."""
    for day in ("2024-10-29", "2024-10-29T19:00:00-05:00", "2024-10-29 19:00 UTC", "20241029T190000Z"):
        assert _errors(Kind.MEETUP, community, {"date": day}) == []
    assert _errors(Kind.MEETUP, community, {"date": "2024-10-29 soon"}) != []


def test_every_note_of_the_example_fits(community: Community) -> None:
    """An editor underlines nothing in notes that the check has nothing against."""
    found = {}
    for file in sorted((EXAMPLE / "content").rglob("*.md")):
        name = file.relative_to(EXAMPLE / "content").as_posix()
        if errors := _errors(kind_of(name), community, _fields(file.read_text("utf-8"))):
            found[name] = errors
    assert found == {}


@pytest.mark.parametrize(
    ("kind", "front_matter"),
    [
        (Kind.MEETUP, "tgas: [silence]"),
        (Kind.MEETUP, "date: tomorrow"),
        (Kind.MEETUP, "format: party"),
        (Kind.MEETUP, "minutes: an hour"),
        (Kind.MEETUP, "join: example.org"),
        (Kind.MEETUP, "draft: maybe"),
        (Kind.TOPIC, "objectives: [{id: one}]"),
        (Kind.TOPIC, "review_in: some day"),
        (Kind.RESOURCE, "published: last year"),
        (Kind.PATH, "title: Without an audience"),
        (Kind.TESTIMONIAL, "consent: {given: 2026-01-01, scope: private, by: Ada}"),
    ],
    ids=[
        "unknown",
        "date",
        "choice",
        "minutes",
        "address",
        "draft",
        "objective",
        "review",
        "published",
        "required",
        "consent",
    ],
)
def test_what_reading_refuses_is_refused(kind: Kind, front_matter: str, community: Community, tmp_path: Path) -> None:
    """A schema that let everything through would be of no use: it refuses what `cop check` refuses."""
    assert _errors(kind, community, _fields(f"---\n{front_matter}\n---\n"))
    folder = {Kind.MEETUP: "meetups", Kind.TOPIC: "topics", Kind.RESOURCE: "resources", Kind.PATH: "paths"}.get(
        kind, "testimonials"
    )
    file = tmp_path / "content" / folder / "2026-01-14-note.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"---\n{front_matter}\n---\nText.\n", "utf-8")
    found = json.loads(cop(tmp_path, "check", "--format", "json").stdout)
    assert any(row["severity"] == "error" and row["line"] <= 3 for row in found)


@pytest.mark.parametrize(
    ("kind", "front_matter"),
    [
        (Kind.MEETUP, "tags: silence"),
        (Kind.MEETUP, "title: 2026"),
        (Kind.TOPIC, "objectives: [say it, {id: do, text: do it}]"),
        (Kind.TOPIC, "review_in: 6 months\nrefresh_after: 90"),
        (Kind.RESOURCE, "published: 1991"),
        (Kind.PAGE, "extra: {anything: [goes]}"),
    ],
)
def test_what_reading_takes_is_allowed(kind: Kind, front_matter: str, community: Community) -> None:
    """The short ways of writing are no mistakes."""
    assert _errors(kind, community, _fields(f"---\n{front_matter}\n---\n")) == []


def test_names_are_suggested_and_nobody_is_given_away(community: Community) -> None:
    """The community's own topics are offered; a member who is not listed is not."""
    text = json.dumps(describe_kinds(community))
    assert all(f'"{slug}"' in text for slug in community.topics)
    hidden = [member.slug for member in community.members.values() if not member.fields.listed]
    assert hidden
    assert not any(f'"{slug}"' in text for slug in hidden)


def test_what_is_published_names_nothing(community: Community) -> None:
    """The schemas on the site do not grow with the notes: no topic, meetup or member is in them."""
    text = "".join(write_schema(kind, community.content_folder) for kind in Kind)
    assert not any(f'"{slug}"' in text for slug in (*community.topics, *community.meetups_by_slug))


def test_the_command_prints_one_or_all() -> None:
    """`cop schema KIND` prints one schema, `cop schema` all of them by kind."""
    one = json.loads(cop(EXAMPLE, "schema", "meetup").stdout)
    every = json.loads(cop(EXAMPLE, "schema").stdout)
    assert one["title"] == "meetup"
    assert every["meetup"] == one
    assert set(every) == {kind.value for kind in Kind}


def test_front_matter_is_read_as_the_check_reads_it() -> None:
    """What lets the example through here is not a way of reading that only the tests know."""
    read = read_front_matter("---\ntitle: A\ntags: [b]\n---\n", "note.md")
    assert _fields("---\ntitle: A\ntags: [b]\n---\n") == read.values
