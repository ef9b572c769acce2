"""The catalogue of the interface text, and how a message is worded in a language."""

from __future__ import annotations

import ast
import subprocess
import sys
from datetime import date
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import get_args

import catalogues
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from communities import TEMPLATES
from pseudo import LANGUAGE, translate, write_catalogue

from cop_site.insight.coverage import Flag, Status
from cop_site.insight.freshness import State
from cop_site.model.kinds import Meetup, Resource
from cop_site.model.kinds.fields import Level
from cop_site.model.labels import name_values
from cop_site.wording.catalogue import ENGLISH, Wording, load_wording
from cop_site.wording.compiled import compile_catalogue
from cop_site.wording.message import Message, message, plural_message
from cop_site.wording.scripts import word_script


@pytest.fixture
def pseudo(tmp_path: Path) -> Wording:
    """The wording of the made-up language."""
    write_catalogue(catalogues.TEMPLATE, tmp_path)
    return load_wording(LANGUAGE, tmp_path)


def _catalogue(folder: Path, language: str, **strings: str | tuple[str, ...]) -> Path:
    """A catalogue that has translations of two messages only."""
    catalogue = Catalog(locale=language)
    catalogue.add("To come", strings.get("word", ""))
    catalogue.add(("%(num)s more", "%(num)s more"), strings.get("number", ""))
    file = folder / f"{language.replace('-', '_')}.po"
    with file.open("wb") as stream:
        write_po(stream, catalogue)
    return file


def test_the_template_of_the_catalogue_is_current() -> None:
    """`cop.pot` holds what is marked in the code, and nothing else; `make catalogues` writes it anew."""
    assert catalogues.TEMPLATE.read_text("utf-8") == catalogues.render_template()


def test_the_template_of_the_catalogue_is_the_same_everywhere() -> None:
    """It names files, but no line, no day, no directory of whoever made it, and no version of a tool."""
    text = catalogues.TEMPLATE.read_text("utf-8")
    assert "#: docs_template/pages/home.html\n" in text
    for told in ("Creation-Date", "Generated-By", str(catalogues.ROOT), "home.html:"):
        assert told not in text


def _find_hidden(code: str, *, tables: bool = False) -> list[str]:
    """The texts in Python code that are asked for as messages, and that the extractor does not see.

    That is also what is no text but a value, but for `tables`: such modules word what the tables of the model say.
    """
    extracted = extract("python", BytesIO(code.encode()), catalogues.KEYWORDS)
    seen = {text for _, texts, *_ in extracted for text in ([texts] if isinstance(texts, str) else texts)}
    hidden, tree = [], ast.parse(code)
    formatted = {node for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for node in ast.walk(text)}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        places = (catalogues.KEYWORDS[name] or (1,)) if name in catalogues.KEYWORDS else ()
        written = [*takewhile(lambda arg: not isinstance(arg, ast.Starred), call.args)]
        texts = [written[place - 1] for place in places if isinstance(place, int) and place <= len(written)]
        for text in texts:
            is_seen = text.value in seen if isinstance(text, ast.Constant) else tables
            if call in formatted or not is_seen:
                hidden.append(ast.unparse(text))
    return hidden


@pytest.mark.parametrize(
    ("code", "hidden"),
    [
        ("wording.gettext('Steps')", []),
        ("wording.ngettext('%(num)s day', '%(num)s days', n)", []),
        ("ngettext(*mark_plural('%(num)s day', '%(num)s days'), n)", []),
        ("f\"## {wording.gettext('Steps')}\"", ["'Steps'"]),
        ("[pgettext('a meetup', word) for word in ('Join',)]", ["word"]),
        ("plural_message(f'{x} day', f'{x} days', 2)", ["f'{x} day'", "f'{x} days'"]),
    ],
    ids=["message", "plural", "marked", "in a formatted string", "name", "made of pieces"],
)
def test_a_hidden_message_would_be_found(code: str, hidden: list[str]) -> None:
    """The extractor does not look into formatted strings, and does not know what a name stands for."""
    assert _find_hidden(code) == hidden


def test_no_message_is_hidden_from_translators() -> None:
    """Whatever is asked for as a message is written there, where it is taken into the catalogue from."""
    tables = {"labels.py", "list.py", "contribute.py", "archetypes.py"}
    files = [file for file in catalogues.ROOT.glob("cop_site/**/*.py") if file.parent.name != "wording"]
    found = {file: _find_hidden(file.read_text("utf-8"), tables=file.name in tables) for file in files}
    assert {file.name: hidden for file, hidden in found.items() if hidden} == {}


