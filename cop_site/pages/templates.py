"""Renders templates: with autoescape, with errors for undefined names, and never from contributor text.

The values of a template are a frozen dataclass in the module with its name. The fields are the variables of the
template, and their docstrings are the contract with authors of custom templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cop_site.content.gfm import FOREIGN_LINK
from cop_site.model.labels import name_values
from cop_site.wording.catalogue import ENGLISH, Wording
from cop_site.wording.languages import Languages, mark_language

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class PageValues:
    """The values of a template."""

    template: ClassVar[str]
    """The name of its file in `pages/`, without `.html`."""


class _Environment(Environment):
    """An environment whose templates have no globals but its own."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals themselves: looking through Jinja's chain of two takes a sixth of the time of a page."""
        return super().make_globals(d) if d else self.globals


class Templates:
    """The page templates of one or more folders; a template in an earlier folder comes first."""

    def __init__(
        self,
        folders: Iterable[Path],
        wording: Wording = ENGLISH,
        language: str = ENGLISH.language,
        compiled: BytecodeCache | None = None,
        theme: str = "",
    ) -> None:
        """Use the interface text of `wording`; `compiled` has compiled templates.

        `language` is that of the notes that name none, and `theme` that of the theme, if it is another one.
        """
        self.folders = tuple(folders)
        """The folders with templates and assets; ours is the last."""
        self._environment = _Environment(
            loader=FileSystemLoader([str(folder) for folder in self.folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=compiled,
        )
        self._environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "default": asdict}
        self.shapes = {
            file.stem.replace("-", " "): Markup(file.read_text("utf-8").strip())  # noqa: S704  # files of the site
            for folder in reversed(self.folders)
            for file in sorted((folder / "partials" / "shapes").glob("*.svg"))
        }
        """Drawings by name. They are used so often that they are values instead of templates."""
        self.wording = wording
        """The interface text."""
        self.languages = Languages(wording.language, language, theme or language)
        """The languages of the interface and the notes."""
        self.share(self._environment)

    def fill(self, values: PageValues, shared: DataclassInstance | None = None, template: str = "") -> str:
        """Return the HTML of a page; raise jinja2.UndefinedError if its template uses an undefined name.

        `shared` has values that several templates share; `template` is the name of the template (default: that of the
        values).
        """
        name = f"pages/{template or values.template}.html"
        return self._environment.get_template(name).render(_variables(values) | (_variables(shared) if shared else {}))

    def share(self, environment: Environment) -> None:
        """Add the globals of all templates to an environment: the catalogue, drawings and languages."""
        self.wording.install(environment)
        names = name_values(self.wording)
        environment.globals |= {
            "shapes": self.shapes,
            "names": {**names, "besides": {name: self._put_behind(label) for name, label in names["status"].items()}},
            "listed": self._list,
            "together": self._join,
            "authored": self.languages.mark,
            "apart": self.languages.keep_apart,
            "in_language": mark_language,
            "foreign": Markup(f' rel="{FOREIGN_LINK}"'),  # noqa: S704  # an attribute of ours
            "ours": self.languages.attribute,
            "theirs": self.languages.tag(),
            "interface_language": self.wording.language,
            "arrows": {"ltr": {"back": "←", "onward": "→"}, "rtl": {"back": "→", "onward": "←"}}[
                self.wording.direction
            ],
        }

    def _put_behind(self, label: str) -> str:
        """Return a label as it stands behind what has it, for those who hear the page."""
        return self.wording.gettext("%(first)s, %(second)s", first="", second=label)

    def _join(self, *sentences: str) -> Markup:
        """Return sentences one after the other, as far as there are any."""
        return Markup(self.wording.gap).join(filter(None, sentences))  # noqa: S704  # a space, or nothing

    def _list(self, items: Iterable[object], caller: Callable[[object], str]) -> Markup:
        """Return items as a list in a sentence; the block of a `call` renders each of them."""
        return Markup(self.wording.formats.join(map(caller, items)))  # noqa: S704  # rendered parts of a template


def _variables(values: DataclassInstance) -> dict[str, Any]:
    """Return the fields by name; unlike `asdict`, values stay as they are."""
    return {field.name: getattr(values, field.name) for field in fields(values)}
