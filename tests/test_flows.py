"""The workflows for communities do what they say, step by step, and nothing that a stranger may not ask for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from flows import ACTION, WORKFLOWS, Flow
from inert import assert_inert
from sites import EXAMPLE, set_up, write_notes

pytestmark = pytest.mark.slow
needs_jq = pytest.mark.skipif(not shutil.which("jq"), reason="jq, which stands in for that of gh, is not installed")
CHARTER = "---\nname: Garden\npurpose: To learn together.\n---\nWelcome.\n"
GOOD = "### Title\n\nFirst\n\n### Date\n\n2026-04-08\n\n### Text\n\nWe $(touch owned) `touch owned`."


def _git(root: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A community's repository with a remote."""
    root = write_notes(set_up(tmp_path / "garden"), {"index.md": CHARTER, "topics/silence.md": "# Silence\n"})
    _git(tmp_path, "init", "-q", "--bare", "-b", "main", "origin")
    _git(root, "init", "-q", "-b", "main")
    _git(root, "add", ".")
    _git(root, "commit", "-qm", "First")
    _git(root, "remote", "add", "origin", str(tmp_path / "origin"))
    _git(root, "push", "-q", "origin", "main")
    _git(root, "fetch", "-q")
    return root


def _branches(root: Path) -> list[str]:
    return re.findall(r"refs/heads/(\S+)", _git(root, "ls-remote", "origin"))


# An issue becomes a note


def _issue(body: str, *, action: str = "labeled", label: str = "accepted", author: str = "NONE") -> dict[str, Any]:
    labels = [{"name": name} for name in dict.fromkeys(["note", "meetup", *([label] if action == "labeled" else [])])]
    issue = {"number": 7, "title": "First", "body": body, "labels": labels, "author_association": author}
    issue |= {"created_at": "2026-05-04T10:00:00Z", "user": {"login": "ada"}}
    return {"action": action, "issue": issue, **({"label": {"name": label}} if action == "labeled" else {})}


@pytest.mark.parametrize(
    ("event", "runs"),
    [
        (_issue(GOOD), True),
        (_issue(GOOD, label="note"), False),
        (_issue(GOOD, label="meetup", author="MEMBER"), False),
        (_issue(GOOD, action="opened"), False),
        (_issue(GOOD, action="opened", author="CONTRIBUTOR"), False),
        (_issue(GOOD, action="opened", author="MEMBER"), True),
        (_issue(GOOD, action="opened", author="OWNER"), True),
        (_issue(GOOD, action="opened", author="COLLABORATOR"), True),
    ],
    ids=["accepted", "note", "kind", "stranger", "contributor", "member", "owner", "collaborator"],
)
def test_only_a_maintainer_or_a_member_starts_it(event: dict[str, Any], runs: bool, root: Path) -> None:  # a case
    """The labels that a form sets, which anybody can choose, start nothing; nor does an issue that is edited."""
    assert (Flow(root, "issues", event).run("note-from-issue") == 0) is runs
    assert ("note/issue-7" in _branches(root)) is runs
    workflow = yaml.safe_load((WORKFLOWS / "note-from-issue.yml").read_text("utf-8"))
    assert workflow[True] == {"issues": {"types": ["opened", "labeled"]}}


def test_an_accepted_issue_becomes_a_pull_request_that_is_checked(root: Path) -> None:
    """The note is on a branch of its own, `main` stays, and the check is started, which GitHub would not do."""
    main = _git(root, "rev-parse", "HEAD")
    flow = Flow(root, "issues", _issue(GOOD))
    assert flow.run("note-from-issue") == 0
    assert _git(root, "diff", "--name-only", main, "origin/note/issue-7") == "content/meetups/2026-04-08-first.md"
    note = _git(root, "show", "origin/note/issue-7:content/meetups/2026-04-08-first.md")
    assert "We $(touch owned) `touch owned`." in note
    assert not list(root.parent.rglob("owned"))
    assert _git(root, "ls-remote", "origin", "refs/heads/main").split()[0] == main
    commands = [" ".join(asked["words"][:2]) for asked in flow.asked]
    assert commands == ["auth setup-git", "pr create", "workflow run"]
    assert "Closes #7." in flow.said
    assert "workflow run check.yml --ref note/issue-7" in flow.said
    check = yaml.safe_load((WORKFLOWS / "check.yml").read_text("utf-8"))
    assert "workflow_dispatch" in check[True]


def test_nothing_is_overwritten(root: Path) -> None:
    """Accepted again, an issue changes neither its branch nor, once that is merged, the note; the author is told."""
    assert Flow(root, "issues", _issue(GOOD)).run("note-from-issue") == 0
    made = _git(root, "rev-parse", "origin/note/issue-7")
    _git(root, "switch", "-q", "main")
    edited = _issue(GOOD.replace("First", "Second"))
    flow = Flow(root, "issues", edited)
    assert flow.run("note-from-issue") == 0
    assert _git(root, "ls-remote", "origin", "refs/heads/note/issue-7").split()[0] == made
    assert "made from this issue before" in flow.said
    _git(root, "checkout", "-q", ".")
    _git(root, "clean", "-qfd", "content")
    _git(root, "merge", "-q", "--no-edit", made)
    _git(root, "push", "-q", "origin", "main", ":note/issue-7")
    flow = Flow(root, "issues", edited)
    assert flow.run("note-from-issue") == 0
    assert _branches(root) == ["main"]
    assert "    cop: issue 7 is the note meetups/2026-04-08-first.md already" in flow.said
    assert not any("--force" in file.read_text("utf-8") for file in WORKFLOWS.iterdir())


