"""Finds who will not be named on the site that a source makes, so that no file and no old address is called after them.

What a project shows decides the same for its notes: `find_hidden_names` in `cop_site/model/hidden_people.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cop_site.adopt.entry import Entry, find_heading
from cop_site.adopt.naming import slug_of
from cop_site.adopt.sort_fields import list_of, text_of
from cop_site.content.frontmatter.split import FrontMatter
from cop_site.content.load import Source
from cop_site.model.community import Community
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.kinds import Kind
from cop_site.model.people import ANONYMOUS
from cop_site.model.person_names import fold_person, is_slug
from cop_site.model.references import find_source_mentions


def find_unlisted(entries: Sequence[Entry], members: Community | None) -> tuple[HiddenNames, HiddenNames]:
    """Return the names of a source that will not be shown, and those with what the project hides already.

    `members` has the members of the project.
    """
    listed = set(_find_listed(members)) if members else set()
    own = {key: entry.has_page for entry in entries for key in _names_of(entry)}
    people = {name for entry in entries if not entry.hidden for name in _find_slugs(entry)}
    topics = {fold_person(slug_of(entry)) for entry in entries if entry.kind is Kind.TOPIC}
    unlisted = {key for key, is_shown in own.items() if not is_shown} | (people - own.keys() - topics)
    here = {key: key for key in sorted(unlisted - listed)}
    shown = listed | {key for key, is_shown in own.items() if is_shown}
    there = members.filed_names.slugs if members else {}
    find_forgotten = members.forgotten.find if members and members.forgotten else None
    return HiddenNames(here, shown=shown), HiddenNames({**there, **here}, find_forgotten, shown=shown)


def _find_listed(members: Community) -> Iterator[str]:
    for key, slug in members.name_owners.items():
        if (member := members.members.get(slug)) and member.has_page:
            yield key


def _names_of(entry: Entry) -> Iterable[str]:
    """Return the folded names of a member; nothing for any other entry."""
    if entry.kind is not Kind.MEMBER:
        return ()
    aliases = map(text_of, list_of(entry.fields.get("aliases", ())))
    return map(fold_person, filter(None, (slug_of(entry), entry.title or find_heading(entry.body), *aliases)))


def _find_slugs(entry: Entry) -> Iterator[str]:
    """Yield the folded name of everybody whom the fields of an entry name by a slug, which shows nobody by itself."""
    source = Source("", "", FrontMatter(dict(entry.fields)))
    for mention in find_source_mentions(source, entry.kind.info.model, "person", "member"):
        if is_slug(mention.text) and mention.text != ANONYMOUS:
            yield fold_person(mention.text)
