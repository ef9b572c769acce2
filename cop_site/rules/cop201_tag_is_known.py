"""A tag is spelled like the topic or tag that it means.

What: a tag names no topic, but it is one slip of the pen away from the name of a topic, or from a tag that
is used at least ten times as often; or something that a member `wants` is nearly the name of a topic. Short
words are left alone. Or several were written as one, with commas or spaces between them.

Why: a tag puts a note on a topic's page. One letter off, and the note is missing there: the topic seems
left out although somebody has written about it.

Example:

    tags: [facilitaton]

How to fix it: take the spelling that the hint proposes. If you mean something new, declare it with
`cop new topic`, and every later note can use it.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator

from cop_site.diagnostics import Edit, Fix, Problem, Severity
from cop_site.fixes.frontmatter import rewrite_value
from cop_site.insight.tags import KnownNames
from cop_site.model.community import Community
from cop_site.model.references import Mention, find_mentions
from cop_site.rules.rule import RuleContext

CODE = "COP201"
NAME = "tag-is-known"
SEVERITY = Severity.WARNING

_PLAIN = re.compile(r"[^\W_][\w -]*")
"""A tag that needs no quotation marks in a list."""


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each tag and wish that is most likely a typo of a better-known name, and several written as one."""
    community = context.community
    known = KnownNames(community)
    for member in community.members.values():
        yield from _check_wishes(find_mentions(member, "wish"), known, community)
    for note in community.checked:
        for mention in find_mentions(note, "tag") if note.free_tags else ():
            tag = mention.text
            if tag not in note.free_tags:
                continue
            if parts := _split(tag, community):
                yield _explain_split(mention, parts)
            elif suggestion := known.find_meant(tag):
                hint = f"did you mean {suggestion!r}? Or declare it: cop new topic {shlex.quote(tag)}"
                fix = rewrite_value(mention.span, tag, suggestion, safe=known.is_sure(tag, suggestion))
                yield Problem(NAME, mention.span, f"no topic or tag {tag!r}", hint, fix)


def _check_wishes(wishes: Iterable[Mention], known: KnownNames, community: Community) -> Iterator[Problem]:
    """Report what a member would like to learn where it is nearly the name of a topic, or several in one text."""
    for mention in wishes:
        text = mention.text
        if community.topic_named(text):
            continue
        if meant := known.find_topic(text):
            fix = rewrite_value(mention.span, text, meant, safe=known.is_sure(text, meant))
            hint = f"did you mean {meant!r}? Or leave it: a wish need not be a topic"
            yield Problem(NAME, mention.span, f"no topic {text!r}", hint, fix)
        elif "," in text:
            hint = "write each on its own, or leave the comma if it is one wish"
            yield Problem(NAME, mention.span, f"{text!r} is one wish with a comma in it", hint)


def _split(tag: str, community: Community) -> list[str]:
    """Return the tags that are written as one: separated by commas, or by spaces if each names a topic."""
    if "," in tag:
        return [part for piece in tag.split(",") if (part := piece.strip())]
    parts = [part for part in tag.split() if part != "-"]
    return parts if len(parts) > 1 and all(map(community.topic_named, parts)) else []


def _explain_split(mention: Mention, tags: list[str]) -> Problem:
    """Return the problem of several tags that are written as one; the fix is safe if the field has no others."""
    message = f"{mention.text!r} is one tag with a {'comma' if ',' in mention.text else 'space'} in it"
    if len(mention.at) > 1 or not all(map(_PLAIN.fullmatch, tags)):
        return Problem(NAME, mention.span, message, f"write each on its own: {', '.join(tags)}")
    listed = f"[{', '.join(tags)}]"
    fix = Fix((Edit(mention.span, listed),), safe=True)
    return Problem(NAME, mention.span, message, f"write {listed}", fix)
