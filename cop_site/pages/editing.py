"""Addresses of the repository's web editor for a new note with fields."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

from cop_site.model.community import Community
from cop_site.model.kinds import Kind, slugify
from cop_site.settings import Settings

_LONGEST = 8_000
"""Characters of an address that GitHub still takes."""


def new_note_url(settings: Settings, community: Community, kind: Kind, *, title: str, topic: str) -> str:
    """Return the address of the editor of GitHub or GitLab for a new note of a kind."""
    path = f"{settings.content}/{kind.info.name_file(slugify(title) or f'new-{kind.value}', community.as_of)}"
    # A title in double quotes is the same in YAML and JSON; the check reports the placeholder.
    lines = ["---", f"{kind.info.title_key}: {json.dumps(title or 'TODO', ensure_ascii=False)}"]
    if kind.info.dated:
        lines.append(f"date: {community.as_of.isoformat()}")
    if topic:
        lines.append(f"tags: [{topic}]")
    lines += ["---", "", ""]
    return editor_url(settings, path, "\n".join(lines))


def editor_url(settings: Settings, path: str, text: str) -> str:
    """Return the address of the editor on a new file with a text, which GitLab's editor begins without.

    Of a text that is too long for an address, the last lines are left out.
    """
    repository, branch = settings.repository.rstrip("/"), quote(settings.branch)
    if "gitlab" in repository:
        return f"{repository}/-/new/{branch}?" + urlencode({"file_name": path})
    while True:
        address = f"{repository}/new/{branch}?" + urlencode({"filename": path, **({"value": text} if text else {})})
        if len(address) <= _LONGEST or not text:
            return address
        text = _shorten(text)


def _shorten(text: str) -> str:
    """A note without the last lines of its body; nothing where it has only front matter."""
    front_matter, fence, body = text.partition("\n---\n")
    lines = body.splitlines(keepends=True)
    return front_matter + fence + "".join(lines[: -(len(lines) // 20 + 1)]) if lines else ""
