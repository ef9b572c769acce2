"""The headings and due days of the log in the languages that communities write in."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from assembled import build_community

from cop_site.content.files import Files, SourceText
from cop_site.insight.log import Action, Log, read_log
from cop_site.insight.log_headings import Section, find_meant, read_heading, write_heading
from cop_site.settings_file import CONTENT

LANGUAGES = ("en", "de", "fr", "es", "pt-BR", "ja", "ar")
NONE = Section(0)
DECISIONS, ACTIONS, QUESTIONS = Section


def _log(body: str, language: str = "") -> Log:
    name = "meetups/2026-01-14-a.md"
    front = f"title: A\nlang: {language}" if language else "title: A"
    source = SourceText(name, name, f"---\n{front}\n---\n{body}")
    return read_log(build_community(Files(CONTENT, (source,), (), ()), date(2026, 11, 25)))


def _action(item: str, language: str) -> Action:
    (action,) = _log(f"## Actions\n\n- [ ] {item}\n", language).actions
    return action


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", Section)
def test_what_is_suggested_as_a_heading_is_read_in_every_note(section: Section, language: str) -> None:
    """The heading that the site and the check write in a language is that section, in a note of any language."""
    heading = write_heading(section, language)
    assert {read_heading(heading, language=other) for other in LANGUAGES} == {section}


def test_a_language_without_headings_of_its_own_has_the_english_ones() -> None:
    """So has a tag that is none."""
    assert [write_heading(DECISIONS, language) for language in ("sv", "", "-")] == ["Decisions"] * 3


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Was wir beschlossen haben", DECISIONS),
        ("Beschluesse und naechste Schritte", DECISIONS | ACTIONS),
        ("2. Wer macht was bis wann", ACTIONS),
        ("Ungeklärte Fragen", QUESTIONS),
        ("Relevé de décisions", DECISIONS),
        ("DECISIONS PRISES", DECISIONS),
        ("Décisions et suites à donner", DECISIONS | ACTIONS),
        ("Points en suspens", ACTIONS | QUESTIONS),
        ("Acuerdos y compromisos", DECISIONS | ACTIONS),
        ("Quien hace que", ACTIONS),
        ("Decisões, encaminhamentos e dúvidas", DECISIONS | ACTIONS | QUESTIONS),
        ("Responsáveis e prazos", ACTIONS),
        ("Pendencias", ACTIONS),
        ("決定事項とアクション", DECISIONS | ACTIONS),
        ("【決まったこと】", DECISIONS),
        ("３．やることと質問", ACTIONS | QUESTIONS),
        ("決定事項、宿題、わからなかったこと", DECISIONS | ACTIONS | QUESTIONS),
        ("القَرَارات", DECISIONS),
        ("القـــرارات والمهام", DECISIONS | ACTIONS),
        ("ما قرّرناه", DECISIONS),
        ("ما قررناه", DECISIONS),
        ("٢. القرارات و الخطوات التالية", DECISIONS | ACTIONS),
        ("المهام، اسئلة معلّقه", ACTIONS | QUESTIONS),
        ("Decisions / Actions", DECISIONS | ACTIONS),
        ("Entscheidungen und Ideen", NONE),
        ("القرارات والأفكار", NONE),
        ("決定事項とお茶", NONE),
        ("Verwandte Themen", NONE),
        ("", NONE),
    ],
    ids=count(),
)
def test_a_heading_is_read_however_it_is_written(heading: str, section: Section) -> None:
    """With and without accents, vowels, numbers and brackets, and with what joins several in each language."""
    assert read_heading(heading) == section


@pytest.mark.parametrize(
    ("heading", "language", "elsewhere"),
    [
        ("Todo", "es", "de"),
        ("TODO", "pt-BR", "ja"),
        ("Combinados", "es", "pt"),
        ("Taches", "fr", "en"),
        ("結論", "zh-TW", "ja"),
        ("Decisiones y todo", "es", "en"),
    ],
)
def test_an_ordinary_word_is_no_heading_in_its_language(heading: str, language: str, elsewhere: str) -> None:
    """Everything, cocktails and stains are no actions; where the word means nothing else, it is a heading."""
    assert read_heading(heading, language=language) == NONE
    assert read_heading(heading, language=elsewhere)


def test_the_words_of_a_community_come_before_ours() -> None:
    """A community that asks questions below what is ours for actions means questions."""
    assert read_heading("Offene Punkte", ((), (), ("Offene Punkte",))) == QUESTIONS
    assert read_heading("Todo", (("Todo",), (), ()), "fr") == DECISIONS


def test_a_long_heading_is_read_in_one_go() -> None:
    """However many names somebody joins, nothing recurses."""
    assert read_heading("Decisions and " * 10_000 + "actions") == NONE


@pytest.mark.parametrize(
    ("heading", "language", "meant"),
    [
        ("Entscheidugen", "de", "Entscheidungen"),
        ("Nächste Schrite", "en", "nächste Schritte"),
        ("Décisions du bureau", "fr", "Décisions"),
        ("Décisions du bureau", "en", ""),
        ("Combined", "en", ""),
        ("Offers", "en", ""),
        ("Offen für alle", "de", ""),
        ("Dudes", "en", ""),
        ("Suivi du budget", "fr", ""),
        ("Vereinbart war etwas anderes", "en", ""),
    ],
)
def test_a_word_of_another_language_is_not_taken_for_a_slip(heading: str, language: str, meant: str) -> None:
    """A heading is nearly one of its own language sooner than one of others."""
    assert find_meant(heading, language=language).casefold() == meant.casefold()


@pytest.mark.parametrize(
    ("item", "language"),
    [
        ("@ann does (bis 31.10.2026)", "de"),
        ("@ann does (bis zum 31. Oktober 2026)", "de"),
        ("@ann does (bis Samstag, 31. Okt. 2026)", "de"),
        ("@ann does (avant le 31 octobre 2026)", "fr"),
        ("@ann does (échéance\u202f: samedi 31 octobre 2026)", "fr"),
        ("@ann does (d’ici au 31/10/2026)", "fr"),
        ("@ann does (hasta el 31 de octubre de 2026)", "es"),
        ("@ann does (até 31 de outubro de 2026)", "pt-BR"),
        ("@ann does (prazo: 31/10/2026)", "pt-BR"),
        ("@ann does（期限：2026年10月31日）", "ja"),
        ("@ann does (２０２６年１０月３１日まで)", "ja"),
        ("@ann does (締め切り2026/10/31)", "ja"),
        ("@ann does (حتى ٣١ أكتوبر ٢٠٢٦)", "ar"),
        ("@ann does (قبل 31 تشرين الأول 2026)", "ar"),
        ("@ann does (الموعد: ٣١/١٠/٢٠٢٦)", "ar"),
        ("@ann does (due 31 October 2026)", "en"),
        ("@ann does (due October 31, 2026)", "en"),
        ("@ann does (due 2026-10-31)", "ar"),
        ("@ann does (avant le 31 octobre 2026)", "en"),
    ],
    ids=count(),
)
def test_a_due_day_is_read_as_its_language_writes_it(item: str, language: str) -> None:
    """And it is not part of what is to be done."""
    action = _action(item, language)
    assert (action.text, action.who, action.due) == ("does", ("ann",), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("item", "language", "day"),
    [
        ("does (bis 3.4.2026)", "de", date(2026, 4, 3)),
        ("does (até 03/04/2026)", "pt", date(2026, 4, 3)),
        ("does (avant le 1er mars 2026)", "fr", date(2026, 3, 1)),
        ("does (due 3/4/2026)", "en", None),
        ("does (due 22.4.2026)", "en", None),
        ("does (due 3/4/2026)", "de", date(2026, 4, 3)),
        ("does (bis 3.4.2026)", "en", date(2026, 4, 3)),
        ("does (bis 31.11.2026)", "de", None),
        ("does (avant le prochain 13 octobre 2026)", "fr", None),
        ("does (bis 31.10.)", "de", None),
    ],
)
def test_a_day_that_may_be_two_or_none_is_not_guessed(item: str, language: str, day: date | None) -> None:
    """English writes the month first on one side of the ocean; all other languages write the day first."""
    action = _action(item, language)
    assert (action.due, action.text == "does") == (day, day is not None)
    assert action.dues


def test_brackets_that_are_no_due_day_stay() -> None:
    """Words that stand before days stand before other things as well."""
    for item in ("does (bis zum Ende)", "does (avant tout)", "does (qaf 2026)", "does (期限なし)", "does (2026)"):
        action = _action(item, "fr")
        assert (action.dues, action.text) == ((), item)


def test_people_are_joined_as_in_their_language() -> None:
    """What joins two people goes with them."""
    for joint in (" e ", " y ", " et ", " und ", " and ", "、", "، ", " و ", " و", " と ", "と", "さんと"):
        action = _action(f"@ann{joint}@bob do", "en")
        assert (action.text, action.who) == ("do", ("ann", "bob"))
    action = _action("@annさんが本を読む (期限2026-10-31)", "ja")
    assert (action.text, action.who) == ("本を読む", ("ann",))


@pytest.mark.parametrize(
    "text",
    ["今日は@zuqel-wyxovさんが", "شكرا و@zuqel-wyxov هنا", "@zuqel-wyxov先生", "と@zuqel-wyxov"],
    ids=count(),
)
def test_a_handle_is_hidden_also_where_words_are_not_apart(text: str) -> None:
    """Japanese writes no spaces, and Arabic none after "and"."""
    member = SourceText("members/zuqel-wyxov.md", "members/zuqel-wyxov.md", "---\nname: Zuqel Wyxov\n---\n")
    community = build_community(Files(CONTENT, (member,), (), ()), date(2026, 11, 25))
    assert "zuqel" not in community.hide_handles(text)
