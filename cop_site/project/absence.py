"""A project as if somebody had gone."""

from __future__ import annotations

from dataclasses import replace

from cop_site.authoring.find_person import find_person
from cop_site.content.load import load
from cop_site.model.absence import read_without
from cop_site.model.kinds import Kind
from cop_site.model.read import kind_of
from cop_site.project.open import OpenedProject
from cop_site.project.project import Project, understand


def understand_without(opened: OpenedProject, who: str) -> Project:
    """Return a project as it would be if no field named a person, and they had no file; raise UserError if unknown."""
    project = opened.understand()
    community = project.community
    key = find_person(who, project.figures)
    texts = [text for text in opened.files.sources if not _is_own(text.name, key)]
    return understand(
        opened.root,
        opened.settings,
        opened.site_file,
        replace(opened.files, sources=tuple(texts)),
        opened.as_of,
        sources=[load(text) for text in texts],
        read=read_without(lambda name: community.person(name).key == key),
    )


def _is_own(name: str, key: str) -> bool:
    return kind_of(name) is Kind.MEMBER and name.rpartition("/")[2].removesuffix(".md") == key
