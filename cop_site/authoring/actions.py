"""References to actions: `MEETUP#2` is the second action in the notes of a meetup."""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.diagnostics import UserError
from cop_site.insight.figures import Figures
from cop_site.insight.log import Action, group_mentions, read_actions
from cop_site.model.lookup import is_unread
from cop_site.model.spelling.fold import fold


class ActionError(UserError):
    """A reference means no action, or several; the message lists the open ones."""


def refer_to(action: Action, figures: Figures) -> str:
    """Return the reference of an action."""
    places = [other.at.start for other in read_actions(action.meetup, figures.headings)]
    return f"{action.meetup.slug}#{places.index(action.at.start) + 1}"


def find_action(written: str, figures: Figures) -> Action:
    """Return the last mention of an action, found by its reference or by words that no other open action has.

    Raise ActionError if no action matches, or several.
    """
    mentions = list(_mentions(figures))
    text = written.strip().strip("`")
    slug, sign, number = text.removeprefix("meetups/").rpartition("#")
    if sign and number.isdecimal():
        found = [action for action in mentions if action.meetup.slug == slug]
        if not 0 < int(number) <= len(found):
            raise ActionError(_explain(written, slug, len(found), figures))
        return _last_of(found[int(number) - 1], mentions, figures)
    words = fold(text)
    # Done actions come second, so that the same command can be run again.
    for done in (False, True):
        said = [a for a in figures.log.actions if a.done is done and words and words in fold(a.text)]
        if len(said) == 1:
            return _last_of(said[0], mentions, figures)
        if said:
            choice = ", ".join(refer_to(action, figures) for action in said)
            raise ActionError(f"{written!r} could be any of several actions; write one of: {choice}")
    raise ActionError(_explain(written, "", 0, figures))


def _mentions(figures: Figures) -> Iterator[Action]:
    """Yield every action as often as it is written, in the order of the meetups."""
    community = figures.community
    for meetup in community.meetups:
        if community.is_held(meetup):
            yield from read_actions(meetup, figures.headings)


def _last_of(action: Action, mentions: list[Action], figures: Figures) -> Action:
    """Return the last mention of an action, or the one that is done; an equal action after that is another one."""
    here = (action.meetup.key, action.at.start)
    for same in group_mentions(mentions, figures.community):
        places = [(other.meetup.key, other.at.start) for other in same]
        if here in places:
            return next((other for other in same[places.index(here) :] if other.done), same[-1])
    return action


def _explain(written: str, slug: str, count: int, figures: Figures) -> str:
    community = figures.community
    name = f"meetups/{slug}.md"
    if slug and is_unread(name, community):
        return f"{community.content_folder}/{name} cannot be read, so its actions are not known; see: cop check"
    if count:
        return f"{written!r} names no action: {slug} has {count}"
    known = ", ".join(refer_to(action, figures) for action in figures.log.open_actions)
    return f"{written!r} names no action; open are: {known}" if known else f"{written!r} names no action; none is open"
