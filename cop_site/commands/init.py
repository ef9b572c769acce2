"""`cop init`: starts a community in a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import click
from babel.localtime import get_localzone

from cop_site.authoring.begin import (
    HOSTS,
    Home,
    Program,
    add_settings,
    choose_host,
    draft_examples,
    draft_files,
    draft_site_file,
    guess_site,
    lacks_program,
)
from cop_site.authoring.charter import QUESTIONS, CharterQuestion, complete_charter, find_mistake
from cop_site.authoring.editors import editor_files
from cop_site.authoring.new import NewNote, draft_note
from cop_site.commands.terminal import ask, ask_until, handle_errors, is_terminal, open_project_or_exit
from cop_site.content.files import SourceText
from cop_site.diagnostics import Severity, UserError
from cop_site.feeds.schemas import describe_kinds
from cop_site.fixes.write import replace_file
from cop_site.model.kinds import Kind
from cop_site.project.open import SITE_FILE, OpenedProject
from cop_site.project.origin import find_branch, find_program, find_repository, find_top, to_web_address
from cop_site.project.ours import COMMUNITY, TEMPLATES
from cop_site.project.site_file import find_language, names_plugin
from cop_site.settings_file import FILE
from cop_site.wording.catalogue import ENGLISH, list_languages

_IGNORED = ".gitignore"
_PUBLISH = {
    "github": "commit and push; under Settings, Pages of the repository, choose GitHub Actions as the source",
    "gitlab": "commit and push; the pipeline publishes the site to GitLab Pages",
    "forgejo": "commit and push; the workflow publishes the site to the branch 'pages', which Codeberg shows",
    "netlify": "commit and push; choose the repository in Netlify",
    "cloudflare": "commit and push; choose the repository in Cloudflare Pages, with the build command in wrangler.toml",
    "container": "commit; 'podman build -t notes .' makes a container with the site",
    "shell": "commit; 'sh cop.sh build' makes site/ on any machine, for any web server",
}
_BUILD = "build the site into site/, for any web server: cop build"


def _add_charter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each question about the charter."""
    for question in reversed(QUESTIONS):
        name = question.field.rpartition(".")[2]
        names = (f"--{name}", "--rhythm") if name == "every" else (f"--{name}",)
        command = click.option(*names, name, help=question.text)(command)
    return command


