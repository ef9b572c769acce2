"""A community of nothing, or of one topic and one meetup, reads right on every page and in every command."""

from __future__ import annotations

import gc
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from communities import measure_texts, site_of
from sites import cop, parse, set_up, write_notes

from cop_site.cli import main
from cop_site.pages.contribute import contribute_page
from cop_site.pages.coverage import coverage_page
from cop_site.pages.home import home_page
from cop_site.pages.page import Page
from cop_site.pages.plan import plan_page
from cop_site.pages.site import Site
from cop_site.pages.start import start_page
from cop_site.pages.tags import tag_routes
from cop_site.project.open import read_project
from cop_site.project.ours import TEMPLATES

CHARTER = "---\nname: Bread\n---\nWe bake.\n"
NOTHING = {"index.md": CHARTER}
AHEAD = {
    "index.md": CHARTER,
    "topics/sourdough.md": "---\ntitle: Sourdough\n---\nFlour and water.\n",
    "meetups/2026-12-09-first.md": "---\ntitle: First evening\ntags: [sourdough]\n---\nBring flour.\n",
}
"""One topic, and one meetup that is still to come."""
UNSORTED = {
    "index.md": CHARTER,
    "meetups/2026-10-01-a.md": "---\ntitle: A\ntags: [rye]\n---\nWe baked with rye.\n",
    "meetups/2026-10-15-b.md": "---\ntitle: B\ntags: [ovens, rye]\n---\nWe baked in ovens.\n",
}
"""Meetups, and no topic."""


def _tags_page(site: Site) -> Page:
    return dict(tag_routes(site))["tags/"]()


_PAGES = {
    "home": home_page,
    "start": start_page,
    "plan": plan_page,
    "coverage": coverage_page,
    "tags": _tags_page,
}


def _read(page: str, notes: Mapping[str, str]) -> str:
    """What a page says, each run of white space being one space."""
    return " ".join(parse(_PAGES[page](site_of(notes)).html).text.split())


def _say(root: Path, notes: Mapping[str, str], *command: str) -> str:
    """What a command prints."""
    return cop(write_notes(set_up(root), notes), *command).stdout


@pytest.mark.parametrize("page", _PAGES)
@pytest.mark.parametrize("notes", [NOTHING, AHEAD, UNSORTED], ids=["nothing", "ahead", "unsorted"])
def test_no_page_claims_what_is_not_so(page: str, notes: dict[str, str]) -> None:
    """Nothing is called covered, nothing counts to zero of zero, and no rhythm, time or length is made up."""
    text = _read(page, notes)
    for claim in ("Every topic is covered", "0 of 0", "every 2 weeks", "1 topics", "1 h", "UTC", "18:00"):
        assert claim not in text
    assert "off the syllabus" not in text.casefold()
    assert ("There are no notes yet" in text) == (page == "home" and notes is NOTHING)


def test_what_did_not_take_place_is_none_of_the_latest() -> None:
    """A meetup that was left planned, moved or called off is not shown as if it had happened; one held today is."""
    off = {"left": "status: planned", "moved": "moved_to: 2026-12-02", "called": "status: cancelled"}
    notes = {
        f"meetups/2026-10-01-{name}.md": f"---\ntitle: It was {name}\n{field}\n---\n" for name, field in off.items()
    }
    text = _read("home", {**NOTHING, **notes, "meetups/2026-11-25-held.md": "---\ntitle: It was held\n---\n"})
    assert "It was held" in text
    assert not [name for name in off if f"It was {name}" in text]


def test_a_time_line_of_what_is_ahead_names_no_years() -> None:
    """Where no meetup was held yet, there are no years of meetups to look through."""
    assert "All meetups of" not in _read("home", AHEAD)


