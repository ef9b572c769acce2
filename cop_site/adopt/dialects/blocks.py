"""Dialects that frame several lines."""

from __future__ import annotations

import re
from textwrap import dedent

from cop_site.adopt.dialects.dialect import Dialect, Find, alert
from cop_site.fixes.markdown import nearest_alert

_CONTAINER = re.compile(
    r"^(?P<fence>:{3,})[ \t]*(?:\{?\.?(?:callout-)?(?P<kind>[\w-]+)\}?)(?:\["
    r"(?P<label>[^\]\n]*)\])?[ \t]*(?P<title>[^\n]*)\n"
    r"(?P<text>(?:(?!:{3,})[^\n]*\n)*)(?P=fence)[ \t]*$",
    re.MULTILINE,
)
_ALERTS = frozenset({"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"})
"""The alerts of GitHub."""
_TITLE = re.compile(r"\A(?:[.#][\w-]+ +|[\w-]+=\S+ +)*title=[\"']([^\"']*)[\"'].*\Z")
"""The attributes of Quarto's boxes."""
_FOLDED = frozenset({"spoiler", "details", "collapse", "dropdown"})
_LAYOUT = frozenset({"columns", "column", "grid", "center", "tabs", "tab-set", "tab-item", "panel-tabset", "row"})


def _container(match: re.Match[str], _: Find) -> str | None:
    kind, title = match["kind"].lower(), (match["label"] or match["title"]).strip(" {}")
    title = _TITLE.sub(r"\1", title)
    if kind in _FOLDED:
        return f"<details>\n<summary>{title or 'Details'}</summary>\n\n{match['text'].strip()}\n\n</details>"
    if kind in _LAYOUT:
        return match["text"].strip("\n")
    return alert(nearest_alert(kind), title, match["text"])


def _aside(match: re.Match[str], _: Find) -> str:
    return alert("NOTE", "", re.sub(r"^[^\w\s<>*_\[(`\"']+\s*", "", dedent(match[1]).strip()))


def _directive(match: re.Match[str], _: Find) -> str | None:
    kind = match["kind"].lower()
    if kind in (
        "admonition",
        "note",
        "tip",
        "warning",
        "important",
        "caution",
        "danger",
        "hint",
        "attention",
        "seealso",
    ):
        text = re.sub(r"\A(?::[\w-]+:[^\n]*\n)+", "", match["text"])
        return alert(nearest_alert(kind), match["title"], text)
    return None


def _callout(match: re.Match[str], _: Find) -> str | None:
    kind, title, quote = match["kind"], match["title"].strip(), match["quote"]
    if not title and not match["folded"] and kind.upper() in _ALERTS:
        return None
    head = f"\n{quote}**{title}**\n{quote.rstrip()}" if title else ""
    return f"{quote}[!{nearest_alert(kind.lower())}]{head}"


def _tab(match: re.Match[str], _: Find) -> str:
    return f"**{match['title']}**\n\n{dedent(match['text'].expandtabs(4)).strip(chr(10))}\n"


BLOCKS = (
    Dialect(
        "a table of contents",
        ("[t", "[T", "[_", "${", "{:"),
        re.compile(
            r"^[ \t]*(?:\[\[?_?toc_?\]\]?|\[\[_TOC_\]\]|\$\{toc\}|[*-][ \t]+[^\n]*\n\{:[ \t]*toc[^}\n]*\})[ \t]*\n?",
            re.IGNORECASE | re.MULTILINE,
        ),
        lambda _match, _find: "",
        "[TOC]\n\nText\n",
        "\nText\n",
    ),
    Dialect(
        "a container",
        (":::",),
        _CONTAINER,
        _container,
        ":::info Time\n18:30\n:::\n",
        "> [!NOTE]\n> **Time**\n>\n> 18:30\n",
    ),
    Dialect(
        "a box of Notion's",
        ("<aside>",),
        re.compile(r"<aside>[ \t]*\n?(.*?)</aside>", re.DOTALL),
        _aside,
        "<aside>\nRemember.\n</aside>\n",
        "> [!NOTE]\n> Remember.\n",
        end=re.compile("</aside>"),
    ),
    Dialect(
        "a callout with a title",
        ("[!",),
        re.compile(
            r"^(?P<quote>(?:>[ \t]?){1,8})\[!(?P<kind>[\w-]{1,40})(?:\|[^\]\n]{0,40})?\](?P<folded>[+-]?)"
            r"[ \t]*(?P<title>[^\n]*)$",
            re.MULTILINE,
        ),
        _callout,
        "> [!question]- Why?\n> Because.\n",
        "> [!IMPORTANT]\n> **Why?**\n>\n> Because.\n",
    ),
    Dialect(
        "a directive of MyST's",
        ("```{",),
        re.compile(
            r"^```\{(?P<kind>[\w-]+)\}[ \t]*(?P<title>[^\n]*)\n(?P<text>.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL
        ),
        _directive,
        "```{note}\nText\n```\n",
        "> [!NOTE]\n> Text\n",
        in_code=True,
        end=re.compile(r"^```[ \t]*$", re.MULTILINE),
    ),
    Dialect(
        "a content tab",
        ("===",),
        re.compile(
            r'^===[!+]?[ \t]+["\'](?P<title>[^"\'\n]*)["\'][ \t]*\n(?P<text>(?:(?:[ '
            r"]{4}|\t)[^\n]*\n?|[ \t]*\n(?=[ ]{4}|\t|\n))+)",
            re.MULTILINE,
        ),
        _tab,
        '=== "One"\n\n    Text\n',
        "**One**\n\nText\n",
    ),
)
"""The dialects of this module."""
