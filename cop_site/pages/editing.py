"""Addresses of the repository's web editor for a new note with fields."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

from cop_site.model.community import Community
from cop_site.model.kinds import Kind, slugify
from cop_site.settings import Settings


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
    repository, branch = settings.repository.rstrip("/"), quote(settings.branch)
    if "gitlab" in repository:
        return f"{repository}/-/new/{branch}?" + urlencode({"file_name": path})
    return f"{repository}/new/{branch}?" + urlencode({"filename": path, "value": "\n".join(lines)})