@pytest.mark.parametrize(
    ("meetup", "shape"),
    [
        ({}, "left-out"),
        ({"meetups/2026-12-09-a.md": "---\ntags: [rye]\n---\n"}, "planned"),
        ({"meetups/2026-10-01-a.md": "---\ntags: [rye]\ncovers: [rye/a]\n---\nWe baked.\n"}, "partial"),
        ({"meetups/2026-10-01-a.md": "---\ntags: [rye]\ncovers: [rye/a, rye/b]\n---\nWe baked.\n"}, "covered"),
    ],
    ids=["nothing", "ahead", "begun", "covered"],
)
def test_the_home_page_shows_the_shape_of_the_furthest_topic(meetup: dict[str, str], shape: str) -> None:
    """Where none is covered, no shape says so."""
    topic = {"topics/rye.md": "---\ntitle: Rye\nobjectives: [a, b]\n---\nText.\n"}
    html = home_page(site_of(NOTHING | topic | meetup)).html
    drawn = (TEMPLATES / "partials" / "shapes" / f"{shape}.svg").read_text("utf-8").strip()
    assert html.partition('<p class="cop-season">')[2].startswith(drawn)


def test_there_is_no_heading_above_topics_that_are_not_there() -> None:
    """The page that says how to contribute lists the topics only if there are any."""
    assert "Topics to tag with" not in contribute_page(site_of(NOTHING)).html
    assert "Topics to tag with" in contribute_page(site_of(AHEAD)).html


def test_what_is_typed_is_code_where_fields_are_described() -> None:
    """Values, fields and notations stand on the page as code, and nothing else of a description is HTML."""
    html = contribute_page(site_of(NOTHING)).html
    assert "<td><code>draft</code>, <code>adopted</code> or <code>retired</code>.</td>" in html
    assert "quoted: <code>&#34;18:00&#34;</code>" in html


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ("founded: 2024-02-01", "We have met since 1 Feb 2024."),
        ("founded: 2027-02-01\nstage: potential", "We begin on 1 Feb 2027. We are only beginning"),
        ("stage: stewardship", "We are established"),
    ],
    ids=["founded", "both", "stage"],
)
def test_the_charters_age_and_stage_are_told(fields: str, says: str) -> None:
    """The page to start from says in words when the community began and how far it has come."""
    assert says in _read("start", {"index.md": f"---\nname: Bread\n{fields}\n---\n"})


def test_pages_of_one_topic_say_how_many_are_covered() -> None:
    """Coverage, home page and plan have figures that are right for one topic, whose meetup is planned."""
    assert "Topics covered: 0 of 1" in _read("home", AHEAD)
    assert "Topics covered: 0 of 1." in _read("coverage", AHEAD)
    assert "Topics covered: 0 of 1. A meetup is planned on all that is left." in _read("plan", AHEAD)


@pytest.mark.parametrize("page", ["plan", "coverage"])
def test_without_topics_the_tags_in_use_are_proposed(page: str) -> None:
    """What to do first is said, and which tags may be topics, the most used first."""
    text = _read(page, UNSORTED)
    assert "What to do first" in text
    assert "There are no topics yet" in text
    assert text.index("cop new topic rye") < text.index("cop new topic ovens")
    assert "in use already" not in _read(page, NOTHING)


def test_a_tag_of_somebody_unlisted_is_not_proposed() -> None:
    """What an unlisted member has tagged their file with would name them."""
    assert measure_texts({**NOTHING, "members/ana.md": "---\nname: Ana\ntags: [rye]\n---\n"}).coverage.undeclared == {}


def test_the_terminal_says_what_to_do_first(tmp_path: Path) -> None:
    """Without topics, `cop plan` and `cop stats` propose the tags in use, and `--write` writes nothing."""
    assert _say(tmp_path, UNSORTED, "plan").splitlines() == [
        "There are no topics yet. Declare what you would like to understand: cop new topic 'Its name'",
        "These tags are in use already, the most used first; some of them may be topics:",
        "    2 notes  cop new topic rye",
        "    1 note   cop new topic ovens",
    ]
    assert _say(tmp_path, {}, "stats").splitlines()[2:] == [
        "Topics      none yet; declare the first: cop new topic 'Its name'",
        "            tags in use that may be topics: rye (2), ovens (1)",
        "Meetups     2 held",
        "            14 days apart (median), 14 at the 90th percentile, 14 at most",
        "            41 days since the last; the charter does not say how often you meet",
        "            two or more in 1 of the last 12 months",
        "Written up  not enough data (2 of 3 meetups)",
    ]
    done = cop(tmp_path, "plan", "--write", "2")
    assert done.exit_code == 2
    assert "there are no topics yet" in done.stderr


