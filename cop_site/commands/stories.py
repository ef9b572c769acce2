"""`cop stories`: lists whom to ask for a story, with an invitation to send."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.authoring.prose import Prose
from cop_site.authoring.story_requests import StoryRequest, draft_invitation, find_story_requests, form_address
from cop_site.commands.terminal import handle_errors, open_project_or_exit
from cop_site.model.community import Community
from cop_site.model.kinds import Kind
from cop_site.pages.editing import new_note_url
from cop_site.settings import Settings


@click.command()
@click.option("--weeks", type=click.IntRange(0, 26), default=3, help="Ask so many weeks after a meetup.")
@click.pass_obj
@handle_errors
def command(root: Path, weeks: int) -> None:
    """List whom to ask for a story, with an invitation to send.

    They came to a meetup on what they had asked for, and have told no story of it or since. Nobody is in it twice, and
    nobody is asked later than half a year after the meetup. The link in each invitation leads to the form for a story,
    filled in. It names people who are not listed, is for whoever asks for stories, and is never published.
    """
    project = open_project_or_exit(root).understand()
    prose = Prose(project.community, project.wording, is_plain=True, is_private=True)
    requests = find_story_requests(project.figures, weeks)
    invitations = [
        draft_invitation(request, _find_address(request, project.settings, project.community), prose)
        for request in requests
    ]
    click.echo("\n".join(invitations) or "There is nobody to ask.\n", nl=False)


def _find_address(request: StoryRequest, settings: Settings, community: Community) -> str:
    if not settings.repository:
        return "cop new testimonial"
    if "gitlab" in settings.repository:
        topic = request.topic
        return new_note_url(settings, community, Kind.TESTIMONIAL, title=topic.title, topic=topic.slug)
    return form_address(request, settings.repository)
