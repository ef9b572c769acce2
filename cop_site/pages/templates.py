"""Fills templates: autoescape on, nothing undefined, and contributor text only ever as a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


class Templates:
    """The page templates of one or more folders; a template in an earlier folder comes first."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        """Where templates, and the assets beside them, are looked for; ours come last."""
        self._environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in self.folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.shapes = {
            file.stem.replace("-", " "): Markup(file.read_text("utf-8").strip())  # noqa: S704  # files of the site
            for folder in reversed(self.folders)
            for file in sorted((folder / "partials" / "shapes").glob("*.svg"))
        }
        """Drawings are used so often that they are values, not templates: one file a shape, named for what it means."""
        self._environment.globals["shapes"] = self.shapes

    def fill(self, name: str, values: Mapping[str, Any]) -> str:
        """Fill `pages/NAME.html`; raises jinja2.UndefinedError when the template asks for what is not there."""
        return self._environment.get_template(f"pages/{name}.html").render(values)
