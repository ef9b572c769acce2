"""A note on the site has the structure that GitHub shows: its parser, cmark-gfm, is what ours is measured by.

What is compared is a tree of elements. Before the comparison both sides are brought to one form:

* classes, ids and the links to headings go, because GitHub adds its own to them after its parser;
* the colours of code go, and with them the box around it;
* a task's box has a label here;
* bare addresses are text, since `autolinks.md` says which become links (the parser there and linkify differ in
  corners such as underscores in host names);
* alerts are block quotes for cmark-gfm, and become alerts only on github.com;
* footnotes are left out, since `footnotes.md` says how they come out, and their markup differs;
* an image of another origin is a link here, on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any
from urllib.parse import unquote

import catalogues
import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from expected_files import ExpectedFiles
from hypothesis import given, settings
from hypothesis import strategies as st
from interface import read_texts
from pseudo import CLOSE, LANGUAGE, OPEN, translate, write_catalogue
from sites import EXAMPLE, Element, parse

from cop_site.content.frontmatter.split import read_front_matter
from cop_site.content.gfm import (
    diagrams,
    find_possible_headings,
    find_possible_targets,
    may_be_too_deep,
    may_begin_with_title,
    read_outline,
    read_prose,
    render,
    surely_has_anchor,
    surely_has_words,
    write_markdown,
)
from cop_site.content.gfm.events import split_links, walk
from cop_site.content.gfm.prefilter import may_hold_bare_links, surely_title
from cop_site.content.web_address import explain_address
from cop_site.wording.catalogue import Wording, load_wording
from cop_site.wording.direction import Direction

CASES = Path(__file__).parent / "cases" / "gfm"
BLOCKS = frozenset(
    ("", "blockquote", "br", "dd", "details", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol")
) | {"p", "pre", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"}
"""Elements at whose edges white space means nothing."""
KEPT = frozenset({"href", "src", "alt", "title", "start", "colspan", "rowspan", "open"})
ALERT = re.compile(r"\s*\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)

Node = tuple[str, tuple[tuple[str, str], ...], tuple[Any, ...]]


@pytest.fixture(autouse=True, scope="module")
def _without_drawings() -> Iterator[None]:
    """Leave diagrams as their source: how they are drawn is tested with them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diagrams, "is_installed", lambda: False)
        yield


def ours(text: str) -> list[str]:
    """The structure of a note as it is on the site, one element or text a line."""
    return list(_lines(_simplify(parse(render(text, lambda url: url)))))


def theirs(text: str) -> list[str]:
    """The structure that GitHub's parser gives it."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return list(_lines(_simplify(parse(github_flavored_markdown_to_html(text, options)))))


def _lines(node: Node | str, depth: int = 0) -> Iterator[str]:
    if isinstance(node, str):
        yield "  " * depth + repr(node)
        return
    tag, attributes, children = node
    yield "  " * depth + " ".join([tag, *(f"{name}={value!r}" for name, value in attributes)])
    for child in children:
        yield from _lines(child, depth + 1)


def _simplify(element: Element, *, in_link: bool = False) -> Node:
    in_link = in_link or element.tag == "a"
    children: list[Node | str] = []
    for child in element.children:
        children.extend([child] if isinstance(child, str) else _convert(child, in_link=in_link))
    attributes = {name: value for name, value in element.attributes.items() if name in KEPT}
    align = re.search(r"\w+(?=;?$)", element.attributes.get("style") or element.attributes.get("align", ""))
    if align and element.tag in ("td", "th"):
        attributes["align"] = align[0]
    for name in ("href", "src"):
        if name in attributes:
            attributes[name] = unquote(attributes[name])
    return (element.tag, tuple(sorted(attributes.items())), tuple(_join(children, element.tag)))


def _convert(element: Element, *, in_link: bool) -> list[Node | str]:
    """What one element becomes among its parent's children."""
    tag, classes = element.tag, element.classes
    if _is_left_out(element):
        return []
    if "task-list-control" in classes or "highlight" in classes or (tag in ("sup", "span") and not element.text):
        return [child for child in _simplify(element)[2] if child != " "]
    if tag == "a" and _is_bare(element):
        return [element.text]
    if tag == "img" and re.match(r"[a-z][\w+.-]*:|//", element.attributes.get("src", "")):
        return [_link_to_image(element, in_link=in_link)]
    return [_convert_whole(element, in_link=in_link)]


