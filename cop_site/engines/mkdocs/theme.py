"""Adapts what `mkdocs.yml` says to the theme: our overrides, no fonts from elsewhere, and colours that can be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, FunctionLoader
from mkdocs.config.config_options import RepoName
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from cop_site.pages.footer import fill_footer
from cop_site.pages.languages import link_homes
from cop_site.pages.site import Site
from cop_site.project.project import Project

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment

_OURS = "cop-main.html"
"""Another name of our `main.html`."""


def adapt_theme(config: MkDocsConfig, project: Project) -> None:
    """Add our theme overrides, turn off what would load from another origin, and add the links to the repository."""
    settings = project.settings
    own = config.theme.dirs[:1] if config.theme.custom_dir else []
    config.theme.dirs[: len(own)] = own + [str(folder / "theme") for folder in project.template_folders]
    config.theme.get_env = lambda: _make_environment(config.theme)  # type: ignore[method-assign]
    set_language(config, project)
    config.theme["font"] = False
    config.theme["palette"] = adapt_palette(config.theme.get("palette"))
    if settings.repository:
        config.repo_url = config.repo_url or settings.repository
        RepoName("repo_url").post_validation(config, "repo_name")
        config.edit_uri = config.edit_uri or f"edit/{settings.branch}/{settings.content}/"


def set_language(config: MkDocsConfig, project: Project) -> None:
    """Let the theme speak the first of the languages that the settings name, if they name any."""
    if project.settings.languages:
        config.theme["language"] = project.settings.languages[0]


class _Templates(FileSystemLoader):
    """Templates that are not in hidden folders when they are listed; any can be loaded by name.

    MkDocs lists all files of the theme, and publishes none of a hidden folder, in which Material has 14,000 icons.
    """

    def list_templates(self) -> list[str]:
        """Return the names of all that are not in a hidden folder, sorted."""
        found: set[str] = set()
        for top in self.searchpath:
            for folder, folders, names in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(top).as_posix() for name in names)
        return sorted(found)


def _make_environment(theme: Theme) -> Environment:
    env = Theme.get_env(theme)
    env.loader = _Templates(theme.dirs)
    return env


def is_usual(config: MkDocsConfig) -> bool:
    """Return whether no hook, no other plugin and no other theme has a part in the site."""
    usual = list(config.plugins) == ["cop"] and config.theme.name == "material" and not config.theme.custom_dir
    return usual and not config.hooks and config.use_directory_urls


def extend_base(config: MkDocsConfig, env: Environment) -> None:
    """Let the `main.html` of a community's own folder extend ours by the name that MkDocs documents, `base.html`."""
    own = config.theme.custom_dir
    if own and Path(own, "main.html").is_file():
        rest = FileSystemLoader(config.theme.dirs[1:])
        env.loader = ChoiceLoader([FunctionLoader(lambda name: _load(rest, env, name)), env.loader or rest])
        usual = env.join_path

        def join_path(name: str, parent: str) -> str:
            return _OURS if (name, parent) == ("base.html", "main.html") else usual(name, parent)

        env.join_path = join_path  # type: ignore[method-assign,assignment]  # Jinja looks templates up by it


def _load(rest: BaseLoader, env: Environment, name: str) -> Any:
    return rest.get_source(env, "main.html") if name == _OURS else None


def share_with_theme(site: Site, env: Environment, config: MkDocsConfig, compiled: BytecodeCache | None) -> None:
    """Let templates of the theme use those of pages, and the footer of each page; `compiled` has compiled templates."""
    env.bytecode_cache = compiled
    extend_base(config, env)
    site.templates.share(env)
    env.globals |= {"folder": "", "homes": link_homes(site)}
    env.globals["footer_of"] = lambda url: fill_footer(site, url.removeprefix("./"))


def adapt_palette(palette: Any) -> Any:
    """Return a palette of the theme, or a list of them, whose colours are ours.

    `primary: teal` becomes `primary: cop-teal`: our style makes an accent of its hue, which can be read in light and
    dark. Nothing takes the theme's own colours, which are made for another header. Without a colour it is our green.
    """
    if isinstance(palette, list):
        return [adapt_palette(one) for one in palette]
    chosen = palette if isinstance(palette, dict) else {}
    colour = str(chosen.get("primary") or "custom").replace(" ", "-")
    ours = colour if colour == "custom" or colour.startswith("cop-") else f"cop-{colour}"
    return {**chosen, "scheme": chosen.get("scheme") or "default", "primary": ours, "accent": "custom"}
