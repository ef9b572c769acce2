"""The worst inputs that are known: files within all limits that make some step of the line do as much as it can.

Each is a function of a size, so that twice the input can be made, too. `INPUTS` is the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import count

from cop_site.content.files import MAX_NOTE_BYTES
from cop_site.content.frontmatter.fields import MAX_CHARACTERS
from cop_site.content.note_text import MAX_LINE_CHARACTERS, MAX_LINES
from cop_site.project.project import Project

Notes = Mapping[str, str]
"""The texts of notes, by name below the content folder."""

CHARTER = "---\nname: A community\npurpose: To learn together.\n---\nHello.\n"
BODY_BYTES = MAX_NOTE_BYTES - 1024
FIELD_CHARACTERS = MAX_CHARACTERS - 256


@dataclass(frozen=True, slots=True)
class WorstInput:
    """An input that can be made in any size."""

    name: str
    make: Callable[[int], Notes]
    size: int
    """The size that is as large as the limits allow, or as a large community would ever be."""
    unit: str
    """What the size counts."""
    refused_by: str = ""
    """The code of the rule that refuses some of it, which makes it cheap; empty if all of it is read."""


def _note(body: str, fields: str = "") -> str:
    return f"---\ntitle: A note\n{fields}---\n{body}\n"


def _fill(unit: str, size: int, line: int = MAX_LINE_CHARACTERS) -> str:
    """Repeat a text to a size in bytes, `%d` replaced by a number, in lines as long as they may be."""
    pieces: list[str] = []
    used = width = lines = 0
    for number in count():
        piece = unit.replace("%d", str(number))
        width = 0 if piece.endswith("\n") else width + len(piece)
        if width > line:
            pieces.append("\n")
            used, width = used + 1, len(piece)
        used += len(piece.encode())
        lines += piece.count("\n") + (width == len(piece))
        if used > size or lines > MAX_LINES - 200:
            return "".join(pieces)
        pieces.append(piece)
    raise AssertionError


def _in_body(unit: str, size: int, before: str = "") -> Notes:
    return {"resources/a.md": _note(before + _fill(unit, size))}


def _nested(opening: str, closing: str, size: int) -> Notes:
    """One element in another, as deep as a line allows, in as many paragraphs as fit."""
    deep = (MAX_LINE_CHARACTERS - 2) // (len(opening) + len(closing))
    return _in_body(f"{opening * deep}a{closing * deep}\n\n", size)


def _steps(number: int) -> str:
    """Lists in lists, to the deepest that is shown, again and again."""
    return "".join(f"{'  ' * (n % 15)}- item {n}\n" for n in range(number))


def _in_field(field: str, unit: str, size: int, folder: str = "resources") -> Notes:
    """Notes whose front matter is full of one list; the size counts the characters of all of them."""
    notes = {}
    for number in range(-(-size // FIELD_CHARACTERS)):
        rest = min(FIELD_CHARACTERS, size - number * FIELD_CHARACTERS)
        items = _fill(f"  - {unit}\n".replace("%n", str(number)), rest)
        name = date(2026, 11, 1) - timedelta(days=number) if folder == "meetups" else f"n{number}"
        needed = "for: newcomers\n" if folder == "paths" else ""
        notes[f"{folder}/{name}.md"] = _note("words", f"{needed}{field}:\n{items}")
    return notes


def _topics(size: int) -> Notes:
    """Topics that each require all before them, as many as their front matter can name."""
    return {
        f"topics/t{n}.md": _note("words", f"requires: [{', '.join(f't{m}' for m in range(max(0, n - 600), n))}]\n")
        for n in range(size)
    }


def _ring(size: int) -> Notes:
    """Topics in which each requires the next, and the last the first."""
    return {f"topics/t{n}.md": _note("words", f"requires: [t{(n + 1) % size}]\n") for n in range(size)}


def _tangle(size: int) -> Notes:
    """Topics that each require all others."""
    requires = f"requires: [{', '.join(f't{n}' for n in range(size))}]\n"
    return {f"topics/t{n}.md": _note("words", requires) for n in range(size)}


def _hidden_alike(size: int) -> Notes:
    """People without a file whose names share a word, and others who have that word in their names."""
    hidden = _in_field("attendees", "ada-b%nx%d", size // 2, folder="meetups")
    others = _in_field("authors", "C%nx%d Ada", size // 2)
    return {**hidden, **others}


def _family_of_letters(size: int) -> Notes:
    """People without a file who share a name, and of whose other names many begin alike."""
    letters = str.maketrans("0123456789", "abcdefghij")
    notes = _in_field("authors", "person-%n-%d", size)
    return {name: text.translate(letters) for name, text in notes.items()}


def _decisions_on_decisions(size: int) -> Notes:
    """A meetup that takes back each decision of the one before."""
    one = "".join(f"- decide number {n}\n" for n in range(size))
    two = "".join(f"- [other](2026-01-01.md) {n}\n" for n in range(size))
    return {f"meetups/2026-01-0{n}.md": _note(f"## Decisions\n\n{text}") for n, text in enumerate((one, two), 1)}


def _answers(size: int) -> Notes:
    """A meetup with very many questions, and one that answers each of them."""
    asked = "".join(f"- Why is it number {n}?\n" for n in range(size))
    answers = "".join(f"- [Why is it number {n}?](2026-01-01.md#questions)\n" for n in range(size))
    return {"meetups/2026-01-01.md": _note(f"## Questions\n\n{asked}"), "meetups/2026-01-02.md": _note(answers)}


def _unknown_prerequisites(size: int) -> Notes:
    return {
        f"topics/topic-number-{n}.md": _note(
            "words", f"requires: [{', '.join(f'tpoic-nmber-{n}-{m}' for m in range(20))}]\n"
        )
        for n in range(size)
    }


def _path(size: int) -> Notes:
    """A path of as many steps as its front matter holds, several times."""
    steps = _fill("  - note: topics/t%d\n", FIELD_CHARACTERS)
    return {
        **{f"topics/t{n}.md": _note("words", "objectives: [one]\n") for n in range(700)},
        **{f"paths/p{n}.md": _note("words", f"for: newcomers\nsteps:\n{steps}") for n in range(size)},
    }


def _glossary(size: int) -> Notes:
    """Terms with many names each, and a text that is full of them."""
    per_term = 700
    notes = {"resources/a.md": _note(_fill("word%d of 1 x ", BODY_BYTES))}
    for n in range(-(-size // per_term)):
        names = "".join(f"  - word{m} of {n}\n" for m in range(per_term))
        notes[f"glossary/g{n}.md"] = _note("words", f"aliases:\n{names}summary: a\n")
    return notes


def _glossary_alike(size: int) -> Notes:
    """Terms whose names begin alike, and a text of that beginning."""
    per_term = 200
    notes = {"resources/a.md": _note(_fill("a ", BODY_BYTES))}
    for n in range(-(-size // per_term)):
        names = "".join(f"  - {'a ' * 30}{m} {n}\n" for m in range(per_term))
        notes[f"glossary/g{n}.md"] = _note("words", f"aliases:\n{names}summary: a\n")
    return notes


def _short_names(size: int) -> Notes:
    """A term with as many names as fit, in a script without spaces, and a text that nearly is full of them."""
    names = "".join(f"  - {chr(0x4E00 + n)}\u4e01\n" for n in range(size // 7))
    text = "".join(f"{chr(0x4E00 + n % 2000)}\u9000" + "\n" * (n % 2000 == 0) for n in range(size * 2))
    return {"glossary/a.md": _note("words", f"aliases:\n{names}summary: a\n"), "resources/a.md": _note(text)}


def _different(size: int) -> Notes:
    """A text without spaces in which no two characters follow each other twice."""
    text = "".join(f"{chr(0x4E00 + n * n % 20_981)}" + "\n" * (n % 2000 == 0) for n in range(size // 3 - size // 100))
    return _one_note(text)


def _many(folder: str, fields: str, body: str, size: int) -> Notes:
    """Many small notes, `%d` replaced by a number."""
    return {
        f"{folder}/n{n}.md": _note(body.replace("%d", str(n)), fields.replace("%d", str(n))).replace(
            "title: A note", f"title: Note {n}"
        )
        for n in range(size)
    }


def _meetups(size: int, fields: str, body: str) -> Notes:
    """Meetups one day after another."""
    return {
        f"meetups/{day}.md": _note(body.replace("%d", str(n)), fields.replace("%d", str(n)))
        for n in range(size)
        for day in [date(2026, 11, 1) - timedelta(days=n)]
    }


def _alike(size: int) -> Notes:
    """Long notes of which every twenty say nearly the same, so that each is compared with nineteen."""
    notes = {}
    for n in range(size):
        text = "".join(f"This is sentence number {m} of the text that group {n // 20} shares.\n" for m in range(300))
        notes[f"resources/n{n}.md"] = _note(f"{text}\n\nAnd note {n}.")
    return notes


def _clauses(size: int) -> Notes:
    """Notes of which every twenty share a clause, each with others."""
    return {
        f"resources/n{n}.md": _note(
            "".join(f"The clause {(n * 7 + m * m) % (size * 3)} that some share here. " for m in range(60))
        )
        for n in range(size)
    }


BODIES = {
    "plain words": "word ",
    "one word per line": "a\n",
    "blank lines": "\n",
    "paragraphs": "a\n\n",
    "headings": "# a\n",
    "headings of no letters": "# !\n",
    "numbered headings": "# a%d\n",
    "headings that take each other's ids": "# a\n# a-1\n",
    "setext headings": "a\n=\n",
    "mentions": "@a",
    "mentions apart": "@a ",
    "mentions, one per line": "- @a%d\n",
    "open links": "[a](",
    "open brackets": "[",
    "closed brackets": "]",
    "open images": "![a](",
    "open links of one letter": "[](",
    "links to themselves": "[a](a.md) ",
    "links to nothing": "[a](b%d.md) ",
    "links to nothing, per line": "[a](b%d.md)\n",
    "links to no heading": "[a](#b%d)\n",
    "links outside": "[a](../../../x%d)\n",
    "web links": "<https://a.example/%d> ",
    "bare web links": "https://a.example/%d ",
    "bare web links that open brackets": "http://a.b/(",
    "bare web links that open quotes, in words": 'http://a.b/"' * 160 + " ",
    "bare hosts": "www.a.b/",
    "mail addresses": "a@b.cd ",
    "mail address without end": "a@",
    "dots and at": "a.b@",
    "reference links": "[a%d]: b\n",
    "reference links, used": "[a%d]: b%d.md\n\n[a%d]\n\n",
    "one reference, used": "[a] ",
    "footnotes": "[^a%d]: b\n\n[^a%d]\n\n",
    "undefined footnotes": "[^a%d] ",
    "one footnote, used": "[^a] ",
    "emphasis": "*a ",
    "emphasis of all sorts": "*a _b ~c `d **e ",
    "closed emphasis": "*a* ",
    "open code": "`a",
    "code of growing fences": "`",
    "open code blocks": "```\na\n\n",
    "code blocks": "```python\na\n```\n",
    "code blocks of one language each": "```a%d\na\n```\n",
    "one long code block": 'a = [1, \'b\', """\n',
    "quotes": "> a\n",
    "alerts": "> [!NOTE]\n> a\n\n",
    "callouts": "> [!foo]\n",
    "lists": "- a\n",
    "tasks": "- [ ] @a (due 2026-01-%d)\n",
    "tables": "|a|b|\n|-|-|\n|c|d|\n\n",
    "html tags": "<b>",
    "html tags, one per line": "<b>\n",
    "html elements": "<b></b>",
    "html closing tags": "</b>",
    "html comments": "<!-- a",
    "html comments closed": "<!-- a -->\n",
    "html open attributes": "<a b='",
    "html attributes": "<a onclick=1 b=2>c</a>",
    "html dropped": "<iframe>\n\n",
    "html dropped inline": "<script>a</script>",
    "html ids": "<a id=b%d></a>",
    "html images": "<img src=b%d.png>\n",
    "less than": "<",
    "less than question": "<?",
    "less than exclamation": "<!a",
    "cdata": "<![CDATA[",
    "entities": "&amp;",
    "entities without end": "&a",
    "backslashes": "\\",
    "emoji": "\U0001f600",
    "emoji names": ":smile:",
    "letters that combine": "a\u0301\u0302",
    "control characters": "\x01",
    "control characters, one per line": "\x01\n",
    "bidirectional characters": "\u202ea",
    "admonitions": "!!! note\n",
    "tabs of others": '=== "a"\n',
    "wiki links": "[[a%d]] ",
    "wiki links open": "[[a",
    "attribute lists": "{.a} ",
    "attribute lists open": "{: a",
    "tags in the text": "#a ",
    "template code": "{{ a }} ",
    "template code open": "{{ a ",
    "template code open percent": "{% a ",
    "links apart": "[a] (b.md) ",
    "links with spaces": "[a](b c.md) ",
    "links with spaces open": "[a](b c",
    "includes": "--8<-- a\n",
    "conflicts": "<<<<<<< a\n=======\n>>>>>>> b\n",
    "conflicts open": "<<<<<<< a\n",
    "fences": "---\n",
    "definition continued": "[a]:\n",
    "indented code": "    a\n",
    "tabs": "\t",
    "dashes": "-",
    "clauses": "a clause of some length %d. ",
    "same clauses": "a clause of some length. ",
    "quotation marks": "'\"",
    "chinese": "\u4e2d",
    "tildes": "~a",
    "formulas": "$x$ ",
    "formulas of deep braces": "$" + "{" * 90 + "}" * 90 + "$ ",
    "dollars": "$a ",
    "dollars in code": "$`a",
    "actions": "## Actions\n\n- @a do this (due 2026-01-01)\n\n",
    "decisions": "## Decisions\n\n- we do %d\n\n",
    "questions": "## Questions\n\n- why %d?\n\n[why  not %d?](#questions)\n\n",
}
"""Bodies of one note, each a text that is repeated as often as a note may be long."""


