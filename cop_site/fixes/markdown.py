"""Fixes of Markdown: rewrites the syntax of other tools as GitHub's, and locates the targets of links."""

from __future__ import annotations

import re

from cop_site.diagnostics import Edit, Fix, Span

ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
"""The kinds of GitHub's alerts, the mildest first."""
_ALERT_OF = {
    **dict.fromkeys(("note", "info", "abstract", "summary", "todo", "seealso", "example", "quote"), "NOTE"),
    **dict.fromkeys(("tip", "hint", "success", "check", "done"), "TIP"),
    **dict.fromkeys(("important", "question", "help", "faq"), "IMPORTANT"),
    **dict.fromkeys(("warning", "attention"), "WARNING"),
    **dict.fromkeys(("caution", "danger", "error", "failure", "bug"), "CAUTION"),
}
"""GitHub's alert for the kind of an admonition or callout."""
_ADMONITION = re.compile(r"(!!!|\?\?\?\+?)[ \t]+(\w+)((?:[ \t]+\w+)*)(?:[ \t]+\"([^\"]*)\")?[ \t]*")
"""For example `!!! warning inline "A title"`."""
_NESTED = re.compile(r"^[ \t]*(?:!!!|\?\?\?|===|>|```|~~~|-+8<)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?(?:[ \t]*(?:\.[\w-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[\w-]+)))+[ \t]*\}")
"""For example `{: .class key="value" }`."""
_BESIDE = re.compile(r"[)\]][ \t]*")
_MAX_LINK = 1_000
"""Characters of the longest link whose target is looked for."""
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-+)\s*")


def nearest_alert(word: str) -> str:
    """Return GitHub's alert for the kind of an admonition; `NOTE` for an unknown kind."""
    return _ALERT_OF.get(word.lower(), "NOTE")


def fix_foreign(which: str, match: re.Match[str], span: Span) -> Fix | None:
    """Return the fix for a match of foreign syntax at a span; None if there is none."""
    if which == "admonition":
        return _fix_admonition(match, span)
    if which == "attributes":
        return _fix_attributes(match, span)
    if which == "spaced":
        start = span.column + match.start("address") - match.start("spaced")
        at = span._replace(column=start, end_column=start + len(match["address"]))
        return Fix((Edit(at, match["address"].replace(" ", "%20")),))
    if which == "apart":
        start = span.column + match.start("gap") - match.start("apart")
        return Fix((Edit(span._replace(column=start, end_column=start + len(match["gap"])), ""),))
    alert = _ALERT_OF.get(match["kind"].lower()) if which == "callout" else None
    new = {"highlight": f"**{match['marked']}**", "insertion": f"<ins>{match['inserted']}</ins>"}.get(which)
    return Fix((Edit(span, new or f"[!{alert}]"),)) if new or alert else None


def find_target(line: str, span: Span, target: str) -> Span | None:
    """Return the span of a link's target, given the line that the link begins on.

    None unless the link is on one line, contains the target exactly once, and is no longer than people write.
    """
    if span.line != span.end_line or not target or span.end_column - span.column > _MAX_LINK:
        return None
    raw = line[span.column - 1 : span.end_column - 1]
    pattern = rf"(?:\]\(\s*<?|(?:href|src)\s*=\s*[\"'])({re.escape(target)})(?=[>\s)\"'])"
    matches = list(re.finditer(pattern, raw, re.IGNORECASE))
    if len(matches) != 1:
        return None
    return span._replace(column=span.column + matches[0].start(1), end_column=span.column + matches[0].end(1))


def _fix_admonition(match: re.Match[str], span: Span) -> Fix | None:
    """Turn an admonition and the indented lines below it into an alert; its title becomes a line of its own."""
    head = _ADMONITION.fullmatch(match["admonition"])
    text, start = match.string, match.start("admonition")
    if not head or (start and text[start - 1] != "\n") or head[2].lower() not in _ALERT_OF:
        return None
    below = _read_below(text, match.end("admonition") + 1)
    count = _count_indented(below)
    first = next((n for n, line in enumerate(below[:count]) if line.strip()), 0)
    inside = [line[4:] if line[:1] == " " else line[1:] for line in below[first:count]]
    if not inside or _NESTED.search("\n".join(inside)):
        return None
    title = [f"**{head[4].strip()}**", ""] if head[4] and head[4].strip() else []
    quoted = [f"> {line}".rstrip() for line in (f"[!{_ALERT_OF[head[2].lower()]}]", *title, *inside)]
    after = below[count] if count < len(below) else ""
    if after.strip():
        quoted.append("")
    end = span.line + count
    end_column = len(below[count - 1]) + 1
    stands_alone = not text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start].strip()
    same_word = head[2].upper() == _ALERT_OF[head[2].lower()]
    safe = head[1] == "!!!" and same_word and not head[3] and stands_alone and not re.search(r"[*_`\\]", head[4] or "")
    return Fix((Edit(Span(span.path, span.line, 1, end, end_column), "\n".join(quoted)),), safe)


def _read_below(text: str, start: int) -> list[str]:
    """Return the lines from an offset on, up to the first that is neither blank nor indented."""
    lines: list[str] = []
    while start <= len(text) and (not lines or not lines[-1].strip() or lines[-1][0] in " \t"):
        end = _find_end(text, start)
        lines.append(text[start:end])
        start = end + 1
    return lines


def _count_indented(below: list[str]) -> int:
    """Return how many of the lines below an admonition belong to it."""
    count = 0
    for number, line in enumerate(below):
        if line[:4] == "    " or line[:1] == "\t":
            count = number + 1
        elif line.strip():
            break
    return count


def _find_end(text: str, start: int) -> int:
    """Return the offset at which the line of an offset ends."""
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _fix_attributes(match: re.Match[str], span: Span) -> Fix | None:
    """Delete an attribute list and the spaces before it.

    It is safe if the list is complete and cannot be text, and is not in a heading, whose anchor would change.
    """
    text, start, end = match.string, match.start("attributes"), match.end("attributes")
    line_start, line_end = text.rfind("\n", 0, start) + 1, _find_end(text, end)
    below = text[line_end + 1 : _find_end(text, line_end + 1)]
    before, after = text[line_start:start], text[end:line_end]
    spaces = len(before) - len(before.rstrip(" \t"))
    raw = match["attributes"]
    known = _ATTRIBUTES.fullmatch(raw) is not None
    certain = raw.startswith("{:") or _BESIDE.search(before[-2:]) is not None
    in_heading = before.lstrip(" >").startswith("#") or (below and _UNDERLINE.fullmatch(below) is not None)
    edit = Edit(span._replace(column=span.column - (0 if after.strip() else spaces)), "")
    alone = not before.strip() and not after.strip()
    if alone and not below.strip() and line_end < len(text):
        edit = Edit(Span(span.path, span.line, 1, span.line + 1, 1), "")
    return Fix((edit,), safe=known and certain and not in_heading)
