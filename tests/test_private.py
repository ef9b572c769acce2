"""What only the terminal is told: what hangs on somebody, who is new, and whom to ask for a story."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

import pytest
from communities import measure_texts
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import built, cop, set_up, write_notes
from small_communities import communities

CHARTER = '---\nname: Knots\npurpose: P.\nmeetups: {every: 2 weeks, at: "18:00"}\n---\n'
NOTES = {
    "index.md": CHARTER,
    "topics/bowline.md": "---\ntitle: Bowline\nstewards: [ana]\n---\n",
    "topics/splice.md": "---\ntitle: Splice\n---\n",
    "topics/whip.md": "---\ntitle: Whip\n---\n",
    "members/ana.md": (
        "---\nname: Ana Li\naliases: [Anna Lee]\njoined: 2025-01-01\nleft: 2026-12-31\nroles: [{role: host}]\n---\n"
    ),
    "members/bo.md": (
        "---\nname: Bo Veiled\njoined: 2026-06-01\nwants: [splice, whip, sailing]\noffers: [bowline]\n---\n"
    ),
    "members/cy.md": "---\nname: Cy Seen\nlisted: true\njoined: 2026-06-02\nwants: [splice]\noffers: [splice]\n---\n",
    "members/di.md": "---\nname: Di Early\nlisted: true\njoined: 2026-06-03\nleft: 2027-01-31\noffers: [whip]\n---\n",
    "meetups/2026-02-01-a.md": "---\ntitle: A\ntags: [bowline]\nspeakers: [Anna Lee]\nattendees: [ana]\n---\n",
    "meetups/2026-03-01-b.md": "---\ntitle: B\ntags: [bowline]\nspeakers: ['@ana', Eve]\nscribe: ana\n---\n",
    "meetups/2026-04-01-c.md": "---\ntitle: C\ntags: [bowline]\nspeakers: [ana]\n---\n",
    "meetups/2026-10-01-d.md": (
        "---\ntitle: D\ntags: [splice]\nspeakers: [cy]\nattendees: [bo, cy, Fay Guest]\n---\n"
        "## Actions\n\n- [ ] @ana @cy buy rope (due 1 Dec 2026)\n"
    ),
    "meetups/2026-11-01-e.md": "---\ntitle: E\ntags: [bowline]\nattendees: [cy, ana]\n---\n",
    "meetups/2026-12-09-f.md": "---\ntitle: F\ntags: [bowline]\nspeakers: [ana]\nhost: [ana, Hall]\n---\n",
    "practices/rope.md": (
        "---\ntitle: Rope check\nowner: ana\nevery: monthly\n"
        "reviewed: 2026-11-01\nreview_in: 30\ntags: [bowline]\n---\nT.\n"
    ),
    "practices/own.md": "---\ntitle: Own\nowner: Ana Li\ntags: [bowline]\n---\nT.\n",
    "paths/way.md": "---\ntitle: Way\nfor: All\nsteward: ana\nsteps: [{topic: bowline}, {topic: splice}]\n---\n",
    "testimonials/2026-10-20-s.md": "---\ntitle: S\nauthor: Ana\nmeetup: 2026-02-01-a\n---\nT.\n",
}


def _project(root: Path, **notes: str) -> Path:
    return write_notes(
        set_up(root), {**NOTES, **{name.replace("__", "/") + ".md": text for name, text in notes.items()}}
    )


def _run(root: Path, *arguments: str) -> str:
    done = cop(root, *arguments)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_handover_has_whatever_hangs_on_somebody(tmp_path: Path) -> None:
    """Each thing is there with those who could take it: nobody who leaves, and people who are not listed by name."""
    handover = _run(_project(tmp_path), "handover", "@anna-lee")
    assert handover.startswith("# Handover: Ana Li, 25 Nov 2026\n")
    sections = dict(re.findall(r"^## ([^\n]*)\n\n(.*?)(?=\n\n|\n\Z)", handover, re.MULTILINE | re.DOTALL))
    assert sections == {
        "Topics with no other voice": "- Bowline. Could take it: Bo Veiled and Eve",
        "Topics they look after": "- Bowline. Could take it: Bo Veiled and Eve",
        "Practices they own": "- Own (no day of review). Could take it: Bo Veiled and Eve",
        "What recurs": "- Rope check (every month, review on 1 Dec 2026). Could take it: Bo Veiled and Eve",
        "Learning paths they look after": "- Way. Could take it: Bo Veiled, Eve and Cy Seen",
        "Meetups to come": "- 9 Dec 2026: F (speaks). Could take it: Bo Veiled and Eve",
        "Open actions": "- buy rope (D, due 1 Dec 2026). Could take it: Cy Seen",
        "Roles": "- host. Could take it: nobody yet; ask at the next meetup",
    }


def test_a_topic_of_one_note_hangs_on_who_made_it(tmp_path: Path) -> None:
    """It has no other voice either, though figures speak of one voice from two notes on."""
    root = _project(tmp_path, **{"meetups__2026-11-02-w": "---\ntitle: W\ntags: [whip]\nspeakers: [di]\n---\n"})
    assert "## Topics with no other voice\n\n- Whip. Could take it: nobody yet" in _run(root, "handover", "di")


def test_a_handover_of_somebody_with_nothing_and_of_nobody(tmp_path: Path) -> None:
    """Nothing hangs on a guest, and a name that nobody has is refused with the nearest one."""
    root = _project(tmp_path)
    assert _run(root, "handover", "Fay Guest").endswith("\n\nNothing hangs on them.\n")
    for command in (["handover", "anna"], ["stats", "--without", "anna"]):
        done = cop(root, *command)
        assert done.exit_code == 2
        assert "nobody is called 'anna'; did you mean 'ana'?" in done.output


def test_figures_without_somebody_are_those_of_notes_without_them(tmp_path: Path) -> None:
    """By any of their names, in lists, groups of fields and single values; their file is gone, too."""
    root = _project(
        tmp_path,
        meetups__2026_05_01_g="---\ntitle: G\ntags: [whip]\ntalks: [{title: T, speakers: [{name: Ana Li}, bo]}]\n---\n",
    )
    without = json.loads(_run(root, "stats", "--without", "Anna Lee", "--format", "json"))
    assert without != json.loads(_run(root, "stats", "--format", "json"))
    for file in (root / "content").rglob("*.md"):
        text = file.read_text("utf-8")
        text = re.sub(r"^(owner|scribe|steward|author): .*\n", "", text, flags=re.MULTILINE)
        text = text.replace("{name: Ana Li}, ", "").replace("'@ana', ", "").replace("[ana, Hall]", "[Hall]")
        file.write_text(re.sub(r"(, )?\b(ana|Anna Lee)\b(?=[],])", "", text), "utf-8")
    (root / "content/members/ana.md").unlink()
    assert "ana" not in "".join(f.read_text("utf-8") for f in (root / "content").rglob("*.md")).replace("@ana", "")
    assert json.loads(_run(root, "stats", "--format", "json")) == without


@settings(max_examples=15, deadline=None)
@given(communities(), st.sampled_from(["ann", "Bob", "cy"]))
def test_any_community_without_somebody(notes: dict[str, str], name: str) -> None:
    """Whoever it is and whatever they did, taking them out by hand gives the same figures."""
    by_hand = {file: re.sub(rf"'{name}'(, )?", "", text).replace(", ]", "]") for file, text in notes.items()}
    by_hand.pop(f"members/{name.lower()}.md", None)
    if by_hand == notes:
        return
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        one, two = (write_notes(set_up(Path(f) / "c"), n) for f, n in ((first, notes), (second, by_hand)))
        done = cop(one, "stats", "--without", name, "--format", "json")
        if done.exit_code == 2:  # only somebody who was never seen is unknown
            assert "nobody is called" in done.output
            return
        assert done.output == _run(two, "stats", "--format", "json")


def test_a_topic_warns_before_its_only_voice_leaves() -> None:
    """The day counts until it has come; a topic that others know as well has no such day."""
    figures = measure_texts(NOTES)
    days = {slug: str(covered.voice_leaves or "") for slug, covered in figures.coverage.topics.items()}
    assert days == {"bowline": "2026-12-31", "splice": "", "whip": "2027-01-31"}
    gone = measure_texts({**NOTES, "members/di.md": "---\nname: Di\nleft: 2026-11-25\noffers: [whip]\n---\n"})
    assert gone.coverage.topics["whip"].voice_leaves is None
    assert gone.coverage.topics["whip"].nobody_left
    reasons = {c.covered.topic.slug: c.reasons for c in figures.candidates}
    assert "whoever knows most of it is about to leave; take it up while they are here" in reasons["whip"]


def test_newcomers_who_could_do_with_a_word(tmp_path: Path) -> None:
    """Who came once, who never came, what no path serves, and who was not asked; those of earlier are left out."""
    root = _project(tmp_path)
    assert _run(root, "newcomers") == (
        "# Newcomers since 25 Nov 2025, as of 25 Nov 2026\n\n"
        "## Came once, and not again\n\n"
        "- Fay Guest: 1 Oct 2026, D; 1 meetup since (day 55)\n"
        "- Bo Veiled: 1 Oct 2026, D; 1 meetup since (day 177)\n"
        "- Eve: 1 Mar 2026, B; 3 meetups since (day 269)\n\n"
        "## Joined, and never came\n\n"
        "- Di Early: joined on 3 Jun 2026 (day 175)\n\n"
        "## Want what no learning path serves\n\n"
        "- Bo Veiled: Whip\n- Bo Veiled: sailing\n\n"
        "## Offered, and were never asked\n\n"
        "- Di Early: Whip\n- Bo Veiled: Bowline\n"
    )
    assert _run(root, "newcomers", "--since", "2026-11-25").endswith("There is nobody to write to.\n")


def test_whom_to_ask_for_a_story(tmp_path: Path) -> None:
    """Who had asked for the topic and came, some weeks ago; each once, and nobody who has told a story since."""
    root = _project(tmp_path)
    set_up(root, 'as_of = 2026-11-25\nrepository = "https://github.com/example/knots"')
    asked = _run(root, "stories")
    assert asked.count("Hello ") == 2
    assert "Hello Bo Veiled,\n\non 1 Oct 2026 we met about Splice, which you had asked for." in asked
    forms = {
        parse_qs(urlsplit(address).query).get("author", [""])[0]: parse_qs(urlsplit(address).query)
        for address in re.findall(r"https://\S+", asked)
    }
    assert forms.keys() == {"", "cy"}
    assert forms["cy"]["meetup"] == ["2026-10-01-d"]
    assert forms["cy"]["template"] == ["testimonial.yml"]
    assert _run(root, "stories", "--weeks", "8") == "There is nobody to ask.\n"
    late = NOTES["members/cy.md"].replace("2026-06-02", "2026-10-01")
    assert "Hello Cy" not in _run(write_notes(root, {"members/cy.md": late}), "stories")  # the day does not serve it
    write_notes(root, {"members/cy.md": NOTES["members/cy.md"]})
    told = "---\ntitle: Told\nauthor: bo\nmeetup: 2026-10-01-d\n---\nNot published yet.\n"
    write_notes(root, {"testimonials/2026-10-02-told.md": told})
    assert _run(root, "stories").count("Hello ") == 1


@pytest.mark.slow
def test_nothing_private_is_in_a_byte_of_the_site(tmp_path: Path) -> None:
    """The commands change no file, and a site that is built afterwards names nobody who is not listed."""
    root = _project(tmp_path, testimonials__2026_10_20_s="---\ntitle: S\nauthor: bo\n---\nT.\n")
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    for command in (["handover", "ana"], ["newcomers"], ["stories"], ["stats", "--without", "ana"]):
        _run(root, *command)
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file() and file in before} == before
    site = b"".join(file.read_bytes() for file in built(root, "--keep-going").folder.rglob("*") if file.is_file())
    assert b"Cy Seen" in site
    assert not any(name in site for name in (b"Ana Li", b"Anna Lee", b"Veiled"))
    assert b"Whoever knows most of it is about to leave" in site