FIELDS = {
    "unknown tags": ("tags", "t%nx%d", "resources"),
    "long unknown tags": ("tags", "a long tag of many words with number %d in %n", "resources"),
    "one tag": ("tags", "a", "resources"),
    "tags with commas": ("tags", "'a%d,b,c'", "resources"),
    "authors": ("authors", "person-%n-%d", "resources"),
    "authors by name": ("authors", "Ada %n Lovelace %d", "resources"),
    "redirects": ("redirect_from", "old/%n/%d", "resources"),
    "redirects to one": ("redirect_from", "old", "resources"),
    "prerequisites unknown": ("requires", "x%n-%d", "topics"),
    "aliases of topics": ("aliases", "a%n-%d", "topics"),
    "one alias": ("aliases", "a", "topics"),
    "objectives": ("objectives", "do %d", "topics"),
    "attendees": ("attendees", "person-%n-%d", "meetups"),
    "attendees in words": ("attendees", "Ada %n %d, who takes notes, Town Hall %d (she/her)", "meetups"),
    "talks": ("talks", "{title: Talk %d, speakers: [Ada %n %d], topics: [topic-%d]}", "meetups"),
    "talks by title": ("talks", "Talk number %n %d", "meetups"),
    "links elsewhere": ("links", "{title: A%d, url: 'https://a.example/%n/%d'}", "meetups"),
    "sponsors": ("sponsors", "Town Hall %n %d", "meetups"),
    "points of an agenda": ("agenda", "point %n %d", "meetups"),
    "resources that were used": ("resources", "n%n-%d", "meetups"),
    "covered": ("covers", "a%n/b%d", "meetups"),
    "wants": ("wants", "topic %n %d", "members"),
    "offers": ("offers", "topic-%n-%d", "members"),
    "steps": ("steps", "note: topics/t%d", "paths"),
    "aliases of terms": ("aliases", "word %n %d", "glossary"),
    "empty items": ("tags", "", "resources"),
    "invalid items": ("tags", "{a: b}", "resources"),
}
"""Lists in the front matter of ten notes: the field, its items, and the folder."""


