"""What can be told of a body at a glance, without parsing it.

What *may* be so can turn out not to be; what *surely* is so is found by a parser, too.
"""

from __future__ import annotations

import re

MAX_HTML_DEPTH = 100
MAX_BLOCK_DEPTH = 32

_TITLE = re.compile(r"^ {0,3}(?:#(?!#)|=)", re.MULTILINE)
_ADDRESS = re.compile(r"@\w[\w-]*\.\w")
_TARGET = re.compile(r"\](?:\([ \t\n]*(?=([^ \t\n)]*))|:[ \t\n]*(?=([^ \t\n]*)))")
"""What comes after `](` and `]:`; it is only looked at, since the next link may begin in it."""
_ELEMENT = re.compile(r"<(?!https?://)[a-zA-Z/!?]")
# It begins with a line's end, which is found much faster than a line's beginning.
_PLAIN_HEADING = re.compile(r"\n#{1,6} +((?:[^\W_]|-)+(?: (?:[^\W_]|-)+)*) *(?=\n)")
_FENCED = re.compile(r"^```[^`\n]*\n(?:(?!.*```).*\n)*``` *$", re.MULTILINE)
"""Code between two fences that stand at the beginning of their lines and can be nothing else."""
_MARKERS = re.compile(r"\n[ \t>*+\-0-9.)]{16,}")
"""Each quote or list needs a character of a line's beginning, and a tab may stand for two."""
# Each begins with a sign of its own, which is found a hundred times faster than one of several.
_ENTITY = re.compile(r"&(?:#|commat;|lpar;)")
_HANDLE = re.compile(r"@(?<![^\W_]@)([\w-]*)(?=([^\w\s.,:;?)-])?)")
"""A handle, and the sign after it if that could be markup, so that the name may go on; so could be a `_` in it."""
_DUE = re.compile(r"\((?:[dD][uU][eE](?:[^()\n]*\))?|[dD]?[uU]?[*_~<\[!&])")
"""A due date, or its beginning where markup stands in it or it goes on below."""


def may_begin_with_title(body: str) -> bool:
    """Whether the body could begin with a heading of the first level."""
    return bool(_TITLE.search(body))


def may_hold_bare_links(body: str) -> bool:
    """Whether a text in the body could hold a link that is not marked as one; what is escaped could be anything."""
    return "&" in body or "\\" in body or is_like_links(body)


def is_like_links(text: str) -> bool:
    """Whether a text has what every bare link has: a scheme, a `www.`, or the middle of a mail address."""
    return "://" in text or "ww." in text.lower() or bool(_ADDRESS.search(text)) or "mailto:" in text.lower()


def find_possible_targets(body: str) -> list[str] | None:
    """Every target that a marked link in the body can have, with texts that turn out to be none; None where it takes
    a parser to tell, because of images, HTML, or signs that are not what they look like.
    """
    if "![" in body or _ELEMENT.search(body):
        return None
    targets = [inline or defined for inline, defined in _TARGET.findall(body)]
    # An address in brackets of its own, with escapes, or over two lines of a quotation.
    return None if any(strange in target for target in targets for strange in "\\&<>(") else targets


def find_possible_mentions(body: str) -> list[str] | None:
    """Return every `@handle` and every `(due …)` that the text of a body can have, with some that turn out to be none.

    None where it takes a parser to tell. Of a `(due …)` that does not end on its line, there is the beginning.
    """
    handles = _HANDLE.findall(body)
    if _ENTITY.search(body) or any(after or "_" in name for name, after in handles):
        return None
    return [*(f"@{name}" for name, _ in handles if name), *_DUE.findall(body)]


def surely_has_anchor(body: str, anchor: str) -> bool:
    """Whether a heading that can be nothing else, in letters and digits alone, has this id."""
    text = _FENCED.sub("", body) if "```" in body else body
    if "```" in text or "~~~" in text or "<" in text:
        return False
    # Some letters become two signs when they are made small, of which one is no letter.
    plain = all(sign.isalnum() or sign == "-" for sign in anchor)
    return plain and any(
        heading.lower().replace(" ", "-") == anchor for heading in _PLAIN_HEADING.findall(f"\n{text}\n")
    )


def may_hold_unclosed(body: str) -> bool:
    """Whether a block of code, or a comment, could be open at the end."""
    if "~~~" in body or ("<!--" in body and body.rfind("<!--") > body.rfind("-->")):
        return True
    fences = [line for line in body.split("\n") if "```" in line] if "```" in body else []
    opens, closes = fences[::2], fences[1::2]
    plain = all(line.startswith("```") and "`" not in line[3:] for line in opens)
    return len(opens) != len(closes) or not plain or any(line.rstrip(" ") != "```" for line in closes)


def may_be_too_deep(body: str) -> bool:
    """Whether something could be nested deeper than is allowed."""
    return body.count("<") > MAX_HTML_DEPTH or bool(_MARKERS.search(f"\n{body}"))
