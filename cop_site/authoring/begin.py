"""The files that a new community begins with, besides its charter."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from cop_site.authoring.archetypes import word_archetype
from cop_site.authoring.new import NewNote, draft_note
from cop_site.model.kinds import FOLDERS
from cop_site.wording.catalogue import Wording, load_wording

HOSTS = {
    "github": (".github",),
    "gitlab": (".gitlab-ci.yml", "cop.sh"),
    "forgejo": (".forgejo", "cop.sh"),
    "netlify": ("netlify.toml", "cop.sh"),
    "cloudflare": ("wrangler.toml", "cop.sh"),
    "container": ("Containerfile", ".dockerignore", ".devcontainer", "cop.sh"),
    "shell": ("cop.sh",),
}
"""Where a community is checked and published, and the files and folders that this takes."""
_EVERYWHERE = (".gitignore", "no-notes")
_UNKNOWN = "0" * 40
"""What stands in the place of a commit that is not known."""
_ON_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+)\Z")
_PAGES = re.compile(r"https://(?P<host>github|gitlab)\.com/(?P<owner>[\w-]+)/(?P<name>[\w.-]+)\Z")
"""A repository of a host that publishes sites."""


@dataclass(frozen=True, slots=True)
class Program:
    """Where workflows take `cop` from."""

    address: str = ""
    """The web address of its repository; empty where that is not known."""
    commit: str = ""

    def fill_in(self, text: str) -> str:
        """Return a file with this repository and commit in the places that are kept for them."""
        if not self.commit:
            return text
        script = f"https://github.com/OWNER/cop\nCOMMIT={_UNKNOWN}"
        text = text.replace(script, f"{self.address}\nCOMMIT={self.commit}")
        on_github = _ON_GITHUB.match(self.address)
        return text.replace(f"OWNER/cop@{_UNKNOWN}", f"{on_github[1]}@{self.commit}") if on_github else text


@dataclass(frozen=True, slots=True)
class Home:
    """Where a community's files are kept, checked and published."""

    repository: str
    """Its web address; empty where there is none yet."""
    branch: str
    hosts: tuple[str, ...]
    """One or more of `HOSTS`."""
    program: Program
    at_top: bool = True
    """Whether the community is at the top of its repository, where hosts look for their files."""
    site: str = ""
    """The web address that the site will have; empty where that is not known."""


def guess_site(repository: str) -> str:
    """Return where a host publishes the site of a repository if nobody says another; empty for other hosts."""
    found = _PAGES.match(repository)
    return f"https://{found['owner'].lower()}.{found['host']}.io/{found['name']}/" if found else ""


def choose_host(repository: str) -> str:
    """Return one of `HOSTS` by the web address of a repository; GitHub where there is none yet."""
    host = repository.partition("://")[2].partition("/")[0]
    known = {"github": r"github\.com\Z", "gitlab": ".*gitlab", "forgejo": r"codeberg\.org|.*(?:forgejo|gitea)"}
    return next((name for name, pattern in known.items() if re.match(pattern, host)), "shell") if host else "github"


def draft_examples(ours: Path, day: date, wording: Wording) -> Iterator[NewNote]:
    """Yield an example of each kind of note, as of a day and in a language; their texts are below `ours`."""
    for name, kind in FOLDERS.items():
        for file in sorted((ours / "content" / name).glob("*.md")):
            yield draft_note(kind, file.stem, day, word_archetype(file.read_text("utf-8"), wording))


def draft_files(ours: Path, site_file: str, editor_files: Mapping[str, str], home: Home) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file of a community that is no note.

    `ours` has the texts of most, `site_file` is from `draft_site_file`.
    """
    parts = [part for host in home.hosts if home.at_top for part in HOSTS[host]]
    for part in dict.fromkeys((*_EVERYWHERE, *parts)):
        for file in sorted(file for file in (ours / part, *(ours / part).rglob("*")) if file.is_file()):
            text = home.program.fill_in(file.read_text("utf-8"))
            if home.branch != "main":
                text = text.replace("branches: [main]", f"branches: [{json.dumps(home.branch)}]")
            yield file.relative_to(ours).as_posix(), text
    yield "mkdocs.yml", site_file
    yield "pyproject.toml", _draft_settings(home)
    has_forms = "github" in home.hosts and home.at_top
    yield from ((file, text) for file, text in editor_files.items() if has_forms or not file.startswith(".github/"))


def lacks_program(text: str) -> bool:
    """Whether a file does not say yet where `cop` comes from."""
    return _UNKNOWN in text


def draft_site_file(template: str, name: str, address: str, language: str) -> str:
    """Return the `mkdocs.yml` of a community from that of communities without one."""
    head = (
        "# How the site looks, for MkDocs. The settings of cop are in pyproject.toml.",
        f"site_name: {json.dumps(escape(name), ensure_ascii=False)}",  # the theme does not escape it
        "# The address of the site, for feeds, cards, the error page and the site map:",
        f"site_url: {json.dumps(address)}" if address else "# site_url: https://example.org/our-community/",
        "# Another program than cop finds only what is in this folder, and so nothing that is hidden.",
        "docs_dir: no-notes",
    )
    gettext = load_wording(language).gettext
    words = {
        "\n  language: en\n": f"\n  language: {language}\n",
        "name: Switch to dark mode": "name: " + gettext("Switch to dark mode"),
        "name: Switch to light mode": "name: " + gettext("Switch to light mode"),
    }
    for english, own in words.items():
        template = template.replace(english, own)
    return "\n".join([*head, *template.partition("\nsite_name: ")[2].split("\n")[1:]])


def _draft_settings(home: Home) -> str:
    values = {"repository": home.repository, "branch": "" if home.branch == "main" else home.branch}
    lines = [f"{name} = {json.dumps(value)}" for name, value in values.items() if value]
    unset = [] if home.repository else ['# repository = "https://example.org/our/notes" # for links to edit a page']
    return "\n".join(("# The settings of cop.", "[tool.cop]", *lines, *unset)) + "\n"


def add_settings(existing: str, settings: str) -> str | None:
    """Return a `pyproject.toml` with a table `[tool.cop]` at its end; None if it cannot simply be put there.

    One that has the table stays as it is, and so it does if the table would be empty.
    """
    both = f"{existing.rstrip()}\n\n{settings}".lstrip()
    before, added = tomllib.loads(existing), tomllib.loads(settings)["tool"]["cop"]
    if "cop" in before.get("tool", {}) or not added:
        return existing
    try:
        after = tomllib.loads(both)
    except ValueError:
        return None
    return both if after == {**before, "tool": {**before.get("tool", {}), "cop": added}} else None
