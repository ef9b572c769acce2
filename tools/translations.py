"""Finds what is missing or wrong in the catalogue of a language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from gettext import c2py
from html.parser import HTMLParser
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_NUMBERS = ("num", "count")
"""The placeholders that a number has in messages with a plural, the first that there is."""
_STOPS = dict(zip(".。।…?？؟!！", "...…???!!", strict=True))
"""The signs that end a sentence, and what they are in English."""
_QUESTION = "か。"
"""How a question ends in Japanese, and many a sentence that is none."""
_CLOSING = "”“»«›’\"')]）」』 \u00a0\u202f"
"""What may stand behind the last sign."""


def find_mistakes(file: Path, template: Catalog) -> Iterator[str]:
    """Yield what is missing or wrong in a `.po` file, each with its message; the template has all messages."""
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=file.stem, abort_invalid=True)
    own = {(message.context, message.id): message for message in catalogue if message.id}
    wanted = {(message.context, message.id) for message in template if message.id}
    yield from (f"{_texts(message)[0]!r} is missing" for _, message in sorted(wanted - own.keys(), key=str))
    yield from (f"{_texts(message)[0]!r} is no message any more" for _, message in sorted(own.keys() - wanted, key=str))
    if _has_other_forms(catalogue):
        yield f"{catalogue.plural_forms!r} tells other numbers apart than {file.stem} does"
    for message in own.values():
        yield from (f"{_texts(message.id)[0]!r}: {mistake}" for mistake in _check(message, catalogue))


def _has_other_forms(catalogue: Catalog) -> bool:
    """Return whether the rule in the header is not that of the language, as CLDR has it, for whole numbers."""
    rule, locale = c2py(catalogue.plural_expr), Locale.parse(catalogue.locale_identifier)
    pairs = {(rule(number), locale.plural_form(number)) for number in range(1001)}
    return not len(pairs) == len(dict(pairs)) == len({category for _, category in pairs})


def _texts(found: str | Iterable[str] | None) -> list[str]:
    """Return the texts of a message or a translation, which have one or several."""
    return [found] if isinstance(found, str) else [*(found or ())]


def _check(message: Message, catalogue: Catalog) -> Iterator[str]:
    if message.fuzzy:
        yield "is a guess (fuzzy), which nobody has looked at"
    texts, forms = _texts(message.id), _texts(message.string)
    if not forms or not all(forms):
        yield "is not translated"
    else:
        told = {*_PLACEHOLDER.findall(" ".join(message.auto_comments))}
        without = _find_forms_without_number(texts[0], catalogue) if len(texts) > 1 else frozenset()
        for number, form in enumerate(forms):
            yield from _compare(texts[-1], form, told | ({_number_in(texts[-1])} if number in without else set()))


def _number_in(text: str) -> str:
    """Return the placeholder of the number that a form is chosen by; empty if there is none."""
    found = _PLACEHOLDER.findall(text)
    return next((name for name in _NUMBERS if name in found), "")


def _find_forms_without_number(one: str, catalogue: Catalog) -> frozenset[int]:
    """Return the forms that need not say their number: of one or two alone, and of one if English does not."""
    rule = c2py(catalogue.plural_expr)
    used = Counter(rule(number) for number in range(1001))
    alone = {rule(number) for number in (1, 2) if used[rule(number)] == 1}
    return frozenset(alone if _number_in(one) else alone | {rule(1)})


def _compare(source: str, form: str, free: Set[str]) -> Iterator[str]:
    """Yield in what a translation does not fit its message; `free` are placeholders that it may have or not."""
    wanted, found = ({*_PLACEHOLDER.findall(text)} for text in (source, form))
    if wanted - free != found - free:
        yield f"{form!r} has the placeholders {sorted(found)} instead of {sorted(wanted)}"
    if _PLACEHOLDER.sub("", form).count("%") != _PLACEHOLDER.sub("", source).count("%"):
        yield f"{form!r} has another number of percent signs"
    if (mistake := _find_html_mistake(form)) or sorted(_read_tags(source)) != sorted(_read_tags(form)):
        yield f"{form!r} {mistake or 'has other elements or attributes'}"
    if (form[:1].isspace(), form[-1:].isspace()) != (source[:1].isspace(), source[-1:].isspace()):
        yield f"{form!r} begins or ends with a space, or lacks one"
    if not source.endswith(":") and _stop(form) != _stop(source) and not (_stop(source) and form.endswith(_QUESTION)):
        yield f"{form!r} ends with {_stop(form) or 'no stop'!r} instead of {_stop(source) or 'no stop'!r}"


class _Tags(HTMLParser):
    """Reads the elements of a message."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.mistake = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element with its attributes."""
        self.tags.append(" ".join([tag, *(f"{name}={value}" for name, value in sorted(attrs))]))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, which must be the one that was opened last."""
        if not self.open or self.open.pop() != tag:
            self.mistake = f"closes <{tag}> in the wrong place"


def _parse(text: str) -> _Tags:
    parser = _Tags()
    parser.feed(text)
    parser.close()
    return parser


def _read_tags(text: str) -> list[str]:
    return _parse(text).tags


def _find_html_mistake(text: str) -> str:
    parser = _parse(text)
    return parser.mistake or (f"does not close <{parser.open[-1]}>" if parser.open else "")


def _stop(text: str) -> str:
    """Return the last sign of a message, in English, if it is one that ends a sentence."""
    plain = re.sub(r"<[^>]*>", "", text).rstrip(_CLOSING)
    return _STOPS.get(plain[-1:], "")
