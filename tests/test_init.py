"""`cop init`: a folder becomes a community that is clean, can be built, and writes over nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from sites import EXAMPLE, cop, run, set_up, write_notes

from cop_site.authoring.begin import Program, add_settings
from cop_site.commands import init
from cop_site.content.frontmatter.split import read_front_matter
from cop_site.model.kinds import FOLDERS
from cop_site.project import origin
from cop_site.project.origin import find_program, to_web_address

COMMIT = "0123456789abcdef0123456789abcdef01234567"
WORKFLOWS = ".github/workflows"


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that says nothing of its place, and a program from nowhere."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setattr(init, "find_program", Program)


def start(root: Path, *options: str) -> str:
    """Run `cop init --yes`, and return what it says."""
    result = cop(root, "init", "--yes", *options)
    assert result.exit_code == 0, result.output
    return result.stdout


def files_in(root: Path) -> dict[str, str]:
    """The text of each file but the caches."""
    files = (file for file in root.rglob("*") if file.is_file() and ".cop-cache" not in file.parts)
    return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files if ".git/" not in f"{file}"}


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder."""
    subprocess.run(["git", "-C", root, "-c", "init.defaultBranch=main", *arguments], check=True, capture_output=True)


def charter(root: Path) -> dict[str, object]:
    """The fields of the charter."""
    return dict(read_front_matter((root / "content/index.md").read_text("utf-8"), "").values)


def test_an_empty_folder_becomes_a_community(tmp_path: Path) -> None:
    """One example of each kind, settings, workflows, forms and settings for editors; the strict check is clean."""
    root = tmp_path / "bread-and-salt"
    root.mkdir()
    said = start(root)
    made = files_in(root)
    assert set(re.findall(rf"^wrote  {re.escape(str(root))}/(.+)$", said, re.MULTILINE)) == set(made)
    for folder in FOLDERS:
        assert len([name for name in made if name.startswith(f"content/{folder}/")]) == 1
    workflows = {name.rpartition("/")[2] for name in made if name.startswith(WORKFLOWS)}
    assert workflows == {"check.yml", "report.yml", "publish.yml", "links.yml", "note-from-issue.yml"}
    for name in (".github/ISSUE_TEMPLATE/meetup.yml", ".vscode/tasks.json", ".gitignore", "no-notes/index.md"):
        assert name in made
    assert charter(root) == {"name": "Bread and salt"}  # nothing that nobody said
    assert yaml.safe_load(made["mkdocs.yml"])["docs_dir"] == "no-notes"
    checked = cop(root, "check", "--strict", "--format", "json")
    assert checked.exit_code == 0
    assert {row["code"] for row in json.loads(checked.stdout)} == {"COP112", "COP023"}  # what only they can say
    assert said.splitlines()[-4] == "Next:"


@pytest.mark.parametrize("folder", ["<b>us", "a\x1b[31mb", "-"], ids=ascii)
def test_a_folder_may_be_called_anything(tmp_path: Path, folder: str) -> None:
    """Where no charter can have its name, the community has none of its own yet, and the check is clean."""
    root = tmp_path / folder
    start(root.parent, str(root))
    assert charter(root) == {"name": "Community of practice"}
    assert cop(root, "check", "--strict").exit_code == 0


def test_the_examples_are_examples_and_go_as_they_came(tmp_path: Path) -> None:
    """Each says that it is one, and its people are invented; without them, the rest is clean, and they stay away."""
    said = start(tmp_path)
    examples = list(tmp_path.glob("content/*/*example*"))
    assert len(examples) == len(FOLDERS)
    for example in examples:
        assert re.search(r"is an example|is invented", example.read_text("utf-8"))
        example.unlink()
    assert "rm content/*/*example*" in said
    assert cop(tmp_path, "check", "--strict").exit_code == 0
    again = start(tmp_path)
    assert "wrote" not in again
    assert list(tmp_path.glob("content/*/*.md")) == []


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    """Every file is named as kept; and a dry run says beforehand what would be written, and writes nothing."""
    planned = start(tmp_path, "--dry-run")
    assert files_in(tmp_path) == {}
    said = start(tmp_path)
    assert planned.replace("would write", "wrote ") == said
    made = files_in(tmp_path)
    again = start(tmp_path, "--name", "Another", "--purpose", "Another.")
    assert "wrote" not in again
    kept = set(re.findall(rf"^kept   {re.escape(str(tmp_path))}/(.+)$", again, re.MULTILINE))
    assert kept == {name for name in made if not name.startswith("content/")}
    assert files_in(tmp_path) == made


