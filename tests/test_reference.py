"""The reference is written from the code: complete, in plain words, and never older than the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_type_hints

import click
import pytest
from pydantic import BaseModel, Field
from reference.commands import describe_command
from reference.kinds import describe_kind
from reference.markdown import join, table
from reference.pages import DOCS, PARTS, fill, find_pages, find_parts
from reference.types import describe_type

from cop_site.cli import main
from cop_site.model.kinds import Fields, Kind
from cop_site.model.values import Day, Line, TopicName, WebAddress
from cop_site.rules import load_rules
from cop_site.settings import Settings


def _name(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


class _Group(BaseModel):
    """A group of fields."""

    first: Line = Field(description="One | two.")
    last_: Day | None = Field(None, alias="last", description="The end.")


class _Thing(Fields):
    """A thing; nothing else.

    This is not part of the summary.
    """

    title: Line = Field(alias="name", description="Its name.")
    parts: tuple[_Group, ...] = Field((), description="What it has.")
    state: Literal["new", "old", ""] = Field("", description="Its state.")


@pytest.mark.parametrize("page", find_pages(), ids=_name)
def test_the_generated_parts_are_up_to_date(page: Path) -> None:
    """A page holds what would be written into it now."""
    text = page.read_text("utf-8")
    assert fill(text) == text, f"docs/{_name(page)} is out of date: run make docs"


def test_every_part_has_one_place() -> None:
    """Each generated part is in exactly one page, and no page has marks of another."""
    texts = [page.read_text("utf-8") for page in find_pages()]
    assert sorted(part for text in texts for part in find_parts(text)) == sorted(PARTS)
    assert sum(text.count("<!-- begin ") for text in texts) == len(PARTS)


def test_a_part_that_is_out_of_date_is_written_anew() -> None:
    """Only what stands between the marks is replaced, and once is enough."""
    begin, end = "<!-- begin settings, written by `make docs` -->", "<!-- end settings -->"
    filled = fill(f"Before.\n\n{begin}\nOUTDATED\n{end}\n\nAfter.\n")
    assert "OUTDATED" not in filled
    assert filled.startswith(f"Before.\n\n{begin}\n\n## [tool.cop]\n")
    assert filled.endswith(f" |\n\n{end}\n\nAfter.\n")
    assert fill(filled) == filled


def test_marks_that_nothing_fills_are_refused() -> None:
    """A name that is misspelt in a page does not leave the page as it is."""
    with pytest.raises(KeyError, match="setings"):
        fill("<!-- begin setings, written by `make docs` -->\n<!-- end setings -->\n")


def test_a_kind_has_its_own_fields_and_those_inside_of_them() -> None:
    """Shared fields are left out, a field under another name is in, and pipes do not end a cell."""
    assert join(describe_kind(Kind.TOPIC, _Thing)) == (
        "## Topic\n\n"
        "A thing; nothing else. It is a file in `content/topics/`.\n\n"
        "Fields, besides those of [every kind](#every-kind):\n\n"
        "| Field | Type | Required | Description |\n"
        "|---|---|---|---|\n"
        "| `name` | one line of text | yes | Its name. |\n"
        "| `parts` | list of `{first, last}` |  | What it has. |\n"
        "| `state` | `new` or `old` |  | Its state. |\n\n"
        "### Inside `parts`\n\n"
        "A group of fields.\n\n"
        "| Field | Type | Required | Description |\n"
        "|---|---|---|---|\n"
        "| `first` | one line of text | yes | One \\| two. |\n"
        "| `last` | date |  | The end. |"
    )


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        (Line, "one line of text"),
        (Day | None, "date"),
        (tuple[TopicName, ...], "list of topics"),
        (tuple[WebAddress, ...], "list of web addresses"),
        (dict[str, Any], "table"),
        (Literal["a", "b", "c"], "`a`, `b` or `c`"),
        (_Group, "`{first, last}`"),
    ],
    ids=["line", "day", "topics", "addresses", "table", "choice", "group"],
)
def test_types_are_told_in_plain_words(hint: Any, words: str) -> None:
    """Nobody has to know Python to read a type."""
    assert describe_type(hint) == words


def test_a_type_without_words_is_named() -> None:
    """A new type of field does not get into the tables as Python calls it."""
    with pytest.raises(KeyError, match="no words for <class 'bytes'>"):
        describe_type(bytes)


@pytest.mark.parametrize("kind", Kind)
def test_every_field_of_every_kind_is_there(kind: Kind) -> None:
    """What a note may say is in the tables under the name that its author writes, with the field's own description."""
    rows = [line for line in PARTS["kinds"]().splitlines() if line.startswith("| `")]
    for name, field in kind.info.model.model_fields.items():
        described = (field.description or "").replace("|", "\\|")
        assert any(row.startswith(f"| `{field.alias or name}` |") and row.endswith(f"| {described} |") for row in rows)
    assert set(get_type_hints(kind.info.model)) >= set(kind.info.model.model_fields)


