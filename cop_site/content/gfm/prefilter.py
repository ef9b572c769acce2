"""Cheap tests of a body that avoid parsing it.

A test named *may* has false positives, one named *surely* has false negatives; the parser decides.
"""

from __future__ import annotations

import re
from collections.abc import Set

from cop_site.wording.marks import MARKS
from cop_site.wording.note_words import DUE_AFTER, GLUED_DUE, SPACED_DUE, UNSPACED

MAX_HTML_DEPTH = 100
MAX_BLOCK_DEPTH = 32

_TITLE = re.compile(r"^ {0,3}(?:#(?!#)|=)", re.MULTILINE)
_NO_TITLE = re.compile(r"\s*(?:<!--|#{2,6}[ \t]|>)")
"""A comment, a heading of a lower level or a quote, with which a body begins."""
MARKED = re.compile(r"[^\w \t,.:;'\"()/?%+{}!=|@#&~\x80-\U0010ffff-]|_|#(?!\w)|&(?:#|\w+;)|~(?=[^\n]*~)")
"""What a heading of plain text has none of, in which nothing is markup."""
_PLAIN_TITLE = re.compile(rf"\n*# +((?:(?!{MARKED.pattern})[^\n])+)(?:\n|\Z)")
_ADDRESS = re.compile(r"@\w[\w-]*\.\w")
_PLAIN_HEADING = re.compile(r"\n#{1,6} +((?:[^\W_]|-)+(?: (?:[^\W_]|-)+)*) *(?=\n)")
_PARTLY_TEXT = re.compile(r"<|```|~~~|\||\]:|\[\[|\]\((?![^\s()]*\))")
"""What is no text or not only text: HTML, the language of code, cells that have no heading, definitions, and the middle
of a link that may have a title.
"""
_LETTERS = 12
"""So many characters a word are looked at first, which most often are enough."""
_FENCED = re.compile(r"^```[^`\n]*\n(?:(?!.*```).*\n)*``` *$", re.MULTILINE)
"""Fenced code whose fences are not indented and contain nothing unusual."""
_MARKER = r"[ \t>*+\-0-9.)]"
_LABEL = r"\[\^[^\]\n]+\]:"
_MARKERS = re.compile(rf"\n(?:{_MARKER}{{16,}}+|{_MARKER}*+{_LABEL})(?:{_MARKER}++|{_LABEL})*+")
"""The beginning of a line that can open many lists or quotes, in footnotes, too."""
_OPENING = re.compile(r"<[a-zA-Z]")
# A literal first character is found a hundred times faster than a choice of several.
_ENTITY = re.compile(r"&(?:#|commat;|lpar;)")
_HANDLE = re.compile(rf"@(?<![^\W_{UNSPACED}]@)([\w{MARKS}-]*)(?=([^\w\s.,:;?)-])?)")
"""A handle, and the character after it if that may be markup, so that the handle may go on."""
_DUE = re.compile(
    rf"\((?:(?:(?:{SPACED_DUE})(?!\w)|{GLUED_DUE})(?:[^()\n]*\))?|[\w'’]{{0,10}}[*_~<\[!&]|[^()\n]{{0,40}}{DUE_AFTER}\))",
    re.IGNORECASE,
)
"""A due date such as `(due 2026-01-14)`, or its beginning if it has markup in it or goes on in the next line."""


def may_begin_with_title(body: str) -> bool:
    """Return whether the body may begin with a heading of the first level."""
    return bool(_TITLE.search(body)) and not _NO_TITLE.match(body)


def surely_title(body: str) -> str:
    """Return the title that a body surely begins with, a heading without markup; empty if a parser has to look."""
    match = _PLAIN_TITLE.match(body)
    return " ".join(match[1].split()) if match else ""


def may_hold_bare_links(body: str) -> bool:
    """Return whether the body may contain a bare link, escapes and entities included."""
    return "&" in body or "\\" in body or may_be_links(body)


def may_be_links(text: str) -> bool:
    """Return whether a text has a scheme, a `www.` or the middle of a mail address, as every bare link has."""
    return "://" in text or "ww." in text.lower() or bool(_ADDRESS.search(text)) or "mailto:" in text.lower()


def find_possible_mentions(body: str) -> list[str] | None:
    """Return a superset of the handles and due dates in the body, as `@name` and `(due …)`.

    A `(due …)` that does not end on its line is cut. None if it needs a parser.
    """
    handles = _HANDLE.findall(body)
    if _ENTITY.search(body) or any(after or "_" in name for name, after in handles):
        return None
    if "（" in body:
        body = body.replace("（", "(").replace("）", ")")
    return [*(f"@{name}" for name, _ in handles if name), *_DUE.findall(body)]


def surely_has_anchor(body: str, anchor: str) -> bool:
    """Return whether a plain heading of letters, digits, hyphens and spaces has this id."""
    text = _FENCED.sub("", body) if "```" in body else body
    if "```" in text or "~~~" in text or "<" in text:
        return False
    # `İ`, for example, becomes two characters in lower case, one of which is not a letter.
    plain = all(character.isalnum() or character == "-" for character in anchor)
    return plain and any(
        heading.lower().replace(" ", "-") == anchor for heading in _PLAIN_HEADING.findall(f"\n{text}\n")
    )


def surely_has_words(body: str, least: int, without: Set[str] = frozenset()) -> bool:
    """Return whether a body begins with so many words of letters only, before what may be text in part only.

    `without` are lines that do not count, without the white space around them.
    """
    end = body.find("\n", _LETTERS * least)  # the end of a line, so that it is known whether that counts
    is_long = end >= 0
    return (is_long and _has_words(body[:end], least, without)) or _has_words(body, least, without)


def _has_words(text: str, least: int, without: Set[str]) -> bool:
    partly = _PARTLY_TEXT.search(text)
    lines = (text[: partly.start()] if partly else text).split("\n")
    if partly and without:
        lines.pop()  # part of a line, so that nobody can say whether it counts
    count = 0
    for line in lines:
        if line and line.strip() not in without:
            count += sum(map(str.isalpha, line.split(None, 4 * least)))
            if count >= least:
                return True
    return False


def may_hold_unclosed(body: str) -> bool:
    """Return whether fenced code or a comment may be unclosed."""
    if "~~~" in body or ("<!--" in body and body.rfind("<!--") > body.rfind("-->")):
        return True
    fences = [line for line in body.split("\n") if "```" in line] if "```" in body else []
    opens, closes = fences[::2], fences[1::2]
    plain = all(line.startswith("```") and "`" not in line[3:] for line in opens)
    return len(opens) != len(closes) or not plain or any(line.rstrip(" ") != "```" for line in closes)


def may_be_too_deep(body: str) -> bool:
    """Return whether the body may exceed the limits of nesting."""
    has_many = body.count("<") > MAX_HTML_DEPTH and len(_OPENING.findall(body)) > MAX_HTML_DEPTH
    return has_many or any(map(_may_be_too_many, _MARKERS.findall(f"\n{body}")))


def _may_be_too_many(markers: str) -> bool:
    """Return whether what a line begins with may open too many lists or quotes, or go on in them.

    A quote needs a character, and a list two columns, of which a tab has up to four; the last one may be empty.
    """
    return len(markers) + markers.count(">") + 3 * markers.count("\t") >= 2 * MAX_BLOCK_DEPTH