def test_no_file_is_written_over(tmp_path: Path) -> None:
    """What is there stays, byte for byte, and it is said what it lacks."""
    theirs = {".gitignore": "site\n", "mkdocs.yml": "site_name: Ours\n", ".vscode/settings.json": "{}"}
    for name, text in theirs.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    said = start(tmp_path)
    for name, text in theirs.items():
        assert (tmp_path / name).read_text("utf-8") == text
        assert f"kept   {tmp_path / name}" in said
    assert "Add to .gitignore: /site.*/ /.cop-cache/ " in said
    assert "Add to mkdocs.yml: docs_dir: no-notes, and below plugins: - cop" in said


def test_nothing_is_written_through_a_link_out_of_the_folder(tmp_path: Path) -> None:
    """A folder that is a link to elsewhere is left alone, and so is a link that leads nowhere yet."""
    root, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    (root / ".vscode").symlink_to(elsewhere)
    for name in (".gitignore", "mkdocs.yml", "pyproject.toml"):
        (root / name).symlink_to(elsewhere / name)
    said = start(root)
    assert list(elsewhere.iterdir()) == []
    assert f"kept   {root / '.vscode/tasks.json'}" in said


def test_options_fill_the_charter(tmp_path: Path) -> None:
    """What a question asks on a terminal, an option says without one."""
    options = ("--name", "Bread: & salt", "--purpose", "We bake.", "--founded", "2026-01-14", "--minutes", "90")
    start(tmp_path, *options, "--rhythm", "2 weeks", "--on", "Tuesday", "--at", "18:30", "--timezone", "Asia/Tokyo")
    assert charter(tmp_path) == {
        "name": "Bread: & salt",
        "purpose": "We bake.",
        "founded": "2026-01-14",
        "timezone": "Asia/Tokyo",
        "meetups": {"every": "2 weeks", "on": "Tuesday", "at": "18:30", "minutes": "90"},
    }
    assert yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))["site_name"] == "Bread: &amp; salt"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--every", "sometimes"), "'sometimes' is not a rhythm"),
        (("--timezone", "Berlin"), "Europe/Berlin"),
        (("--name", "<b>Us</b>"), "is markup"),
        (("--repository", "here"), "'here' is no web address"),
        (("--site-url", "here"), "'here' is no address of a site"),
        (("--program", "https://github.com/example/cop@main"), "40 digits"),
    ],
    ids=["rhythm", "zone", "name", "repository", "site", "program"],
)
def test_an_option_that_cannot_be_used_writes_nothing(tmp_path: Path, options: tuple[str, str], says: str) -> None:
    """It is a usage error that says what is wrong."""
    result = cop(tmp_path, "init", "--yes", *options)
    assert result.exit_code == 2
    assert says in result.stderr
    assert files_in(tmp_path) == {}


@pytest.mark.parametrize(
    ("zone", "written"),
    [("Europe/Lisbon", "Europe/Lisbon"), ("UTC", None), ("Etc/UTC", None), ("no/zone", None), ("EST5EDT", None)],
)
def test_the_time_zone_is_the_machines_or_nobodys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, written: str | None
) -> None:
    """A machine that names no place says nothing of where its people are."""
    monkeypatch.setenv("TZ", zone)
    start(tmp_path)
    assert charter(tmp_path).get("timezone") == written