def _is_left_out(element: Element) -> bool:
    """Whether an element is only on one side: links to headings, footnotes, titles of alerts, empty table bodies."""
    if element.tag == "tbody":
        return not any(inner.tag == "tr" for inner in element.walk())
    note = element.tag == "sup" and element.attributes.get("id", "").startswith("fnref")
    return note or bool(element.classes & {"headerlink", "footnote", "footnotes", "footnote-ref", "admonition-title"})


def _link_to_image(image: Element, *, in_link: bool) -> Node | str:
    words, address = image.attributes.get("alt", ""), image.attributes["src"]
    return words if in_link else ("a", (("href", unquote(address)),), (words or address,))


def _convert_whole(element: Element, *, in_link: bool) -> Node:
    if element.tag == "input":
        return ("task", (("done", str("checked" in element.attributes)),), ())
    if element.tag == "pre":
        return ("pre", (), (element.text,))
    node = _simplify(element, in_link=in_link)
    if "admonition" in element.classes:
        return ("blockquote", (), node[2])
    if element.tag == "blockquote":
        return _without_marker(node)
    return _with_box_first(node) if element.tag == "li" else node


def _with_box_first(item: Node) -> Node:
    """In a loose list a task's box stands in the paragraph here, before it there."""
    if not item[2] or item[2][0][0] != "p" or not item[2][0][2] or item[2][0][2][0][0] != "task":
        return item
    task, *rest = item[2][0][2]
    if rest and isinstance(rest[0], str):
        rest[0] = rest[0].lstrip()
    return (item[0], item[1], (task, ("p", (), tuple(text for text in rest if text)), *item[2][1:]))


def _is_bare(link: Element) -> bool:
    """Whether a link says its own address, as a bare one does."""
    address = unquote(re.sub(r"^(?:mailto:|https?://)", "", link.attributes.get("href", "")))
    return unquote(re.sub(r"^(?:mailto:|https?://)", "", link.text)).rstrip("/") == address.rstrip("/")


def _without_marker(quote: Node) -> Node:
    if not quote[2] or not isinstance(quote[2][0], tuple):
        return quote
    tag, attributes, children = quote[2][0]
    if tag != "p" or not children or not isinstance(children[0], str) or not ALERT.match(children[0]):
        return quote
    rest = [text for text in (ALERT.sub("", children[0], count=1), *children[1:]) if text]
    first = ((tag, attributes, tuple(rest)),) if rest else ()
    return (quote[0], quote[1], (*first, *quote[2][1:]))


def _join(children: list[Node | str], parent: str) -> Iterator[Node | str]:
    """Fold white space, join neighbouring texts, and drop what is left of them beside blocks."""
    joined: list[Node | str] = []
    for child in children:
        if isinstance(child, str) and joined and isinstance(joined[-1], str):
            joined[-1] += child
        else:
            joined.append(child)
    last = len(joined) - 1
    for at, child in enumerate(joined):
        if not isinstance(child, str):
            yield child
            continue
        text = re.sub(r"\s+", " ", child)
        if (at == 0 and parent in BLOCKS) or (at and _is_block(joined[at - 1])):
            text = text.lstrip()
        if (at == last and parent in BLOCKS) or (at < last and _is_block(joined[at + 1])):
            text = text.rstrip()
        if text:
            yield text


def _is_block(node: Node | str) -> bool:
    return not isinstance(node, str) and (node[0] in BLOCKS or node[0] == "task")


# Documents as people write them: blocks in blocks, each of some inline markup.

