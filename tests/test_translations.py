"""The catalogues of all languages are complete and fit their messages; adding a language is adding a file."""

from __future__ import annotations

import re
from pathlib import Path

import catalogues
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from translations import find_mistakes

CATALOGUES = sorted(catalogues.TEMPLATE.parent.glob("*.po"))


@pytest.fixture(scope="module")
def template() -> Catalog:
    """All messages; another test holds that the file has them."""
    with catalogues.TEMPLATE.open("rb") as stream:
        return read_po(stream)


@pytest.mark.parametrize("file", CATALOGUES, ids=[file.stem for file in CATALOGUES])
def test_a_catalogue_is_complete_and_fits(file: Path, template: Catalog) -> None:
    """Every message is translated in all forms, with its placeholders, elements, spaces and last sign."""
    assert list(find_mistakes(file, template)) == []


@pytest.mark.parametrize("file", CATALOGUES, ids=[file.stem for file in CATALOGUES])
def test_a_catalogue_is_as_make_catalogues_writes_it(file: Path, template: Catalog) -> None:
    """Its header names its language and its forms, its messages are in order, and no day is in it."""
    assert file.read_text("utf-8") == catalogues.merge(file, template)


def _write(folder: Path, language: str, *messages: tuple[str | tuple[str, ...], str | tuple[str, ...]]) -> Path:
    catalogue = Catalog(locale=language)
    for message, string in messages:
        catalogue.add(message, string)
    file = folder / f"{language}.po"
    with file.open("wb") as stream:
        write_po(stream, catalogue)
    return file


def _mistakes(folder: Path, language: str, message: str | tuple[str, ...], string: str | tuple[str, ...]) -> list[str]:
    template = Catalog()
    template.add(message)
    return list(find_mistakes(_write(folder, language, (message, string)), template))


@pytest.mark.parametrize(
    ("language", "message", "string"),
    [
        ("de", "Show all", "Alles zeigen"),
        ("de", ("%(num)s note", "%(num)s notes"), ("eine Notiz", "%(num)s Notizen")),
        ("ja", "Is it? These are:", "そうですか？これです。"),
        ("ja", "Is it?", "そうですか。"),
        ("ja", ("%(num)s note.", "%(num)s notes."), ("ノート%(num)s件。",)),
        ("ar", ("%(num)s note", "%(num)s notes"), ("%(num)s أ", "أ", "أأ", "%(num)s ب", "%(num)s ت", "%(num)s ث")),
        ("fr", "See “%(name)s”.", "Voir « %(name)s »."),
        ("de", 'Read <a href="%(more)s">more <b>here</b></a>.', '<a href="%(more)s"><b>Hier</b> mehr</a> lesen.'),
    ],
    ids=[
        "message",
        "a word for one",
        "end of a list",
        "question",
        "one form",
        "words for one and two",
        "quotes",
        "elements",
    ],
)
def test_what_is_right_is_not_reported(
    tmp_path: Path, language: str, message: str | tuple[str, ...], string: str | tuple[str, ...]
) -> None:
    """Other words in another order, with the signs of the language; a number that is always the same may be a word."""
    assert _mistakes(tmp_path, language, message, string) == []