def test_an_issue_in_another_shape_is_answered(root: Path) -> None:
    """Its text stays in the issue, which is not closed, and the author learns what is missing; nobody is called."""
    flow = Flow(root, "issues", _issue("We met. @everybody ::error:: ##[error] <b>\n\n- [ ] x"))
    assert flow.run("note-from-issue") == 0
    assert _branches(root) == ["main"]
    (asked,) = flow.asked
    assert asked["words"][:3] == ["issue", "comment", "7"]
    assert "Closes" not in asked["body"]
    said = [line for line in asked["body"].splitlines() if "everybody" in line]
    assert said
    assert all(line.startswith("    ") for line in said)  # code, in which nobody is mentioned
    assert_inert(asked["body"])


def test_where_no_pull_request_can_be_opened_the_author_learns_of_the_branch(root: Path) -> None:
    """Where the settings of the repository forbid it, the run fails, and nothing is lost."""
    flow = Flow(root, "issues", _issue(GOOD), [("pr create", None, 1)])
    assert flow.run("note-from-issue") == 1
    assert "https://github.com/example/garden/compare/note/issue-7?expand=1" in flow.said


# A pull request is checked


def test_a_pull_request_answers_only_for_itself(root: Path) -> None:
    """What was wrong before does not stop it, what it breaks does; site and changes are made in both cases."""
    write_notes(root, {"old.md": "---\ntitel: Old\n---\n"})
    _git(root, "add", ".")
    _git(root, "commit", "-qm", "Broken before")
    base = _git(root, "rev-parse", "HEAD")
    event = {"pull_request": {"base": {"sha": base}}, "repository": {"default_branch": "main"}}
    write_notes(root, {"topics/new.md": "---\ntitle: New:##[error]\n---\nText.\n"})
    _git(root, "add", ".")
    _git(root, "commit", "-qm", "Good")
    flow = Flow(root, "pull_request", event)
    assert flow.run("check") == 0, flow.log
    changes = json.loads(Path(flow.outputs["diff"]["changes"]).read_text("utf-8"))
    assert changes[0]["text"] == "adds the topic New:##[error] (left out)"
    assert (root / "site" / "topics" / "new" / "index.html").is_file()
    write_notes(root, {"topics/new.md": "---\ntitel: New\n---\nText.\n"})
    _git(root, "commit", "-qam", "Bad")
    flow = Flow(root, "pull_request", event)
    assert flow.run("check") == 1
    assert "::error file=content/topics/new.md,line=2," in flow.log
    assert "content/old.md,line" not in flow.log
    assert flow.outputs["diff"]["status"] == "0"


def test_a_branch_that_a_workflow_made_is_compared_with_main(root: Path) -> None:
    """Started by hand, the check compares with the default branch; on that branch, it checks everything."""
    _git(root, "switch", "-qc", "note/issue-7")
    write_notes(root, {"topics/new.md": "# New\n"})
    _git(root, "add", ".")
    _git(root, "commit", "-qm", "New")
    repository = {"default_branch": "main"}
    flow = Flow(root, "workflow_dispatch", {"repository": repository, "ref_name": "note/issue-7"})
    assert flow.run("check") == 0, flow.log
    assert "adds the topic New" in Path(flow.outputs["diff"]["changes"]).read_text("utf-8")
    pushed = Flow(root, "push", {"repository": repository, "ref_name": "main"})
    assert pushed.run("check") == 0
    assert "diff" not in pushed.outputs


# The comment


def _report(root: Path, changes: object, *, comments: list[dict[str, Any]] | None = None, sha: str = "abc") -> Flow:
    """A run of the report: what the check of a fork has left, and what GitHub says of it."""
    run: dict[str, object] = {
        "event": "pull_request",
        "head_sha": "abc",
        "head_branch": "x;touch owned",
        "html_url": "https://github.com/run",
    }
    run |= {"id": 1, "head_repository": {"owner": {"login": "stranger"}}}
    pulls = [{"number": 9, "head": {"sha": sha}}]
    answers = [("/pulls", pulls, 0), ("--paginate repos/example/garden/issues/9/comments", comments or [], 0)]
    flow = Flow(root, "workflow_run", {"workflow_run": run}, answers)
    (flow.temp / "changes").mkdir(exist_ok=True)
    (flow.temp / "changes" / "changes.json").write_text(json.dumps(changes), "utf-8")
    (flow.temp / "changes" / "number").write_text("1", "utf-8")
    return flow


def _change(**values: object) -> dict[str, object]:
    return {"effect": "gain", "subject": "topic", "text": "adds the topic A", "notes": [], **values}


