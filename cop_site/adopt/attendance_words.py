"""Tells whether a heading or a label is about who came to a meetup, or about who did not."""

from __future__ import annotations

import re
from functools import lru_cache

from cop_site.model.spelling.fold import fold

CAME = frozenset(
    fold(name)
    for name in (
        *("present", "attendees", "attendance", "attending", "participants", "in attendance", "roll call", "who came"),
        *("attended", "who was there", "attendee list", "visitors", "guests", "blue sheet", "sign in", "sign-in sheet"),
        *("who joined", "joined", "who is here", "who's here", "on the call", "in the room"),
        *("Anwesend", "Anwesende", "Teilnehmer", "Teilnehmende", "Teilnehmerinnen", "Présents", "Participants"),
        *("Anwesenheit", "Présences", "Asistencia", "Asistentes", "Gäste", "Presentes", "Participantes", "Aanwezig"),
        *("Partecipanti", "出席者", "参加者", "出席", "参会人员", "参会人", "参会者", "与会人员", "与会者", "참석자"),
    )
)
_ENDS_WITH = re.compile(
    r"(?!.*\b(?:no|not|of|for|to|from|on|number|invited|expected|by|about)\b)(?:\S+ ){1,3}"
    r"(?:present|attendees|attending|participants|attendance|anwesende?|teilnehmer(?:innen)?|teilnehmende"
    r"|présents|participantes|asistentes|partecipanti)",
    re.IGNORECASE,
)
"""`Others present`, `Voting participants`; not `Number of attendees`."""
_BEGINS_WITH = re.compile(r"anwesende \w+|(?:attending|present) members", re.IGNORECASE)
MISSED = re.compile(
    r"absent|absence|regret|apolog|\bexcus|missing|missed|unavailable|not (?:present|attend|in attendance)|unable"
    r"|can(?:no|['’])t|could(?:n['’]t| not)|declined|entschuldig|abwesen|verhindert|fehlend|ausentes|inasisten|assenti"
    r"|afwezig|欠席|缺席|请假|불참",
    re.IGNORECASE,
)
_ORNAMENT = re.compile(r"\A\W+|\W+\Z")
"""Such as an emoji before a heading."""
_LONGEST_HEADING = 200


@lru_cache(maxsize=4_096)
def names_attendance(heading: str) -> bool:
    """Return whether a heading or a label says that it is about who came, such as `Others present (4)`."""
    if len(heading) > _LONGEST_HEADING:
        return False
    plain = " ".join(_ORNAMENT.sub("", re.sub(r"\([^()]*\)|\d+|[:：]", " ", heading)).split())
    if all(fold(name) in CAME for name in plain.split("/")):
        return True
    return bool((_ENDS_WITH.fullmatch(plain) or _BEGINS_WITH.fullmatch(plain)) and not MISSED.search(plain))
