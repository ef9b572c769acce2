"""The scripts that need no browser are tested by Node.js, where there is one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from sites import EXAMPLE

from cop_site.pages.folding import choose_folding
from cop_site.search.bigrams import make_words

FOLDER = Path(__file__).parent / "javascript"
FOLDED: dict[str, dict[str, str]] = json.loads((EXAMPLE / "tests/cases/search/folded.json").read_text("utf-8"))
"""What texts are as the search compares them, by the language of the site."""
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="there is no Node.js: the tests in tests/javascript were not run")


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NODE or "", *arguments], cwd=EXAMPLE, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_scripts_pass_their_own_tests() -> None:
    """`node --test` runs some tests, and none fails."""
    done = _run("--test", "--test-reporter=tap", *sorted(FOLDER.glob("*.test.js")))
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^# pass [1-9]", done.stdout, re.MULTILINE)


def test_made_words_are_the_same_here_and_there() -> None:
    """What is typed becomes words that the search index was given, whatever text without spaces it is."""
    texts = ["沈黙の会", "輪", "ｶﾀｶﾅ と ひらがな", "กลุ่มปฏิบัติ", "𠀀𠀁𠀂", "知识 与 实践 in between", "no such text"]
    code = "import { isUnspaced, termOf, wordsIn } from './docs_template/assets/search-index.js';"
    made = f"{json.dumps(texts)}.map((text) => wordsIn(text).filter(isUnspaced).map(termOf).join(' '))"
    done = _run("--input-type=module", "--eval", f"{code} console.log(JSON.stringify({made}))")
    for text, terms in zip(texts, json.loads(done.stdout), strict=True):
        words, known = terms.split(), make_words(choose_folding([]), text)
        assert all(any(word.startswith(typed) for word in known) for typed in words), text
        assert bool(words) is bool(known), text


@pytest.mark.parametrize("language", FOLDED)
def test_words_are_folded_the_same_here_and_there(tmp_path: Path, language: str) -> None:
    """What two people spell in two ways is one word, to the search index and to the scripts of a site in a language."""
    folding = choose_folding([language])
    script = tmp_path / "text.mjs"
    script.write_text(folding.fill((EXAMPLE / "docs_template/assets/text.js").read_text("utf-8")), "utf-8")
    texts = [text for pair in FOLDED[language].items() for text in pair]
    code = f"import {{ fold }} from {json.dumps(script.as_uri())};"
    done = _run("--input-type=module", "--eval", f"{code} console.log(JSON.stringify({json.dumps(texts)}.map(fold)))")
    assert json.loads(done.stdout) == [folding.fold(text) for text in texts], done.stderr
    assert {text: folding.fold(text) for text in FOLDED[language]} == FOLDED[language]
