"""Takes a date-time apart: its day, its time, and the time zone of that."""

from __future__ import annotations

from typing import Any

from cop_site.model.field_names import fields_of
from cop_site.model.kinds import Fields
from cop_site.model.spelling.dates import is_like_day
from cop_site.model.spelling.days import read_iso


def split_moment(values: dict[str, Any], model: type[Fields]) -> bool:
    """Write the day of a date-time to `date`, and its time to `time` where a kind has that and the note says no other.

    Return whether it was in a time zone of its own, in which the day may be another than elsewhere.
    """
    raw = values.get("date")
    moment = read_iso(raw) if isinstance(raw, str) and not is_like_day(raw) else None
    if not moment:
        return False
    values["date"] = moment.day.isoformat()
    known = fields_of(model)
    if moment.time and "time" in known and "time" not in values:
        values["time"] = moment.time
        if moment.zone and "timezone" in known:
            values.setdefault("timezone", moment.zone)
    return bool(moment.zone)
