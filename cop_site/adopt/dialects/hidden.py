"""What the tools of a source show to nobody: comments, remarks, and parts that are switched off."""

from __future__ import annotations

import re

from cop_site.adopt.dialects.dialect import Dialect


def _comment(name: str, sign: str, pattern: str, sample: str, end: str = "") -> Dialect:
    return Dialect(
        name,
        (sign,),
        re.compile(pattern, re.DOTALL | re.MULTILINE),
        lambda _match, _find: "",
        f"A{sample}\n",
        "A\n",
        is_loss=True,
        end=re.compile(end) if end else None,
    )


def _template_comment(sign: str, begin: str, end: str, sample: str, *, may_be_open: bool = False) -> Dialect:
    # A comment may have others in it: it ends with the last end before another begins.
    closed = f"{begin}.*?{end}(?:(?:(?!{begin}).)*?{end})*"
    # A page with one that nothing closes was not made at all.
    pattern = rf"{closed}|{begin}.*\Z" if may_be_open else closed
    return _comment("comments of templates were taken out", sign, pattern, sample, "" if may_be_open else end)


COMMENTS = (
    _template_comment(
        "{%",
        r"(?<!\{)\{%-?[ \t]*comment\b[^%\n]*%\}",
        r"\{%-?[ \t]*endcomment[ \t]*-?%\}",
        "{% comment %}b{% endcomment %}",
        may_be_open=True,
    ),
    _comment("comments of templates were taken out", "{%", r"\{%-?\s*#[^%]*%\}", "{% # b %}"),
    _template_comment(
        "comment",
        r"\{\{[<%][ \t]*comment\b[^<>%\n]*[>%]\}\}",
        r"\{\{[<%][ \t]*/[ \t]*comment[ \t]*[>%]\}\}",
        "{{< comment >}}b{{< /comment >}}",
        may_be_open=True,
    ),
    _template_comment("{/*", r"\{{1,2}/\*", r"\*/\}{1,2}", "{/* b */}"),
    _template_comment("{{</*", r"\{\{</\*", r"\*/>\}\}", "{{</* b */>}}"),
    _template_comment("{#", r"\{#", r"#\}", "{# b #}"),
    _comment(
        "remarks between %% signs were taken out",
        "%%",
        r"^[> \t*+-]{0,40}%%[ \t]*\n.*?\n[> \t*+-]{0,40}%%[ \t]*$|%%(?!\n).+?%%|^%%.*\Z",
        "%% b %%",
    ),
    _comment(
        "comments of kramdown were taken out",
        "{::comment}",
        r"\{::comment\}.*?\{:/(?:comment)?\}",
        "{::comment}b{:/comment}",
        r"\{:/(?:comment)?\}",
    ),
)
"""Comments and remarks, as dialects."""
