"""The links that open the repository's editor on a new note."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from sites import EXAMPLE

from cop_site.content.file_name import MAX_NAME_CHARACTERS
from cop_site.model.kinds import Kind
from cop_site.pages.editing import new_note_url
from cop_site.project.open import read_project
from cop_site.settings import Settings


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        (Kind.MEETUP, "On silence", "content/meetups/2026-11-25-on-silence.md"),
        (Kind.TOPIC, "", "content/topics/new-topic.md"),
        (Kind.PAGE, "About us", "content/about-us.md"),
        (Kind.TERM, "long " * 40, f"content/glossary/{'-'.join(['long'] * 16)}.md"),
    ],
    ids=["meetup", "topic", "page", "long"],
)
def test_the_file_is_one_that_is_let_in(kind: Kind, title: str, name: str) -> None:
    """It lies in the folder of its kind, and however long a title is, the name is not refused."""
    community = read_project(EXAMPLE, date(2026, 11, 25)).community
    url = new_note_url(Settings(repository="https://github.com/a/b"), community, kind, title=title, topic="")
    (found,) = parse_qs(urlsplit(url).query)["filename"]
    assert found == name
    assert len(found.rpartition("/")[2]) <= MAX_NAME_CHARACTERS