def test_every_setting_is_there() -> None:
    """Settings inside a table are listed in a section of its name."""
    text = PARTS["settings"]()
    tables = {name: type(field.default) for name, field in Settings.model_fields.items()}
    for name, model in tables.items():
        if issubclass(model, BaseModel):
            section = text.partition(f"## [tool.cop.{name}]\n")[2].partition("\n## ")[0]
            assert all(f"| `{inner}` |" in section for inner in model.model_fields)
        else:
            assert f"\n| `{name}` |" in text.partition("\n## ")[0]


@click.command()
@click.argument("what", type=click.Choice(["cat", "dog"]))
@click.argument("name", required=False)
@click.option("--age", type=click.IntRange(0, 30), default=3, help="Its age.")
@click.option("--loud", is_flag=True, help="Make it loud.")
@click.option("--of", metavar="OWNER", help="Whose it is (default: nobody's).")
def _pet(what: str, name: str | None, age: int, loud: bool, of: str | None) -> None:
    """Keep a pet.

    NAME is what it listens to.
    """


def test_a_command_is_told_with_its_arguments_and_options() -> None:
    """Usage, help, choices, values and defaults come from click alone."""
    assert join(describe_command("cop pet", _pet)) == (
        "## cop pet\n\n"
        "```text\ncop pet [OPTIONS] WHAT [NAME]\n```\n\n"
        "Keep a pet.\n\nNAME is what it listens to.\n\n"
        "`WHAT` is `cat` or `dog`.\n\n"
        "| Option | Value | Default | Description |\n"
        "|---|---|---|---|\n"
        "| `--age` | number, 0 to 30 | `3` | Its age. |\n"
        "| `--loud` |  |  | Make it loud. |\n"
        "| `--of` | `OWNER` |  | Whose it is (default: nobody's). |"
    )


def test_every_command_explains_its_arguments() -> None:
    """An argument has no help of its own in click, so the help of its command names it, or its choices say enough."""
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            if isinstance(parameter, click.Argument) and not isinstance(parameter.type, click.Choice):
                assert parameter.human_readable_name.upper() in (command.help or "").replace("`", ""), name


def test_every_rule_has_a_section_in_the_order_of_the_codes() -> None:
    """The manual of a rule is its docstring, and the list leads to it."""
    text = PARTS["rules"]()
    listed = PARTS["list of rules"]()
    titles = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert titles == [f"{rule.CODE} {rule.NAME}" for rule in load_rules()]
    for rule in load_rules():
        assert f"| [{rule.CODE}](#{rule.CODE.lower()}-{rule.NAME}) | {rule.NAME} | {rule.SEVERITY.value} |" in listed
        assert (rule.__doc__ or "").strip() in text


def test_a_table_keeps_empty_cells() -> None:
    """A cell without words is still a cell."""
    assert table(("A", "B"), [("", "b|c")]) == "| A | B |\n|---|---|\n|  | b\\|c |"
