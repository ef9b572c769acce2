"""The community as one document, and what a change does to it."""

from __future__ import annotations

import json
import subprocess
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from communities import find_cases, measure, measure_texts
from expected_files import ExpectedFiles
from hypothesis import given, settings
from sites import EXAMPLE, cop, set_up, write_notes
from small_communities import communities

from cop_site.feeds.community import describe_community, describe_notes, describe_with_notes, publish_community
from cop_site.feeds.comparison import compare_documents
from cop_site.feeds.comparison_text import render_changes, render_markdown
from cop_site.feeds.summary import render_plan, render_stats
from cop_site.model.kinds import Kind

TOPIC = "---\ntitle: Silence\nobjectives: [Explain it, Do it]\n---\n"
MEETUP = "---\ntitle: On silence\ntags: [silence]\ncovers: [silence/explain-it]\n---\nText.\n"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    """The schema of `community.json` that ships with the package."""
    return _read_schema("community.schema.json")


@pytest.fixture(scope="module")
def notes_validator() -> jsonschema.Draft202012Validator:
    """The schema of `notes.json` that ships with the package."""
    return _read_schema("notes.schema.json")


def _read_schema(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(files("cop_site.feeds").joinpath(name).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("case", [EXAMPLE, *find_cases()], ids=lambda case: case.name)
def test_every_community_fits_the_schema(
    case: Path, validator: jsonschema.Draft202012Validator, notes_validator: jsonschema.Draft202012Validator
) -> None:
    """Whatever a community holds, its documents are as their schemas say, and are JSON."""
    figures = measure(case)
    for described in (describe_community(figures), publish_community(figures)):
        validator.validate(json.loads(json.dumps(described)))
    document = json.loads(json.dumps(describe_notes(figures)))
    notes_validator.validate(document)
    assert {note["kind"] for note in document["notes"]} <= {kind.value for kind in Kind}
    assert {note["url"] for note in document["notes"]} == {n.uri for n in figures.community.notes if n.has_page}


@pytest.mark.parametrize("case", [c for c in find_cases() if (c / "document.json").is_file()], ids=lambda c: c.name)
def test_a_document_says_what_the_case_says(case: Path, expected_files: ExpectedFiles) -> None:
    """The whole document with its order, and what the terminal shows of it: nobody who is not listed is named."""
    document = describe_with_notes(measure(case))
    written = expected_files.json(case / "document.json", document)
    assert json.dumps(document, indent=1) == json.dumps(written, indent=1)
    for name, text in (("stats.txt", render_stats(document)), ("plan.txt", render_plan(document))):
        assert text == expected_files.text(case / name, text)


def test_the_terminal_needs_no_duplicates() -> None:
    """What takes as long as all other figures is not computed for a text that does not show it."""
    figures = measure_texts({f"resources/{name}.md": "---\ntitle: Same\n---\n" for name in "ab"})
    document, short = describe_community(figures), describe_community(figures, texts=False)
    assert document["duplicates"]
    assert {**short, "questions": document["questions"]} == {**document, "duplicates": []}
    assert "questions" not in short
    assert (render_stats(short), render_plan(short)) == (render_stats(document), render_plan(document))


def test_an_empty_community_says_so() -> None:
    """Where there is nothing to count, the terminal says what is not there instead of a figure."""
    document = describe_community(measure_texts({"index.md": "---\nname: Us\npurpose: P.\n---\n"}))
    assert render_stats(document) == (
        "Us, as of 2026-11-25\n\nTopics      none yet; declare the first: cop new topic 'Its name'\n"
        "Meetups     none held yet\n"
    )
    assert render_plan(document) == (
        "There are no topics yet. Declare what you would like to understand: cop new topic 'Its name'\n"
    )
    assert document["community"]["every"] is None
    assert document["cadence"]["rhythm"] is None
    assert document["community"]["founded"] is None


def test_a_proposal_that_nobody_leads_says_so() -> None:
    """Who asks is named only where somebody may be named."""
    assert render_plan(_document()) == (
        "2026-12-09  Silence\n    nobody has covered it yet\n    could lead: nobody has offered yet\n\n"
        "The charter does not say how often you meet ('meetups: {every: …}'); until it does, these days\n"
        "are two weeks apart.\n"
    )


@settings(max_examples=60, deadline=None)
@given(communities())
@pytest.mark.slow
def test_any_small_community_fits_the_schema(validator: jsonschema.Draft202012Validator, notes: dict[str, str]) -> None:
    """Whatever comes together by chance, the document is as the schema says, and is JSON."""
    validator.validate(json.loads(json.dumps(describe_community(measure_texts(notes)))))


def test_an_empty_community_fits_the_schema(validator: jsonschema.Draft202012Validator) -> None:
    """With nothing to count there are no shares, and no invented zeros."""
    document = describe_community(measure_texts({}))
    validator.validate(document)
    assert document["coverage"]["share"] is None
    assert document["cadence"]["median"] is None


@pytest.mark.slow
def test_the_site_publishes_what_stats_prints(example_site: Path) -> None:
    """`community.json` is what `cop stats --format json` prints, but for lists that follow from `notes.json`."""
    published = json.loads((example_site / "community.json").read_text("utf-8"))
    listed = json.loads((example_site / "notes.json").read_text("utf-8"))["notes"]
    meetups = {note["slug"]: note for note in listed if note["kind"] == "meetup"}
    printed = json.loads(cop(EXAMPLE, "stats", "--format", "json").stdout)
    for repeat in printed.pop("repeats"):
        assert {k: v for k, v in repeat.items() if k != "meetup"} in meetups[repeat["meetup"]]["repeats"]
    assert not any(meetups[slug]["topics"] for slug in printed["coverage"].pop("off_syllabus"))
    for topic in printed["topics"]:
        held = topic.pop("held")
        assert topic["meetups"] == len(held)
        assert all(topic["slug"] in meetups[slug]["topics"] for slug in held)
    assert published == printed
    assert published["coverage"]["covered"] == 10


def test_a_second_look_gives_the_same_and_a_change_is_seen(tmp_path: Path) -> None:
    """What is kept from one run to the next never hides a change of a note, a setting or the day."""
    root = write_notes(set_up(tmp_path), {"topics/silence.md": TOPIC})
    first = cop(root, "stats").stdout
    assert cop(root, "stats").stdout == first
    assert "0 of 1 covered" in first
    write_notes(root, {"meetups/2026-11-04-x.md": MEETUP.replace("[silence/explain-it]", "[explain-it, do-it]")})
    assert "1 of 1 covered" in cop(root, "stats").stdout
    set_up(root, "as_of = 2026-11-01")
    assert "planned: Silence" in cop(root, "stats").stdout


def test_a_broken_cache_is_no_cache(tmp_path: Path) -> None:
    """Whatever stands in the cache's folder, the figures come out right."""
    root = write_notes(set_up(tmp_path), {"topics/silence.md": TOPIC})
    first = cop(root, "stats").stdout
    for kept in (root / ".cop-cache").glob("*.db"):
        kept.write_bytes(kept.read_bytes()[:5000])
    assert cop(root, "stats").stdout == first


def _daily_meetups(count: int) -> dict[str, str]:
    """Meetups on silence, one each day, none of them on purpose again."""
    days = ((date(2026, 1, 1) + timedelta(days=number)).isoformat() for number in range(count))
    return {f"meetups/{day}-x.md": MEETUP for day in days}


def test_stats_show_the_beginning_of_long_lists() -> None:
    """The latest repeats and the first of other long lists, how many more there are, and where they all are."""
    topics = {f"topics/topic-{number:02}.md": f"---\ntitle: Topic {number:02}\n---\n" for number in range(13)}
    wishes = ", ".join(f"wish {number:02}" for number in range(15))
    wants = ", ".join(f"topic-{number:02}" for number in range(12))
    member = {"members/xan.md": f"---\nname: Xan\nwants: [{wants}, {wishes}]\n---\n"}
    lines = render_stats(_document(**topics, **member, **_daily_meetups(33))).splitlines()
    repeats = lines.index("Repeats     0 on purpose, 32 by accident (32 of 33 meetups in the last year)")
    assert lines[repeats + 1].strip() == "2026-02-02-x repeats 2026-02-01-x"
    assert lines[repeats + 11].strip() == "and 22 more; all of them: cop stats --format json"
    assert lines[repeats + 12].startswith("Meetups")
    assert lines[repeats - 1].strip() == "and 5 more; all of them: cop stats --format json"
    assert "            and 2 more; all of them: cop stats --format json" in lines
    left_out = next(line for line in lines if "left out:" in line)
    assert left_out.endswith("Topic 09, and 3 more; all of them: cop stats --format json")


def test_the_plan_names_the_first_of_many_who_ask() -> None:
    """A topic that everybody asks for does not fill the screen with names."""
    members = {
        f"members/m{number:02}.md": f"---\nname: M{number:02}\nlisted: true\nwants: [silence]\n---\n"
        for number in range(14)
    }
    plan = render_plan(_document(**members))
    assert "M09, and 4 more; all of them: cop plan --format json\n" in plan
    assert "M10" not in plan


def _document(**changed: str) -> dict[str, Any]:
    return describe_with_notes(measure_texts({"topics/silence.md": TOPIC, **changed}))


def _texts(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [change.word() for change in compare_documents(before, after)]


def test_nothing_changed_is_said_so() -> None:
    """The same figures are no change."""
    assert compare_documents(_document(), _document()) == ()
    assert render_changes(()) == "The figures stay as they are.\n"


def test_a_closed_gap_is_named() -> None:
    """A meetup on a topic that was left out closes a gap and covers objectives."""
    before, after = _document(), _document(**{"meetups/2026-11-04-x.md": MEETUP})
    assert _texts(before, after) == [
        "closes the gap Silence: left out → partial",
        "covers 1 objective of Silence",
        "adds 1 meetup",
    ]
    assert _texts(after, before) == [
        "opens a gap, Silence: partial → left out",
        "no longer covers 1 objective of Silence",
        "removes 1 meetup",
    ]


def test_repeats_are_named_by_whether_they_are_meant() -> None:
    """A second meetup on a topic repeats by accident, unless it says that it was meant."""
    once = {"meetups/2026-10-07-x.md": MEETUP}
    again = _document(**once, **{"meetups/2026-11-04-y.md": MEETUP.replace("On silence", "Again")})
    meant = _document(**once, **{"meetups/2026-11-04-y.md": MEETUP.replace("covers", "revisits: 2026-10-07-x\ncovers")})
    assert "repeats On silence of 2026-10-07 by accident (Silence)" in _texts(_document(**once), again)
    assert "repeats On silence of 2026-10-07 on purpose (Silence)" in _texts(again, meant)


def test_a_long_list_of_changes_is_cut_short() -> None:
    """A branch with a thousand repeats makes a comment that can be read; the newest come first, JSON has them all."""
    changes = compare_documents(_document(), _document(**_daily_meetups(33)))
    assert sum(change.subject == "repeat" for change in changes) == 32
    for rendered, most in ((render_changes(changes), 10), (render_markdown(changes).replace("\\", ""), 5)):
        assert rendered.count(" by accident (Silence)") == most
        assert "of 2026-02-01 by accident" in rendered
        assert "of 2026-01-01 by accident" not in rendered
        assert rendered.count(f"and {32 - most} more about repeats; all of them: cop diff --format json") == 1
        assert "adds 33 meetups" in rendered
        assert rendered.count("more about") == 1


def test_wishes_topics_and_twins_are_named() -> None:
    """New wishes, topics and near-duplicates are part of what a change does."""
    after = _document(
        **{
            "topics/new.md": "---\ntitle: New\n---\n",
            "members/x.md": "---\nname: X\nwants: [something else]\n---\n",
            "glossary/one.md": "---\ntitle: One word\n---\nThis.\n",
            "glossary/two.md": "---\ntitle: One words\n---\nThat.\n",
        }
    )
    texts = _texts(_document(), after)
    assert "adds the topic New (left out)" in texts
    assert "asks for “something else”, which is not a topic yet" in texts
    assert "repeats One word in One words: the same title" in texts
    assert "coverage: 0 of 1 → 0 of 2 topics" in texts


def test_a_comment_shows_titles_as_they_are() -> None:
    """A title from a stranger's branch is no Markdown, no HTML and no mention in our comment."""
    title = '"@everyone [x](http://evil.example) *now*"'
    comment = render_markdown(
        compare_documents(_document(), _document(**{"topics/n.md": f"---\ntitle: {title}\n---\n"}))
    )
    assert "@everyone" not in comment
    assert "\\[x\\]\\(http" in comment
    assert "http://" not in comment
    assert "\\*now\\*" in comment


def _git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


def test_diff_compares_with_a_revision(tmp_path: Path) -> None:
    """`cop diff BASE` tells what the working tree does to the figures, as text, JSON and Markdown."""
    root = write_notes(set_up(tmp_path / "p"), {"topics/silence.md": TOPIC})
    _git(root, "init", "--initial-branch=main")
    _git(root, "add", ".")
    _git(root, "commit", "-m", "one")
    assert cop(root, "diff", "main").stdout == "The figures stay as they are.\n"
    write_notes(root, {"meetups/2026-11-04-x.md": MEETUP})
    assert "+ closes the gap Silence: left out → partial\n" in cop(root, "diff", "main").stdout
    changes = json.loads(cop(root, "diff", "main", "--format", "json").stdout)
    assert changes[0] == {
        "effect": "gain",
        "subject": "topic",
        "text": "closes the gap Silence: left out → partial",
        "notes": ["topics/silence/"],
    }
    assert cop(root, "diff", "main", "--format", "markdown").stdout.startswith("### ")


def test_diff_tells_what_the_branch_changes_alone(tmp_path: Path) -> None:
    """What came to the base after the branch had left it is not told as lost, and an unreadable topic not as a gain."""
    root = write_notes(set_up(tmp_path / "p"), {"topics/silence.md": TOPIC})
    _git(root, "init", "--initial-branch=main")
    for branch, note in (("main", "one"), ("work", "two"), ("main", "three")):
        if branch == "work":
            _git(root, "branch", branch)
        else:
            write_notes(root, {f"topics/{note}.md": f"# {note}\n\nText.\n"})
        _git(root, "add", ".")
        _git(root, "commit", "--allow-empty", "-m", note)
    _git(root, "checkout", "work")
    write_notes(root, {"topics/silence.md": "---\ntitle: [Silence\n---\n"})
    told = cop(root, "diff", "main").stdout
    assert told == "- error at content/topics/silence.md:2: bracket is never closed, or a comma is missing after it\n"


def test_diff_knows_the_templates_of_a_revision(tmp_path: Path) -> None:
    """With templates of one's own, the settings of the old revision are as valid as they were."""
    root = write_notes(set_up(tmp_path / "p", 'templates = "mine"'), {"topics/silence.md": TOPIC})
    (root / "mine").mkdir()
    (root / "mine" / "note.txt").touch()
    _git(root, "init", "--initial-branch=main")
    _git(root, "add", ".")
    _git(root, "commit", "-m", "one")
    assert cop(root, "diff", "main").stdout == "The figures stay as they are.\n"


@pytest.mark.parametrize("base", ["no-such-branch", "HEAD~9", "--output=x", "main:content"])
def test_diff_says_what_it_cannot_find(tmp_path: Path, base: str) -> None:
    """An unknown revision is one line and exit status 2, and nothing given as one is taken for an option."""
    root = write_notes(set_up(tmp_path / "p"), {"topics/silence.md": TOPIC})
    _git(root, "init", "--initial-branch=main")
    _git(root, "add", ".")
    _git(root, "commit", "-m", "one")
    done = cop(root, "diff", "--", base)
    assert done.exit_code == 2
    assert done.stderr.startswith("cop: ")
    assert "Traceback" not in done.output


def test_figures_in_the_terminal_stay_short() -> None:
    """Of many accidental repeats only the latest are listed, and objectives that nobody wrote are not counted."""
    days = [f"2026-{month:02}-{day:02}" for month in range(3, 9) for day in (4, 18)]
    notes = {f"meetups/{on}-{number}.md": MEETUP for number, on in enumerate(days)}
    text = render_stats(describe_community(measure_texts({"topics/silence.md": "---\ntitle: Silence\n---\n", **notes})))
    assert "Objectives  no topic lists any\n" in text
    repeats = "0 on purpose, 11 by accident (11 of 12 meetups in the last year)\n            2026-08-18-11 repeats"
    assert repeats in text
    assert "            and 1 more; all of them: cop stats --format json\n" in text
    assert text.count(" repeats ") == 10
    assert "2026-03-18-1 repeats" not in text
