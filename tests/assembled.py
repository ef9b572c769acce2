"""Builds a community from files, without settings and without a second process."""

from __future__ import annotations

from datetime import date

from cop_site.content.files import Files
from cop_site.content.load import load
from cop_site.model.assemble import Setup, assemble
from cop_site.model.community import Community


def build_community(files: Files, as_of: date) -> Community:
    """Read every source, and assemble the notes."""
    sources = [load(source) for source in files.sources]
    return assemble(sources, files, Setup(as_of, fallback_name="Community of practice"))
