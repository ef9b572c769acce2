"""Words messages in a language; English where there is no complete catalogue of it."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cop_site.wording.compiled import compile_catalogue
from cop_site.wording.direction import direction_of, isolate, isolate_values
from cop_site.wording.language_tag import primary_language
from cop_site.wording.message import Message

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

    from cop_site.wording.formats import Formats

LOCALE = Path(__file__).resolve().parent.parent / "locale"
"""A template of the catalogue, `cop.pot`, and a catalogue for each language, `de.po`."""
_SOURCE = "en"
"""The language that messages are written in."""


class Wording:
    """The interface text in one language."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        """A language tag such as `de` or `pt-BR`."""
        self.translations = translations
        """What is asked for messages as they are, nothing filled in."""
        self.direction = direction_of(language)
        """Which way the language runs."""

    def gettext(self, message: str, **values: object) -> str:
        """Return a message with its `%(name)s` filled."""
        return self._fill(self.translations.gettext(message), values)

    def ngettext(self, one: str, many: str, num: int, **values: object) -> str:
        """Return the form of a message for a number, which is `%(num)s` in it."""
        return self._fill(self.translations.ngettext(one, many, num), {"num": num, **values})

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Return a message that means something else in other contexts."""
        return self._fill(self.translations.pgettext(context, message), values)

    def _fill(self, text: str, values: Mapping[str, object]) -> str:
        if not values:
            return text
        kept = {
            name: self.keep_apart(one) if isinstance(one, str) else self.number(one) for name, one in values.items()
        }
        return text % kept

    def keep_apart(self, text: str) -> str:
        """Return a text for the middle of another, apart from it if parts of it run the other way."""
        return isolate(text, self.direction)

    @cached_property
    def unmarked(self) -> Wording:
        """The same without characters that keep texts apart, which break Markdown, and which terminals show."""
        return _Unmarked(self.language, self.translations)

    def together(self, *sentences: str) -> str:
        """Return sentences one after the other, as far as there are any."""
        return self.gap.join(filter(None, sentences))

    @cached_property
    def gap(self) -> str:
        """What stands between two sentences: a space, or nothing."""
        # Translators: two sentences, one after the other.
        return self.gettext("%(first)s %(next)s", first="", next="")

    def number(self, value: object) -> object:
        """Return a number as the language writes it, and any other value as it is. A year is no number, but text."""
        return self.formats.number(value) if isinstance(value, int) and abs(value) > _PLAIN else value

    def beside(self, *facts: str) -> str:
        """Return facts beside each other, as far as there are any; each can be read alone."""
        first, *others = [*filter(None, facts)] or [""]
        for other in others:
            # Translators: two facts beside each other, such as “Topic, covered”; the first may be two already.
            first = self.gettext("%(first)s, %(second)s", first=first, second=other)
        return first

    def named(self, name: str, value: str) -> str:
        """Return what a name stands for, with the name before it."""
        # Translators: such as “Led by: Ada”.
        return self.gettext("%(name)s: %(value)s", name=name, value=value)

    def word(self, message: Message) -> str:
        """Return a message that was made elsewhere, nothing filled in."""
        if message.plural:
            return self.translations.ngettext(message.text, message.plural, message.number)
        return self.translations.gettext(message.text)

    @cached_property
    def formats(self) -> Formats:
        """Days and lists as the language writes them."""
        from cop_site.wording.formats import Formats  # noqa: PLC0415  # Babel takes long to import

        # Translators: d is the day, MMM the month in short, y the year: patterns of Unicode's CLDR.
        day = self.pgettext("pattern of a date", "d MMM y")
        # Translators: as before, with EEE for the weekday in short.
        weekday = self.pgettext("pattern of a date", "EEE d MMM y")
        return Formats(self.language, day, weekday)

    def install(self, environment: Environment) -> None:
        """Let the templates of an environment use the catalogue."""
        found = self.translations
        words: tuple[Callable[..., str], ...] = (found.gettext, found.ngettext, found.pgettext, found.npgettext)
        one, many, of, many_of = map(self._isolate, words)
        environment.add_extension("jinja2.ext.i18n")
        environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
            one, many, newstyle=True, pgettext=of, npgettext=many_of
        )
        for name in ("gettext", "ngettext", "pgettext", "npgettext"):
            environment.globals[name] = self._write_numbers(cast("Callable[..., str]", environment.globals[name]))
        environment.filters["number"] = self.number

    def _write_numbers(self, word: Callable[..., str]) -> Callable[..., str]:
        """Return what words a message in a template, with numbers as the language writes them."""
        from jinja2 import pass_context  # noqa: PLC0415  # not everything that is worded has templates

        @pass_context
        def worded(context: Context, *messages: Any, **values: object) -> str:
            if isinstance(messages[-1], int):
                values.setdefault("num", messages[-1])
            return word(context, *messages, **{name: self.number(value) for name, value in values.items()})

        return worded

    def _isolate(self, word: Callable[..., str]) -> Callable[..., str]:
        """Return what words a message for HTML: it keeps its values apart."""
        if self.direction == "ltr":
            return word
        return cache(lambda *message: isolate_values(word(*message), self.direction, html=True))


class _Unmarked(Wording):
    def keep_apart(self, text: str) -> str:
        return text


_PLAIN = 999
"""The largest number that all languages write as its figures."""
ENGLISH = Wording(_SOURCE, gettext.NullTranslations())


@cache
def load_wording(language: str, folder: Path = LOCALE) -> Wording:
    """Return the interface text in a language, or in English where its catalogue is missing or not complete.

    `language` is a tag such as `de` or `pt-BR`; a language without a catalogue for a region has one for all of them,
    or else that of another region. A contributor may write it, so it is looked up and never part of a file's name.
    """
    found = {file.stem.casefold(): file for file in sorted(folder.glob("*.po"))}
    name = language.replace("-", "_").casefold()
    base = primary_language(name)
    file = found.get(name) or found.get(base) or next((found[key] for key in found if key.startswith(f"{base}_")), None)
    compiled = compile_catalogue(file) if file else b""
    if not file or not compiled:
        return ENGLISH
    return Wording(file.stem.replace("_", "-"), gettext.GNUTranslations(BytesIO(compiled)))


def list_languages() -> list[str]:
    """Return the tags of the languages that the interface text is in."""
    return [_SOURCE, *sorted(file.stem.replace("_", "-") for file in LOCALE.glob("*.po"))]
