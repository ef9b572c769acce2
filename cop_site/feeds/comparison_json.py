"""Reads the changes that `cop diff --format json` wrote, perhaps in a run that strangers could make say anything."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from cop_site.diagnostics import UserError
from cop_site.feeds.comparison import Change, Effect
from cop_site.feeds.comparison_text import SUBJECTS
from cop_site.wording.letters import cut

_MAX_BYTES = 1024 * 1024
_MAX_SHOWN = 200
"""Characters of a change that a comment shows."""
_Text = Annotated[str, StringConstraints(max_length=4_000)]


class ChangesError(UserError):
    """Raised if a file does not hold changes."""


def _check_subject(subject: str) -> str:
    if subject not in SUBJECTS:
        raise ValueError(f"must be one of {', '.join(SUBJECTS)}")
    return subject


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    effect: Effect
    subject: Annotated[str, AfterValidator(_check_subject)]
    text: _Text
    notes: Annotated[list[_Text], Field(max_length=10)]


_ROWS = TypeAdapter(Annotated[list[_Row], Field(max_length=5_000)])


def read_changes(raw: bytes) -> tuple[Change, ...]:
    """Return the changes in a JSON file, their texts cut short; raise ChangesError if it has any other form."""
    if len(raw) > _MAX_BYTES:
        raise ChangesError(f"the file of changes is larger than {_MAX_BYTES // 1024} KiB")
    try:
        rows = _ROWS.validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise ChangesError(f"{where} is not what 'cop diff --format json' writes: {first['msg']}") from None
    return tuple(Change(row.effect, row.subject, _cut(row.text)) for row in rows)


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else f"{cut(text, _MAX_SHOWN - 1)}…"
