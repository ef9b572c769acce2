"""Gathers footnotes and writes them at the foot of the page, in the order in which they are first referred to."""

from __future__ import annotations


class Footnotes:
    """The footnotes of one page; every attribute it writes carries the renderer's seal."""

    def __init__(self, seal: str) -> None:
        self._seal = seal
        self._definitions: dict[str, str] = {}
        self._references: dict[str, int] = {}
        self._numbers: dict[str, int] = {}

    def define(self, name: str, html: str) -> None:
        """Keep the text of a note; the first definition of a name counts."""
        self._definitions.setdefault(name, html)

    def refer(self, name: str) -> str:
        """The mark that stands in the text for a reference to a note."""
        count = self._references[name] = self._references.get(name, 0) + 1
        number = self._numbers.setdefault(name, len(self._references))
        back = f"fnref:{number}" if count == 1 else f"fnref:{number}-{count}"
        seal = self._seal
        return f'<sup id="{seal}{back}"><a class="{seal}footnote-ref" href="#fn:{number}">{number}</a></sup>'

    def render(self) -> str:
        """The notes that were referred to, as a list; empty when there are none."""
        seal = self._seal
        items = [
            f'<li id="{seal}fn:{number}">{self._definitions[name]}'
            f'<a class="{seal}footnote-backref" href="#fnref:{number}"'
            f' aria-label="{seal}Back to reference {number}">↩</a></li>'
            for number, name in enumerate(self._references, 1)
            if name in self._definitions
        ]
        return f'<div class="{seal}footnote"><hr><ol>{"".join(items)}</ol></div>' if items else ""
