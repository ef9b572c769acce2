"""A note: its fields, its source, and its topics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from cop_site.content.load import Source
from cop_site.model.kinds import Fields, Kind

F_co = TypeVar("F_co", bound=Fields, covariant=True)


@dataclass(frozen=True, slots=True)
class Note(Generic[F_co]):
    """A note of any kind."""

    kind: Kind
    slug: str
    key: str
    """The file name below the content folder without `.md`, such as `practices/opening-round`."""
    uri: str
    """The address of its page, such as `topics/handling-silence/`; empty for the home page."""
    fields: F_co
    source: Source
    topics: tuple[str, ...]
    """The slugs of the topics among its tags, in order; the first is its main topic."""
    free_tags: tuple[str, ...]
    """The other tags, as written."""
    own_topics: tuple[str, ...] = ()
    """The slugs of the topics that it names itself, and not only in the talks of a meetup."""
    topics_of_talks: tuple[tuple[str, ...], ...] = ()
    """The slugs of the topics of each talk of a meetup."""
    language: str = "en"
    """The tag of the language that it is written in: its own, or that of the community."""

    @property
    def title(self) -> str:
        """The title."""
        return self.fields.title

    @property
    def title_from_body(self) -> bool:
        """Whether the title is the first heading of the body, so that a page must not show it twice."""
        return self.source.title == self.title

    @property
    def date(self) -> date | None:
        """The day it is about."""
        return self.fields.date

    @property
    def has_page(self) -> bool:
        """Whether it may be shown: on a page, in lists, feeds and search. Members who are not listed may not."""
        return self.fields.may_be_shown

    @property
    def main_topic(self) -> str:
        """The slug of its first topic; empty if it has none."""
        return self.topics[0] if self.topics else ""

    @property
    def place(self) -> tuple[bool, int]:
        """The sort key of lists that are ordered by hand: notes with an `order` by that, and the others after them."""
        return self.fields.order is None, self.fields.order or 0

    @property
    def summary(self) -> str:
        """Its summary (default: its first paragraph)."""
        return self.fields.summary or self.source.prose.first_paragraph

    def texts(self, *fields: str) -> Iterator[str]:
        """Yield the texts in some fields; each field holds a text, several texts, or None."""
        for name in fields:
            value: str | tuple[str, ...] | None = getattr(self.fields, name)
            yield from filter(None, (value,) if isinstance(value, str) else value or ())
