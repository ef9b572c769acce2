"""`cop report`: prints the report of a year or a quarter, or writes it into its note."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cop_site.authoring.markdown import address_from
from cop_site.authoring.new import NewNote, compose_note, write_note
from cop_site.authoring.prose import Prose
from cop_site.authoring.report import REPORTS, Review, Span, draft_report, review
from cop_site.authoring.retrospective import draft_retrospective
from cop_site.authoring.sponsor import draft_sponsor_page
from cop_site.commands.terminal import fail, handle_errors, open_project_or_exit
from cop_site.content.generated_block import put_blocks
from cop_site.diagnostics import UserError
from cop_site.fixes.change import Change, write_changes
from cop_site.wording.catalogue import Wording

_DRAFTS = {"members": draft_report, "sponsor": draft_sponsor_page, "retrospective": draft_retrospective}


@click.command()
@click.argument("year", required=False, type=click.IntRange(2, 9999))
@click.option(
    "--quarter",
    type=click.IntRange(0, 4),
    is_flag=False,
    flag_value=0,
    metavar="[N]",
    help="Only a quarter, 1 to 4; without a number, the latest that has begun.",
)
@click.option("--for", "reader", type=click.Choice(list(_DRAFTS)), default="members", help="Whom it is for, or what.")
@click.option("--write", is_flag=True, help="Write it into content/reports/, between comments.")
@click.pass_obj
@handle_errors
def command(root: Path, year: int | None, quarter: int | None, reader: str, *, write: bool) -> None:
    """Print the report of a year beside the year before.

    YEAR is this year by default. The report has what was held, taken up, covered, decided and written, who joined, and
    what was asked for and held. For a sponsor there is one page of it, and for a retrospective a draft.

    Written again, it replaces what stands between the comments, and nothing else: a part that you took out stays out.
    The note is published as a page; the draft for a retrospective is not.
    """
    project = open_project_or_exit(root).understand()
    span = _find_span(year, quarter, project.community.as_of)
    name = f"{REPORTS}/{span.slug}{'' if reader == 'members' else f'-{reader}'}.md"
    about = review(span, project.figures)
    blocks = _DRAFTS[reader](about, Prose(project.community, project.wording, address_from(name)))
    if not write:
        click.echo("\n\n".join(block.strip() for block in blocks.values()))
        return
    path = f"{project.settings.content}/{name}"
    if not (root / path).exists():
        write_note(_begin(name, about, reader, project.wording), root / project.settings.content)
    raw = (root / path).read_bytes()
    try:
        written = put_blocks(raw.decode("utf-8"), blocks, _word_command(span, reader)).encode("utf-8")
    except ValueError as error:
        raise UserError(f"{path}: {error}") from None
    if written != raw:
        write_changes(root, [Change(path, path, raw, written)])
    click.echo(path if written != raw else f"{path}: unchanged")


def _find_span(year: int | None, quarter: int | None, today: date) -> Span:
    """Return what to report about; fail where it has not begun."""
    year = year or today.year
    if quarter == 0:
        quarter = (today.month + 2) // 3 if year == today.year else 4
    span = Span(year, quarter or 0)
    if span.period.first > today:
        fail(f"{span.name} has not begun yet: today is {today}")
    return span


def _word_command(span: Span, reader: str) -> str:
    """Return the command that writes a report again."""
    quarter = f" --quarter {span.quarter}" if span.quarter else ""
    return f"cop report {span.year}{quarter}{'' if reader == 'members' else f' --for {reader}'} --write"


def _begin(name: str, about: Review, reader: str, wording: Wording) -> NewNote:
    """Return the note that a report is first written into."""
    span = about.span.word(wording)
    titles = {
        "members": wording.gettext("%(span)s in review", span=span),
        "sponsor": wording.gettext("%(span)s on a page", span=span),
        "retrospective": wording.gettext("Looking back on %(span)s", span=span),
    }
    fields: dict[str, object] = {"title": titles[reader]}
    if reader == "sponsor":
        fields["title"] = wording.named(about.figures.community.charter.title, titles[reader])
    if reader == "retrospective":
        fields["draft"] = True
    return compose_note(name, fields, "")