def test_a_terminal_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Defaults are offered, a wrong answer is asked for again, and none leaves the field out; the charter once."""
    monkeypatch.setattr(init, "is_terminal", lambda: True)
    monkeypatch.setenv("TZ", "Europe/Lisbon")
    answers = [
        "xx",
        "en",
        "Bread",
        "",
        "",
        "",
        "last week",
        "first Tuesday",
        "",
        "",
        "here",
        "git@github.com:example/notes.git",
    ]
    answers += ["nowhere", "https://example.org/bread"]
    result = cop(tmp_path, "init", answers=answers)
    assert result.exit_code == 0, result.output
    assert charter(tmp_path) == {"name": "Bread", "timezone": "Europe/Lisbon", "meetups": {"every": "first Tuesday"}}
    assert "'xx' is none of these" in result.stderr
    assert "'here' is no web address" in result.stderr
    assert "[https://example.github.io/notes/]" in result.stdout + result.stderr
    assert "'nowhere' is no address of a site" in result.stderr
    assert 'site_url: "https://example.org/bread"\n' in (tmp_path / "mkdocs.yml").read_text("utf-8")
    settings = tomllib.loads((tmp_path / "pyproject.toml").read_text("utf-8"))["tool"]["cop"]
    assert settings == {"repository": "https://github.com/example/notes"}
    assert cop(tmp_path, "init", answers=[]).exit_code == 0


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@github.com:example/notes.git", "https://github.com/example/notes"),
        ("ssh://git@git.example.org:2222/example/notes.git", "https://git.example.org/example/notes"),
        ("https://user:secret@github.com/example/notes.git", "https://github.com/example/notes"),
        ("https://git.example.org:8443/a/b/c/", "https://git.example.org:8443/a/b/c"),
        ("http://localhost:3000/a/b", "http://localhost:3000/a/b"),
        ("/srv/git/notes.git", ""),
        ("C:/notes", ""),
        ("file:///srv/notes", ""),
        ("https://github.com", ""),
        ("https://github.com:x/y", ""),
        ("", ""),
    ],
    ids=["short", "ssh", "password", "port", "local", "path", "drive", "file", "host", "bad port", "none"],
)
def test_the_repository_is_known_by_its_remote(remote: str, address: str) -> None:
    """However git reaches it, its web address has no user, no password, and no port of ssh."""
    assert to_web_address(remote) == address


def test_a_repository_that_exists_is_settled_in(tmp_path: Path) -> None:
    """Address and branch come from git, `pyproject.toml` gets a table; below the top, there are no workflows."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "trunk")
    git(tmp_path, "remote", "add", "origin", "https://secret-word@github.com/example/notes.git")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n', "utf-8")
    said = start(tmp_path)
    assert "Added [tool.cop] to pyproject.toml" in said
    settings = tomllib.loads((tmp_path / "pyproject.toml").read_text("utf-8"))
    cop_settings = {"repository": "https://github.com/example/notes", "branch": "trunk"}
    assert settings == {"project": {"name": "x"}, "tool": {"cop": cop_settings}}
    assert yaml.safe_load((tmp_path / WORKFLOWS / "publish.yml").read_text("utf-8"))[True]["push"] == {
        "branches": ["trunk"]
    }
    assert "secret-word" not in "".join(files_in(tmp_path).values())
    assert "Added" not in start(tmp_path)
    below = start(tmp_path, str(tmp_path / "below"))
    assert "at the top of a repository only" in below
    assert not (tmp_path / "below/.github").exists()
    assert cop(tmp_path / "below", "check", "--strict").exit_code == 0


@pytest.mark.parametrize(
    ("existing", "result"),
    [
        ("", "[tool.cop]\nbranch = 'b'\n"),
        ("[a]\nb = 1", "[a]\nb = 1\n\n[tool.cop]\nbranch = 'b'\n"),
        ("[tool]\nother = 1\n", "[tool]\nother = 1\n\n[tool.cop]\nbranch = 'b'\n"),
        ("[tool.cop]\noutput = 'o'\n", "[tool.cop]\noutput = 'o'\n"),
        ("tool = {other = 1}\n", None),
        ("[[tool.a]]\nb = 1\n", "[[tool.a]]\nb = 1\n\n[tool.cop]\nbranch = 'b'\n"),
    ],
    ids=["empty", "others", "tool", "there", "inline", "array"],
)
def test_settings_are_only_added_where_they_change_nothing_else(existing: str, result: str | None) -> None:
    """The table goes to the end, unless there is one, or the file would say something else then."""
    assert add_settings(existing, "[tool.cop]\nbranch = 'b'\n") == result


def test_where_settings_cannot_be_added_it_is_said_what_to_add(tmp_path: Path) -> None:
    """The file stays as it is."""
    (tmp_path / "pyproject.toml").write_text("tool = {other = 1}\n", "utf-8")
    said = start(tmp_path, "--repository", "https://github.com/example/notes")
    assert 'Add to pyproject.toml:\n# The settings of cop.\n[tool.cop]\nrepository = "https://github.com/ex' in said
    assert (tmp_path / "pyproject.toml").read_text("utf-8") == "tool = {other = 1}\n"


