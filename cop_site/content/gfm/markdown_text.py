"""Writes text, code, links and emphasis as Markdown that means nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote

_EM, _EM_END, _STRONG, _STRONG_END, _STRUCK, _STRUCK_END, BREAK = "\x01\x02\x03\x04\x05\x06\x07"
"""What stands for emphasis and line breaks until the whole paragraph is known; no text has such characters any more."""
MARKS = {
    **dict.fromkeys(("em", "i"), (_EM, _EM_END)),
    **dict.fromkeys(("strong", "b"), (_STRONG, _STRONG_END)),
    **dict.fromkeys(("del", "s", "strike"), (_STRUCK, _STRUCK_END)),
    **{tag: (f"<{tag}>", f"</{tag}>") for tag in ("ins", "kbd", "mark", "q", "rp", "rt", "ruby", "sub", "sup")},
}
"""What stands for the beginning and the end of elements within a line, until `write_lines`."""
_ENDS = {_EM: _EM_END, _STRONG: _STRONG_END, _STRUCK: _STRUCK_END}
_SIGNS = {_EM: ("*", "em"), _STRONG: ("**", "strong"), _STRUCK: ("~~", "del")}
_AROUND = f" {BREAK}"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PAIR = re.compile(f"([{_EM}{_STRONG}{_STRUCK}])([^{_EM}-{_STRUCK_END}]*)([{_EM_END}{_STRONG_END}{_STRUCK_END}])")
_LEFT = re.compile(f"[{_EM}-{_STRUCK_END}]")
_DEEPEST = 8
"""Emphasis within emphasis, beyond which it is left out."""
_FREE_BEFORE, _FREE_AFTER = frozenset(f" ({BREAK}"), frozenset(f" ).,;:!?{BREAK}")
"""Beside these, marks are sure to begin or end emphasis."""

_SPECIAL = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=[#A-Za-z]|\Z)|<(?=[A-Za-z/!?]|\Z)")
_MAYBE_SPECIAL = re.compile(r"[\\`*\[\]|~$_&<]")
"""Far faster, and most texts have none."""
_BEGINNING = re.compile(r"(?=[-=:][-=:\s]*$|[+-](?:\s|$)|#{1,6}(?:\s|$)|>)|\d{1,9}(?=[.)](?:\s|$))|\[\^\d+\](?=:)")
"""What would make something else of a paragraph, or of a line in it."""
_UNSAFE = re.compile(r"[\s()<>\\|\"`$]")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_TICKS = re.compile(r"`+")
_SPACES = re.compile(r"[ \t\n\f\r]+")


def drop_control(html: str) -> str:
    """Return HTML without control characters, which show nothing."""
    return _CONTROL.sub("", html)


def escape_text(text: str) -> str:
    """Return a part of a paragraph as Markdown; what begins its lines is left to `write_lines`."""
    return _SPECIAL.sub(r"\\\g<0>", text) if _MAYBE_SPECIAL.search(text) else text


def write_lines(pieces: list[str], line_break: str = "\\\n") -> str:
    """Return a paragraph from its parts, without spaces at its ends."""
    text = _SPACES.sub(" ", "".join(pieces)).strip(_AROUND)
    return line_break.join(_escape_line(line.strip(" ")) for line in _resolve_marks(text).split(BREAK)) if text else ""


def write_text(text: str) -> str:
    """Return a text in which no sign means anything, as a paragraph or a part of one."""
    return write_lines([escape_text(drop_control(text))])


def _escape_line(line: str) -> str:
    beginning = _BEGINNING.match(line)
    return rf"{beginning[0]}\{line[beginning.end() :]}" if beginning else line


def write_code(code: str, *, is_next_to_code: bool) -> str:
    """Return inline code; empty if there is none.

    Code right after other code stays HTML, since the two would be one, and so does code within spaces, which would go.
    """
    code = _SPACES.sub(" ", code)
    if not code.strip(" "):
        return ""
    ends = {code[0], code[-1]}
    if is_next_to_code or (" " in ends and ends <= {" ", "`"}):
        return f"<code>{escape_text(code)}</code>"
    fence = "`" * _longest(code)
    space = " " if "`" in ends else ""
    return f"{fence}{space}{code}{space}{fence}"


def write_block(code: str, language: str) -> str:
    """Return a block of code."""
    fence = "`" * max(3, _longest(code))
    return f"{fence}{language}\n{code.removesuffix(chr(10))}\n{fence}"


def protect(pieces: list[str]) -> None:
    """Let no exclamation mark at the end of a paragraph's parts make an image of a link that follows."""
    if pieces and pieces[-1].endswith("!"):
        pieces[-1] = f"{pieces[-1][:-1]}\\!"


def write_link(text: str, url: str, title: str = "") -> str:
    """Return a link with a text that is Markdown already."""
    shown = text.strip(" ")
    before, _, after = text.partition(shown)
    if not title and shown.replace("\\", "") == url.removeprefix("mailto:") and not _UNSAFE.search(url):
        return f"{before}<{url.removeprefix('mailto:')}>{after}"
    return f"{before}[{shown}]({write_target(url, title)}){after}"


def write_target(url: str, title: str) -> str:
    """Return what stands in the parentheses of a link or an image."""
    target = _ENTITY.sub("&amp;", _UNSAFE.sub(lambda match: quote(match[0]), url))
    title = re.sub(r'(["\\&`|])', r"\\\1", _SPACES.sub(" ", title))
    return f'{target} "{title}"' if title else target


def _longest(code: str) -> int:
    """Return one more than the backticks of the longest run in a text."""
    return 1 + max(map(len, _TICKS.findall(code)), default=0)


def _resolve_marks(text: str) -> str:
    """Return a text with marks of Markdown for emphasis; with elements of HTML where letters are beside them."""
    if not _LEFT.search(text):
        return text
    for _ in range(_DEEPEST):
        text, found = _PAIR.subn(_mark, text)
        if not found:
            break
    return _LEFT.sub("", text)


def _mark(match: re.Match[str]) -> str:
    begin, inner, end = match.groups()
    shown = inner.strip(_AROUND)
    if not shown or _ENDS[begin] != end:
        return inner
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    sign, tag = _SIGNS[begin]
    is_sure = (not before or before in _FREE_BEFORE) and (not after or after in _FREE_AFTER)
    is_sure = is_sure and shown == inner and not {shown[0], shown[-1]} & set("*~<>")
    return f"{sign}{inner}{sign}" if is_sure else f"<{tag}>{inner}</{tag}>"
