"""Finds the meetup that a command is about."""

from __future__ import annotations

from cop_site.authoring.edit_fields import check_front_matter
from cop_site.authoring.rename.subject import RenameRequest, find_note
from cop_site.content.files import Files
from cop_site.content.load import stem_of
from cop_site.diagnostics import UserError
from cop_site.model.community import Community
from cop_site.model.kinds import Meetup
from cop_site.model.lookup import is_unread
from cop_site.model.note import Note


class MeetupError(UserError):
    """There is no such meetup, or its note cannot be used; the message says why."""


def next_meetup(community: Community) -> Note[Meetup]:
    """Return the next meetup, today's included; raise UserError if none is planned."""
    coming = (meetup for meetup in community.meetups if meetup.fields.last_day >= community.as_of)
    found = next((meetup for meetup in coming if not meetup.fields.is_off), None)
    if found is None:
        raise MeetupError("no meetup is planned; plan one with 'cop plan --write 1' or 'cop new meetup TITLE'")
    return _check(found)


def find_meetup(written: str, files: Files, community: Community) -> Note[Meetup]:
    """Return a meetup by its file, its slug or its day.

    Raise UserError if there is none, its note cannot be read, or it was cancelled or moved.
    """
    stem = stem_of(written.strip())
    for problem in files.problems:
        name = problem.span.path.removeprefix(f"{files.folder}/")
        if stem_of(name) == stem and name not in community.by_name and is_unread(name, community):
            raise MeetupError(f"{problem.span}: {problem.message}; {problem.hint}")
    on_day = [meetup for meetup in community.meetups if str(meetup.fields.date) == stem]
    if len(on_day) == 1:
        return _check(on_day[0])
    name = find_note(files, community, RenameRequest("meetup", written.strip(), ""))
    meetup = community.by_name.get(name)
    path = f"{community.content_folder}/{name}"
    if meetup is None:
        draft = name in community.unpublished_names
        raise MeetupError(f"{path} is a draft; publish it first" if draft else f"{path} cannot be read; see: cop check")
    if not isinstance(meetup.fields, Meetup):
        raise MeetupError(f"{path} is not a meetup")
    return _check(next(found for found in community.meetups if found.key == meetup.key))


def _check(meetup: Note[Meetup]) -> Note[Meetup]:
    check_front_matter(meetup.source)
    if meetup.fields.is_off:
        raise MeetupError(f"{meetup.source.path}: the meetup was cancelled or moved")
    return meetup
