"""The Markdown twin of each note's page: the same text for programs, below a few lines on what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urljoin

from cop_site.content.gfm import write_link, write_markdown, write_text
from cop_site.model.kinds import Fields, Kind, Resource, Topic
from cop_site.model.labels import label_kind
from cop_site.model.note import Note
from cop_site.model.subscriptions import twin_uri
from cop_site.pages.context import PageContext
from cop_site.pages.site import Site
from cop_site.pages.tags import link_tag
from cop_site.pages.views import Link
from cop_site.wording.formats import name_in_itself

_FIELDS = {
    Kind.COMMUNITY: ("purpose",),
    Kind.MEETUP: ("summary", "talk_titles"),
    Kind.TESTIMONIAL: ("summary", "before", "changed", "result"),
}
"""The fields whose texts are above that of the note; of other kinds, the summary."""


def twin_routes(site: Site) -> dict[str, Callable[[], str]]:
    """Return what writes each twin, by its address; there are none without the address of the site."""
    return {twin_uri(note.uri): partial(write_twin, site, note) for note in site.twins.values()}


def write_twin(site: Site, note: Note[Fields]) -> str:
    """Return the twin of a note, with absolute addresses: nothing that its page does not show."""
    return "\n\n".join(filter(None, _Twin(site, note, _locate_from(site, note.uri)).write())) + "\n"


def _locate_from(site: Site, uri: str) -> Callable[[str], str]:
    """Return what makes the URLs of a page absolute; most go through the root, for which `urljoin` would take long."""
    page, to_root = site.address(uri), "../" * uri.count("/") or "./"
    return lambda url: site.url + url.removeprefix(to_root) if url.startswith(to_root) else urljoin(page, url)


@dataclass(frozen=True)
class _Twin:
    """Writes the parts of a twin."""

    site: Site
    note: Note[Fields]
    locate: Callable[[str], str]

    def write(self) -> Iterator[str]:
        """Yield the parts, of which some may be empty."""
        yield f"# {self._text(self.note.title)}"
        yield "\n".join(f"- {self.site.wording.named(*line)}" for line in self._describe() if line[1])
        yield from map(self._text, self.note.texts(*_FIELDS.get(self.note.kind, ("summary",))))
        yield write_markdown(self.site.bodies.html_of(self.note), self.locate)
        yield from self._list_objectives()
        yield from self._list_steps()

    def _describe(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the value of each line at the top."""
        gettext, note, context = self.site.wording.gettext, self.note, PageContext(self.site, self.note.uri)
        facts = self.site.card_facts(note)
        topics = (context.link(self.site.community.topics[slug]) for slug in note.topics)
        tags = (Link(tag, link_tag(context, tag)) for tag in note.free_tags)
        yield gettext("Kind"), " · ".join((label_kind(note.kind, self.site.wording), *facts.facts))
        yield gettext("Date"), facts.day.text if facts.day else ""
        yield gettext("Language"), name_in_itself(note.fields.lang) if note.fields.lang else ""
        yield gettext("Topics"), self._link_all(topics)
        yield gettext("Tags"), self._link_all(tags)
        yield gettext("People"), self._link_all(context.people(facts.names))
        if isinstance(note.fields, Resource) and note.fields.url:
            yield gettext("Website"), write_link(self._text(note.fields.url), note.fields.url)
        yield gettext("Page"), write_link(self.locate(""), self.locate(""))

    def _list_objectives(self) -> Iterator[str]:
        if isinstance(self.note.fields, Topic) and self.note.fields.objectives:
            heading = self.site.wording.gettext("Objectives")
            yield f"## {heading}"
            yield "\n".join(f"- {self._text(objective.text)}" for objective in self.note.fields.objectives)

    def _list_steps(self) -> Iterator[str]:
        if self.note.kind is Kind.PATH and (steps := self.site.figures.routes[self.note.slug].steps):
            heading = self.site.wording.gettext("Steps")
            yield f"## {heading}"
            context = PageContext(self.site, self.note.uri)
            yield "\n".join(f"{step.number}. {self._link(context.link(step.note))}" for step in steps)

    def _text(self, text: str) -> str:
        return write_text(self.site.publication.plain(text))

    def _link(self, link: Link) -> str:
        text = self._text(link.text)
        return write_link(text, self.locate(link.href)) if link.href else text

    def _link_all(self, links: Iterable[Link]) -> str:
        return self.site.wording.beside(*map(self._link, links))
