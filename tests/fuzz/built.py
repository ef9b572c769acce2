"""What has to hold for every file of a written site."""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import jsonschema
from inert import find_commands
from selectolax.lexbor import LexborHTMLParser
from sites import COP

from fuzz.corpus import CHARTER
from fuzz.pages import Expected, without_depth
from fuzz.pages import find_breaches as find_page_breaches

_SCHEMAS = Path(__file__).parents[2] / "cop_site" / "feeds"
_MAX_CPU_SECONDS = 60


def find_breaches(_: Random, root: Path, hidden: tuple[str, ...]) -> Iterator[str]:
    """Build the site of a project, and yield what is wrong with any file of it, or with what the build says."""
    done = _build(root)
    yield from (f"build: {breach}" for text in (done.stdout, done.stderr) for breach in find_commands(text))
    if done.returncode not in (0, 1) or "Traceback" in done.stderr or (done.returncode == 1 and not done.stdout):
        yield f"build: exit status {done.returncode}: {done.stderr[-600:]}"
    if done.returncode != 0:
        yield f"build: cannot, with --keep-going: {done.stderr[-400:]}"
        return
    files = {str(file.relative_to(root / "site")): file for file in (root / "site").rglob("*") if file.is_file()}
    expected = Expected({name.removesuffix("index.html") if _is_page(name) else name for name in files}, _usual())
    for name, file in files.items():
        yield from (f"{name}: {breach}" for breach in _look_at(name, file.read_bytes(), expected, hidden))


def _build(root: Path) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (_MAX_CPU_SECONDS, _MAX_CPU_SECONDS))

    environment = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return subprocess.run(  # there are no threads
        [COP, "build", "--keep-going"],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=limit,
    )


def _is_page(name: str) -> bool:
    return name == "index.html" or name.endswith("/index.html")


@cache
def _usual() -> frozenset[str]:
    """The texts of the scripts and styles on the pages of a community that has written next to nothing."""
    with TemporaryDirectory() as folder:
        (root := Path(folder) / "usual" / "content").mkdir(parents=True)
        (root / "index.md").write_bytes(CHARTER)
        (root / "a.md").write_bytes(b"---\ntitle: A\n---\n")
        done = _build(root.parent)
        assert done.returncode == 0, done.stderr
        pages = [file.read_text("utf-8") for file in (root.parent / "site").rglob("*.html")]
    return frozenset(
        without_depth(node.text()) for page in pages for node in LexborHTMLParser(page).css("script, style")
    )


def _look_at(name: str, raw: bytes, expected: Expected, hidden: tuple[str, ...]) -> Iterator[str]:
    raw = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
    if name.endswith(".html") and not name.startswith("pagefind/"):
        page = raw.decode("utf-8")
        uri = name.removesuffix("index.html") if _is_page(name) else name
        if page.count('http-equiv="Content-Security-Policy"') < 1:
            yield "no policy"
        if name != "404.html":  # its addresses are those of a site at the root of its host
            yield from find_page_breaches(uri, page, expected)
    elif name.endswith(".json"):
        document = json.loads(raw)
        if name in ("community.json", "notes.json"):
            yield from (error.message for error in _validator(name).iter_errors(document))
    elif name.endswith((".xml", ".xml.gz", ".svg")):
        ET.fromstring(raw)  # noqa: S314  # the parser is what is asked
    folded = unicodedata.normalize("NFKC", f"{name}\n{raw.decode('utf-8', 'replace')}").casefold()
    yield from (f"has {word!r}, which is hidden" for word in hidden if word in folded)


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    schema = _SCHEMAS / name.replace(".json", ".schema.json")
    return jsonschema.Draft202012Validator(json.loads(schema.read_text("utf-8")))