word = st.sampled_from(
    ["we", "met", "again", "naïve", "2026", "a_b", "5 * 3", "C#", "1.", "it's", "&", "“so”", "日本", "e.g."]
)
words = st.lists(word, min_size=1, max_size=5).map(" ".join)
simple = st.one_of(
    words,
    words.map("`{}`".format),
    words.map("~~{}~~".format),
    words.map("[{}](../topics/a-topic.md#part)".format),
    words.map('[{}](https://example.org/a_(b)?c=1&d "Why")'.format),
    words.map("![{}](picture%20one.png)".format),
    words.map("![{}](https://example.org/a.png)".format),
    st.just("<https://example.org/>"),
    st.just("a\\*b \\[c\\] &lt;d&gt; &copy;"),
    st.just("<kbd>Ctrl</kbd> and H<sub>2</sub>O"),
)
# Bold within bold is left out: cmark-gfm makes one of the two, the specification keeps both.
italic = simple.map("*{}*".format) | simple.map("_{}_".format)
bold = simple.map("**{}**".format) | st.tuples(words, italic, words).map("**{0[0]} {0[1]} {0[2]}**".format)
linked = st.tuples(st.sampled_from(["*{}*", "**{}**", "`{}`", "~~{}~~"]), words).map(
    lambda found: f"[{found[0].format(found[1])}](b.md)"
)
inline = st.tuples(
    st.lists(simple | italic | bold | linked, min_size=1, max_size=4), st.sampled_from([" ", " ", "\n", "  \n", "\\\n"])
).map(lambda found: found[1].join(found[0]))
line = inline.map(lambda text: " ".join(text.split()))
cell = line.map(lambda text: text.replace("|", "\\|"))


def _table(rows: list[list[str]], aligns: list[str]) -> str:
    width = len(aligns)
    cells = [[*row, *[""] * width][:width] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [cells[0], aligns, *cells[1:]])


def _list(items: list[str], marker: str, *, loose: bool) -> str:
    written = []
    for number, item in enumerate(items, 1):
        lead = f"{number}. " if marker == "1." else f"{marker} "
        written.append(lead + indent(item, " " * (2 if "]" in marker else len(lead))).lstrip(" "))
    return ("\n\n" if loose else "\n").join(written)


def _quote(text: str) -> str:
    # The specification has tasks in quotes; cmark-gfm overlooks them.
    return indent(re.sub(r"\[[ x]\] ", "", text), "> ", lambda _: True)


leaf = st.one_of(
    inline,
    st.tuples(st.integers(1, 6), line).map(lambda found: "#" * found[0] + " " + found[1]),
    line.map("{}\n---".format),
    st.just("---"),
    st.tuples(st.sampled_from(["", "python", "mermaid", "no-such"]), words).map("```{0[0]}\n{0[1]}\n  <b>\n```".format),
    words.map("~~~\n\n{}\n```\n~~~".format),
    words.map("    {}\n".format),
    st.tuples(
        st.lists(st.lists(cell, min_size=1, max_size=4), min_size=1, max_size=3),
        st.lists(st.sampled_from(["---", ":--", "--:", ":-:"]), min_size=1, max_size=3),
    ).map(lambda found: _table(*found)),
)
block = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.tuples(
            # An item begins with words, not with a fence, a table or a rule.
            st.lists(st.tuples(line, st.just("") | inner).map("\n\n".join).map(str.rstrip), min_size=1, max_size=3),
            st.sampled_from(["-", "*", "+", "1.", "- [ ]", "- [x]"]),
            st.booleans(),
        ).map(lambda found: _list(found[0], found[1], loose=found[2])),
        st.lists(inner, min_size=1, max_size=2).map("\n\n".join).map(_quote),
        inner.map(lambda text: _quote(f"[!NOTE]\nRead this.\n\n{text}")),
    ),
    max_leaves=6,
)
document = st.lists(block, min_size=1, max_size=4).map(lambda blocks: "\n\n".join(blocks) + "\n")


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(document)
def test_what_people_write_has_githubs_structure(text: str) -> None:
    """Paragraphs, headings, nested lists, tasks, tables, code, quotes and inline markup come out as on GitHub."""
    assert ours(text) == theirs(text)


def _notes() -> list[Path]:
    return sorted((EXAMPLE / "content").rglob("*.md"))


