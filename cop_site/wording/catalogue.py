"""Words messages in a language; English where there is no complete catalogue of it."""

from __future__ import annotations

import gettext
import re
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from cop_site.wording.message import Message

if TYPE_CHECKING:
    from jinja2 import Environment

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

    def gettext(self, message: str, **values: object) -> str:
        """Return a message with its `%(name)s` filled."""
        found = self.translations.gettext(message)
        return found % values if values else found

    def ngettext(self, one: str, many: str, num: int, **values: object) -> str:
        """Return the form of a message for a number, which is `%(num)s` in it."""
        return self.translations.ngettext(one, many, num) % {"num": num, **values}

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Return a message that means something else in other contexts."""
        found = self.translations.pgettext(context, message)
        return found % values if values else found

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
        environment.add_extension("jinja2.ext.i18n")
        environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
            found.gettext, found.ngettext, newstyle=True, pgettext=found.pgettext, npgettext=found.npgettext
        )


ENGLISH = Wording(_SOURCE, gettext.NullTranslations())
_TAG = re.compile(r"[A-Za-z]{2,8}(?:_[A-Za-z0-9]{1,8}){0,4}")
"""A language tag with underscores, as the names of catalogues have it; private ones are longer."""


def load_wording(language: str, folder: Path = LOCALE) -> Wording:
    """Return the interface text in a language, or in English where its catalogue is missing or not complete.

    `language` is a tag such as `de` or `pt-BR`; a language without a catalogue for a region has one for all of them.
    What is no tag has no catalogue: contributors write it, and it is part of the name of a file.
    """
    name = language.replace("-", "_")
    for candidate in (name, name.partition("_")[0]) if _TAG.fullmatch(name) else ():
        file = folder / f"{candidate}.po"
        if file.is_file():
            return _read(file, candidate) or ENGLISH
    return ENGLISH


def _read(file: Path, name: str) -> Wording | None:
    """The catalogue in a file; None if anything in it is still to be translated."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # as above
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=name, abort_invalid=True)
    if any(message.fuzzy or not _is_whole(message.string) for message in catalogue if message.id):
        return None
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Wording(name.replace("_", "-"), gettext.GNUTranslations(compiled))


def _is_whole(string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Whether a translation has all its forms."""
    return bool(string) and (isinstance(string, str) or all(string or ()))