def test_the_terminal_does_not_call_a_plan_coverage(tmp_path: Path) -> None:
    """With one topic whose meetup is planned, that is what `cop plan` says."""
    assert _say(tmp_path, AHEAD, "plan") == (
        "0 of 1 topic is covered. A meetup on it is planned; nobody asks for more.\n"
    )
    assert "Meetups     none held yet" in _say(tmp_path, {}, "stats")


def test_days_of_a_rhythm_that_nobody_stated_are_called_a_guess(tmp_path: Path) -> None:
    """Plan and `cop plan` say that the days are two weeks apart only until the charter says how often."""
    notes = {"index.md": CHARTER, "topics/rye.md": "---\ntitle: Rye\n---\nGrain.\n"}
    guess = "The charter does not say how often we meet"
    assert guess in _read("plan", notes)
    assert guess.replace("we", "you") in _say(tmp_path, notes, "plan")
    assert "- No meetup is planned yet; it could be on Rye" in _say(tmp_path, {}, "digest", "--since", "2026-11-01")
    assert json.loads(_say(tmp_path, {}, "stats", "--format", "json"))["community"]["every"] is None
    stated = {**notes, "index.md": "---\nname: Bread\nmeetups: {every: 2 weeks}\n---\n"}
    assert guess not in _read("plan", stated)
    assert guess.replace("we", "you") not in _say(tmp_path, stated, "plan")


@pytest.mark.parametrize(
    ("charter", "says"),
    [
        ("", "How often we meet is not settled yet."),
        ("meetups: {on: Friday}", "We meet on Friday; how often is not settled yet."),
        ("meetups: {at: '18:00'}", "How often we meet is not settled yet. A meetup begins at 18:00."),
        (
            "meetups: {every: 7, at: '18:00', minutes: 60}",
            "We meet every week. A meetup begins at 18:00 and takes 1 h.",
        ),
        ("timezone: UTC\nmeetups: {every: 7, at: '18:00'}", "We meet every week. A meetup begins at 18:00 (UTC)."),
        ("meetups: {every: 1, on: Friday}", "We meet every day."),
        ("meetups: {every: Friday}", "We meet every week on Friday."),
        ("meetups: {every: 10}", "We meet every 10 days."),
        ("meetups: {every: 2 months, on: Friday}", "We meet every 2 months on Friday."),
        ("meetups: {every: first and third Friday}", "We meet on the first and third Friday of each month."),
    ],
    ids=[
        *("nothing", "day", "time", "all", "zone"),
        *("every day", "every week", "every so many days", "every so many months", "of the month"),
    ],
)
def test_only_what_the_charter_states_is_said(charter: str, says: str) -> None:
    """How often, when, where on earth and how long: each is said if it is stated, and a missing rhythm is named."""
    assert f"Nothing is planned. {says}" in _read("home", {"index.md": f"---\nname: Bread\n{charter}\n---\n"})


def test_what_cop_has_written_counts_for_nothing(tmp_path: Path) -> None:
    """Notes that `cop new` has just made are no doubles, and no decision or action is read from them."""
    set_up(tmp_path)
    for kind, title in [("community", "Bread"), ("meetup", "One"), ("meetup", "Two"), ("practice", "One")]:
        cop(tmp_path, "new", kind, title, *(["--date", "2026-11-18"] if kind == "meetup" else []))
    for kind, title in [("practice", "Two"), ("resource", "One"), ("resource", "Two"), ("topic", "One")]:
        cop(tmp_path, "new", kind, title)
    assert json.loads(_say(tmp_path, {}, "stats", "--format", "json"))["duplicates"] == []
    assert "COP404" not in _say(tmp_path, {}, "check")


