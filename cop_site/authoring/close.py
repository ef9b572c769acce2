"""Records the outcome of a meetup: attendance, covered objectives, actions that are done or carried over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cop_site.authoring.actions import find_action
from cop_site.authoring.carry import carry_over, tick
from cop_site.authoring.edit_fields import EditError, NoteEditor
from cop_site.authoring.find_meetup import MeetupError
from cop_site.authoring.roll_call import is_name, read_roll_call
from cop_site.fixes.change import Change
from cop_site.insight.documentation import is_documented
from cop_site.insight.figures import Figures
from cop_site.insight.log import Action, identify_action, read_actions
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup
from cop_site.model.note import Note
from cop_site.model.parse import is_plain_line
from cop_site.model.spelling.fold import closest, fold


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a meetup; what is None is not changed."""

    attended: str | None = None
    """A roll call, or the number of people."""
    covered: tuple[str, ...] | None = None
    """The objectives that were covered; `covers` loses all others."""
    facilitated: str | None = None
    wrote: str | None = None
    done: tuple[str, ...] = ()
    """References of actions."""
    carried: tuple[str, ...] = ()


def check_over(meetup: Note[Meetup], community: Community) -> None:
    """Raise MeetupError if a meetup is not over yet."""
    if meetup.fields.last_day > community.as_of:
        day = meetup.fields.last_day.isoformat()
        raise MeetupError(f"{meetup.source.path}: the meetup is still to come ({day})")


def close_meetup(root: Path, meetup: Note[Meetup], outcome: Outcome, figures: Figures) -> tuple[Change, ...]:
    """Return the changes that record the outcome of a meetup; none if the notes have all of it already.

    Raise UserError if a name is unknown, or a note cannot be edited.
    """
    community = figures.community
    done = [find_action(written, figures) for written in outcome.done]
    carried = [find_action(written, figures) for written in outcome.carried]
    keys = {identify_action(action, community) for action in done}
    if both := next((action for action in carried if identify_action(action, community) in keys), None):
        raise MeetupError(f"{both.text!r} cannot be done and carried over")
    carried = [action for action in carried if not _is_here(action, meetup, figures)]
    if closed := next((action for action in carried if action.done), None):
        raise MeetupError(f"{closed.text!r} is done; there is nothing to carry over")
    editors: dict[str, NoteEditor] = {}

    def edit(note: Note[Fields]) -> NoteEditor:
        source = note.source
        if source.path not in editors:
            editors[source.path] = NoteEditor(source.path, source.name, (root / source.path).read_bytes())
            if editors[source.path].source.body != source.body:
                raise EditError(f"{source.path} was changed meanwhile; run the command again")
        return editors[source.path]

    for path in dict.fromkeys(action.meetup.source.path for action in done):
        here = [action for action in done if action.meetup.source.path == path and not action.done]
        if here:
            edit(here[0].meetup).edit_body(tick(action) for action in here)
    _set_fields(edit(meetup), meetup, outcome, community)
    carry_over(edit(meetup), carried, figures)
    return tuple(editor.change for editor in editors.values() if editor.change.before != editor.change.after)


def _is_here(action: Action, meetup: Note[Meetup], figures: Figures) -> bool:
    """Return whether the notes of a meetup have an action already."""
    key = identify_action(action, figures.community)
    return any(identify_action(own, figures.community) == key for own in read_actions(meetup, figures.headings))


def _set_fields(editor: NoteEditor, meetup: Note[Meetup], outcome: Outcome, community: Community) -> None:
    if meetup.fields.status == "planned":
        editor.remove("status")  # it was held, or it would not be closed
    if outcome.attended is not None:
        _set_attendance(editor, meetup, outcome.attended, community)
    if outcome.covered is not None:
        editor.set_list("covers", _merge_claims(meetup, outcome.covered, community))
    if outcome.facilitated is not None:
        names = _name_people(meetup.fields.facilitators, read_roll_call(outcome.facilitated), community)
        editor.set_list("facilitators", names)
    if outcome.wrote is not None:
        known = (meetup.fields.scribe,) if meetup.fields.scribe else ()
        names = _name_people(known, read_roll_call(outcome.wrote), community)
        if len(names) != 1:
            raise MeetupError(f"one person wrote the notes, not {len(names)}")
        editor.set_text("scribe", names[0])


