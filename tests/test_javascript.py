"""The scripts that need no browser are tested by Node.js, where there is one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from sites import EXAMPLE

from cop_site.search.bigrams import make_words

FOLDER = Path(__file__).parent / "javascript"
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
    code = "import { madeWords } from './docs_template/assets/search-words.js'; console.log(JSON.stringify("
    done = _run("--input-type=module", "--eval", f"{code}{json.dumps(texts)}.map(madeWords)))")
    for text, words in zip(texts, json.loads(done.stdout), strict=True):
        known = make_words(text)
        assert all(any(word.startswith(typed) for word in known) for typed in words), text
        assert bool(words) is bool(known), text
