"""What `cop` writes into a community's files, or prints for it to send, is in the language of its site."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from shutil import copytree

import catalogues
import pytest
import yaml
from communities import AS_OF, TEMPLATES, measure_texts
from pseudo import LANGUAGE, write_catalogue
from sites import cop, set_up, write_notes

from cop_site.authoring.admin import write_config, write_page
from cop_site.authoring.agenda import draft_agenda
from cop_site.authoring.archetypes import read_archetypes
from cop_site.authoring.digest import draft_digest
from cop_site.authoring.forms import BODY, FIELDS, Question, ask, ask_consent
from cop_site.authoring.from_issue import Issue, draft_from_issue
from cop_site.authoring.handover import draft_handover
from cop_site.authoring.member_form import ask_member
from cop_site.authoring.member_issue import draft_member
from cop_site.authoring.new import draft_note
from cop_site.authoring.newcomers import draft_newcomers
from cop_site.authoring.planned import draft_planned_meetup
from cop_site.authoring.prose import Prose
from cop_site.authoring.report import Span, draft_report, review
from cop_site.authoring.retrospective import draft_retrospective
from cop_site.authoring.sponsor import draft_sponsor_page
from cop_site.authoring.story_requests import StoryRequest, draft_invitation
from cop_site.content.frontmatter.split import read_front_matter
from cop_site.content.generated_block import find_blocks
from cop_site.feeds.schemas import describe_kind, describe_targets
from cop_site.insight.log_headings import Section, read_heading
from cop_site.insight.period import year_period
from cop_site.insight.scaffold import read_scaffold
from cop_site.model.kinds import FOLDERS, Kind
from cop_site.settings import AdminPage, Settings
from cop_site.wording.catalogue import ENGLISH, list_languages, load_wording

LANGUAGES = [language for language in list_languages() if language != "en"]
CASES = Path(__file__).parent / "cases/languages"
NOTES = {
    "index.md": "---\nname: Ж\npurpose: Ж.\nmeetups: {every: 2 weeks, on: Wednesday, minutes: 60}\n---\n",
    "topics/a.md": (
        "---\ntitle: Жа\nsummary: Жб\nstewards: [m]\nobjectives: [{id: x, text: Жв}, {id: y, text: Жг}]\n---\n"
    ),
    "topics/b.md": "---\ntitle: Жд\n---\n",
    "topics/c.md": "---\ntitle: Же\nrequires: [a]\n---\n",
    "members/m.md": (
        "---\nname: Жм\nlisted: true\njoined: 2026-01-01\nwants: [a, c, Жс]\noffers: [b]\nroles: [{role: Жр}]\n---\n"
    ),
    "members/n.md": "---\nname: Жн\njoined: 2026-11-20\nwants: [c]\n---\n",
    "members/o.md": "---\nname: Жо\nlisted: true\njoined: 2026-02-01\nleft: 2026-11-01\n---\n",
    "meetups/2025-11-11-e.md": "---\ntitle: Жп\ntags: [a]\nattendees: [m]\n---\n",
    "meetups/2026-01-11-e.md": "---\ntitle: Жр\ntags: [a]\n---\n",
    "meetups/2026-11-11-f.md": (
        "---\ntitle: Жт\ntags: [a]\ncovers: [a/x]\nattendees: [m, Жу, Жн]\nfacilitators: [m]\nhost: [Жф]\n"
        "sponsors: [Жх]\n---\n"
        "## Decisions\n\n- Жц\n\n## Actions\n\n- [ ] @o @m жч (due 2026-11-20)\n- [ ] @o жш\n"
        "- [ ] жщ (due 2027-01-01)\n"
    ),
    "meetups/2026-12-02-g.md": (
        "---\ntitle: Жы\ntags: [a]\nspeakers: [m]\ntalks: [{title: Жэ, speakers: [Жу], minutes: 10}]\n---\n"
    ),
    "meetups/2026-12-16-h.md": "---\ntitle: Жю\n---\n",
    "practices/p.md": "---\ntitle: Жя\ntags: [a]\nowner: m\nevery: 2 months\nsince: 2026-03-01\n---\nЖ.\n",
    "practices/q.md": "---\ntitle: Жё\ntags: [a]\nowner: m\nreview_in: 6 months\nsince: 2026-10-01\n---\nЖ.\n",
    "testimonials/2026-08-02-t.md": (
        "---\ntitle: Жж\ntags: [a]\nresult: Жз.\nconsent: {given: 2026-08-02, scope: public, by: m}\n---\nЖ.\n"
    ),
    "paths/w.md": "---\ntitle: Жи\nfor: Жй\nsteward: m\nsteps: [{topic: a}]\n---\n",
}
"""A community that writes in letters of its own, so that each other letter in what is written for it is ours."""
_NOT_OURS = re.compile(r"\]\([^)]*\)|`[^`]*`|⟦(?:\w+,? )?\d+ \w+\.? \d{4}⟧| kaj |https:\S+")
"""Addresses, code, days with their months, the word between two names in a list."""


def test_no_word_of_ours_is_left_in_english(tmp_path: Path) -> None:
    """Agenda, reports, digest, handover, newcomers, invitations and planned meetups come from the catalogue alone."""
    write_catalogue(catalogues.TEMPLATE, tmp_path)
    wording, figures = load_wording(LANGUAGE, tmp_path), measure_texts(NOTES)
    community = figures.community
    prose, private = Prose(community, wording), Prose(community, wording, is_private=True)
    about = review(Span(2026), figures)
    held, planned = community.meetups[2:4]
    request = StoryRequest(community.members["m"], held, community.topics["a"])
    texts = [
        draft_agenda(planned, figures, wording),
        *draft_report(about, prose).values(),
        *draft_report(review(Span(2026, 1), figures), prose).values(),
        *draft_retrospective(about, prose).values(),
        *draft_sponsor_page(about, prose).values(),
        draft_digest(figures, year_period(2026), prose),
        draft_digest(measure_texts({"index.md": NOTES["index.md"]}), year_period(2026), prose),
        draft_handover("m", figures, private),
        draft_newcomers(figures, date(2025, 1, 1), private),
        draft_invitation(request, "https://example.org", private),
        *(draft_planned_meetup(slot, community, wording=wording).text.partition("\n---\n")[2] for slot in figures.plan),
    ]
    for text in texts:
        assert "Ⓝ" in text.upper() or "⟦" in text
        assert re.findall(r".*[A-Za-z].*", _NOT_OURS.sub("", text)) == [], text


@pytest.mark.parametrize("language", list_languages())
def test_new_notes_begin_in_the_language(language: str) -> None:
    """They have the same fields and tasks as in English, and their headings are those that the log reads."""
    wording = load_wording(language)
    archetypes = read_archetypes((TEMPLATES / "archetypes",), wording)
    for kind, (text, *others) in archetypes.items():
        assert len(others) == (wording is not ENGLISH)
        note, english = (
            read_front_matter(draft_note(kind, "A", AS_OF, one).text, "") for one in (text, [text, *others][-1])
        )
        assert not note.problems
        assert note.positions.keys() == english.positions.keys()
        headings = re.findall(r"^## (.+)$", note.body, re.MULTILINE)
        assert [read_heading(heading, language=language) for heading in headings] == (
            [Section.DECISIONS, Section.ACTIONS] if kind is Kind.MEETUP else []
        )


@pytest.mark.parametrize("language", list_languages())
def test_what_a_note_was_begun_with_says_nothing(language: str) -> None:
    """In the language and in English, in which it may have been begun before; a decision of theirs counts."""
    archetypes = read_archetypes((TEMPLATES / "archetypes",), load_wording(language))
    scaffold = read_scaffold(archetypes)
    for begun in archetypes[Kind.MEETUP]:
        text = draft_note(Kind.MEETUP, "A", date(2026, 11, 11), begun).text
        (meetup,) = measure_texts({"meetups/2026-11-11-a.md": text + "\nMine.\n"}).community.meetups
        assert scaffold.own_text(meetup).split() == ["Mine."]
        assert {item.text for item in meetup.source.prose.items} <= scaffold.items


def _fill_in(questions: list[Question], answers: dict[str, str]) -> str:
    """Return the body of an issue as GitHub makes it of a form."""
    parts = []
    for question in questions:
        answer = answers.get(question.field, "_No response_")
        chosen = next((label for label, value in question.values.items() if value == answer), answer)
        parts.append(f"### {question.label}\n\n{chosen}")
    return "\n\n".join(parts)


ANSWERS = {
    "title": "Ж",
    "date": "2026-04-08",
    "url": "https://example.org",
    "tags": "Жа, Жд",
    "format": "book-club",
    "level": "practitioner",
    "speakers": "Жу, Жф",
    "attendance": "7",
    "consent": "- [X] Ж",
    BODY: "Ж.\n\n### Ж\n\nЖ.",
}


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize("written", list_languages())
def test_a_form_is_read_back_in_the_language_it_was_in(kind: Kind, written: str) -> None:
    """Whatever the language of the form, and that of the community today, the note is the same."""
    community = measure_texts(NOTES).community
    schema = describe_kind(kind, community)

    def read(written: str, today: str) -> str:
        wording = load_wording(written)
        questions = ask(kind, schema, community, wording)
        questions += [ask_consent(wording)] if kind is Kind.TESTIMONIAL else []
        assert len({question.label for question in questions}) == len(questions)
        issue = Issue(7, kind, "Ж", _fill_in(questions, ANSWERS), AS_OF)
        return draft_from_issue(issue, schema, community, load_wording(today)).text

    english = read("en", "en")
    assert english.endswith(f"---\n{ANSWERS[BODY]}\n")
    assert {read(written, today) for today in (written, "en", "de")} == {english}


@pytest.mark.parametrize("written", list_languages())
def test_a_members_form_is_read_back_too(written: str) -> None:
    """What it says of being listed is a value, not a word."""
    community, wording = measure_texts(NOTES).community, load_wording(written)
    answers = {"wants": "Жа, Жд", "words": "Ж", "listed": "true", "name": "Жк"}
    issue = Issue(7, Kind.MEMBER, "Ж", _fill_in(ask_member(community, wording), answers), AS_OF, "zoe")
    for today in ("en", "ja"):
        made = draft_member(issue, community, load_wording(today)).text
        assert "\nlisted: true\n" in made
        assert "name: Жк\n" in made
        assert "{topic: a, since: 2026-11-25}, {topic: b, since: 2026-11-25}, {topic: Ж, since: 2026-11-25}" in made


def test_the_page_of_the_editor_is_in_the_language() -> None:
    """Labels and hints are; names, values and patterns stay what the check reads."""
    settings, wording = (
        Settings(repository="https://github.com/a/b", admin=AdminPage(program="a.js")),
        load_wording("de"),
    )
    english, german = (
        yaml.safe_load(write_config(describe_targets("content"), settings, one)) for one in (ENGLISH, wording)
    )
    meetups = german["collections"][list(FOLDERS).index("meetups")]
    assert (meetups["label"], meetups["label_singular"]) == ("Treffen", "Treffen")
    assert meetups["fields"][0] == {
        "name": "title",
        "label": "Titel",
        "hint": wording.gettext("What the note is called (default: the first `# heading`)."),
        "required": True,
        "widget": "string",
    }
    assert _without_text(german) == _without_text(english)
    assert '<html lang="de">' in write_page("A", settings, wording.language)


def _without_text(config: object) -> object:
    if isinstance(config, list):
        return [_without_text(part) for part in config]
    if isinstance(config, dict):
        kept = {name: part for name, part in config.items() if name not in ("label", "label_singular", "hint")}
        return {name: part[:1] if name == "pattern" else _without_text(part) for name, part in kept.items()}
    return config


@pytest.mark.parametrize("language", ["de", "ja", "ar"])
def test_a_community_begins_in_its_language(tmp_path: Path, language: str) -> None:
    """Site, charter, examples, forms and new notes are in it, and the strict check is clean as in English."""
    done = cop(tmp_path, "init", "--yes", "--language", language, "--name", "Ж")
    assert done.exit_code == 0, done.output
    gettext = load_wording(language).gettext
    site_file = yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))
    assert site_file["theme"]["language"] == language
    assert site_file["theme"]["palette"][0]["toggle"]["name"] == gettext("Switch to dark mode")
    charter = (tmp_path / "content/index.md").read_text("utf-8")
    assert gettext("What we are about, who belongs to us, how we work together, and what we produce.") in charter
    form = yaml.safe_load((tmp_path / ".github/ISSUE_TEMPLATE/meetup.yml").read_text("utf-8"))
    assert form["labels"] == ["note", "meetup"]
    examples = "".join(file.read_text("utf-8") for file in tmp_path.glob("content/*/*example*"))
    for text in (examples, json.dumps(form, ensure_ascii=False)):
        assert "gettext" not in text
        assert not re.search(r"\b(?:the|and|what|is)\b", text)
    assert cop(tmp_path, "new", "meetup", "Жаба", "--date", "2026-01-14").exit_code == 0
    meetup = (tmp_path / "content/meetups/2026-01-14-жаба.md").read_text("utf-8")
    assert gettext("What we tried, what happened, and what we would do again.") in meetup
    checked = cop(tmp_path, "check", "--strict", "--format", "json")
    assert checked.exit_code == 0
    found = [(row["code"], Path(row["path"]).name) for row in json.loads(checked.stdout)]
    assert {code for code, _ in found} == {"COP112", "COP023", "COP402"}
    assert {name for code, name in found if code == "COP023"} == {"index.md", "2026-01-14-жаба.md"}
    plain = cop(tmp_path, "init", "--yes", "--language", "fr")
    assert (plain.exit_code, f"theme.language in mkdocs.yml is '{language}'" in plain.stderr) == (2, True)


SENT = {
    "de": (
        "Begrüßung",
        "Di., 12. Jan. 2027",
        "Rückblick auf 2026",
        "Neu behandelte Themen",
        "Als Nächstes",
        "Leitung:",
    ),
    "ja": (
        "はじまりのあいさつ",
        "2027年1月16日（土）",
        "2026年のまとめ",
        "新しく学習済みになったテーマ",
        "次回",
        "担当：",
    ),
    "ar": ("ترحيب", "16 يناير 2027", "حصيلة 2026", "مواضيع غُطّيت حديثًا", "اللقاء القادم", "تقديم:"),
}
"""What the agenda, the report, the digest and the announcement of a community have."""


@pytest.mark.parametrize("language", SENT)
def test_what_is_sent_is_in_the_language(tmp_path: Path, language: str) -> None:
    """And what is written again in another language replaces what was there before."""
    root = copytree(CASES / language, tmp_path / "us")
    welcome, day, title, row, ahead, led = SENT[language]
    agenda = cop(root, "agenda").stdout
    assert f"### {welcome}" in agenda
    assert day in agenda
    assert day in cop(root, "announce").stdout
    assert led in cop(root, "announce").stdout
    assert f"\n## {ahead}\n" in cop(root, "digest", "--since", "2026-01-01").stdout
    assert "\\u20" not in cop(root, "announce").stdout + agenda
    file = root / cop(root, "agenda", "--write").stdout.strip()
    assert agenda.strip() in file.read_text("utf-8")
    report = root / cop(root, "report", "2026", "--write").stdout.strip()
    assert read_front_matter(report.read_text("utf-8"), "").values["title"] == title
    assert f"| {row} |" in report.read_text("utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(f"language: {language}", "language: en"), "utf-8")
    before = [*find_blocks(report.read_text("utf-8"))]
    assert cop(root, "agenda", "--write").exit_code == cop(root, "report", "2026", "--write").exit_code == 0
    assert welcome not in file.read_text("utf-8")
    assert file.read_text("utf-8").count("### Welcome") == 1
    assert f"| {row} |" not in report.read_text("utf-8")
    assert [*find_blocks(report.read_text("utf-8"))] == before


def test_a_meetup_that_is_planned_is_in_the_language(tmp_path: Path) -> None:
    """`cop plan --write` gives the reasons as sentences, with days as people write them."""
    root = write_notes(set_up(tmp_path), NOTES)
    (root / "mkdocs.yml").write_text("theme: {language: de}\n", "utf-8")
    assert cop(root, "plan", "--write", "1").exit_code == 0
    (made,) = (root / "content/meetups").glob("2026-12-*-c.md")
    assert "\nWarum jetzt:\n\n- 2 Mitglieder wünschen es sich.\n" in made.read_text("utf-8")
    assert "\n- gewünscht von: Жм und 1 nicht aufgeführtes Mitglied\n" in made.read_text("utf-8")
