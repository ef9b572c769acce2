"""Marks actions as done, and copies open ones to a later meetup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cop_site.authoring.edit_fields import EditError, NoteEditor
from cop_site.authoring.markdown import escape_markdown
from cop_site.content.gfm import read_outline
from cop_site.content.load import Source
from cop_site.diagnostics import Edit
from cop_site.insight.figures import Figures
from cop_site.insight.log import Action, identify_action, read_actions
from cop_site.insight.log_headings import Section, name_headings, read_heading, write_heading

_ITEM = re.compile(rb"(?P<mark>[-*+]|\d{1,9}[.)])(?P<space>[ \t]+)(?P<box>\[[ xX]\](?=\s))?")


def tick(action: Action) -> Edit:
    """Return the edit that marks an action as done; raise EditError if it cannot be found in the list item."""
    raw, start = action.at.lines.raw, action.at.start
    match = _ITEM.match(raw, start)
    if match is None:
        raise EditError(f"{action.at.span}: this action cannot be ticked as it is written; do it by hand")
    if match["box"]:
        return Edit(action.at.lines.span(match.start("box"), match.end("box")), "[x]")
    place = match.end("space")
    return Edit(action.at.lines.span(place, place), "[x] ")


def carry_over(editor: NoteEditor, actions: Sequence[Action], figures: Figures) -> None:
    """Add actions to the meetup that is being edited, below its heading for actions or a new one."""
    if not actions:
        return
    source = editor.source
    once = {identify_action(action, figures.community): action for action in actions}
    items = [f"- [ ] {_write(action)}\n" for action in once.values()]
    edit = _place(source, actions[0], "".join(items), figures)
    if not source.body.strip() and not editor.text.text.endswith("\n"):
        edit = edit._replace(text=f"\n{edit.text}")  # nothing follows the closing fence
    editor.edit_body([edit])


def _place(source: Source, action: Action, items: str, figures: Figures) -> Edit:
    """Return the edit that adds items after the last action, or below the heading, or below a new one."""
    language = action.meetup.language
    body, lines = source.authored, source.lines
    own = [item for item in source.prose.items if _is_action_heading(item.sections, figures, language)]
    if own:
        end = len(lines.raw[: max(item.end for item in own)].rstrip())
        return Edit(lines.span(end, end), "\n" + items.rstrip("\n"))
    for heading in read_outline(body, source.path, source.front_matter.body_line).headings:
        if _is_action_heading((heading.text,), figures, language):
            end = len(lines.raw[: heading.at.end].rstrip())
            return Edit(lines.span(end, end), "\n\n" + items.rstrip("\n"))
    found = (text for text in _sections_of(action) if _is_action_heading((text,), figures, language))
    last = len(lines.raw.rstrip())
    before = "\n\n" if last else ""
    # The heading is that of the meetup that the action comes from, and so in the language of the community.
    text = next(found, write_heading(Section.ACTIONS, language))
    return Edit(lines.span(last, len(lines.raw)), f"{before}## {text}\n\n{items}")


def _is_action_heading(sections: Sequence[str], figures: Figures, language: str) -> bool:
    names = name_headings(figures.headings)
    read = (read_heading(text, names, language) for text in sections)
    return Section.ACTIONS in next((section for section in read if section), Section(0))


def _sections_of(action: Action) -> tuple[str, ...]:
    items = action.meetup.source.prose.items
    return next((item.sections for item in items if item.start == action.at.start), ())


def _write(action: Action) -> str:
    """Return an action as written if that is one line, else its text with its people and its day."""
    raw = action.at.lines.raw[action.at.start : action.at.end].decode()
    match = re.match(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(\S.*)\Z", raw.rstrip())
    if match:
        return match[1]
    due = f" (due {action.due.isoformat()})" if action.due else ""
    return "".join(f"{handle.text} " for handle in action.handles) + escape_markdown(action.text) + due


def verify_carried(actions: Sequence[Action], figures: Figures, key: str) -> None:
    """Raise EditError if a meetup lacks one of these actions; `figures` are those after the edits."""
    community = figures.community
    meetup = next(meetup for meetup in community.meetups if meetup.key == key)
    there = {identify_action(action, community) for action in read_actions(meetup, figures.headings)}
    for action in actions:
        if identify_action(action, community) not in there:
            raise EditError(f"{action.at.span}: this action cannot be carried over as it is written; do it by hand")
