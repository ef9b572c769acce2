"""`make audit` says what is known to be wrong with what is pinned, and what it could not find out."""

from __future__ import annotations

import json

from audit import read_npm_audit, read_pip_audit


def test_a_known_hole_is_named_with_the_version_that_has_none() -> None:
    """Whatever else could not be looked up."""
    hole = {"id": "PYSEC-1", "fix_versions": ["1.1"]}
    sound = {"name": "b", "version": "1", "vulns": []}
    document = {"dependencies": [{"name": "a", "version": "1.0", "vulns": [hole]}, sound]}
    assert read_pip_audit(json.dumps(document), "") == (["a 1.0: PYSEC-1, fixed in 1.1"], "")
    document["dependencies"].append({"name": "c", "skip_reason": "not found"})
    holes, unasked = read_pip_audit(json.dumps(document), "")
    assert len(holes) == 1
    assert unasked == "1 of 3 packages not looked up: not found"


def test_without_an_answer_nothing_is_called_sound() -> None:
    """No network, an index without a database, and a registry that refuses are said, and are no hole."""
    assert read_pip_audit("", "warning\nERROR: no route to host\n") == ([], "not looked up: ERROR: no route to host")
    refused = json.dumps({"message": "405 Method Not Allowed", "statusCode": 405})
    assert read_npm_audit(refused, "") == ([], "not looked up: 405 Method Not Allowed")
    assert read_npm_audit("", "") == ([], "not looked up: no answer")


def test_a_known_hole_in_a_linter_is_named() -> None:
    """By its own advisory, or by that of what it needs."""
    own = {"severity": "high", "range": "<2", "via": [{"title": "Runs anything"}]}
    needed = {"severity": "low", "range": "*", "via": ["a"]}
    holes, unasked = read_npm_audit(json.dumps({"vulnerabilities": {"a": own, "b": needed}}), "")
    assert holes == ["a <2: high: Runs anything", "b *: low: by what it needs"]
    assert unasked == ""