def _set_attendance(editor: NoteEditor, meetup: Note[Meetup], roll_call: str, community: Community) -> None:
    if roll_call.strip().isdecimal():
        editor.set_text("attendance", str(int(roll_call)))
        return
    names = read_roll_call(roll_call)
    if not names:
        raise MeetupError("the roll call names nobody; write names or handles, or how many came")
    known = meetup.fields.attendees
    editor.set_list("attendees", _name_people(known, [*known, *names], community))


def _name_people(known: Sequence[str], names: Sequence[str], community: Community) -> list[str]:
    """Return each person once: as in the known names, else members by slug and others by name."""
    written = {community.person(name).key: name for name in reversed(known)}
    named: dict[str, str] = {}
    for name in names:
        if name not in known and not (is_plain_line(name) and is_name(name)):
            hint = "write names or handles alone, separated by commas; or only how many came"
            raise MeetupError(f"{name[:60]!r} cannot be a name: {hint}")
        key = community.person(name).key
        named.setdefault(key, written.get(key) or (key if key in community.members else name))
    return list(named.values())


def _merge_claims(meetup: Note[Meetup], covered: Sequence[str], community: Community) -> list[str]:
    """Return the claims of covered objectives: as in the note, else as `topic/objective`."""
    written = {_resolve(claim, meetup, community): claim for claim in meetup.fields.covers}
    named = (name for text in covered for name in text.replace("\n", ",").split(",") if name.strip())
    claims = {}
    for name in named:
        objective = _resolve(name.strip(), meetup, community)
        if not objective:
            raise MeetupError(_explain_objective(name.strip(), meetup, community))
        claims[objective] = written.get(objective, objective)
    return list(claims.values())


def _resolve(written: str, meetup: Note[Meetup], community: Community) -> str:
    """Return `topic/objective` for an objective given so or by its id or text; empty if there is none."""
    topic, _, name = written.rpartition("/")
    named = community.topic_named(topic)
    for slug in (named,) if named else meetup.topics:
        for objective in community.topics[slug].fields.objectives:
            if objective.id == name or fold(written) in (fold(objective.id), fold(objective.text)):
                return f"{slug}/{objective.id}"
    return ""


def _explain_objective(written: str, meetup: Note[Meetup], community: Community) -> str:
    known = [f"{slug}/{o.id}" for slug in meetup.topics for o in community.topics[slug].fields.objectives]
    if meant := closest(written, [*known, *(one.rpartition("/")[2] for one in known)]):
        return f"there is no objective {written!r}; did you mean {meant!r}?"
    if known:
        return f"there is no objective {written!r}; the meetup's topics have: {', '.join(known)}"
    return f"there is no objective {written!r}, and the meetup has no topic that lists any"


def find_missing(meetup: Note[Meetup], figures: Figures) -> Iterator[str]:
    """Yield what the notes of a meetup lack."""
    fields = meetup.fields
    if not fields.attendees and fields.attendance is None:
        yield "who came, or how many (--attended)"
    lists_objectives = any(figures.coverage.topics[slug].objectives for slug in meetup.topics)
    if lists_objectives and not fields.all_covers:
        yield "which objectives it covered (--covered)"
    if not meetup.topics and fields.format != "social":
        yield "a tag with the topic it was about"
    if not fields.facilitators:
        yield "who facilitated (--facilitated)"
    if not fields.scribe:
        yield "who wrote the notes (--wrote)"
    if not is_documented(meetup, figures.log, figures.scaffold):
        yield "notes: what was said and decided, a recording or slides"
    for action in read_actions(meetup, figures.headings):
        if not action.who:
            yield f"who does {action.text!r}"