@pytest.mark.parametrize(
    ("repository", "options", "theirs"),
    [
        ("https://github.com/example/notes", (), ".github/workflows/check.yml"),
        ("https://gitlab.example.org/example/notes", (), ".gitlab-ci.yml"),
        ("https://git.example.org/example/notes", (), "cop.sh"),
        ("https://github.com/example/notes", ("--ci", "gitlab"), ".gitlab-ci.yml"),
    ],
    ids=["github", "gitlab", "another", "chosen"],
)
def test_each_host_gets_its_own_files(tmp_path: Path, repository: str, options: tuple[str, ...], theirs: str) -> None:
    """Those of GitHub, of GitLab, or a script that any machine runs; each takes the program from one commit."""
    program = ("--program", f"https://github.com/example/cop@{COMMIT}")
    said = start(tmp_path, "--repository", repository, *program, *options)
    made = files_in(tmp_path)
    assert theirs in made
    assert ("cop.sh" in made) != (WORKFLOWS + "/check.yml" in made)
    assert not any("OWNER/cop" in text or "0" * 40 in text for text in made.values())
    assert "Say where cop comes from" not in said
    named = f"example/cop@{COMMIT}" if ".github" in theirs else f"https://github.com/example/cop\nCOMMIT={COMMIT}"
    assert named in made[theirs if ".github" in theirs else "cop.sh"]
    assert not any(re.search(r"pip install [^\n]*\bcop-site", text) for text in made.values())


def test_a_program_from_nowhere_is_to_be_filled_in(tmp_path: Path) -> None:
    """The workflows then name no repository that exists, and it is said which to change."""
    said = start(tmp_path)
    assert f"in: {WORKFLOWS}/check.yml, {WORKFLOWS}/links.yml" in said
    assert f"uses: OWNER/cop@{'0' * 40}" in (tmp_path / WORKFLOWS / "check.yml").read_text("utf-8")
    on_gitlab = Program("https://gitlab.com/example/cop", COMMIT)
    assert on_gitlab.fill_in(f"uses: OWNER/cop@{'0' * 40}") == f"uses: OWNER/cop@{'0' * 40}"  # no action of GitHub


