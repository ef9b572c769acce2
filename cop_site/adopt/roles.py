"""Reads who led a meetup, spoke, or wrote its notes, from the lines of minutes that say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from cop_site.adopt.attendee import SMALL_WORDS, Attendee, drop_brackets, is_nobody, read_attendee
from cop_site.model.person_names import fold_person
from cop_site.model.person_text import list_several, read_person
from cop_site.model.spelling.fold import fold

_FIRST_LINES = 20
_BELOW_HEADING = 3
"""So many lines below a heading say who spoke; further down, `Speaker: Exactly` is what somebody said."""
_LABELS = {
    "speakers": (
        "speaker",
        "presenter",
        "presented by",
        "Referent",
        "Referentin",
        "Vortragende",
        "ponente",
        "oratrice",
    ),
    "facilitators": (
        *("chair", "chairperson", "chaired by", "meeting chair", "facilitator", "facilitated by", "moderator"),
        *("meeting facilitator", "moderated by", "Moderation", "Moderatorin", "Leitung", "Sitzungsleitung"),
        *("animateur", "animatrice", "moderador", "moderadora", "主持人", "会议主持人", "司会"),
    ),
    "scribe": (
        *("scribe", "note taker", "notetaker", "note-taker", "minute taker", "minutes scribe", "meeting recorder"),
        *("secretary", "minutes by", "minutes taken by", "notes by", "notes taken by", "Protokoll", "Protokollant"),
        *("Protokollantin", "Protokollführung", "Protokollführer", "Protokollführerin", "secrétaire", "secretario"),
        *("记录人", "会议记录人", "記録者", "書記"),
    ),
}
_FIELDS = {fold(label): name for name, labels in _LABELS.items() for label in labels}
"""The field of ours for what a line begins with, singular or plural."""
_LINE = re.compile(
    r"[ \t>*_+|#-]*(?:\d{1,2}[.)][ \t]+)?([^\W\d][^:：*_|\n]{2,30}?)[ \t*_]*[:：|][ \t*_]*(\S[^|]*+)[ \t*_\\|]*"
)
_EASTERN = re.compile(r"[\u4e00-\u9fff]{2,5}|[\u30a0-\u30ff\u4e00-\u9fff]{2,12}|[\uac00-\ud7a3]{2,5}")
"""A name in a script without capitals."""
_LIST = re.compile(r"[,;/]|\s[+&]\s|\s(?:and|und)\s")
_MEMBERSHIP = re.compile(r"\s(?:and|und|[+&])\s[^,;]*,")
"""`Ana Li and Bo Chen, Seed Bank`, where what follows the comma is nobody."""
_WORD = re.compile(r"(?:[^\W\d_]\.)+|[\"'“(]?[^\W\d_][^\W\d_.'’`\"”)-]*(?:[.'’\"”)-][^\W\d_]*)*")


def find_roles(body: str, came: Iterable[Attendee]) -> Mapping[str, list[str]]:
    """Return the people in each field of ours whom lines such as `Chair: Ana Li` or `**Scribe:** @bo` name.

    `came` says who else is known to be there. A line that may say anything but names is not read.
    """
    known = {fold_person(name) for who in came for name in (who.name, who.handle) if name}
    found: dict[str, list[str]] = {}
    lines = list(_find_lines(body))
    times = Counter((section, fold(label)) for section, _, label, _ in lines)
    for section, is_near, label, text in lines:
        people = _read_people(text, is_list=label.endswith("s"), known=known) if is_near else []
        if times[section, fold(label)] > 1:  # perhaps a transcript, in which `Speaker: Thanks` is what somebody said
            people = [who for who in people if " " in who or fold_person(who.removeprefix("@")) in known]
        field = _FIELDS[fold(label)]
        found[field] = list(dict.fromkeys([*found.get(field, ()), *people]))
    return {field: people for field, people in found.items() if people}


def names_role(label: str) -> bool:
    """Return whether a line that begins with this says who had a part in a meetup."""
    return fold(label) in _FIELDS


def _find_lines(body: str) -> Iterator[tuple[int, bool, str, str]]:
    """Yield the section, label and text of each line on a role, and whether it is at the top or below a heading."""
    left, section = _FIRST_LINES, 0
    for line in body.strip("\n").split("\n"):
        if line.startswith("#"):
            left, section = max(left, _BELOW_HEADING + 1), section + 1
        left -= bool(line.strip())
        is_label = ":" in line or "：" in line or "|" in line
        if is_label and (match := _LINE.fullmatch(line)) and names_role(match[1]):
            yield section, left >= 0, match[1], match[2].rstrip(" \t*_\\|")


def _read_people(text: str, *, is_list: bool, known: set[str]) -> list[str]:
    """Return whom a text names; nobody if any part of it may be something else."""
    plain = drop_brackets(text).strip()
    parts = [part for part in _LIST.split(plain) if part.strip() and not is_nobody(part)]
    are_known = all(fold_person(part) in known for part in parts)
    if _MEMBERSHIP.search(plain) and not are_known:
        return []
    if not (is_list or are_known or _LIST.search(plain.replace(",", ""))):
        if list_several(plain) or not plain.startswith(read_person(plain).name):
            return []  # one person or two: `Erik, Jim`
        parts = [plain]
    names = [_name(read_attendee(part), known) for part in parts]
    return [] if None in names else [name for name in names if name]


def _name(who: Attendee | None, known: set[str]) -> str | None:
    """Return the name of somebody, or their handle; None for a text that may be something else than a name."""
    if who is None or not who.name:
        return f"@{who.handle}" if who else None
    words = who.name.split()
    is_known = fold_person(who.name) in known
    is_name = (words[0][:1].isupper() or _EASTERN.fullmatch(who.name)) and all(_is_word(word) for word in words)
    return who.name if is_known or is_name else None


def _is_word(word: str) -> bool:
    return word in SMALL_WORDS or (
        bool(_WORD.fullmatch(word)) and not word.islower() and not (len(word) > 2 and word.isalpha() and word.isupper())
    )
