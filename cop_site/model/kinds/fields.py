"""Base models of the kinds."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cop_site.model.values import Day, Days, Flag, Line, NoteName, Number, PersonName, Tag, Text, WebAddress
from cop_site.wording.marks import MARKS

_SIGN_OF_WORD = re.compile(r"(?<=\w)(?:\+\+|[+#](?!\w))")
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")
_SIGNS = {"++": "plusplus", "+": "plus", "#": "sharp"}

Level = Literal["foundation", "practitioner", "advanced"]


SHORTHAND = "x-shorthand"
"""The keyword of a group's schema for the field that a text alone stands for."""


class Part(BaseModel):
    """A group of fields, frozen once read; unknown fields are refused."""

    # Building a validator takes milliseconds, and a community need not have every kind.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class ShortPart(Part):
    """A group for which a text alone may stand; `SHORTHAND` in its configuration names the field that the text is."""

    @model_validator(mode="before")
    @classmethod
    def _read_text(cls, values: Any) -> Any:
        if not isinstance(values, str):
            return values
        return {cls.model_config["json_schema_extra"][SHORTHAND]: values}  # type: ignore[index]  # always a mapping


class NamedLink(ShortPart):
    """A link with a title."""

    model_config = ConfigDict(json_schema_extra={SHORTHAND: "url"})

    title: Line = Field("", description="What is there (default: the name of the website).")
    url: WebAddress = Field(description="A web address.")


class Fields(Part):
    """The fields of every kind of note."""

    title: Line = Field(description="What the note is called (default: the first `# heading`).")
    date: Day | None = Field(None, description="The day it is about (default: the date in the file's name).")
    tags: tuple[Tag, ...] = Field((), description="Topics first, then free tags; the first topic is the main one.")
    authors: tuple[PersonName, ...] = Field((), description="Who wrote it: member slugs or names.")
    summary: Text = Field("", description="One or two sentences (default: the first paragraph).")
    draft: Flag = Field(False, description="`true` keeps the note off the site.")
    updated: Day | None = Field(None, description="The day of its last change that subscribers should hear of.")
    redirect_from: tuple[Line, ...] = Field((), description="Old addresses that lead here.")
    aliases: tuple[Line, ...] = Field((), description="What else it is called, or was: a search finds it by that.")
    created: Day | None = Field(None, description="The day it was written, for what says no `date`.")
    lang: Line = Field("", description="Language code, where it differs from the site's.")
    translation_of: NoteName | None = Field(None, description="The note that this one translates: `resources/a-guide`.")
    order: Number | None = Field(None, description="Its place in lists that are ordered by hand: 1 comes first.")
    extra: dict[str, Any] = Field(default_factory=dict, description="Anything else that your own tools need.")

    @property
    def all_tags(self) -> tuple[str, ...]:
        """Its tags."""
        return self.tags

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
    return "-".join(_WORD.findall(unicodedata.normalize("NFC", named)))
