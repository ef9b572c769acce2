"""Dialects within a line."""

from __future__ import annotations

import re

from cop_site.adopt.dialects.dialect import Dialect, Find

_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)\Z", re.IGNORECASE)


def _wiki_link(match: re.Match[str], find: Find) -> str | None:
    page, _, text = match["page"].partition("|")
    name, sign, anchor = page.strip().partition("#")
    if not name:
        return text.strip() or anchor.strip()
    link = find(name.strip())
    shown = text.strip() or page.strip().replace("#", " – ").rpartition("/")[2].removesuffix(".md")
    if match["embed"] and _IMAGE.search(name):
        alternative = "" if text.strip().replace("x", "").isdigit() else text.strip()
        return f"![{alternative or name.rpartition('.')[0]}]({link})" if link else None
    if not link:
        return shown
    slug = re.sub(r"[^\w\- ]", "", anchor.strip().lower()).replace(" ", "-")
    return f"[{shown}]({link}{sign}{slug})" if slug else f"[{shown}]({link})"


INLINE = (
    Dialect(
        "a wiki link",
        ("[[",),
        re.compile(r"(?P<embed>!?)\[\[(?P<page>(?=[^\[\]\n\w]*\w)[^\[\]\n]{1,200})\]\](?![(\[])"),
        _wiki_link,
        "See [[a page|that one]], [[nowhere]] and ![[pic.png]].\n",
        "See [that one](a-page.md), nowhere and ![pic](pic.png).\n",
    ),
    Dialect(
        "pictures that stand in the text were taken out",
        ("data:",),
        re.compile(
            r"!\[(?P<text>[^\[\]\n]*)\]\(<?data:[^)\s]*(?:[ \t]+\"[^\"]*\")?>?\)|<img\s[^>]*src=[\"']data:[^>]*>"
        ),
        lambda match, _find: (match["text"] or "").strip() or "(a picture)",
        "![a plan](data:image/png;base64,AAAA)\n",
        "a plan\n",
        is_loss=True,
    ),
    Dialect(
        "pictures within Google Docs were taken out",
        ("][image",),
        re.compile(r"!\[(?P<text>[^\[\]\n]{0,300})\]\[image\d{1,4}\]"),
        lambda match, _find: match["text"].strip() or "(a picture)",
        "![][image1]\n",
        "(a picture)\n",
        is_loss=True,
    ),
    Dialect(
        "the data of pictures",
        ("]: <data:", "]: data:"),
        re.compile(r"^\[[^\]\n]{1,80}\]:[ \t]*<?data:[^\n]*\n?", re.MULTILINE),
        lambda _match, _find: "",
        "Text\n\n[image1]: <data:image/png;base64,AAAA>\n",
        "Text\n\n",
    ),
    Dialect(
        "highlighted text",
        ("==",),
        re.compile(r"(?<![=\w])==(?![=\s])([^=\n]{1,300}?)(?<!\s)==(?![=\w])"),
        lambda match, _find: f"**{match[1]}**",
        "==important==\n",
        "**important**\n",
    ),
    Dialect(
        "inserted text",
        ("++",),
        re.compile(r"(?<![+\w])\+\+(?![+\s])([^+\n]{1,300}?)(?<!\s)\+\+(?![+\w])"),
        lambda match, _find: f"<ins>{match[1]}</ins>",
        "++new++\n",
        "<ins>new</ins>\n",
    ),
    Dialect(
        "lowered text",
        ("~",),
        re.compile(r"(?<=[A-Za-z)])~([0-9A-Za-z]{1,6})~(?!~)"),
        lambda match, _find: f"<sub>{match[1]}</sub>",
        "H~2~O\n",
        "H<sub>2</sub>O\n",
    ),
    Dialect(
        "raised text",
        ("^",),
        re.compile(r"(?<=[A-Za-z0-9)])\^([0-9A-Za-z+-]{1,6})\^(?![\w^])"),
        lambda match, _find: f"<sup>{match[1]}</sup>",
        "x^2^\n",
        "x<sup>2</sup>\n",
    ),
    Dialect(
        "the name of a block",
        ("^",),
        re.compile(r"[ \t]+\^[A-Za-z0-9-]{1,40}[ \t]*$", re.MULTILINE),
        lambda _match, _find: "",
        "A point ^block-1\n",
        "A point\n",
    ),
    Dialect(
        "the id of a heading",
        ("{#", "{: #", "{:#"),
        re.compile(r"^(#{1,6}[ \t][^\n]*?)[ \t]*\{:?[ \t]*#[\w-]+(?:[ \t][^}\n]*)?\}[ \t]*$", re.MULTILINE),
        lambda match, _find: match[1],
        "## Notes {#notes}\n",
        "## Notes\n",
    ),
    Dialect(
        "attributes of an element",
        ("){", "]{", "{:", "*{", "_{", "`{"),
        re.compile(
            r"(?<=[)\]*_`])\{:?[ \t]*(?:[.#:][\w-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'"
            r"|[\w.%-]+))[^{}\n]*\}|^[ \t]*\{:[^{}\n]*\}[ \t]*\n?",
            re.MULTILINE,
        ),
        lambda _match, _find: "",
        '[a](https://example.org){:target="_blank"}\n{: .wide}\n',
        "[a](https://example.org)\n",
    ),
    Dialect(
        "an icon of Material's",
        (":material-", ":fontawesome-", ":octicons-", ":simple-"),
        re.compile(r"(?<![\w:]):(?:material|fontawesome|octicons|simple)-[\w-]+:[ \t]?"),
        lambda _match, _find: "",
        ":material-account: Ana\n",
        "Ana\n",
    ),
)
"""The dialects of this module."""
