"""What a change does to a community, as text for a terminal or as a comment that is read in ten seconds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from cop_site.feeds.comparison import Change, Effect, Title
from cop_site.output import escape_comment

_MOST = 10
_MOST_IN_COMMENT = 5
_MAX_COMMENT = 60_000
"""Characters; GitHub refuses a comment of more than 65,536."""
_COUNTED = frozenset({"notes", "coverage"})
"""What is a number by itself, and so never left out."""
_SUBJECTS = {
    "check": "that the check finds",
    "topic": "about topics",
    "objectives": "about objectives",
    "baseline": "about the baseline",
    "repeat": "about repeats",
    "duplicate": "about notes that say the same",
    "review": "about reviews",
    "path": "about learning paths",
    "person": "about people",
    "wish": "about wishes",
}
"""What may be endless, and what is said of those that are left out; the most important first."""
SUBJECTS = (*_SUBJECTS, *sorted(_COUNTED))
"""What a change may be about, in the order of a comment."""
_GROUPS = ((Effect.LOSS, "⚠️ **Look at this**"), (Effect.GAIN, "✅ **Better now**"), (Effect.NEUTRAL, "▫️ **Also**"))
_PLACE = re.compile(r"\\\{\\\}")
"""Where a title stands in a sentence that is escaped."""
_NOTHING = "The figures stay as they are."


def render_changes(changes: Sequence[Change]) -> str:
    """One change on a line, for a terminal, and of each sort only the first."""
    if not changes:
        return f"{_NOTHING}\n"
    signs = {Effect.GAIN: "+", Effect.LOSS: "-", Effect.NEUTRAL: " "}
    return "".join(f"{signs[change.effect]} {change.word()}\n" for change in _shorten(changes, _MOST))


def render_markdown(changes: Sequence[Change], addresses: Mapping[str, str] | None = None) -> str:
    """The changes as a comment on a pull request: what is to be looked at, what is better, and the rest.

    `addresses` has the web addresses that titles link to, by the addresses of their notes on the site.
    """
    coverage = [change for change in changes if change.subject == "coverage"]
    blocks = ["### What this changes", *(f"**{_capitalise(escape_comment(change.word()))}**" for change in coverage)]
    for effect, heading in _GROUPS:
        found = [change for change in changes if change.effect is effect and change.subject != "coverage"]
        if found:
            found.sort(key=lambda change: SUBJECTS.index(change.subject))
            lines = [f"- {_link(change, addresses or {})}" for change in _shorten(found, _MOST_IN_COMMENT)]
            blocks.append("\n".join([heading, "", *lines]))
    return _limit("\n\n".join(blocks if changes else [*blocks, _NOTHING]) + "\n")


def _limit(text: str) -> str:
    """Leave out lines at the end where there are more than fit into a comment."""
    if len(text) <= _MAX_COMMENT:
        return text
    return text[:_MAX_COMMENT].rpartition("\n")[0] + "\n\nAnd more, which does not fit into a comment.\n"


def _shorten(changes: Sequence[Change], most: int) -> Iterator[Change]:
    """The first changes of each subject and effect, then how many more of each there are."""
    totals = Counter((change.subject, change.effect) for change in changes)
    counts: Counter[tuple[str, Effect]] = Counter()
    for change in changes:
        sort = (change.subject, change.effect)
        counts[sort] += 1
        if counts[sort] <= most or change.subject in _COUNTED:
            yield change
        elif counts[sort] == most + 1:
            text = f"and {totals[sort] - most} more {_SUBJECTS[change.subject]}; all of them: cop diff --format json"
            yield Change(change.effect, change.subject, text)


def _link(change: Change, addresses: Mapping[str, str]) -> str:
    """A change in Markdown, in which titles are links where it is known what they lead to."""
    titles = (_link_title(title, addresses) for title in change.titles)
    return _PLACE.sub(lambda place: next(titles, place[0]), escape_comment(change.text))


def _link_title(title: Title, addresses: Mapping[str, str]) -> str:
    address = addresses.get(title.uri, "")
    return f"[{escape_comment(title.title)}]({quote(address, safe=':/%')})" if address else escape_comment(title.title)


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]
