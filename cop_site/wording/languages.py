"""Which part of a page is in which language, so that screen readers are told the truth."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from cop_site.wording.direction import direction_of, isolate_html


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
            return isolate_html(text, direction_of(self.interface))
        return Markup('<span lang="{}">{}</span>').format(language, text)

    def differ(self, own: str = "") -> str:
        """Return a language where it is not that of the theme, else nothing; without one, that of the interface."""
        language = own or self.interface
        return "" if language.casefold() == self.theme.casefold() else language

    @property
    def attribute(self) -> Markup:
        """The attribute of an element with interface text; nothing where the whole page is in its language."""
        return Markup(' lang="{}"').format(self.interface) if self.differ() else Markup()
