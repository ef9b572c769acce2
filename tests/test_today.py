"""The day that figures are for, where the settings name none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sites import set_up, write_notes

from cop_site.project.open import open_project, read_project

NOON_IN_LIMA = datetime(2026, 6, 30, 17, 30, tzinfo=UTC)


def _project(root: Path, zone: str) -> Path:
    timezone = f"timezone: {zone}\n" if zone else ""
    charter = f"---\nname: Us\npurpose: To learn.\n{timezone}---\nWelcome.\n"
    return write_notes(set_up(root, ""), {"index.md": charter})


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/Lima", date(2026, 6, 30)),
        ("Pacific/Auckland", date(2026, 7, 1)),
        ("Pacific/Kiritimati", date(2026, 7, 1)),
        ("", date(2026, 6, 30)),
        ("Nowhere/Land", date(2026, 6, 30)),
        ("../../etc/passwd", date(2026, 6, 30)),
    ],
    ids=["Lima", "Auckland", "Kiritimati", "none", "unknown", "path"],
)
def test_today_is_the_day_in_the_charters_time_zone(tmp_path: Path, zone: str, day: date) -> None:
    """One moment is another day elsewhere; without a zone that exists, it is the day in UTC."""
    assert open_project(_project(tmp_path, zone), NOON_IN_LIMA).as_of == day


def test_a_consent_ends_with_its_last_day_where_the_community_is(tmp_path: Path) -> None:
    """A story whose consent has run out is not published, though it is still the day before on the machine."""
    root = _project(tmp_path, "Pacific/Auckland")
    consent = "{given: 2026-01-01, scope: public, by: Ann, until: 2026-06-30}"
    story = f"---\ntitle: S\ndate: 2026-01-01\nconsent: {consent}\n---\nText.\n"
    write_notes(root, {"testimonials/2026-01-01-s.md": story})
    assert [draft.slug for draft in read_project(root, NOON_IN_LIMA).community.unpublished] == ["2026-01-01-s"]
    assert not read_project(root, datetime(2026, 6, 30, 11, 0, tzinfo=UTC)).community.unpublished


def test_a_day_in_the_settings_comes_first(tmp_path: Path) -> None:
    """`as_of` is the day, whatever the time zone."""
    root = _project(tmp_path, "Pacific/Auckland")
    set_up(root, "as_of = 2026-01-14")
    assert open_project(root, NOON_IN_LIMA).as_of == date(2026, 1, 14)