ADOPTED = {
    "remarks that nothing closes": ("", "<!-- a"),
    "blanks": ("", "\t"),
    "signs of headings": ("", "# "),
    "shortcodes that are closed only": ("", "{{< /comment >}}\n"),
    "blanks behind a name": ("Present: Ana Li,\n Bo", "\t"),
    "backslashes behind a label": ("**Present:**", "\\"),
    "blanks in an item": ("# Present\n\n- a", " "),
    "labels of attendance": ("", "Present:\n"),
    "attendance": ("## Present\n\n", "- Ana%d Li @a%d\n"),
    "tags in one line": ("[[a]] ", "#a "),
    "words like tags": ("", "#a "),
    "attribute lists": ("", "{.a} "),
    "fields": ("---\n", "a%d: b\n"),
    "items of fields that are broken": ("---\na: 'b\nc:\n", "- d\n"),
    "a deep name": ("+++\n", "a."),
    "old addresses": ("---\naliases:\n", "- /a/%d/\n"),
}
"""Texts of minutes that others wrote, to be adopted: how each begins, and what is repeated, if it can in one line."""


def fill_adopted(name: str, size: int) -> str:
    """Return a text of the table `ADOPTED` in a size; fields are closed."""
    before, unit = ADOPTED[name]
    end = {"---": "\n---\n", "+++": "\na = 1\n+++\n"}.get(before[:3], "")
    return f"{before}{_fill(unit, size, 2 * size)}x{end}"


