"""The page that explains how to add a note of each kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup, escape

from cop_site.model.kinds import FOLDERS, Kind
from cop_site.model.labels import label_kind
from cop_site.pages.context import PageContext
from cop_site.pages.labels import describe, label_new, label_section
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues

_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of the front matter."""

    name: str
    required: bool
    """Whether every note of the kind must have it."""
    description: Markup


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of note."""

    label: str
    """Its label."""
    new: str
    """The label of the button that adds one."""
    folder: str
    """The folder of its files, relative to the content folder."""
    what: str
    """A sentence about the kind."""
    add: str
    """The address of the repository's editor; empty when no repository is set."""
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class ContributePage(PageValues):
    """How to contribute."""

    template: ClassVar = "contribute"

    kinds: tuple[KindView, ...]
    repository: str
    """The address of the repository; empty when it is not set."""
    content: str
    """The content folder, such as `content`."""
    topics: tuple[str, ...]
    """The tags that put a note on a topic's page."""
    sample_tag: str
    """A tag for the example of a note."""


def contribute_page(site: Site) -> Page:
    """Return the page that explains how to contribute."""
    context = PageContext(site, "contribute/")
    values = ContributePage(
        kinds=tuple(_kind(context, folder, kind) for folder, kind in FOLDERS.items()),
        repository=site.settings.repository,
        content=site.settings.content,
        topics=tuple(site.community.topics),
        sample_tag=next(iter(site.community.topics), "onboarding"),
    )
    gettext = site.wording.gettext
    return Page(
        "contribute/",
        label_section("contribute/", site.wording),
        site.templates.fill(values),
        gettext("How to add a note."),
    )


def _kind(context: PageContext, folder: str, kind: Kind) -> KindView:
    wording = context.wording
    return KindView(
        label=label_kind(kind, wording),
        new=label_new(kind, wording),
        folder=folder,
        what=wording.gettext(describe(kind)),
        add=context.add_note(kind) if context.site.settings.repository else "",
        fields=tuple(
            FieldView(
                field.alias or name,
                field.is_required(),
                _show_code(wording.gettext(field.description)) if field.description else Markup(),
            )
            for name, field in kind.info.model.model_fields.items()
        ),
    )


def _show_code(text: str) -> Markup:
    """Return a description with what is in backticks, which is typed as it is, as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704  # the catalogue is part of the program
