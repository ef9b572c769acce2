"""A note in its community: its fields, its source, and the topics it is about."""

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
    """One authored thing, whatever its kind."""

    kind: Kind
    slug: str
    key: str
    """Its name below the content folder without `.md`, such as `practices/opening-round`."""
    uri: str
    """Where its page is, such as `topics/handling-silence/`; the root is empty."""
    fields: F_co
    source: Source
    topics: tuple[str, ...]
    """Slugs of the topics its tags name, in their order: the first is its main topic."""
    free_tags: tuple[str, ...]
    """The tags that name no topic, as written."""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.fields.title

    @property
    def title_from_body(self) -> bool:
        """Whether the body's first heading says the title, so that a page must not show it twice."""
        return self.source.title == self.title

    @property
    def date(self) -> date | None:
        """The day it is about."""
        return self.fields.date

    @property
    def has_page(self) -> bool:
        """Whether it may be shown at all: on a page, in lists, feeds and search. Some members do not want to be."""
        return self.fields.may_be_shown

    @property
    def main_topic(self) -> str:
        """The slug of its first topic; empty when it is off the syllabus."""
        return self.topics[0] if self.topics else ""

    @property
    def summary(self) -> str:
        """What it says in a sentence or two: its own summary, else its first paragraph."""
        return self.fields.summary or self.source.prose.first_paragraph

    def texts(self, *fields: str) -> Iterator[str]:
        """Yield what stands in some fields, each of which holds a text, several, or nothing."""
        for name in fields:
            value: str | tuple[str, ...] | None = getattr(self.fields, name)
            yield from filter(None, (value,) if isinstance(value, str) else value or ())
