"""Expected files below `tests/cases`: compared with actual results, or rewritten from them."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_READ = (
    # A pattern of files that tests read, and the file or folder that must exist beside it; empty if none must.
    (r"adopt/[^/]+/(?:source.*|expected\.txt)", ""),
    (r"dialects/(?:seen|unseen)\.json", ""),
    (r"hidden/(?:spellings|ways)\.json", ""),
    (r"communities/([^/]+)/content/.+", ""),
    (r"communities/([^/]+)/expected\.json", r"communities/\1/content"),
    (r"communities/([^/]+)/(?:document\.json|planned\.txt)", r"communities/\1/content"),
    (r"communities/([^/]+)/(?:stats|plan)\.txt", r"communities/\1/document.json"),
    (r"diagrams/(?:common|hostile)/[^/]+", ""),
    (r"direction/[^/]+\.json", ""),
    (r"drawings/(?:cleaned|kept|refused)/[^/]+\.svg", ""),
    (r"drawings/cleaned/([^/]+\.svg)\.expected", r"drawings/cleaned/\1"),
    (r"drawings/refused\.json", ""),
    (r"gfm/[^/]+\.md", ""),
    (r"gfm/([^/]+)\.html", r"gfm/\1.md"),
    (r"hostile/(?:clean|content)/.+", ""),
    (r"languages/[^/]+/(?:content/.+|golden\.json|mkdocs\.yml|pyproject\.toml)", ""),
    (r"loop/[^/]+\.yml", ""),
    (r"markdown/[^/]+\.json", ""),
    (r"mkdocs/.+", ""),
    (r"outline/[^/]+\.md", ""),
    (r"outline/([^/]+)\.json", r"outline/\1.md"),
    (r"pictures/(?:plain|told)\.(?:avif|gif|jpg|png|webp)", ""),
    (r"rules/[^/]+/(?:bad/|good/|make-bad\.json$|make-good\.json$|expected\.json$).*", ""),
    (r"rhythm/frequencies\.json", ""),
    (r"search/(?:content/.+|(?:folded|golden|spelt|spelt-notes)\.json|mkdocs\.yml|pyproject\.toml)", ""),
    (r"terms/(?:cases|vocabulary)\.json", ""),
)


@dataclass(frozen=True, slots=True)
class ExpectedFiles:
    """Reads expected files; with `--update-cases`, they are first rewritten."""

    update: bool
    diffs: list[str] = field(default_factory=list)
    """The changes so far, a unified diff for each file."""

    def text(self, file: Path, actual: str) -> str:
        """Return the text of a file, which is `actual` when files are updated."""
        old = file.read_text("utf-8") if file.is_file() or not self.update else ""
        if not self.update or old == actual:
            return old
        file.write_text(actual, "utf-8", newline="\n")
        before, after = old.splitlines(keepends=True), actual.splitlines(keepends=True)
        self.diffs.append("".join(difflib.unified_diff(before, after, f"old {file.name}", str(file), n=2)))
        return actual

    def json(self, file: Path, actual: Any) -> Any:
        """Return the value of a JSON file, which is `actual` when files are updated."""
        return json.loads(self.text(file, render_json(actual)))


def render_json(value: Any, indent: str = "") -> str:
    """Return a JSON value in the format of expected files: indented, with lists of plain values on one line."""
    inner = f"{indent}  "
    if isinstance(value, dict) and value:
        rows = [f"{json.dumps(key, ensure_ascii=False)}: {render_json(item, inner)}" for key, item in value.items()]
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        rows = [render_json(item, inner) for item in value]
    else:
        return json.dumps(value, ensure_ascii=False) + ("" if indent else "\n")
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    joined = f",\n{inner}".join(rows)
    return f"{opening}\n{inner}{joined}\n{indent}{closing}" + ("" if indent else "\n")


def find_stale(root: Path) -> list[str]:
    """Return the paths of the files below a folder of cases that no test reads, sorted."""
    files = [file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()]
    return sorted(name for name in files if not _is_read(name, root))


def _is_read(name: str, root: Path) -> bool:
    for pattern, partner in _READ:
        match = re.fullmatch(pattern, name)
        if match:
            return not partner or (root / match.expand(partner)).exists()
    return False