def test_a_log_begins_with_the_first_words_of_the_community(tmp_path: Path) -> None:
    """The items of the archetype are left out; what somebody has written beside them is read."""
    set_up(tmp_path)
    made = cop(tmp_path, "new", "meetup", "One", "--date", "2026-11-18").stdout.partition(":")[0]
    log = read_project(tmp_path, date(2026, 11, 25)).figures.log
    assert (log.decisions, log.actions) == ((), ())
    file = tmp_path / made
    file.write_text(
        file.read_text("utf-8").replace("- What we decided.\n", "- What we decided.\n- Buy rye.\n"), "utf-8"
    )
    assert [d.text for d in read_project(tmp_path, date(2026, 11, 25)).figures.log.decisions] == ["Buy rye."]


def test_texts_that_differ_only_in_what_is_scaffold_are_doubles(tmp_path: Path) -> None:
    """What people wrote themselves is compared, whatever of the archetype still stands around it."""
    said = "We kept the dough in the cold for two days, and it rose better than any other we made this year.\n"
    set_up(tmp_path)
    for title in ("One", "Two"):
        made = cop(tmp_path, "new", "practice", title).stdout.partition(":")[0]
        file = tmp_path / made
        file.write_text(file.read_text("utf-8") + said, "utf-8")
    assert "COP404" in _say(tmp_path, {}, "check")


def test_a_new_charter_invents_nothing(tmp_path: Path) -> None:
    """Without a terminal, it has the name and the words to be replaced, and the check asks for the purpose."""
    cop(set_up(tmp_path), "new", "community", "Bread")
    file = tmp_path / "content/index.md"
    assert file.read_text("utf-8").startswith("---\nname: Bread\n---\n")
    assert "COP112" in _say(tmp_path, {}, "check")


def test_a_terminal_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers become fields; one that cannot be read is asked for again, and none leaves the field out."""
    monkeypatch.setattr("cop_site.commands.new.is_terminal", lambda: True)
    answers = ["To bake: bread", "last week", "2026-01-14", "", "sometimes", "first Tuesday", "18:00", ""]
    command = ["-C", str(set_up(tmp_path)), "new", "community", "Bread"]
    done = CliRunner().invoke(main, command, input="".join(f"{answer}\n" for answer in answers))
    gc.enable()  # the command turns it off, because its process ends
    assert done.exit_code == 0
    assert "'last week' is not a date: write year-month-day" in done.stderr
    assert "'sometimes' is not a rhythm" in done.stderr
    assert "day of the week" not in done.stderr
    assert (tmp_path / "content/index.md").read_text("utf-8").split("---\n")[1] == (
        "name: Bread\npurpose: 'To bake: bread'\nfounded: 2026-01-14\nmeetups: {every: first Tuesday, at: '18:00'}\n"
    )
    assert "COP112" not in _say(tmp_path, {}, "check")


def test_an_archetype_that_answers_is_not_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a community's own archetype says of the charter is not asked, and stays as it is."""
    monkeypatch.setattr("cop_site.commands.new.is_terminal", lambda: True)
    set_up(tmp_path, 'templates = "own"')
    (tmp_path / "own/archetypes").mkdir(parents=True)
    archetype = "---\nname: {{ title }}\npurpose: Ours.\nmeetups: {every: 7}\n---\nText.\n"
    (tmp_path / "own/archetypes/community.md").write_text(archetype, "utf-8")
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "new", "community", "Bread"], input="\nEurope/Berlin\n")
    gc.enable()
    assert done.exit_code == 0
    expected = archetype.replace("{{ title }}", "Bread").replace("}\n---", "}\ntimezone: Europe/Berlin\n---")
    assert (tmp_path / "content/index.md").read_text("utf-8") == expected