@click.command()
@click.argument("directory", required=False, type=click.Path(path_type=Path))
@click.option("--name", help="What is it called? (default: the name of the folder)")
@click.option(
    "--language",
    type=click.Choice(list_languages()),
    help="In which language does it write? (default: that of mkdocs.yml, else English)",
)
@_add_charter_options
@click.option("--repository", help="At which web address is its repository? (default: that of the git remote)")
@click.option("--site-url", help="At which web address will the site be? (default: not said)")
@click.option(
    "--ci", multiple=True, type=click.Choice(list(HOSTS)), help="Where is it checked? (default: by its repository)"
)
@click.option("--program", metavar="URL@COMMIT", help="Where workflows take cop from (default: as this one).")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing, and leave out what is not given.")
@click.option("--dry-run", is_flag=True, help="List the files without writing any.")
@click.pass_obj
@handle_errors
def command(  # noqa: PLR0913  # one for each option
    root: Path,
    *,
    directory: Path | None,
    name: str | None,
    language: str | None,
    repository: str | None,
    site_url: str | None,
    ci: tuple[str, ...],
    program: str | None,
    yes: bool,
    dry_run: bool,
    **charter: str | None,
) -> None:
    """Start a community in a folder, or add what one lacks.

    DIRECTORY is the current one by default. The charter is written, an example of each kind of note, settings, issue
    forms, workflows, and settings for VS Code. A file that exists is never overwritten, and where there are notes
    already, no example is added.

    A terminal is asked what only the community knows. The time zone is that of the machine if nobody says another.
    """
    root = root / directory if directory else root
    folder = next(parent for parent in (root, *root.resolve().parents) if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise UserError(f"{folder}: nothing can be written there; choose another folder")
    asks = not yes and is_terminal()
    opened = _choose_language(open_project_or_exit(root, needs_content=False), language, asks=asks)
    notes = _draft_notes(opened, name, charter, asks=asks)
    address = _find_repository(opened.settings.repository, folder, repository, asks=asks)
    top = find_top(folder)
    home = Home(
        address,
        find_branch(folder),
        ci or (choose_host(address),),
        _read_program(program) if program else find_program(),
        at_top=top is None or top.resolve() == root.resolve(),
        site=_find_site(address, site_url, asks=asks and not (root / SITE_FILE).exists()),
    )
    files = _draft_files(opened, notes, home)
    kept = _write(root, files, dry_run=dry_run)
    for remark in _remarks(root, files, kept, home, dry_run=dry_run):
        click.echo(remark)
    content = opened.files.folder
    examples = f"; delete the examples when you have your own: rm {content}/*/*example*" if len(notes) > 1 else ""
    click.echo(f"Next:\n  1. say in {content}/index.md what you are about{examples}")
    click.echo(f"  2. look at the site: cop serve\n  3. {_PUBLISH[home.hosts[0]] if home.at_top else _BUILD}")


def _choose_language(opened: OpenedProject, given: str | None, *, asks: bool) -> OpenedProject:
    """Return a project in the language that is given, or that a terminal says; where there is a site, in that of it."""
    if (opened.root / SITE_FILE).exists():
        own = find_language(opened.site_file)
        if given and given != own:
            raise click.BadParameter(
                f"theme.language in {SITE_FILE} is {own!r}; change it there", param_hint="--language"
            )
        return opened
    language = given or ENGLISH.language
    if asks and not given:
        question = f"In which language does it write: {', '.join(list_languages())}?"
        language = ask_until(question, language, _explain_language)
    return replace(opened, site_file=f"theme: {{language: {language}}}\n")


def _explain_language(language: str) -> str:
    """Return what is wrong with the language of a community."""
    return "" if language in list_languages() else f"{language!r} is none of these"


def _find_repository(set_already: str, folder: Path, given: str | None, *, asks: bool) -> str:
    """Return the web address of the repository: as it is set or given, else as a terminal or git says."""
    if set_already or given is not None:
        address = set_already or given or ""
        if wrong := _explain_repository(address):
            raise click.BadParameter(wrong, param_hint="--repository")
        return to_web_address(address)
    known = find_repository(folder)
    question = "At which web address is its repository?"
    return to_web_address(ask_until(question, known, _explain_repository) if asks else known)


def _find_site(repository: str, given: str | None, *, asks: bool) -> str:
    """Return the web address that the site will have: as it is given, else as a terminal says; empty if nobody does."""
    if given is not None:
        if wrong := _explain_site(given):
            raise click.BadParameter(wrong, param_hint="--site-url")
        return given
    question = "At which web address will the site be, for feeds and cards?"
    return ask_until(question, guess_site(repository), _explain_site) if asks else ""


def _explain_site(address: str) -> str:
    """Return what is wrong with the address of a site."""
    is_sound = not address or re.fullmatch(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", address)
    return "" if is_sound else f"{address!r} is no address of a site; write https://…/"


def _explain_repository(address: str) -> str:
    """Return what is wrong with the address of a repository."""
    return f"{address!r} is no web address; write https://…" if address and not to_web_address(address) else ""


def _read_program(written: str) -> Program:
    address, _, commit = written.rpartition("@")
    if not re.fullmatch(r"[0-9a-f]{40}", commit) or not (web := to_web_address(address)):
        raise click.BadParameter("write https://…@ and the 40 digits of a commit", param_hint="--program")
    return Program(web, commit)


def _draft_notes(
    opened: OpenedProject, name: str | None, charter: Mapping[str, str | None], *, asks: bool
) -> list[NewNote]:
    """Return the charter, if there is none yet, and the examples, if there are no notes."""
    project = opened.understand()
    if (opened.root / opened.files.folder / "index.md").exists():
        return []
    title = name or project.community.charter.title
    if asks and not name:
        title = ask("What is it called?", default=title)
    draft = draft_note(Kind.COMMUNITY, title, opened.as_of, project.archetypes[Kind.COMMUNITY][0])
    draft = complete_charter(draft, lambda question, wrong: _answer(question, wrong, charter, asks=asks))
    if opened.files.sources or opened.files.refused:
        return [draft]
    return [draft, *draft_examples(COMMUNITY, opened.as_of - timedelta(days=1), project.wording)]


def _answer(question: CharterQuestion, wrong: str, given: Mapping[str, str | None], *, asks: bool) -> str:
    """Answer a question about the charter: as an option says, else as a terminal is told, else with what is known."""
    option = question.field.rpartition(".")[2]
    answer = given[option]
    if answer is not None:
        if wrong:
            raise click.BadParameter(wrong, param_hint=f"--{option}")
        return answer
    known = _find_time_zone() if question.field == "timezone" else ""
    return ask(question.text, wrong, known) if asks else known


def _find_time_zone() -> str:
    """Return the name of the machine's time zone; empty if it has none, or one that says nothing of a place."""
    try:
        zone = str(get_localzone())
    except (LookupError, OSError, ValueError):
        return ""
    return zone if "/" in zone and not zone.startswith("Etc/") and not find_mistake("timezone", zone) else ""


def _draft_files(opened: OpenedProject, notes: list[NewNote], home: Home) -> dict[str, str]:
    """Return the text of every file of the community, by its name below the root."""
    content = opened.files.folder
    new = [SourceText(f"{content}/{note.name}", note.name, note.text) for note in notes]
    sources = sorted([*opened.files.sources, *new], key=lambda source: source.name)
    project = replace(opened, files=replace(opened.files, sources=tuple(sources))).understand()
    for found in project.diagnostics:
        if found.severity is Severity.ERROR and found.span.path in {source.path for source in new}:
            raise UserError(f"{found.message}; {found.hint}")
    community = project.community
    editors = dict(editor_files(community, describe_kinds(community), project.archetypes, project.wording))
    template = (TEMPLATES / SITE_FILE).read_text("utf-8")
    site_file = draft_site_file(template, community.charter.title, home.site, project.language)
    drafted = draft_files(COMMUNITY, site_file, editors, home)
    return {source.path: source.text for source in new} | dict(drafted)


def _write(root: Path, files: Mapping[str, str], *, dry_run: bool) -> list[str]:
    """Write the files that are not there, list all, and return the names of those that were kept."""
    kept = []
    for name, text in files.items():
        file = root / name
        if os.path.lexists(file) or not file.parent.resolve().is_relative_to(root.resolve()):
            kept.append(name)
            click.echo(f"kept   {file}")
            continue
        if not dry_run:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as new:
                new.write(text)
        click.echo(f"{'would write' if dry_run else 'wrote '} {file}")
    return kept


def _remarks(root: Path, files: Mapping[str, str], kept: list[str], home: Home, *, dry_run: bool) -> Iterator[str]:
    """Yield what is left to do by hand, once the settings were added to a `pyproject.toml` that has none."""
    if _IGNORED in kept:
        ignored = {line.strip("/") for line in _read(root / _IGNORED).splitlines()}
        lines = [line for line in files[_IGNORED].splitlines() if line[:1] == "/"]
        if missing := [line for line in lines if line.strip("/") not in ignored]:
            yield f"Add to {_IGNORED}: {' '.join(missing)}"
    if SITE_FILE in kept and not names_plugin(_read(root / SITE_FILE)):
        yield f"Add to {SITE_FILE}: docs_dir: no-notes, and below plugins: - cop"
    if FILE in kept:
        yield from _add_settings(root / FILE, files[FILE], dry_run=dry_run)
    if not home.at_top:
        yield "Hosts read workflows and issue forms at the top of a repository only, so there are none here."
    elif unfilled := [name for name, text in files.items() if name not in kept and lacks_program(text)]:
        yield (
            f"Say where cop comes from, in the place of OWNER/cop and the zeros, in: {', '.join(unfilled)}\n"
            f"  (or delete them, and run: cop init --program https://…@COMMIT)"
        )


def _read(file: Path) -> str:
    """Return the text of somebody's file; empty for what is no file, such as a link that leads nowhere."""
    return file.read_bytes().decode("utf-8-sig", "replace") if file.is_file() else ""


def _add_settings(file: Path, settings: str, *, dry_run: bool) -> Iterator[str]:
    existing = _read(file)
    added = add_settings(existing, settings) if file.is_file() else None
    if added is None:
        yield f"Add to {FILE}:\n{settings}".rstrip()
    elif added != existing:
        if not dry_run:
            replace_file(file, added.encode())
        yield f"{'Would add' if dry_run else 'Added'} [tool.cop] to {FILE}"
