"""Which part of a page is in which language and direction, so that browsers and screen readers are told the truth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from cop_site.wording.direction import direction_of, isolate_html


@cache
def mark_language(language: str) -> Markup:
    """Return the attributes of an element in a language: the language and its direction; nothing for none."""
    if not language:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(language, direction_of(language))


@dataclass(frozen=True, slots=True)
class Languages:
    """The language of the interface text, that of the contributors, and that of the theme."""

    interface: str
    site: str
    """That of the notes that name none."""
    theme: str
    """That of the whole page; the same as of the notes but on the pages in a further language of the site."""

    def tag(self, own: str = "") -> str:
        """Return the language of what a contributor wrote where the text around it is in another, else nothing.

        `own` is the language that its note names.
        """
        language = own or self.site
        return "" if language.casefold() == self.interface.casefold() else language

    def mark(self, text: str, language: str | None = None) -> Markup:
        """Return what a contributor wrote as HTML, in an element with its language where there is need of one.

        `language` comes from `tag`; without it, the text is in the language of the site.
        """
        if language is None:
            language = self.tag()
        if not language:
            return self.keep_apart(text)
        return Markup("<span{}>{}</span>").format(mark_language(language), text)

    def keep_apart(self, text: str) -> Markup:
        """Return a text without a known language as HTML; what runs the other way than the interface stands apart."""
        return isolate_html(text, direction_of(self.interface))

    def differ(self, own: str = "") -> str:
        """Return a language where it is not that of the theme, else nothing; without one, that of the interface."""
        language = own or self.interface
        return "" if language.casefold() == self.theme.casefold() else language

    @property
    def attribute(self) -> Markup:
        """The attributes of an element with interface text; none where the whole page is in its language."""
        return mark_language(self.interface if self.differ() else "")
