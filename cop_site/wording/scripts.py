"""Words the scripts for the browser in a language, before they are published."""

from __future__ import annotations

import json
import re

from cop_site.wording.catalogue import Wording
from cop_site.wording.direction import isolate_values

_TEXT = r'"(?:[^"\\]|\\.)*"'
_CALL = re.compile(rf"\b(p|n|)gettext\((\s*)({_TEXT})(?:(,\s*)({_TEXT}))?")
"""A call for a message: its name, and the texts in it."""
_LOCALE = "en-u-hc-h23"
"""What `text.js` has for the language of all scripts; in others the hours are those of the language."""
_SAMPLES = (*range(201), 1_000_000)
"""Numbers among which every form of every language is used."""


def word_script(script: str, wording: Wording) -> str:
    """Return one of our scripts with its messages in a language.

    A translation stands in the place of its message, so that no page loads those of other scripts. The forms of a
    message with a number are an object, by the categories of `Intl.PluralRules`, in the place of the second.
    """

    def write(value: object) -> str:
        code = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return isolate_values(code, wording.direction, html=False)

    def word(call: re.Match[str]) -> str:
        kind, begin, first, comma, second = call.groups()
        if kind == "n":
            return f"ngettext({begin}0,{write(_forms(json.loads(first), json.loads(second), wording))}"
        if kind == "p":
            return f"pgettext({begin}{first}{comma}{write(wording.pgettext(json.loads(first), json.loads(second)))}"
        return f"gettext({begin}{write(wording.gettext(json.loads(first)))}"

    return _CALL.sub(word, script).replace(_LOCALE, f"{wording.language}-u-nu-latn")


def _forms(one: str, many: str, wording: Wording) -> dict[str, str]:
    forms: dict[str, str] = {}
    for number in _SAMPLES:
        form = wording.translations.ngettext(one, many, number)
        forms.setdefault(wording.formats.category_of(number), form)
    return {name: form for name, form in forms.items() if name == "other" or form != forms.get("other")}
