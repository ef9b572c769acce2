"""Collects footnotes and renders them at the end of the page, in the order of their first references."""

from __future__ import annotations

from html import escape

from cop_site.wording.catalogue import Wording


class Footnotes:
    """The footnotes of a page; every attribute they are rendered with is sealed."""

    def __init__(self, seal: str, wording: Wording) -> None:
        self._seal = seal
        self._wording = wording
        self._definitions: dict[str, str] = {}
        self._references: dict[str, int] = {}
        self._numbers: dict[str, int] = {}

    def define(self, name: str, html: str) -> None:
        """Add a definition; only the first of a name counts."""
        self._definitions.setdefault(name, html)

    def refer(self, name: str) -> str:
        """Return the HTML of a reference to a footnote."""
        count = self._references[name] = self._references.get(name, 0) + 1
        number = self._numbers.setdefault(name, len(self._references))
        back = f"fnref:{number}" if count == 1 else f"fnref:{number}-{count}"
        seal = self._seal
        return f'<sup id="{seal}{back}"><a class="{seal}footnote-ref" href="#fn:{number}">{number}</a></sup>'

    def render(self) -> str:
        """Return the HTML list of the footnotes with references; empty if there are none."""
        seal = self._seal
        items = [
            f'<li id="{seal}fn:{number}">{self._definitions[name]}'
            f'<a class="{seal}footnote-backref" href="#fnref:{number}"'
            f' aria-label="{seal}{self._name_way_back(number)}">↩</a></li>'
            for number, name in enumerate(self._references, 1)
            if name in self._definitions
        ]
        return f'<div class="{seal}footnote"><hr><ol>{"".join(items)}</ol></div>' if items else ""

    def _name_way_back(self, number: int) -> str:
        return escape(self._wording.gettext("Back to reference %(number)s", number=number))
