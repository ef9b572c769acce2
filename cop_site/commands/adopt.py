"""`cop adopt`: brings the notes of a community that exists into the content folder."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.adopt.adoption import Choices, adopt
from cop_site.adopt.profile import profile_names
from cop_site.adopt.report import render_report
from cop_site.adopt.sources.read import read_source
from cop_site.adopt.write import STATE, read_state, write_adoption
from cop_site.commands.terminal import handle_errors, open_project_or_exit
from cop_site.model.kinds import Kind
from cop_site.project.open import SITE_FILE
from cop_site.settings_file import FILE


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--as", "kind", type=click.Choice([kind.value for kind in Kind]), help="Kind of all notes (default: by folder)."
)
@click.option("--profile", type=click.Choice(profile_names()), help="The tool it was written for (default: as found).")
@click.option("--topics", type=click.IntRange(0, 200), default=12, help="Topics to make from tags, at most.")
@click.option("--name", help="Name in the charter, if there is none yet (default: name of the source).")
@click.option("--dry-run", is_flag=True, help="Print the report only.")
@click.option("--all", "full", is_flag=True, help="Print every line of the report.")
@click.pass_obj
@handle_errors
def command(  # noqa: PLR0913  # one for each option
    root: Path,
    *,
    sources: tuple[Path, ...],
    kind: str | None,
    profile: str | None,
    topics: int,
    name: str | None,
    dry_run: bool,
    full: bool,
) -> None:
    """Make notes of what a community has already.

    Each of SOURCES is a folder of Markdown or one file of it, a calendar (.ics), a table (.csv), or a list of records,
    such as exported issues (.json, .yml). It is only read. A report says what was found and what becomes of it. Run
    again, it brings what is new, and leaves alone what somebody has changed since.
    """
    project = open_project_or_exit(root, needs_content=False)
    content = root / project.files.folder
    for source in sources:
        state = read_state(root)
        existing = {file.relative_to(content).as_posix() for file in content.rglob("*") if file.is_file()}
        charter_name = "" if "index.md" in existing else name or source.resolve().stem
        choices = Choices(profile or "", Kind(kind) if kind else None, topics, charter_name)
        known = {origin: given for origin, (given, _) in state.items()}
        adoption = adopt(read_source(source), project.as_of, choices, known, existing)
        click.echo(render_report(adoption, full=full), nl=False)
        if not dry_run:
            counts = write_adoption(adoption, content, root / STATE, state)
            told = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
            begun = (root / FILE).exists() or (root / SITE_FILE).exists()
            more = "" if begun else ", then 'cop init' for settings and workflows"
            click.echo(f"{told}: run 'cop check'{more}")