@pytest.mark.parametrize(
    ("language", "message", "string", "told"),
    [
        ("de", "Show all", "", "is not translated"),
        ("de", ("%(num)s note", "%(num)s notes"), ("%(num)s Notiz", ""), "is not translated"),
        ("de", ("%(num)s note", "%(num)s notes"), ("%(num)s Notiz", "Notizen"), "placeholders"),
        ("fr", ("%(num)s note", "%(num)s notes"), ("une note", "%(num)s notes"), "placeholders"),
        ("de", ("%(day)s: %(num)s", "%(day)s: %(num)s"), ("eine", "%(day)s: %(num)s"), "placeholders"),
        ("de", "Led by %(name)s", "Geleitet von %(Name)s", "placeholders"),
        ("de", "All of it", "100 % davon", "percent"),
        ("de", "<kbd>/</kbd> searches", "/ sucht", "elements"),
        ("de", "<b>all</b>", "<b>alle<b>", "does not close <b>"),
        ("de", "<b>all <i>of it</i></b>", "<b>alles <i>davon</b></i>", "in the wrong place"),
        ("de", '<a href="%(one)s">all</a>', '<a href="#" title="%(one)s">alle</a>', "elements"),
        ("de", "All notes", " Alle Notizen", "space"),
        ("de", "All notes", "Alle Notizen.", "ends with '.' instead of 'no stop'"),
        ("ar", "Is it?", "أهو.", "instead of '?'"),
    ],
    ids=range(14),
)
def test_mistakes_are_reported(
    tmp_path: Path, language: str, message: str | tuple[str, ...], string: str | tuple[str, ...], told: str
) -> None:
    """What is not translated, a placeholder or an element that is lost, and signs that say something else."""
    assert any(told in mistake for mistake in _mistakes(tmp_path, language, message, string))


def test_a_remark_may_offer_other_placeholders(tmp_path: Path) -> None:
    """What translators are told of a message names the placeholders that may stand for others."""
    template, file = Catalog(), tmp_path / "ja.po"
    remark = ["%(first)s to %(last)s may stand in place of %(quarter)s."]
    for catalogue in (template, own := Catalog(locale="ja")):
        catalogue.add("Q%(quarter)s %(year)s", "%(year)s年%(first)s〜%(last)s", auto_comments=remark)
    with file.open("wb") as stream:
        write_po(stream, own)
    assert list(find_mistakes(file, template)) == []
    file.write_text(file.read_text("utf-8").replace("%(year)s年", ""), "utf-8")
    assert "placeholders" in "".join(find_mistakes(file, template))


def test_messages_that_are_missing_or_gone_are_reported(tmp_path: Path) -> None:
    """A catalogue has the messages of the template, none that is only guessed, each in the forms of its language."""
    template = Catalog()
    template.add("New")
    assert list(find_mistakes(_write(tmp_path, "de", ("Old", "Alt")), template)) == [
        "'New' is missing",
        "'Old' is no message any more",
    ]
    file = _write(tmp_path, "de", ("New", "Neu"))
    file.write_text(file.read_text("utf-8").replace('msgid "New"', '#, fuzzy\nmsgid "New"'), "utf-8")
    assert list(find_mistakes(file, template)) == ["'New': is a guess (fuzzy), which nobody has looked at"]
    template.add(("%(num)s day", "%(num)s days"))
    file = _write(tmp_path, "pl", ("New", "Nowy"), (("%(num)s day", "%(num)s days"), ("%(num)s dzień", "%(num)s dni")))
    assert list(find_mistakes(file, template)) == ["'%(num)s day': is not translated"]
    file.write_text(re.sub("plural=.*?;", "plural=(n != 1);", file.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    assert "tells other numbers apart than pl does" in "".join(find_mistakes(file, template))


def test_merging_keeps_what_is_translated(tmp_path: Path) -> None:
    """New messages come in empty, old ones go, what is only similar is marked as a guess, and twice is as once."""
    template = Catalog()
    for message in ("Show all notes", "New", ("%(num)s day", "%(num)s days")):
        template.add(message, locations=[("a.py", 0)])
    file = _write(tmp_path, "pt_BR", ("Show all note", "Mostrar"), ("Gone", "Foi"), ("New", "Novo"))
    merged = catalogues.merge(file, template)
    assert '"Language: pt_BR\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"' in merged
    assert '#, fuzzy\nmsgid "Show all notes"\nmsgstr "Mostrar"' in merged
    assert 'msgid "New"\nmsgstr "Novo"' in merged
    assert 'msgstr[0] ""\nmsgstr[1] ""' in merged
    assert "Gone" not in merged
    assert "Date" not in merged
    file.write_text(f"# Remarks.\n{merged}", "utf-8")
    assert catalogues.merge(file, template) == f"# Remarks.\n{merged}"
