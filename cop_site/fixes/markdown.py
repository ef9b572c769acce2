"""Rewrites other tools' syntax as GitHub's, and finds the part of a link that says where it leads."""

from __future__ import annotations

import re

from cop_site.diagnostics import Edit, Fix, Span

ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
"""The alerts that GitHub knows, the mildest first."""
_NEAREST = {
    **dict.fromkeys(("note", "info", "abstract", "summary", "todo", "seealso", "example", "quote"), "NOTE"),
    **dict.fromkeys(("tip", "hint", "success", "check", "done"), "TIP"),
    **dict.fromkeys(("important", "question", "help", "faq"), "IMPORTANT"),
    **dict.fromkeys(("warning", "attention"), "WARNING"),
    **dict.fromkeys(("caution", "danger", "error", "failure", "bug"), "CAUTION"),
}
"""The alert that comes nearest to a word of other tools."""
_ADMONITION = re.compile(r"(!!!|\?\?\?\+?)[ \t]+(\w+)((?:[ \t]+\w+)*)(?:[ \t]+\"([^\"]*)\")?[ \t]*")
_NESTED = re.compile(r"^[ \t]*(?:!!!|\?\?\?|===|>|```|~~~|-+8<)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?(?:[ \t]*(?:\.[\w-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[\w-]+)))+[ \t]*\}")
_BESIDE = re.compile(r"[)\]][ \t]*")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-+)\s*")


def nearest_alert(word: str) -> str:
    """The alert of GitHub that comes nearest to another tool's; a note, where none does."""
    return _NEAREST.get(word.lower(), "NOTE")


def fix_foreign(which: str, match: re.Match[str], span: Span) -> Fix | None:
    """Rewrite one find; None where it takes a person to say how. `span` is what was found."""
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
    if which == "callout":
        alert = _NEAREST.get(match["kind"].lower())
        return Fix((Edit(span, f"[!{alert}]"),)) if alert else None
    return None


def find_target(body: str, first_line: int, span: Span, target: str) -> Span | None:
    """Where the target of the link at `span` is written; None where it is not written beside the text, or twice."""
    lines = body.split("\n")[span.line - first_line : span.end_line - first_line + 1]
    if span.line != span.end_line or not lines or not target:
        return None
    raw = lines[0][span.column - 1 : span.end_column - 1]
    pattern = rf"(?:\]\(\s*<?|(?:href|src)\s*=\s*[\"'])({re.escape(target)})(?=[>\s)\"'])"
    found = list(re.finditer(pattern, raw, re.IGNORECASE))
    if len(found) != 1:
        return None
    return span._replace(column=span.column + found[0].start(1), end_column=span.column + found[0].end(1))


def _fix_admonition(match: re.Match[str], span: Span) -> Fix | None:
    """Quote the indented lines below an admonition; its title becomes a line of its own."""
    head = _ADMONITION.fullmatch(match["admonition"])
    before = match.string[: match.start("admonition")]
    if not head or not (before == "" or before.endswith("\n")) or head[2].lower() not in _NEAREST:
        return None
    below = match.string[match.end("admonition") + 1 :].split("\n")
    count = _count_inside(below)
    first = next((n for n, line in enumerate(below[:count]) if line.strip()), 0)
    inside = [line[4:] if line[:1] == " " else line[1:] for line in below[first:count]]
    if not inside or _NESTED.search("\n".join(inside)):
        return None
    title = [f"**{head[4].strip()}**", ""] if head[4] and head[4].strip() else []
    quoted = [f"> {line}".rstrip() for line in (f"[!{_NEAREST[head[2].lower()]}]", *title, *inside)]
    after = below[count] if count < len(below) else ""
    if after.strip():
        quoted.append("")
    end = span.line + count
    end_column = len(below[count - 1]) + 1
    stands_alone = not before.rstrip(" \t").removesuffix("\n").rpartition("\n")[2].strip()
    same_word = head[2].upper() == _NEAREST[head[2].lower()]
    safe = head[1] == "!!!" and same_word and not head[3] and stands_alone and not re.search(r"[*_`\\]", head[4] or "")
    return Fix((Edit(Span(span.path, span.line, 1, end, end_column), "\n".join(quoted)),), safe)


def _count_inside(below: list[str]) -> int:
    """How many of the lines below an admonition belong to it."""
    count = 0
    for number, line in enumerate(below):
        if line[:4] == "    " or line[:1] == "\t":
            count = number + 1
        elif line.strip():
            break
    return count


def _fix_attributes(match: re.Match[str], span: Span) -> Fix | None:
    """Delete an attribute list and the spaces before it.

    It is safe where it can be nothing else, and where no heading loses the words that its anchor is made of.
    """
    text, start, end = match.string, match.start("attributes"), match.end("attributes")
    line_start, line_end = text.rfind("\n", 0, start) + 1, (text + "\n").find("\n", end)
    below = text[line_end + 1 :].partition("\n")[0]
    before, after = text[line_start:start], text[end:line_end]
    spaces = len(before) - len(before.rstrip(" \t"))
    written = match["attributes"]
    known = _ATTRIBUTES.fullmatch(written) is not None
    certain = written.startswith("{:") or _BESIDE.search(before[-2:]) is not None
    in_heading = before.lstrip(" >").startswith("#") or (below and _UNDERLINE.fullmatch(below) is not None)
    edit = Edit(span._replace(column=span.column - (0 if after.strip() else spaces)), "")
    alone = not before.strip() and not after.strip()
    if alone and not below.strip() and line_end < len(text):
        edit = Edit(Span(span.path, span.line, 1, span.line + 1, 1), "")
    return Fix((edit,), safe=known and certain and not in_heading)
