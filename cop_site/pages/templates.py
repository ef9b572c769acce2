"""Fills templates: autoescape on, nothing undefined, and contributor text only ever as a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


class Templates:
    """The page templates of one or more folders; a template in an earlier folder comes first."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def load(self) -> None:
        """Compile every page's template now, so that processes forked later need not."""
        for name in self._environment.list_templates(filter_func=lambda name: name.startswith("pages/")):
            self._environment.get_template(name)

    def fill(self, name: str, values: Mapping[str, Any]) -> str:
        """Fill `pages/NAME.html`; raises jinja2.UndefinedError when the template asks for what is not there."""
        return self._environment.get_template(f"pages/{name}.html").render(values)
