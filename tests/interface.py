"""Finds interface text that is in no catalogue, or whose language a page does not tell, on the pages of a built site.

The site is built with the made-up language of `pseudo.py` for the interface, while the site itself is in another one
(`theme.language: de`). Then each element says with `lang` whose text is in it: ours in the made-up language, what
contributors and the theme wrote in the site's. So:

- ours has only letters of the made-up language, but for days, which Babel writes, and for what is no language: code,
  names of files, hosts and time zones;
- what is not ours has no bracket of the made-up language;
- outside of what the compiler and our parts of the theme make, there is nothing but the theme's own German and titles.

Attributes are read as text in the language of their element. In them, and in a page's `title`, what contributors wrote
cannot have a language of its own; there it stands inside of a message's brackets.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import catalogues
import pytest
from babel.dates import get_day_names
from communities import AS_OF
from icalendar import Calendar
from pseudo import CLOSE, LANGUAGE, OPEN, write_catalogue
from sites import EXAMPLE, Element

from cop_site.engines.mkdocs.build import build_site
from cop_site.project.open import open_project
from cop_site.project.project import Project
from cop_site.wording.catalogue import load_wording

SITE_LANGUAGE, SITE_NAME = "de", "Practice Garden"
ADDRESS = "https://garden.example/"
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "aria-description", "data-label")
_SKIPPED = frozenset({"script", "style", "code", "pre", "kbd"})
"""Nothing in them is a language that people speak."""
_DAYS = "|".join(get_day_names(locale=LANGUAGE).values())
_DATA = re.compile(
    rf"⟦[\w ]+ \d{{4}}⟧|\b[A-Z]\w\w \d{{4}}\b|\b({_DAYS})\b|"
    r"\b[A-Z]\w+/\w+\b|\b(UTC|[AP]M)\b|\b[\w-]+(\.[\w-]+)+\b|\b\w+/(?=\s|$)|https?://\S+"
)
"""Days, months, time zones, hosts and files, folders, addresses."""
_MARKER = re.compile(r"^[\s>#*+-]*(\w+:\s+)?")
"""What stands before a value in front matter, or before the text of a line."""
_BETWEEN, _PARTS = re.compile(r" – | · |\n"), re.compile(", |: ")
"""What stands between texts of different origin, and what may."""
_CODE = re.compile(
    r"\w+:\S*|\S+@\S+|\S*[/_]\S*|\w+\.\w+\S*|^(de|member|term|topic)$|\b\d{4}-\d\d\S*|\bUTC\b|\b[0-9a-f]{8}-[0-9a-f-]+"
)
"""Addresses, files, moments, numbers of things, and names that programs have for things."""
_OURS = re.compile("cop-(page|beside|onward|footer)")
"""What the compiler makes, in which the language of each text is told."""
_LETTER = re.compile(r"[A-Za-z]")
_BRACKETED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")


def build_with_made_up_interface(root: Path, output: Path, patch: pytest.MonkeyPatch) -> Project:
    """Build the example as a German site whose interface is in the made-up language, and return its project."""
    shutil.copytree(EXAMPLE / "content", root / "content")
    shutil.copy(EXAMPLE / "pyproject.toml", root)
    mkdocs = (EXAMPLE / "mkdocs.yml").read_text("utf-8").replace("language: en", f"language: {SITE_LANGUAGE}")
    (root / "mkdocs.yml").write_text(f"site_url: {ADDRESS}\n{mkdocs}", "utf-8")
    write_catalogue(catalogues.TEMPLATE, root)
    wording = load_wording(LANGUAGE, root)
    patch.setattr("cop_site.project.project.load_wording", lambda _: wording)
    built: list[Project] = []
    build_site(open_project(root, AS_OF), output, built.append, lambda _: None)
    return built[0]


@dataclass(frozen=True)
class Text:
    """A text that readers see or hear."""

    language: str
    text: str
    place: str
    """The elements around it, for the message of a failed test."""
    attribute: bool


def read_texts(element: Element, language: str = "", place: str = "") -> Iterator[Text]:
    """Yield all texts in the order of the page."""
    language = element.attributes.get("lang", language)
    name = element.tag + "".join(f".{name}" for name in sorted(element.classes))
    place = f"{place} {name}".strip()
    for attribute in ATTRIBUTES:
        if text := element.attributes.get(attribute, ""):
            yield Text(language, text.removeprefix(f"{SITE_NAME} – "), f"{place}[{attribute}]", attribute=True)
    if element.tag in _SKIPPED:
        return
    for child in element.children:
        if isinstance(child, Element):
            yield from read_texts(child, language, place)
        elif child.strip():
            text = " ".join(child.split())
            yield Text(language, text.removesuffix(f" - {SITE_NAME}"), place, attribute=element.tag == "title")


def find_unmarked(root: Element, typed: str = "") -> list[str]:
    """Return what is ours and in no catalogue, and what is not told to be ours, each with its place.

    `typed` is what a reader has typed: messages quote it.
    """
    found = []
    for text in read_texts(root):
        if text.attribute and OPEN in text.text:
            wrong = _has_letters(_without_messages(text.text))
        elif text.language == LANGUAGE:
            wrong = _has_letters(text.text.replace(f"“{typed}”", ""))
        else:
            wrong = OPEN in text.text or CLOSE in text.text
        if wrong:
            found.append(f"{text.place} ({text.language}): {text.text}")
    return found


def find_foreign(root: Element, known: frozenset[str]) -> list[str]:
    """Return what stands around a page and is neither ours, nor known, nor a heading or title of the page."""
    article = next((element for element in root.walk() if element.tag == "article"), root)
    headings = {" ".join(e.text.split()) for e in article.walk() if e.tag in ("h1", "h2", "h3", "h4")}
    return [
        f"{text.place}: {text.text}"
        for text in read_texts(root)
        if text.language == SITE_LANGUAGE and not _OURS.search(text.place) and text.text not in known | headings
    ]


def read_values(document: object) -> Iterator[str]:
    """Yield all texts among the values of what was JSON, but for kinds of things and for HTML."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for name, value in document.items():
            yield from () if name.startswith("@") or name == "content_html" else read_values(value)
    elif isinstance(document, list):
        for value in document:
            yield from read_values(value)


