"""Base models of the kinds."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from cop_site.model.values import Day, Days, Flag, Line, PersonName, Tag, Text

_SIGN_OF_WORD = re.compile(r"(?<=\w)(?:\+\+|[+#](?!\w))")
_SIGNS = {"++": "plusplus", "+": "plus", "#": "sharp"}

Level = Literal["foundation", "practitioner", "advanced"]


SHORTHAND = "x-shorthand"
"""The keyword of a group's schema for the field that a text alone stands for."""


class Part(BaseModel):
    """A group of fields, frozen once read; unknown fields are refused."""

    # Building a validator takes milliseconds, and a community need not have every kind.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Fields(Part):
    """The fields of every kind of note."""

    title: Line = Field(description="What the note is called (default: the first `# heading`).")
    date: Day | None = Field(None, description="The day it is about (default: the date in the file's name).")
    tags: tuple[Tag, ...] = Field((), description="Topics first, then free tags; the first topic is the main one.")
    authors: tuple[PersonName, ...] = Field((), description="Who wrote it: member slugs or names.")
    summary: Text = Field("", description="One or two sentences (default: the first paragraph).")
    draft: Flag = Field(False, description="`true` keeps the note off the site.")
    redirect_from: tuple[Line, ...] = Field((), description="Old addresses that lead here.")
    lang: Line = Field("", description="Language code, where it differs from the site's.")
    extra: dict[str, Any] = Field({}, description="Anything else that your own tools need.")

    @property
    def may_be_shown(self) -> bool:
        """Whether a published note may be shown; use `Note.has_page` instead."""
        return True


class Reviewed(Part):
    """The fields of kinds that are kept up to date; notes of other kinds are records of a day."""

    reviewed: Day | None = Field(None, description="The day somebody last checked that it still holds.")
    review_in: Days | None = Field(None, description="When to check it again: after so many days, or `6 months`.")


def slugify(text: str) -> str:
    """Return the words of a text in lower case, joined by hyphens; `C++` and `C#` are `cplusplus` and `csharp`."""
    named = _SIGN_OF_WORD.sub(lambda sign: _SIGNS[sign[0]], text.casefold())
    words = "".join(c if c.isalnum() else " " for c in named).split()
    return "-".join(words)
