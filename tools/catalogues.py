"""Collects the interface text into `cop_site/locale/cop.pot`, and brings the catalogue of each language up to date."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import takewhile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from translations import find_mistakes

from cop_site.pages.labels import table_messages
from cop_site.wording.catalogue import LOCALE

ROOT = Path(__file__).parents[1]
TEMPLATE = LOCALE / "cop.pot"
HEADER = """\
# The interface text of cop. `make catalogues` writes this file; docs/translating.md says how it is used.
msgid ""
msgstr ""
"Project-Id-Version: cop-site\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Without a day and without a version of Babel, so that the same text gives the same file."""
_HEAD = """\
msgid ""
msgstr ""
"Project-Id-Version: cop-site\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
SOURCES = (
    ("cop_site/**/*.py", "python"),
    ("docs_template/**/*.html", "jinja2"),
    ("docs_template/**/*.js", "javascript"),
    ("docs_template/archetypes/*.md", "jinja2"),
    ("examples/community/content/**/*.md", "jinja2"),
)
"""Where interface text is, and what extracts it."""
KEYWORDS = {**DEFAULT_KEYWORDS, "message": None, "plural_message": (1, 2), "mark_plural": (1, 2)}
OPTIONS = {"newstyle_gettext": "true", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}
"""The templates are read as they are filled; one that cannot be read is an error."""

Found = tuple[str, str | tuple[str, ...], list[str], str | None]
"""A file, a message or its forms, what translators are told, and a context."""


def find_messages() -> Iterator[Found]:
    """Yield all messages, file by file."""
    for pattern, method in SOURCES:
        options = OPTIONS if method == "jinja2" else {}
        for file in sorted(ROOT.glob(pattern)):
            name = file.relative_to(ROOT).as_posix()
            found = extract(method, BytesIO(file.read_bytes()), KEYWORDS, ("Translators:",), options, True)
            yield from ((name, messages, comments, context) for _, messages, comments, context in found)
    yield from (("cop_site/pages/labels.py", text, [], context) for context, text in table_messages())


def make_template() -> Catalog:
    """Return the catalogue with no translations."""
    catalogue = Catalog(charset="utf-8")
    for name, message, comments, context in find_messages():
        catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


def render_template() -> str:
    """Return the text of `cop.pot`."""
    written = BytesIO()
    write_po(written, make_template(), omit_header=True, sort_output=True, include_lineno=False)
    return HEADER + written.getvalue().decode("utf-8")


def merge(file: Path, template: Catalog) -> str:
    """Return the catalogue of a language with all messages of the template, and no others.

    What changed is marked as fuzzy, for somebody to look at. The header says what programs need, and nothing that
    would differ tomorrow; remarks above it stay.
    """
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=file.stem)
    catalogue.update(template)
    written = BytesIO()
    write_po(written, catalogue, 0, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True)
    remarks = "".join(takewhile(lambda line: line.startswith("#"), file.read_text("utf-8").splitlines(keepends=True)))
    head = _HEAD.format(language=file.stem, plural=catalogue.plural_forms)
    return f"{remarks}{head}{written.getvalue().decode('utf-8').strip()}\n"


def main() -> None:
    """Write the template, bring all catalogues up to date, and say what is left to do in each."""
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(render_template(), "utf-8")
    template = make_template()
    for file in sorted(LOCALE.glob("*.po")):
        file.write_text(merge(file, template), "utf-8")
        for mistake in find_mistakes(file, template):
            print(f"{file.name}: {mistake}")  # noqa: T201  # what is left to do


if __name__ == "__main__":
    main()