def test_every_source_is_collected_from() -> None:
    """Templates, scripts, Python and the models of notes are all in the catalogue."""
    with catalogues.TEMPLATE.open("rb") as stream:
        found = {name for entry in read_po(stream) for name, _ in entry.locations}
    assert {"docs_template/assets/steps.js", "cop_site/insight/plan.py", "cop_site/pages/labels.py"} <= found
    assert {f"docs_template/theme/{name}" for name in ("404.html", "partials/header.html")} <= found


def test_a_language_without_a_catalogue_is_english(tmp_path: Path) -> None:
    """Nobody gets less than English."""
    assert load_wording("xx", tmp_path) is ENGLISH
    assert load_wording("nl") is ENGLISH


@pytest.mark.parametrize("lang", ["x" * 300, "../de", "de/../de", "de\0", "d", ""])
def test_what_is_no_language_has_no_catalogue(tmp_path: Path, lang: str) -> None:
    """A contributor writes the language of a note, and chooses no file by it."""
    _catalogue(tmp_path, "de", word="Was kommt", number=("noch %(num)s", "noch %(num)s"))
    (tmp_path / "below").mkdir()
    assert load_wording(lang, tmp_path / "below") is ENGLISH


@pytest.mark.parametrize(
    ("word", "number"),
    [("", ("noch %(num)s", "noch %(num)s")), ("Was kommt", ("noch %(num)s", ""))],
    ids=["message", "form"],
)
def test_a_catalogue_that_is_not_complete_is_not_used(tmp_path: Path, word: str, number: tuple[str, str]) -> None:
    """With a message or a form that is still to be translated, all of the interface stays English."""
    _catalogue(tmp_path, "de", word=word, number=number)
    assert load_wording("de", tmp_path) is ENGLISH


def test_a_fuzzy_catalogue_is_not_used(tmp_path: Path) -> None:
    """What `make catalogues` has guessed is not shown before somebody has looked at it."""
    file = _catalogue(tmp_path, "de", word="Was kommt", number=("noch %(num)s", "noch %(num)s"))
    text = file.read_text("utf-8")
    assert load_wording("de", tmp_path).gettext("To come") == "Was kommt"
    (tmp_path / "fuzzy").mkdir()
    (tmp_path / "fuzzy" / "de.po").write_text(text.replace('msgid "To come"', '#, fuzzy\nmsgid "To come"'), "utf-8")
    assert load_wording("de", tmp_path / "fuzzy") is ENGLISH


def test_a_catalogue_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next process reads what was compiled, unless the catalogue has changed since, or that is damaged."""
    file = _catalogue(tmp_path, "de", word="Was kommt", number=("noch %(num)s", "noch %(num)s"))
    compiled = compile_catalogue(file)
    [kept] = (tmp_path / "__pycache__").iterdir()
    with monkeypatch.context() as patch:
        patch.setattr("cop_site.wording.compiled._compile", lambda *_: pytest.fail("compiled again"))
        assert compile_catalogue(file) == compiled
    whole = kept.read_bytes()
    for damaged in (whole[:-5], b"", whole[:40] + b"x" + whole[41:]):
        kept.write_bytes(damaged)
        assert compile_catalogue(file) == compiled
        assert kept.read_bytes() == whole
    _catalogue(tmp_path, "de", word="Was kommt", number=("noch %(num)s", ""))
    assert compile_catalogue(file) == b""
    assert compile_catalogue(file) == b""


def test_a_catalogue_is_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A folder that is read-only has the same words, compiled each time."""
    file = _catalogue(tmp_path, "de", word="Was kommt", number=("noch %(num)s", "noch %(num)s"))
    (tmp_path / "__pycache__").write_text("in the way")
    assert load_wording("de", tmp_path).gettext("To come") == "Was kommt"
    assert compile_catalogue(file)


def test_a_region_has_the_catalogue_of_its_language(tmp_path: Path) -> None:
    """`de-AT` is worded as `de`, and `pt` as `pt-BR` while there is no other, and they say so."""
    for language in ("de", "pt_BR"):
        _catalogue(tmp_path, language, word="Was kommt", number=("noch %(num)s", "noch %(num)s"))
    found = [load_wording(name, tmp_path).language for name in ("de-AT", "DE", "pt-br", "pt", "pt-PT")]
    assert found == ["de", "de", "pt-BR", "pt-BR", "pt-BR"]