@pytest.mark.parametrize("file", _notes(), ids=lambda file: f"{file.parent.name}/{file.stem}"[:60])
def test_the_example_communitys_notes_have_githubs_structure(file: Path) -> None:
    """Every note of the repository looks as its preview on GitHub did."""
    body = read_front_matter(file.read_text("utf-8"), file.name).body
    assert ours(body) == theirs(body)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_markdown_becomes_the_html_beside_it(case: Path, expected_files: ExpectedFiles) -> None:
    """Each case's HTML is what its page shows, letter by letter; links to `nowhere.md` lead nowhere."""
    html = render(case.read_text("utf-8"), lambda url: None if url == "nowhere.md" else url)
    html = f"{html.strip()}\n"
    assert html == expected_files.text(case.with_suffix(".html"), html)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Wording:
    """The interface in the made-up language."""
    folder = tmp_path_factory.mktemp("made-up")
    write_catalogue(catalogues.TEMPLATE, folder)
    return load_wording(LANGUAGE, folder)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_what_is_added_to_a_text_is_in_the_catalogue(case: Path, made_up: Wording) -> None:
    """Titles of alerts, and what links and checkboxes are called, are messages; all else is in the source."""
    source = case.read_text("utf-8")
    tree = parse(render(source, lambda url: url, wording=made_up))
    written = (source + re.sub(r"<[^>]*>", "", source)).casefold()
    texts = " ".join(text.text for text in read_texts(tree))
    words = re.findall(r"[a-z]{3,}", re.sub(f"{OPEN}.*?{CLOSE}", "", texts).casefold())
    assert [word for word in words if word not in written] == []


def test_an_alert_is_the_same_in_every_language(made_up: Wording) -> None:
    """Its title is worded; Markdown that is written from the page names its kind."""
    html = render("> [!WARNING]\n> Careful.\n", lambda url: url, wording=made_up)
    assert translate("Warning") in html
    assert write_markdown(html, lambda url: url) == "> [!WARNING]\n> Careful."


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_no_id_is_given_twice(case: Path) -> None:
    """Whatever headings and raw HTML ask for, an id is on a page once, and is not empty."""
    tree = parse(render(case.read_text("utf-8"), lambda url: url))
    ids = [element.attributes["id"] for element in tree.walk() if "id" in element.attributes]
    assert sorted(ids) == sorted(set(ids))
    assert "" not in ids


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_an_anchor_that_is_checked_is_an_id_on_the_page(case: Path) -> None:
    """The anchors that links are checked against are the ids that the page has, the page's own aside."""
    text = case.read_text("utf-8")
    tree = parse(render(text, lambda url: url))
    ids = {element.attributes.get(name, "") for element in tree.walk() for name in ("id", "name")}
    anchors = {heading.anchor for heading in read_outline(text, case.name).headings}
    assert {anchor for anchor in anchors if not anchor.startswith(("__", "cop-"))} <= ids


def test_the_title_is_left_out_once() -> None:
    """A first heading that is the page's title is not shown again, and keeps its id from the next."""
    html = render("# Notes\n\ntext\n\n# Notes\n", lambda url: url, without_title=True)
    assert re.findall(r'<h(\d) id="([^"]*)"', html) == [("1", "notes-1")]


def test_headings_go_below_the_title_of_the_page() -> None:
    """Where a body's headings begin at the page's own level, all of them go one lower, in footnotes too."""
    body = "# One\n\n## Two[^a]\n\n###### Six\n\n# ...\n\n[^a]: # Note\n"
    levels = re.findall(r"<h(\d)", render(body, lambda url: url, below_title=True))
    assert levels == ["2", "3", "6", "2", "2"]
    assert re.findall(r"<h(\d)", render("## Two\n", lambda url: url, below_title=True)) == ["2"]


