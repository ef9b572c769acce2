"""Code of template engines in notes: Liquid, Hugo's shortcodes, includes."""

from __future__ import annotations

import re

from cop_site.adopt.dialects.dialect import Dialect, Find, alert
from cop_site.fixes.markdown import nearest_alert

_ARGUMENT = re.compile(
    r"(?:(?P<name>[\w-]+)[ \t]*=[ \t]*)?(?:\"(?P<double>[^\"]*)\"|'(?P<singl"
    r"e>[^']*)'|`(?P<raw>[^`]*)`|(?P<bare>[^\s\"'=]+))"
)
_VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "asciinema": "https://asciinema.org/a/{}",
    "gist": "https://gist.github.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
}
_BOXES = frozenset(
    {"note", "notice", "tip", "warning", "info", "alert", "callout", "hint", "admonition", "box", "important"}
)


def _arguments(raw: str) -> tuple[list[str], dict[str, str]]:
    """Return the positional and the named arguments of a shortcode."""
    unnamed: list[str] = []
    named: dict[str, str] = {}
    for match in _ARGUMENT.finditer(raw):
        value = next((match[group] for group in ("double", "single", "raw", "bare") if match[group] is not None), "")
        if match["name"]:
            named[match["name"].lower()] = value
        else:
            unnamed.append(value)
    return unnamed, named


def _shortcode(match: re.Match[str], find: Find) -> str | None:
    name = match["name"].lower()
    unnamed, named = _arguments(match["arguments"])
    if name in ("ref", "relref"):
        return find(unnamed[0].partition("#")[0]) if unnamed else None
    if name in _VIDEOS and (given := named.get("id") or "/".join(unnamed)):
        address = _VIDEOS[name].format(given)
        return f"[{named.get('title') or address}]({address})"
    if (name.startswith(("figure", "img", "image"))) and (
        source := named.get("src") or named.get("link") or "".join(unnamed[:1])
    ):
        text = named.get("alt") or named.get("title") or named.get("caption") or ""
        caption = f"\n\n{named['caption']}" if named.get("caption") and named.get("caption") != text else ""
        return f"![{text}]({source}){caption}" if "." in source else None
    if name in ("button", "link") and (place := named.get("href") or named.get("url") or named.get("link")):
        return f"[{named.get('text') or named.get('label') or place}]({place})"
    return None


def _paired(match: re.Match[str], _: Find) -> str | None:
    name = match["name"].lower()
    unnamed, named = _arguments(match["arguments"])
    text = match["text"].strip()
    if name in _BOXES:
        kind = named.get("type") or named.get("icon") or next(iter(unnamed), name)
        return alert(nearest_alert(kind), named.get("title", ""), text) + "\n"
    if name == "highlight":
        return f"```{next(iter(unnamed), '')}\n{match['text'].strip(chr(10))}\n```"
    if name in ("details", "expand", "collapse"):
        title = named.get("title") or named.get("summary") or next(iter(unnamed), "Details")
        return f"<details>\n<summary>{title}</summary>\n\n{text}\n\n</details>"
    return text if name in ("center", "column", "columns", "div", "section", "card", "quote", "markdown") else None


def _liquid(match: re.Match[str], find: Find) -> str | None:
    name, _, rest = match["code"].strip("- \t").partition(" ")
    if name in ("link", "post_url"):
        return find(rest.strip()) or find(f"_posts/{rest.strip()}.md") or None
    return "" if name in ("raw", "endraw", "comment", "endcomment", "toc") else None


TEMPLATES = (
    Dialect(
        "imports of MDX were taken out",
        ("import ", "export "),
        re.compile(r"\A(?:\s*(?:import|export)\s[^\n;]*\sfrom\s+(?:'[^'\n]*'|\"[^\"\n]*\");?[ \t]*(?:\n|\Z))+"),
        lambda _match, _find: "",
        "import Photo from './photo';\nexport { data } from './data'\n\n# Kites\n",
        "\n# Kites\n",
        is_loss=True,
    ),
    Dialect(
        "highlighted code",
        ("{%",),
        re.compile(
            r"\{%-?[ \t]*highlight[ \t]+(?P<language>[\w+#.-]{1,40})[^%\n]{0,200}%\}\n?(?P<text"
            r">.*?)\{%-?[ \t]*endhighlight[ \t]*-?%\}",
            re.DOTALL,
        ),
        lambda match, _find: f"```{match['language']}\n{match['text'].strip(chr(10))}\n```",
        "{% highlight python %}\nx = 1\n{% endhighlight %}\n",
        "```python\nx = 1\n```\n",
        end=re.compile(r"\{%-?[ \t]*endhighlight[ \t]*-?%\}"),
    ),
    Dialect(
        "the address of the site",
        ("{{",),
        re.compile(r"\{\{-?[ \t]*(?:site\.(?:baseurl|url)|page\.root)[ \t]*-?\}\}"),
        lambda _match, _find: "",
        "[a]({{ site.baseurl }}/about/)\n",
        "[a](/about/)\n",
    ),
    Dialect(
        "an address",
        ("{{",),
        re.compile(
            r"\{\{-?[ \t]*[\"'](?P<path>[^\"'\n]*)[\"'][ \t]*\|[ \t]*(?:relative_url"
            r"|absolute_url|relURL|absURL)[ \t]*-?\}\}"
        ),
        lambda match, _find: match["path"],
        '[a]({{ "/about/" | relative_url }})\n',
        "[a](/about/)\n",
    ),
    Dialect(
        "a shortcode around text",
        ("{{",),
        re.compile(
            r"\{\{[<%][ \t]*(?P<name>[\w./-]{1,60}+)(?P<arguments>[^<>%\n]{0,500})[>%]\}\}"
            r"(?P<text>.{0,4000}?)\{\{[<%][ \t]*/[ \t]*(?P=name)[ \t]*[>%]\}\}",
            re.DOTALL,
        ),
        _paired,
        "{{< note >}}Bring a pen.{{< /note >}}\n",
        "> [!NOTE]\n> Bring a pen.\n\n",
        end=re.compile(r"\{\{[<%][ \t]*/[^\n{}]{1,80}\}\}"),
    ),
    Dialect(
        "a shortcode",
        ("{{",),
        re.compile(r"\{\{[<%][ \t]*(?P<name>[\w./-]{1,60})(?P<arguments>(?:(?!\{\{)[^\n]){0,500}?)/?[>%]\}\}"),
        _shortcode,
        '{{< youtube abc123 >}} {{< figure src="pic.png" alt="A plan" >}} [b]({{< ref "a page" >}})\n',
        "[https://www.youtube.com/watch?v=abc123](https://www.youtube.com/watch?v=abc123) "
        "![A plan](pic.png) [b](a-page.md)\n",
    ),
    Dialect(
        "code of ERB was taken out",
        ("<%",),
        re.compile(r"<%.{0,4000}?%>", re.DOTALL),
        lambda _match, _find: "",
        "## Agenda\n\n<%= render_talks %>\n",
        "## Agenda\n\n\n",
        is_loss=True,
        end=re.compile("%>"),
    ),
    Dialect(
        "a tag of Liquid's",
        ("{%",),
        re.compile(r"\{%-?[ \t]*(?P<code>[^%\n]{1,200}?)[ \t]*-?%\}"),
        _liquid,
        "[b]({% link a page %}) {% raw %}x{% endraw %}\n",
        "[b](a-page.md) x\n",
    ),
)
"""The dialects of this module."""
