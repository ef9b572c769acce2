"""The text with which a meetup is announced elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cop_site.feeds.publication import Publication
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.model.subscriptions import calendar_of
from cop_site.wording.letters import cut

_MOST_SOCIAL = 300
"""Characters of a post: what the strictest of the common networks takes."""
_CALL = re.compile(r"(?<![\w.+-])@|@(?=(?:all|channel|everyone|here)\b(?![.-]\w))|<(?=[!@#])", re.IGNORECASE)
"""What chats take for the beginning of somebody's name, or of everybody's; an address of a mail is neither."""
_MOST_SUMMARY = {"mail": 600, "chat": 240}


def announce(meetup: Note[Meetup], when: str, channel: str, publication: Publication) -> str:
    """Return the announcement of a meetup for `mail`, `chat` or `social`; `when` says when it is. Ends with a newline.

    A mail begins with its subject. Elsewhere, nobody is called by an `@` that a note has.
    """
    text = "\n".join(_WRITE[channel](meetup, when, publication)).rstrip() + "\n"
    return text if channel == "mail" else _CALL.sub("\\g<0>\u200b", text)


def _write_mail(meetup: Note[Meetup], when: str, publication: Publication) -> Iterator[str]:
    title, fields, wording = publication.plain(meetup.title), meetup.fields, publication.wording
    yield f"Subject: {wording.named(publication.name, wording.beside(title, when))}"
    yield ""
    yield from (title, when, *_list_facts(meetup, publication), "")
    yield from _paragraph(publication.plain(publication.summary(meetup, _MOST_SUMMARY["mail"])))
    talks = [publication.plain(talk.title) for talk in fields.talks]
    yield from _paragraph("\n".join(f"- {title}" for title in talks))
    yield from _list_ways(meetup, publication)
    if (calendar := calendar_of(meetup)) and (address := publication.address(calendar)):
        yield wording.named(wording.gettext("Add to calendar"), address)
    yield publication.address(meetup.uri)


def _write_chat(meetup: Note[Meetup], when: str, publication: Publication) -> Iterator[str]:
    yield publication.plain(meetup.title)
    yield " · ".join((when, *_list_facts(meetup, publication)))
    yield publication.plain(publication.summary(meetup, _MOST_SUMMARY["chat"]))
    yield from _list_ways(meetup, publication)
    yield publication.address(meetup.uri)


def _write_social(meetup: Note[Meetup], when: str, publication: Publication) -> Iterator[str]:
    address = publication.address(meetup.uri)
    room = _MOST_SOCIAL - len(when) - len(address) - 2
    title = publication.plain(meetup.title)
    title = title if len(title) <= room else f"{cut(title, room - 1).rstrip()}…"
    yield title
    yield when
    room -= len(title) + 1
    if room > 0 and (summary := publication.plain(publication.summary(meetup, room))) and len(summary) <= room:
        yield summary
    yield address


def _list_facts(meetup: Note[Meetup], publication: Publication) -> Iterator[str]:
    """Yield where it is, and who leads it."""
    fields, wording = meetup.fields, publication.wording
    yield from filter(None, [publication.plain(fields.location)])
    if people := publication.people(fields.all_speakers or fields.facilitators):
        yield wording.named(wording.gettext("Led by"), wording.formats.join(people))


def _list_ways(meetup: Note[Meetup], publication: Publication) -> Iterator[str]:
    """Yield how to take part."""
    wording = publication.wording
    register, join = wording.pgettext("a meetup", "Register"), wording.pgettext("a meetup", "Join")
    ways = ((register, meetup.fields.register_at), (join, meetup.fields.join))
    yield from (wording.named(name, address) for name, address in ways if address)


def _paragraph(text: str) -> Iterator[str]:
    """Yield a text with an empty line after it; nothing if it is empty."""
    yield from (text, "") if text else ()


_WRITE: dict[str, Callable[[Note[Meetup], str, Publication], Iterator[str]]] = {
    "mail": _write_mail,
    "chat": _write_chat,
    "social": _write_social,
}
CHANNELS = tuple(_WRITE)
"""Where a meetup can be announced."""