PIECES = st.sampled_from(
    [
        *("# ", "#\t", "===\n", "\n", "> ", ">", "- ", "1. ", "\t", "  ", "a", "[x]: /y\n", "<b>", "<!-- -->"),
        *("# a ", "## ", "<!--", "{", "}", "& ", "#b", "!", "|", "’", "é", "\U0001f600", "_", "["),
        *("-", "=", "a b", "c&", "d\\", " #", "1. # ", "> - # ", "[^1]: # ", "[ ] # "),
        *("http", ":", "&#58;", "//", "www", ".", "\\.", "@", "&commat;", "\\@", "b.cd", "*", "`"),
        *("~", "**", "[a](b)", "[x]", "](b)", "$", "[a][x]", "![", "<b\n"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=120).map("".join))
def test_a_glance_never_misses(body: str) -> None:
    """A title, and nesting that is too deep, are never ruled out by what only glances at a body."""
    outline = read_outline(body, "note.md")
    assert may_begin_with_title(body) or not outline.title
    assert surely_title(body) in ("", outline.title)
    possible = find_possible_headings(body)
    assert possible is None or {heading.text for heading in outline.headings} <= set(possible)
    assert may_be_too_deep(body) or not outline.too_deep
    if any(url for name, _, data in walk(body) if name == "Text" for _, url in split_links(data)):
        assert may_hold_bare_links(body)


LINKS = st.sampled_from(
    [
        *(
            "[a](b.md)",
            "[a](b.md#c-d 'title')",
            "[a]( \n b.md)",
            "[a](<b c.md>)",
            "[a](b(c).md)",
            "[a](b\\).md)",
            "[a]()",
        ),
        *(
            "[a](\n",
            "b.md)",
            "> ",
            "\n> ",
            "[r]: r.md\n",
            "[r]:\n",
            "[r]",
            "[a][r]",
            "[^f]: ",
            "[^f]",
            "](",
            "]:",
            "[",
            ")",
        ),
        *("`", "```\n", "~~~\n", "    ", "- ", "\n", "\n\n", "| ", "|-|\n", "*", "\\", "&#40;", "&amp;", "\u00a0", " "),
        *("<https://x.example>", "<b>", "<!--", "-->", "<a@x.example>", "https://x.example", "![", "www.x.example"),
        *("<A HREF=a.md>", "<a name=b>", "<img", "\nsrc='a'>", "<a\n", "</a>", "<x:y>", "[a](https://x.example?a=1&b=2)"),
        *("@y.example", "\\@y.example", "&#64;y.example", "&commat;y.example", "[a](https://)", "[a](https://x@y.example)"),
        *("# C d\n", "## c-d\n", "### C  d\n", "## _c_ d\n", "c d\n---\n", "#c\n", "  # c\n", "## C d #\n"),
    ]
)


@settings(max_examples=1_500, deadline=None)
@given(st.lists(LINKS, max_size=14).map("".join))
@pytest.mark.slow
def test_a_glance_knows_every_link(body: str) -> None:
    """Whatever is a link was seen as one, but for those that lead where they seem to without being marked."""
    targets = find_possible_targets(body)
    if targets is not None:
        links = read_outline(body, "note.md").links
        assert not any(link.image for link in links)
        unseen = {link.target for link in links} - set(targets)
        assert all(target.startswith(("http", "mailto:")) and not explain_address(target) for target in unseen)


@settings(max_examples=1_500, deadline=None)
@given(st.lists(LINKS, max_size=14).map("".join))
@pytest.mark.slow
def test_a_glance_is_sure_of_anchors(body: str) -> None:
    """What is surely an anchor is one."""
    for anchor in ("c-d", "c--d", "c", "c-d-1", "a", "r"):
        if surely_has_anchor(body, anchor):
            assert anchor in read_outline(body, "note.md").anchors


FENCES = st.one_of(
    st.sampled_from(["```\na\n```\n", "```py\n## C d\n```\n", "## C d\n", "```\n", "```\t\n", "``` \t\n", "a\n", "\n"]),
    st.sampled_from(["``` \n", "  ```\n", "    ```\n", "\t```\n", "````\n", "``` a`b\n", "> ```\n", "- ```\n"]),
    st.sampled_from(["- a\n", "  b\n", "> ", "1. ", "`", "[r]: /x 'y\n", "'\n", "\\", " ", "[^1]: ", "---\n"]),
    st.sampled_from(["\u2028", "~~~\n", "```\n<!--\n```\n", "<pre>\n", "# \u0130\n", "#  C  d\n", "# C d  \n"]),
)


@settings(max_examples=1_500, deadline=None)
@given(st.lists(FENCES, max_size=7).map("".join))
@pytest.mark.slow
def test_a_glance_tells_headings_from_code(body: str) -> None:
    """However fences are nested, left open or misused, what stands in code is no heading."""
    for anchor in ("c-d", "i\u0307", "i"):
        if surely_has_anchor(body, anchor):
            assert anchor in read_outline(body, "note.md").anchors


WORDS = st.one_of(
    st.sampled_from(["a b ", "c\n", "\n", "| a | b c |\n", "|-|\n", "| d\n", "[a b](c 'd e')", "[a](b)", "`a b`"]),
    st.sampled_from(
        [
            "[r]: /x\n",
            "  'a b'\n",
            "[a](\n",
            "'b c')",
            "~~~ a b\n",
            "```x a b c\n",
            "[^a]: b c\n",
            "# ",
            "> ",
            "- ",
            "[[",
        ]
    ),
)


@settings(max_examples=1_500, deadline=None)
@given(st.lists(st.one_of(WORDS, LINKS, FENCES), max_size=12).map("".join), st.sets(st.integers(0, 20), max_size=4))
@pytest.mark.slow
def test_a_glance_counts_no_word_too_many(body: str, begun: set[int]) -> None:
    """A body has at least as many words as it surely has, and so has what is left of it without some lines."""
    lines = [line.strip() for line in body.split("\n")]
    without = {line for number, line in enumerate(lines) if number in begun}
    own = "\n".join(line for line in body.split("\n") if line.strip() not in without)
    assert not surely_has_words(body, read_prose(body).words + 1)
    assert not surely_has_words(body, read_prose(own).words + 1, without)


@pytest.mark.parametrize("body", ["http&#58;//b.cd", "a&commat;b.cd", "http\\://b.cd", "WWW.b.cd", "a_b@c-d.org"])
def test_a_glance_sees_bare_links_however_they_are_written(body: str) -> None:
    """Signs that are spelt out or escaped make links all the same."""
    assert may_hold_bare_links(body)
    assert len(read_outline(body, "note.md").links) == 1


def test_a_glance_is_enough_for_plain_notes() -> None:
    """Ordinary links and headings need no parser, or there would be no use in glancing."""
    body = 'See [a](../b.md#x) & [b](https://x.example "t").\n\n## What we learnt\n\n- [ ] x\n\n[r]: c.md\n'
    assert find_possible_targets(body) == ["../b.md#x", "https://x.example", "c.md"]
    assert surely_has_words("## We met\n\n- in the [hall](a.md)\n", 4)
    assert surely_has_anchor(body, "what-we-learnt")
    assert not surely_has_anchor(body, "what-we")
    assert surely_has_anchor(f"{body}\n```py\n<!--\n```\n", "what-we-learnt")
    assert not surely_has_anchor(f"```\n{body}```\n", "what-we-learnt")
    assert not surely_has_anchor(f"{body}\n~~~\n~~~\n", "what-we-learnt")
    assert find_possible_targets("[a](b.md) ![c](d.png)") is None
    assert find_possible_targets('<a name="b"> <br> [a](b.md?c=d&e)') == ["b.md?c=d&e"]
    assert find_possible_headings("# ~2 h\n## Q&A\n- # **D** [e](f.md) <!-- g -->\n") == ["~2 h", "Q&A", "D e"]
    assert find_possible_headings("# *D* [e]\n\n[e]: f.md\n") is None


@pytest.mark.parametrize("unit", ["> ", ">", "- ", "<b>", "1. ", "-\t"])
def test_a_glance_sees_what_is_too_deep(unit: str) -> None:
    """However the nesting is written."""
    # Around the limit, where a test that is a little too lax would begin to miss something.
    for depth in range(31, 45):
        line, lines = unit * depth + "a", "".join("\t" * level + unit + "a\n" for level in range(depth))
        for body in (line, lines, unit * 150, unit * depth, f"[^b]: {line}", f">[^b]: {unit}" * depth):
            assert may_be_too_deep(body) or not read_outline(body, "note.md").too_deep


@pytest.mark.parametrize(
    ("own", "text", "direction"),
    [
        ("rtl", "It is `off`.", "ltr"),
        ("rtl", "GitHub هو مكان", ""),
        ("rtl", "2.5 µF", "ltr"),
        ("rtl", "3 – 5 & **7**", ""),
        ("rtl", "<span lang='en'>٥</span> &amp; 5", ""),
        ("ltr", "نعم **و** لا.", "rtl"),
        ("ltr", "Yes: نعم", ""),
    ],
)
def test_a_part_of_a_note_whose_letters_all_run_the_other_way_does_so(
    own: Direction, text: str, direction: str
) -> None:
    """Paragraphs, headings, items and cells, each by itself; what runs both ways runs as the note does."""
    around = "Words.\n\n" if own == "ltr" else "كلمات.\n\n"
    blocks = {"p": text, "h2": f"## {text}", "li": f"- [ ] {text}", "td": f"|a|\n|-|\n|{text}|"}
    for tag, block in blocks.items():
        page = parse(render(f"{around}{block}\n", lambda url: url, direction=own))
        part = [part for part in page.walk() if part.tag == tag][-1]
        assert part.attributes.get("dir", "") == direction, tag