def read_document(name: str, text: str) -> Iterator[str]:
    """Yield what readers are shown of a document that is no page, as the program that reads it shows it."""
    if name.endswith(".json"):
        document = json.loads(text)
        if name.endswith("search-words.json"):
            del document["function"]  # words of a language that are compared and never shown
        yield from read_values(document)
    elif name.endswith(".xml"):
        yield from (unescape(found) for found in re.findall(r"<(?:title|name|summary)>([^<]*)", text))
    elif name.endswith(".ics"):
        for part in Calendar.from_ical(text).walk():
            for field in ("name", "x-wr-calname", "summary", "description", "location"):
                yield from str(part.get(field, "")).replace("\\", "").splitlines()
    else:
        yield from text.partition("\n\n")[2].partition("\n\n")[0].splitlines()  # below the title of a twin


def read_head(root: Element) -> Iterator[str]:
    """Yield what a page says of itself to programs: in `meta`, in the titles of its feeds, and as JSON-LD."""
    for element in root.walk():
        kind = element.attributes.get("name", "") + element.attributes.get("property", "")
        if element.tag == "meta" and re.search("description|title|site_name|alt$", kind):
            yield element.attributes["content"]
        elif element.tag == "link":
            yield element.attributes.get("title", "")
        elif element.attributes.get("type") == "application/ld+json":
            yield from read_values(json.loads(element.text))


class Authored:
    """What contributors have written: titles, names and tags as wholes, and longer texts."""

    def __init__(self, content: Path) -> None:
        """Read all notes below a folder."""
        lines = [line for file in sorted(content.rglob("*.md")) for line in file.read_text("utf-8").splitlines()]
        values = [_MARKER.sub("", line) for line in lines]
        values += [item for value in values if value.startswith("[") for item in value.strip("[]").split(",")]
        self._values = {_plain(value) for value in values} | {_plain(file.stem) for file in content.rglob("*")}
        self._text = " ".join(map(_plain, lines))

    def has(self, text: str) -> bool:
        """Return whether they wrote a text: as a whole, or in a longer one if it is long enough to be no chance."""
        plain = _plain(text)
        return plain in self._values or (len(plain.split()) > 3 and plain in self._text)

    def lacks(self, text: str) -> bool:
        """Return whether any part of a text has letters, and is neither theirs nor data for programs."""
        left = (part for part in _PARTS.split(text) if _LETTER.search(_CODE.sub("", part)) and not self.has(part))
        return not self.has(text) and any(left)


def _plain(text: str) -> str:
    """Return the words of a text in lower case, without markup."""
    return " ".join(re.findall(r"\w+", re.sub(r"\]\([^)]*\)|<[^>]*>", " ", text).casefold()))


def find_unmarked_texts(texts: Iterable[str], authored: Authored) -> list[str]:
    """Return the texts that are neither messages, nor what contributors wrote, nor data for programs."""
    return [text for text in texts if any(map(authored.lacks, _BETWEEN.split(_without_messages(text))))]


def _has_letters(text: str) -> bool:
    return bool(_LETTER.search(_DATA.sub("", text)))


def _without_messages(text: str) -> str:
    """What stands outside of brackets, however deep they are."""
    while (shorter := _BRACKETED.sub("", text)) != text:
        text = shorter
    return text