def _table(size: int, columns: int = 400) -> Notes:
    """A table of very many cells."""
    row = "|a" * columns + "|\n"
    return {"resources/a.md": _note(row + "|-" * columns + "|\n" + row * (size // len(row)))}


def _short_rows(size: int) -> Notes:
    """A table whose rows have one cell of very many."""
    columns = 2000
    return {
        "resources/a.md": _note(
            "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|a|\n" * min(size // 4, MAX_LINES - 200)
        )
    }


def _fields(unit: str, size: int) -> Notes:
    """Front matter full of fields; the size is that of ten notes."""
    notes = {}
    for n in range(10):
        notes[f"resources/n{n}.md"] = _note("words", _fill(unit, min(size // 10, FIELD_CHARACTERS)))
    return notes


def _one_note(body: str) -> Notes:
    return {"resources/a.md": _note(body)}


def _deep_blocks(size: int) -> Notes:
    return _one_note("<div>\n" * 95 + _fill("<p>a\n", size - 600))


def _same_title(size: int) -> Notes:
    return {f"resources/n{n}.md": _note("words") for n in range(size)}


def _busy_meetups(size: int) -> Notes:
    """Meetups that are each on every topic."""
    tags = f"tags: [{', '.join(f'n{m}' for m in range(100))}]\n"
    return {**_many("topics", "", "words", 100), **_meetups(size, tags, "words")}


_ACTIONS = "## Actions\n\n- @ada-%d do it (due 2026-01-01)"
_MEMBER = "name: Ada %d\nlisted: true\nwants: [topic %d]\n"

_LONG_BODIES: dict[str, Callable[[int], Notes]] = {
    **{name: partial(_in_body, unit) for name, unit in BODIES.items()},
    "one reference, defined and used": partial(_in_body, "[a] ", before="[a]: b.md\n\n"),
    "one footnote, defined and used": partial(_in_body, "[^a] ", before="[^a]: b\n\n"),
    "a long code block": partial(_in_body, "a = [1, 'b'] # c\n", before="```python\n"),
    "a long code block, strings": partial(_in_body, "'\"`${", before="```js\n"),
    "code that its lexer is slow for": partial(_in_body, "<", before="```apacheconf\n"),
    "code blocks that their lexer is slow for": partial(_in_body, f"```apacheconf\n{'<' * 1000}\n```\n"),
    "characters that differ": _different,
    "a long html code block": partial(_in_body, "<a b='", before="```html\n"),
    "a long list of lists": lambda size: _one_note(_steps(size // 30)),
    "nested quotes": partial(_in_body, ">" * 32 + "a\n"),
    "deeply nested quotes": partial(_in_body, ">" * 9000 + "a\n"),
    "deeply nested lists": partial(_in_body, "- " * 4900 + "a\n"),
    "nested emphasis": partial(_nested, "*", "*"),
    "nested strong": partial(_nested, "**a ", " b**"),
    "nested brackets": partial(_nested, "[", "]"),
    "nested links": partial(_nested, "[", "](a)"),
    "nested images": partial(_nested, "![", "](a)"),
    "nested html": partial(_nested, "<b>", "</b>"),
    "nested html blocks": _deep_blocks,
    "table": _table,
    "table of short rows": _short_rows,
}

_LONG_FIELDS: dict[str, Callable[[int], Notes]] = {
    **{name: partial(_in_field, field, unit, folder=folder) for name, (field, unit, folder) in FIELDS.items()},
    "unknown fields": partial(_fields, "a%d: b\n"),
    "near fields": partial(_fields, "tgas%d: b\n"),
    "duplicate fields": partial(_fields, "tags: b\n"),
    "indented with tabs": partial(_fields, "\ta: b\n"),
    "anchors": partial(_fields, "a%d: &b c\n"),
    "template code in fields": partial(_fields, "a%d: {{ b }}\n"),
    "comments in fields": partial(_fields, "a%d: b #c\n"),
    "broken fields": partial(_fields, "a%d: 'b\n"),
    "flow lists": partial(_fields, "a%d: [[[[[[b]]]]]]\n"),
    "open flow lists": partial(_fields, "a%d: [[[\n"),
}

REFUSED_BY = {
    **dict.fromkeys(("html tags", "html tags, one per line", "html dropped", "nested html"), "COP016"),
    **dict.fromkeys(("deeply nested quotes", "deeply nested lists"), "COP016"),
    **dict.fromkeys(("indented with tabs", "broken fields", "open flow lists"), "COP009"),
    **dict.fromkeys(("anchors", "comments in fields"), "COP012"),
    "duplicate fields": "COP011",
    "template code in fields": "COP014",
    "conflicts": "COP024",
}
"""The inputs that are refused in part, in the table as a refusal costs something, too."""


REFUSING = frozenset(f"COP{number:03}" for number in (*range(1, 15), 16, 17, 24))
"""The codes of the rules for what the reader refuses."""


def find_refusals(project: Project, notes: Notes) -> str:
    """Return the codes of the rules that refuse some of the notes, with a word if notes are missing without one."""
    codes = {diagnostic.code for diagnostic in project.diagnostics} & REFUSING
    missing = not codes and len(project.community.notes) < len(notes)
    return ",".join(sorted(codes)) + "left out" * missing


def _tabulate(inputs: Mapping[str, Callable[[int], Notes]], size: int, unit: str) -> Iterator[WorstInput]:
    for name, make in inputs.items():
        yield WorstInput(name, make, size, unit, REFUSED_BY.get(name, ""))


INPUTS: tuple[WorstInput, ...] = (
    *_tabulate(_LONG_BODIES, BODY_BYTES - 8192, "bytes"),
    *_tabulate(_LONG_FIELDS, 10 * FIELD_CHARACTERS, "characters"),
    WorstInput("topics with dense prerequisites", _topics, 600, "topics"),
    WorstInput("topics in a ring", _ring, 1000, "topics"),
    WorstInput("topics that all require each other", _tangle, 400, "topics"),
    WorstInput("people of one family", _hidden_alike, 20 * FIELD_CHARACTERS, "characters"),
    WorstInput("people of one family, by letters", _family_of_letters, 10 * FIELD_CHARACTERS, "characters"),
    WorstInput("decisions on decisions", _decisions_on_decisions, 5_000, "decisions"),
    WorstInput("questions that are all answered", _answers, 4_000, "questions"),
    WorstInput("unknown prerequisites", _unknown_prerequisites, 600, "topics"),
    WorstInput("paths of very many steps", _path, 10, "paths"),
    WorstInput("glossary of many names", _glossary, 20_000, "names"),
    WorstInput("glossary of names alike", _glossary_alike, 4_000, "names"),
    WorstInput("glossary of short names", _short_names, FIELD_CHARACTERS, "characters"),
    WorstInput("notes of one title", _same_title, 1000, "notes"),
    WorstInput(
        "notes of one address", partial(_many, "resources", "url: https://a.example/\n", "words"), 1000, "notes"
    ),
    WorstInput("notes nearly alike", _alike, 300, "notes"),
    WorstInput("notes that share clauses", _clauses, 300, "notes"),
    WorstInput("notes with a tag each", partial(_many, "resources", "tags: [a long tag %d]\n", "words"), 1000, "notes"),
    WorstInput("notes with a broken link each", partial(_many, "resources", "", "[a](b%d.md)"), 1000, "notes"),
    WorstInput("members", partial(_many, "members", _MEMBER, "words"), 1000, "notes"),
    WorstInput("meetups with actions", partial(_meetups, fields="attendees: [ada-%d]\n", body=_ACTIONS), 600, "notes"),
    WorstInput("meetups on all topics", _busy_meetups, 600, "notes"),
)
