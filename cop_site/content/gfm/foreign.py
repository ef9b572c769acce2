"""Finds the syntax of other Markdown dialects, and HTML that the sanitiser removes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from operator import itemgetter
from typing import Any

from cop_site.content.gfm.events import VERBATIM, LineIndex, raw_events, tag_of
from cop_site.content.gfm.raw_html import Tag, read_tags
from cop_site.content.gfm.sanitise import is_shown
from cop_site.content.wording import quote
from cop_site.diagnostics import Edit, Fix, Span
from cop_site.fixes.markdown import ALERTS, fix_foreign, nearest_alert

_FOREIGN = re.compile(
    r"^[ \t>]*(?P<admonition>(?:!!!|\?\?\?\+?)[ \t]+\w[^\n]*)"
    r"|^[ \t>]*(?P<tab>===[!+]?[ \t]+[\"'][^\n]*)"
    r"|^[ \t]*>[ \t]*(?P<callout>\[!(?P<kind>\w+)\][+-]?)"
    r"|^[ \t]*(?P<include>-+8<-+[^\n]*)"
    r"|^[ \t]*(?P<contents>\[(?:TOC|toc)\]|\[\[_TOC_\]\])[ \t]*$"
    r"|^[ \t>]*(?P<container>:{3,}[ \t]*\{?[.\w][^\n]*)"
    r"|(?P<highlight>(?<![=\w])==(?![=\s])(?P<marked>[^=\n]{1,300}?)(?<!\s)==(?![=\w]))"
    r"|(?P<insertion>(?<![+\w])\+\+(?![+\s])(?P<inserted>[^+\n]{1,300}?)(?<!\s)\+\+(?![+\w]))"
    r"|(?P<lowered>(?<=[A-Za-z)])~[0-9A-Za-z]{1,6}~(?!~))"
    r"|[ \t](?P<block>\^[A-Za-z0-9-]{1,40})[ \t]*$"
    r"|(?P<tag>(?<![^\s,;])#[^\W\d_][\w/-]{1,60})"
    r"|(?P<wiki>!?\[\[(?P<page>(?=[^\[\]\n\w]*\w)[^\[\]\n]{1,200})\]\])(?![(\[])"
    r"|(?P<spaced>\[[^\[\]\n]*\]\((?P<address>[^()<>\n\"' ]+ [^()<>\n\"']*\.(?:md|png|jpe?g|svg|pdf)(?:#[^()\s]*)?)\))"
    r"|(?P<apart>\[[^\[\]\n]+\](?P<gap> +)\((?P<beside>(?:https?://|\.{1,2}/|[\w/%.-]+\.md)[^()\s]*)\))"
    r"|(?P<footnote>\[\^(?P<label>[^\[\]\s^]{1,40})\])(?!:)"
    r"|(?P<attributes>\{:?[ \t]{0,9}[.#][\w-][^{}\n]{0,200}\}|\{:[^{}\n]{0,200}\})"
    r"|(?P<template>\{\{[^\n]{0,200}?\}\}|\{%[^\n]{0,200}?%\})",
    re.MULTILINE,
)
_MAYBE_FOREIGN = re.compile(
    r"!!!|\?\?\?|==|\[!|8<-|\[\[|\{[:{%.# \t]|\] +\(|\[\^|\]\([^()\n\"'<> ]+ [^()\n\"']"
    r"|:::|\+\+|\[(?:TOC|toc)\]|~(?<=[A-Za-z)]~)[0-9A-Za-z]{1,6}~|\^(?<=[ \t]\^)[A-Za-z0-9]|#(?<![^\s,;]#)[^\W\d_]"
)
"""Each choice begins with a literal character: looking for those is much faster."""
_TAGGED = re.compile(r"\[\[|%%")
"""What texts have whose `#words` are tags."""
_DEFINED = re.compile(r"^ {0,3}\[\^([^\[\]\s^]{1,40})\]:", re.MULTILINE)
_MAYBE_CODE = re.compile(r"[`\t$]|    |~~~")
_MAYBE_TAG = re.compile(r"<[a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Foreign:
    """Syntax in a body that the site does not show as intended."""

    description: str
    """What it is, for the message of a problem."""
    hint: str
    """What to write instead."""
    span: Span
    fix: Fix | None = None
    page: str = ""
    """The target of a wiki link; empty for other syntax."""
    text: str = ""
    """The text of a wiki link."""
    target: str = ""
    """The destination of a link after its fix; empty for other syntax."""


def find_foreign(body: str, path: str, first_line: int = 1) -> list[Foreign]:
    """Return the syntax of other tools in a body, outside of code."""
    if not _MAYBE_FOREIGN.search(body):
        return []
    found = []
    raw_line, before, line_start = first_line, 0, 0
    is_tagged = _TAGGED.search(body)
    defined = {label.casefold() for label in _DEFINED.findall(body)} if "]:" in body else set()
    for match in _find_matches(body):
        which = str(match.lastgroup)  # the outermost group, since it ends last
        if which == "callout" and match["kind"].upper() in ALERTS:
            continue
        if which == "footnote" and match["label"].casefold() in defined:
            continue
        if which == "tag" and not is_tagged:
            continue
        start, end = match.span(which)
        if is_in_code(body, start):
            continue
        raw_line += body.count("\n", before, start)
        line_start = max(line_start, body.rfind("\n", before, start) + 1)
        before, column = start, start - line_start + 1
        span = Span(path, raw_line, column, raw_line, column + end - start)
        # An embedded page cannot be replaced by a link.
        is_link = which == "wiki" and not match["wiki"].startswith("!")
        page, _, text = (match["page"] if is_link else "").partition("|")
        fix = fix_foreign(which, match, span)
        target = (match["address"] or match["beside"] or "").replace(" ", "%20")
        found.append(Foreign(*_describe(which, match), span, fix, page.strip(), text.strip(), target))
    return found


def _find_matches(body: str) -> Iterator[re.Match[str]]:
    """Yield the matches in the lines that may have one: looking at those alone is much faster."""
    after = 0
    for maybe in _MAYBE_FOREIGN.finditer(body):
        if maybe.start() >= after:
            start = body.rfind("\n", 0, maybe.start()) + 1
            after = body.find("\n", maybe.start()) + 1 or len(body) + 1
            yield from _FOREIGN.finditer(body, start, after - 1)


def find_dropped_html(body: str, path: str, first_line: int = 1) -> list[Foreign]:
    """Return raw HTML that the sanitiser removes: elements that run, load or are unknown, and `on…` attributes."""
    if not may_have_tags(body):
        return []
    lines = LineIndex(body, path, first_line)
    encoded = body.encode()
    return [
        dropped
        for tag in find_html_tags(body)
        for dropped in _find_dropped(tag, lines, encoded[tag.start : tag.end].decode("utf-8"))
    ]


def _find_dropped(tag: Tag, lines: LineIndex, raw: str) -> Iterator[Foreign]:
    span = lines.span(tag.start, tag.end)
    if tag.closing:
        return
    if not is_shown(tag.name):
        hint = f"delete it, or write `<{tag.name}>` in backticks if readers should see it"
        yield Foreign(f"the HTML element <{tag.name}>", hint, span)
    for name, _ in tag.attributes:
        if name.startswith("on"):
            fix = _drop_attribute(name, raw, span)
            yield Foreign(f"the attribute {name!r}, which runs a script,", "delete the attribute", span, fix)


def _drop_attribute(name: str, raw: str, span: Span) -> Fix | None:
    """Return a fix that deletes an attribute, which is safe; None for a tag of several lines."""
    matches = list(re.finditer(rf"\s+{re.escape(name)}\s*=\s*(?:\"[^\"]*\"|'[^']*')(?=[\s/>])", raw, re.IGNORECASE))
    if len(matches) != 1 or "\n" in raw or raw.lower().count(name) != 1:
        return None
    at = span._replace(column=span.column + matches[0].start(), end_column=span.column + matches[0].end())
    return Fix((Edit(at, ""),), safe=True)


def may_have_tags(body: str) -> bool:
    """Return whether a body may have tags of raw HTML that open an element: a prefilter."""
    return _MAYBE_TAG.search(body) is not None


def find_html_tags(body: str) -> Iterator[Tag]:
    """Yield the tags of raw HTML in a body, in their order."""
    pieces: list[tuple[str, int]] = []
    for event, at in raw_events(body):
        if event.__class__ is str:
            continue
        if "InlineHtml" in event:
            yield from read_tags([(event["InlineHtml"], at["start"])])
        elif "Html" in event:
            pieces.append((event["Html"], at["start"]))
        elif pieces and event.get("End") == "HtmlBlock":
            yield from read_tags(pieces)
            pieces = []


@lru_cache(maxsize=4)  # several readers look at the same text in turn
def find_code(body: str) -> tuple[tuple[int, int], ...]:
    """Return where each piece of code or formula begins and ends, in characters of the body."""
    if not _MAYBE_CODE.search(body):
        return ()
    code = [
        (at["start"], at["end"]) for event, at in raw_events(body) if event.__class__ is not str and _is_code(event)
    ]
    if body.isascii():
        return tuple(code)
    raw = body.encode()
    lengths = (len(raw[start:end].decode()) for start, end in pairwise((0, *chain.from_iterable(code))))
    places = list(accumulate(lengths))
    return tuple(zip(places[::2], places[1::2], strict=True))


def is_in_code(body: str, place: int) -> bool:
    """Return whether a place in a body is within code."""
    code = find_code(body)
    before = bisect_right(code, place, key=itemgetter(0))
    return before > 0 and place < code[before - 1][1]


def _is_code(event: str | Mapping[str, Any]) -> bool:
    return not isinstance(event, str) and (
        not VERBATIM.isdisjoint(event) or tag_of(event.get("Start", "")) == "CodeBlock"
    )


def _describe(which: str, match: re.Match[str]) -> tuple[str, str]:
    raw = match[which].split("\n")[0].strip()
    quoted = quote(raw)
    if which == "admonition":
        alert = nearest_alert(raw.split()[1])
        return f"an admonition ({quoted})", f"write '> [!{alert}]', and the text below it in lines that begin with '> '"
    if which == "callout":
        alerts = f"{', '.join(f'[!{alert}]' for alert in ALERTS[:-1])} and [!{ALERTS[-1]}]"
        return f"a callout ({quoted})", f"GitHub supports > {alerts}"
    if which == "wiki":
        page, _, text = match["page"].partition("|")
        page = page.strip()
        link = f"![alternative text]({page.replace(' ', '%20')})"
        if "." not in page:
            name, sign, part = page.partition("#")
            file = f"{name.strip().lower().replace(' ', '-')}.md" if name.strip() else ""
            anchor = sign + part.strip().lower().replace(" ", "-")
            link = f"[{(text or part or page).strip()}]({file}{anchor})"
        return f"a wiki link ({quoted})", f"write {link}, relative to this note"
    return {
        "spaced": (f"a link with a space in its address ({quoted})", "write %20 for each space"),
        "apart": (f"a link with a space before its address ({quoted})", "delete the space between ']' and '('"),
        "footnote": (f"an undefined footnote ({quoted})", f"define it on a line of its own: {raw}: …"),
        "contents": (f"a table of contents ({quoted})", "delete it, or list the headings with links"),
        "container": (f"a container ({quoted})", "write '> [!NOTE]', and the text in lines that begin with '> '"),
        "highlight": (f"highlighted text ({quoted})", f"write **{match['marked']}**"),
        "insertion": (f"inserted text ({quoted})", f"write <ins>{match['inserted']}</ins>"),
        "lowered": (f"lowered text ({quoted})", f"write <sub>{raw.strip('~')}</sub>; GitHub strikes it out"),
        "block": (f"the name of a block ({quoted})", "delete it, and link to the nearest heading"),
        "tag": (f"a tag within the text ({quoted})", f"add it to the field 'tags': {raw[1:]}"),
        "tab": (f"a content tab ({quoted})", "write a heading for each tab"),
        "include": (f"an include ({quoted})", "write the text itself, or link to the file"),
        "attributes": (f"an attribute list ({quoted})", "delete it; GitHub does not support it"),
        "template": (f"template code ({quoted})", "write the value itself, or put it in backticks if it is an example"),
    }[which]