def test_forms_follow_the_language(tmp_path: Path) -> None:
    """Polish has three forms for whole numbers, and its rule chooses among them, in pages and in scripts."""
    _catalogue(
        tmp_path,
        "pl",
        word="Wkrótce",
        number=("jeszcze %(num)s notatka", "jeszcze %(num)s notatki", "jeszcze %(num)s notatek"),
    )
    polish = load_wording("pl", tmp_path)
    assert [polish.ngettext("%(num)s more", "%(num)s more", n) for n in (1, 2, 5, 22)] == [
        "jeszcze 1 notatka",
        "jeszcze 2 notatki",
        "jeszcze 5 notatek",
        "jeszcze 22 notatki",
    ]
    script = 'ngettext(\n  "%(num)s more",\n  "%(num)s more", 2); gettext("To come", { to });'
    forms = '{"many":"jeszcze %(num)s notatek","one":"jeszcze %(num)s notatka","few":"jeszcze %(num)s notatki"}'
    assert word_script(script, polish) == f'ngettext(\n  0,{forms}, 2); gettext("Wkrótce", {{ to }});'


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (message("Nobody has covered it yet."), "Nobody has covered it yet."),
        (
            plural_message("%(num)s member asks for it.", "%(num)s members ask for it.", 1),
            "%(num)s member asks for it.",
        ),
        (
            plural_message("%(num)s member asks for it.", "%(num)s members ask for it.", 2),
            "%(num)s members ask for it.",
        ),
    ],
    ids=["plain", "one", "many"],
)
def test_messages_are_worded_later(told: Message, text: str, pseudo: Wording) -> None:
    """What is said of a topic long before a page is made is a message, which has its form for its number."""
    assert ENGLISH.word(told) == text
    assert pseudo.word(told) == translate(text)


def test_days_and_lists_are_the_languages_own(tmp_path: Path) -> None:
    """Months and weekdays come from Babel, in the order that the catalogue gives, and so does the end of a list."""
    formats = ENGLISH.formats
    day = date(2026, 9, 2)
    assert (formats.day(day), formats.weekday(day)) == ("2 Sep 2026", "Wed 2 Sep 2026")
    assert (formats.join([]), formats.join(["a"]), formats.join(["a", "b", "c"])) == ("", "a", "a, b, c")
    _catalogue(tmp_path, "de", word="Was kommt", number=("noch %(num)s", "noch %(num)s"))
    german = load_wording("de", tmp_path).formats
    assert german.join(["a", "b", "c"]) == "a, b und c"
    assert german.join_with_and(["ersten", "dritten"]) == "ersten und dritten"
    assert german.name_month(1) == "Jan."
    assert "Sept" in german.day(day)


@pytest.mark.parametrize("script", sorted((TEMPLATES / "assets").glob("*.js")), ids=lambda script: script.name)
def test_a_script_says_all_in_the_language_of_the_pages(script: Path, pseudo: Wording) -> None:
    """In each script that is published, translations stand in the place of all its messages."""
    english = script.read_text("utf-8")
    worded = word_script(english, pseudo)
    found = extract("javascript", BytesIO(english.encode()), DEFAULT_KEYWORDS)
    messages = [(text,) if isinstance(text, str) else text for _, text, *_ in found]
    assert [text for texts in messages for text in texts if f'"{text}"' in worded] == []
    assert all(translate(texts[-1]) in worded for texts in messages)


def test_the_text_of_scripts_tells_their_language(pseudo: Wording) -> None:
    """Numbers and days are written in the language of the messages."""
    english = (TEMPLATES / "assets" / "text.js").read_text("utf-8")
    assert f'export const locale = "{LANGUAGE}-u-nu-latn";' in word_script(english, pseudo)


def test_every_value_has_a_name() -> None:
    """Whatever a status, a level, a format or a cost can be, there is a word for it."""

    def values(model: type[Meetup | Resource], field: str) -> set[str]:
        return {value for part in get_args(model.model_fields[field].annotation) for value in get_args(part)}

    names = name_values(ENGLISH)
    assert set(Status) <= names["status"].keys()
    assert {*Flag, State.OVERDUE, State.SUPERSEDED} <= names["flag"].keys()
    assert set(get_args(Level)) <= names["level"].keys()
    assert values(Meetup, "format") | values(Resource, "format") == names["format"].keys()
    assert {"", *values(Resource, "cost")} == names["cost"].keys()


def test_a_check_does_without_babel() -> None:
    """Commands that build nothing do not wait for Babel."""
    code = "import sys, cop_site.commands.check, cop_site.project.project; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