@needs_jq
def test_the_comment_is_text_and_stands_at_its_pull_request(root: Path) -> None:
    """GitHub says which pull request; nothing that a stranger wrote is a link, a mention or HTML."""
    evil = "<img src=x> @everybody https://evil.example [a](//evil.example) #1 ##[error]"
    flow = _report(root, [_change(text=evil)])
    assert flow.run("report") == 0, flow.log
    assert "head=stranger:x;touch owned" in flow.asked[0]["words"]
    posted = flow.asked[-1]
    assert posted["words"][:4] == ["api", "--method", "POST", "repos/example/garden/issues/9/comments"]
    assert posted["body"].startswith("<!-- cop: what changes -->\n### What this changes\n")
    assert not re.search(r"<img|@e|https://evil|\]\(//|#1", posted["body"])
    assert not list(root.parent.rglob("owned"))


@needs_jq
def test_there_is_one_comment(root: Path) -> None:
    """A second run changes the comment of the first, and none that somebody else wrote."""
    mark = "<!-- cop: what changes -->\n"
    authors = {4: "stranger", 5: "github-actions[bot]"}
    comments = [{"id": number, "user": {"login": who}, "body": mark} for number, who in authors.items()]
    flow = _report(root, [_change()], comments=comments)
    assert flow.run("report") == 0, flow.log
    assert flow.asked[-1]["words"][:4] == ["api", "--method", "PATCH", "repos/example/garden/issues/comments/5"]


@needs_jq
def test_a_pull_request_that_has_moved_on_gets_no_comment(root: Path) -> None:
    """What was checked is not what is there now."""
    flow = _report(root, [_change()], sha="def")
    assert flow.run("report") == 0
    assert len(flow.asked) == 1
    assert "No open pull request" in flow.log


@pytest.mark.parametrize(
    "changes",
    [
        {},
        "x",
        [1],
        [_change(effect="boom")],
        [_change(subject="x")],
        [_change(text=7)],
        [_change(more=1)],
        [{"text": "x"}],
        [_change(text="x" * 5_000)],
        [_change()] * 6_000,
        [_change(text="x" * 3_000)] * 400,
    ],
    ids=["object", "text", "numbers", "effect", "subject", "type", "extra", "missing", "long", "many", "large"],
)
def test_changes_of_another_form_are_not_posted(changes: object, root: Path) -> None:
    """The run fails with a sentence, and asks GitHub for nothing."""
    flow = _report(root, changes)
    assert flow.run("report") == 2
    assert flow.log.startswith("cop: ")
    assert "Traceback" not in flow.log
    assert flow.asked == []


# The action


def test_links_are_listed_as_text(root: Path) -> None:
    """A summary is Markdown, so what a note says stands in it as code."""
    evil = "http://127.0.0.1:9/```\\n# x"
    write_notes(root, {"resources/a.md": f'---\ntitle: "```"\nurl: "{evil}"\n---\n<http://127.0.0.1:9/a>\n'})
    flow = Flow(root, "schedule", {})
    assert flow.run("links") == 0, flow.log
    lines = (flow.temp / "summary").read_text("utf-8").splitlines()
    assert any("127.0.0.1" in line for line in lines)
    assert all(line.startswith("    ") for line in lines)


def test_publishing_builds_the_site_that_is_uploaded(root: Path) -> None:
    """The output `site` names the directory; where the check fails, there is none and the job fails."""
    flow = Flow(root, "push", {})
    assert flow.run("publish") == 0, flow.log
    assert (root / flow.outputs["build"]["site"] / "index.html").is_file()
    write_notes(root, {"a.md": "---\ntitel: A\n---\n"})
    assert Flow(root, "push", {}).run("publish") == 1


def test_the_action_knows_its_commands(root: Path) -> None:
    """Another one fails, and says so."""
    flow = Flow(root, "push", {})
    assert flow.act("x", command="$(touch owned)") == 2
    assert "no command of this name" in flow.log
    assert not (root / "owned").exists()


@pytest.mark.parametrize(
    ("diagrams", "pinned"), [("false", ["requirements"]), ("true", ["requirements", "requirements-diagrams"])]
)
def test_the_action_installs_what_is_pinned_and_asks_no_index_for_cop(
    root: Path, diagrams: str, pinned: list[str]
) -> None:
    """Everything has a hash; the program is that of the action's own commit. What draws diagrams comes if wished."""
    flow = Flow(root, "push", {})
    shutil.rmtree(flow.temp / "cop")
    python = flow.temp / "bin" / "python"
    makes = 'if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi'
    python.write_text(f'#!/bin/sh\n{makes}\necho "python $*"\n', "utf-8")
    python.chmod(0o755)
    install = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"][1]
    inputs = {"inputs": {"diagrams": diagrams}}
    assert flow._bash(install, inputs) == 0
    pip = "python -m pip install --quiet --disable-pip-version-check"
    assert flow.log.splitlines()[1:] == [
        *(f"{pip} --require-hashes --requirement {EXAMPLE}/{name}.txt" for name in pinned),
        f"{pip} --no-index --no-build-isolation --no-deps {EXAMPLE}",
    ]