@pytest.mark.parametrize(
    ("written", "program"),
    [
        (
            {"url": "ssh://git@github.com/example/cop.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            Program("https://github.com/example/cop", COMMIT),
        ),
        ({"url": "https://github.com/example/cop", "vcs_info": {"vcs": "git", "commit_id": "main"}}, Program()),
        ({"url": "file:///tmp/cop_site-1.0-py3-none-any.whl", "archive_info": {}}, Program()),
        ({"url": "file:///no/such/folder", "dir_info": {}}, Program()),
        (None, Program()),
    ],
    ids=["git", "no commit", "wheel", "folder gone", "unknown"],
)
def test_the_program_knows_where_it_was_installed_from(
    monkeypatch: pytest.MonkeyPatch, written: object, program: Program
) -> None:
    """From a repository at a commit, as the installer wrote it down; nothing is made up."""
    text = json.dumps(written) if written else None
    monkeypatch.setattr(origin, "distribution", lambda _: SimpleNamespace(read_text=lambda _: text))
    assert find_program() == program


def test_a_program_from_a_clone_is_of_the_clones_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository is the clone's remote one, the commit the one that is checked out."""
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "remote", "add", "origin", "git@github.com:example/cop.git")
    git(tmp_path, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--allow-empty", "-m", "Begin")
    head = subprocess.run(["git", "-C", tmp_path, "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    text = json.dumps({"url": tmp_path.as_uri(), "dir_info": {"editable": True}})
    monkeypatch.setattr(origin, "distribution", lambda _: SimpleNamespace(read_text=lambda _: text))
    assert find_program() == Program("https://github.com/example/cop", head.stdout.strip())


def test_a_checkout_that_was_never_installed_comes_from_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no distribution then."""

    def find(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(origin, "distribution", find)
    assert find_program() == Program()


def test_the_script_installs_one_commit_and_runs_it(tmp_path: Path) -> None:
    """It takes what is pinned, asks no index for `cop`, and the second time it only runs."""
    start(tmp_path, "--ci", "shell")
    head = subprocess.run(["git", "-C", EXAMPLE, "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    script = tmp_path / "cop.sh"
    text = script.read_text("utf-8").replace("https://github.com/OWNER/cop", EXAMPLE.as_uri())
    script.write_text(text.replace("0" * 40, head.stdout.strip()), "utf-8")
    fake = tmp_path / "bin" / "python3"
    fake.parent.mkdir()
    makes = 'if [ "$2" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; cp "$0" "$4/bin/cop"; fi'
    fake.write_text(f'#!/bin/sh\n{makes}\necho "$(basename "$0") $*"\n', "utf-8")
    fake.chmod(0o755)
    run = ["sh", str(script), "check", "--strict"]
    environment = {"PATH": f"{fake.parent}:/usr/bin:/bin", "HOME": str(tmp_path)}
    first, second = (
        subprocess.run(run, cwd="/", env=environment, capture_output=True, text=True, check=True) for _ in range(2)
    )
    pip = "python -m pip install --quiet --disable-pip-version-check"
    lines = first.stdout.splitlines()
    assert lines[0].startswith("python3 -m venv --clear")
    assert re.fullmatch(rf"{pip} --require-hashes --requirement (\S+)/requirements.txt", lines[1])
    assert re.fullmatch(rf"{pip} --no-index --no-build-isolation --no-deps (\S+)", lines[2])
    assert second.stdout == lines[3] + "\n" == f"cop -C {tmp_path} check --strict\n"


def test_the_pipeline_is_what_gitlab_takes(tmp_path: Path) -> None:
    """It fits the schema that editors use for it."""
    start(tmp_path, "--ci", "gitlab")
    check = Path(sys.executable).with_name("check-jsonschema")
    run = [str(check), "--builtin-schema", "vendor.gitlab-ci", str(tmp_path / ".gitlab-ci.yml")]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_notes_that_are_there_are_settled_in(tmp_path: Path) -> None:
    """What was adopted keeps its charter and gets no examples; the forms offer its topics."""
    write_notes(tmp_path, {"index.md": "---\nname: Adopted\n---\n", "topics/bread.md": "---\ntitle: Good bread\n---\n"})
    start(tmp_path, "--name", "Another")
    assert sorted(file.name for file in tmp_path.glob("content/**/*.md")) == ["bread.md", "index.md"]
    assert charter(tmp_path) == {"name": "Adopted"}
    assert yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))["site_name"] == "Adopted"
    assert "Good bread" in (tmp_path / ".github/ISSUE_TEMPLATE/meetup.yml").read_text("utf-8")


def test_settings_that_are_there_are_followed(tmp_path: Path) -> None:
    """Notes go where the settings say."""
    set_up(tmp_path, "content = 'notes'\nrepository = 'https://gitlab.com/example/notes'")
    said = start(tmp_path)
    assert (tmp_path / "notes/topics/example-topic.md").is_file()
    assert (tmp_path / ".gitlab-ci.yml").is_file()
    assert "rm notes/*/*example*" in said


@pytest.mark.parametrize("name", ["file", "file/below", "/proc/none"])
def test_what_cannot_be_written_is_refused(tmp_path: Path, name: str) -> None:
    """One line says so, and nothing is written."""
    if name.startswith("/proc") and not Path("/proc").is_dir():
        pytest.skip("this system has no folder that nobody can write")
    (tmp_path / "file").touch()
    result = cop(tmp_path, "init", "--yes", name)
    assert result.exit_code == 2
    assert re.fullmatch(r"cop: .+\n", result.stderr)


def test_the_community_that_is_copied_is_the_one_that_is_written(tmp_path: Path) -> None:
    """There is one source: what the guide says to copy is what the command writes."""
    start(tmp_path)
    ours = EXAMPLE / "examples" / "community"
    for file in (ours / ".github").rglob("*"):
        if file.is_file():
            written = (tmp_path / file.relative_to(ours)).read_text("utf-8")
            assert written == file.read_text("utf-8")


HOSTED = {
    "forgejo": (".forgejo/workflows/check.yml", ".forgejo/workflows/publish.yml"),
    "netlify": ("netlify.toml",),
    "cloudflare": ("wrangler.toml",),
    "container": ("Containerfile", ".dockerignore", ".devcontainer/devcontainer.json"),
}
STUB = """\
#!/bin/sh
echo "cop $*" >> "$LOG"
if [ "$1" = comment ]; then echo "What changes."; fi
mkdir -p public
echo hello > public/index.html
"""
"""A `cop.sh` that says how it was run, and builds a site of one page."""


def test_several_hosts_get_their_files(tmp_path: Path) -> None:
    """Who is on GitHub and shows previews elsewhere says both; a file of both is written once."""
    start(tmp_path, "--ci", "github", *(part for host in HOSTED for part in ("--ci", host)))
    made = files_in(tmp_path)
    assert {f"{WORKFLOWS}/check.yml", "cop.sh", *(file for files in HOSTED.values() for file in files)} <= set(made)
    assert tomllib.loads(made["netlify.toml"])["build"]["publish"] == "public"
    assert tomllib.loads(made["wrangler.toml"])["pages_build_output_dir"] == "public"
    assert json.loads(made[".devcontainer/devcontainer.json"])["postAttachCommand"] == "sh cop.sh serve"
    assert re.findall(r"^[A-Z]+", made["Containerfile"], re.MULTILINE)[-1] == "CMD"


def test_codeberg_gets_workflows_for_forgejo_on_its_branch(tmp_path: Path) -> None:
    """They use no action, so that nobody else's code runs."""
    assert run(tmp_path, "git", "init", "-q", "-b", "trunk").returncode == 0
    start(tmp_path, "--repository", "https://codeberg.org/example/notes")
    made = files_in(tmp_path)
    for name in HOSTED["forgejo"]:
        assert yaml.safe_load(made[name].replace("\non:", "\nwhen:"))["when"]["push"] == {"branches": ["trunk"]}
        assert "uses:" not in made[name]


def _play(root: Path, script: str, **variables: str) -> str:
    """Run a script of a workflow, and return how it ran `cop`."""
    log = root.with_name("log.txt")
    log.write_text("", "utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), "LOG": str(log), **variables}
    done = subprocess.run(["sh", "-ec", script], cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return log.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="workflows run in a Unix shell")
def test_the_workflows_for_forgejo_check_and_publish(tmp_path: Path) -> None:
    """Their commands, run in order against a repository: the notes are checked, and the branch has the site."""
    source = tmp_path / "source"
    source.mkdir()
    start(source, "--ci", "forgejo")
    (source / "cop.sh").write_text(STUB, "utf-8")
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@us.example")
    for command in (("init", "-q", "-b", "main"), ("add", "."), (*who, "commit", "-qm", "Begin")):
        assert run(source, "git", *command).returncode == 0
    base = run(source, "git", "rev-parse", "HEAD").stdout.strip()
    values = {"REPOSITORY": source.as_uri(), "REF": "refs/heads/main", "TOKEN": "none", "BASE": base}
    ran = []
    for name in HOSTED["forgejo"]:
        (job,) = yaml.safe_load((source / name).read_text("utf-8"))["jobs"].values()
        folder = tmp_path / Path(name).stem
        folder.mkdir()
        ran.append("".join(_play(folder, step["run"], **values) for step in job["steps"]))
    assert ran[0] == f"cop check --changed {base}\ncop diff {base}\ncop build --keep-going --output public\n"
    assert ran[1] == "cop build --output public\n"
    assert run(source, "git", "show", "pages:index.html").stdout == "hello\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipelines run in a Unix shell")
@pytest.mark.parametrize(
    ("before", "asked"), [("[]", "POST"), ('[{"id": 7, "body": "<!-- cop: what changes --> old"}]', "PUT")]
)
def test_the_note_below_a_merge_request_is_written_once(tmp_path: Path, before: str, asked: str) -> None:
    """The first pipeline writes it, and each later one changes it."""
    root, bin_folder = tmp_path / "root", tmp_path / "bin"
    root.mkdir()
    start(root, "--ci", "gitlab")
    (root / "cop.sh").write_text(STUB, "utf-8")
    bin_folder.mkdir()
    (bin_folder / "curl").write_text(f'#!/bin/sh\necho "$*" >> "$LOG"\necho \'{before}\'\n', "utf-8")
    (bin_folder / "curl").chmod(0o755)
    lines = yaml.safe_load((root / ".gitlab-ci.yml").read_text("utf-8"))["note"]["script"]
    script = "\n".join(("COP_TOKEN=none", *lines))
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    mark = "<!-- cop: what changes -->"
    ran = _play(root, script, PATH=path, NOTES="http://notes", MARK=mark, PREVIEW="http://preview")
    assert f"--request {asked} --data-urlencode body@note.md http://notes{'/7' if asked == 'PUT' else ''}\n" in ran
    assert (root / "note.md").read_text(
        "utf-8"
    ) == f"{mark}\nWhat changes.\n\nThe [preview](http://preview) of the site.\n"
