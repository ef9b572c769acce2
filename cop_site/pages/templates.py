"""Fills templates: autoescape on, nothing undefined, and contributor text only ever as a value.

What a template is filled with is a frozen dataclass in the module of its name. The fields are the variables of the
template, and what they say of themselves is the contract with those who write a template of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cop_site.pages.labels import name_values
from cop_site.wording.catalogue import ENGLISH, Wording
from cop_site.wording.languages import Languages

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class PageValues:
    """What a template is filled with."""

    template: ClassVar[str]
    """The template's name: that of its file in `pages/`, without `.html`."""


class Templates:
    """The page templates of one or more folders; a template in an earlier folder comes first."""

    def __init__(self, folders: Iterable[Path], wording: Wording = ENGLISH, language: str = ENGLISH.language) -> None:
        """Use the interface text of `wording`; `language` is that of the site."""
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
        self._environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "default": asdict}
        self.shapes = {
            file.stem.replace("-", " "): Markup(file.read_text("utf-8").strip())  # noqa: S704  # files of the site
            for folder in reversed(self.folders)
            for file in sorted((folder / "partials" / "shapes").glob("*.svg"))
        }
        """Drawings are used so often that they are values, not templates: one file a shape, named for what it means."""
        self.wording = wording
        """The interface text."""
        self.languages = Languages(wording.language, language)
        """Which text is in which language."""
        self.share(self._environment)

    def fill(self, values: PageValues, shared: DataclassInstance | None = None, template: str = "") -> str:
        """Return the HTML of a page; raise jinja2.UndefinedError when its template asks for what is not there.

        `shared` holds further values, where several templates are given the same ones; `template` is the name of the
        template, where it is not the one that the values belong to.
        """
        found = self._environment.get_template(f"pages/{template or values.template}.html")
        return found.render(_variables(values) | (_variables(shared) if shared else {}))

    def share(self, environment: Environment) -> None:
        """Give an environment what every template can use: the catalogue, drawings and languages."""
        self.wording.install(environment)
        environment.globals |= {
            "shapes": self.shapes,
            "names": name_values(self.wording),
            "listed": self._list,
            "authored": self.languages.mark,
            "ours": self.languages.attribute,
            "theirs": self.languages.tag(),
            "interface_language": self.wording.language,
        }

    def _list(self, items: Iterable[object], caller: Callable[[object], str]) -> Markup:
        """Several things as one text, as the language joins them; the block of a `call` shows each of them."""
        return Markup(self.wording.formats.join(map(caller, items)))  # noqa: S704  # finished parts of a template


def _variables(values: DataclassInstance) -> dict[str, Any]:
    """The fields, one level deep: what is in them stays as it is."""
    return {field.name: getattr(values, field.name) for field in fields(values)}
