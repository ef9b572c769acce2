"""Where a project, and `cop` itself, come from: their repositories."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from cop_site.authoring.begin import Program
from cop_site.project.revision import RevisionError, find_head, run_git

DISTRIBUTION = "cop-site"
"""The name of the package."""
_SHORT = re.compile(r"(?:[\w.-]+@)?([\w.-]+\.[\w.-]+):(?!//)(.+)\Z")
"""`git@github.com:example/notes.git`."""


def to_web_address(remote: str) -> str:
    """Return the web address of a repository by the address that git has, without any user, password or port of ssh.

    Empty for a folder, or for anything else that no browser opens.
    """
    if short := _SHORT.match(remote):
        remote = f"ssh://{short[1]}/{short[2]}"
    try:
        parts = urlsplit(remote)
        port = f":{parts.port}" if parts.port and parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
    path = parts.path.strip("/").removesuffix(".git")
    if parts.scheme not in ("http", "https", "ssh", "git") or not parts.hostname or not path:
        return ""
    scheme = "http" if parts.scheme == "http" else "https"
    return f"{scheme}://{parts.hostname}{port}/{path}"


def find_repository(root: Path) -> str:
    """Return the web address of the repository that `root` is in; empty where there is none."""
    return to_web_address(_ask_git(root, "remote", "get-url", "origin"))


def find_branch(root: Path) -> str:
    """Return the branch that is published: that of the remote repository, else the one that is checked out."""
    remote = _ask_git(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/")
    return remote or _ask_git(root, "symbolic-ref", "--quiet", "--short", "HEAD") or "main"


def find_top(root: Path) -> Path | None:
    """Return the top of the git repository that `root` is in."""
    top = _ask_git(root, "rev-parse", "--show-toplevel")
    return Path(top) if top else None


def find_program() -> Program:
    """Return where the program that runs was installed from, as the installer wrote it down (PEP 610)."""
    try:
        origin = json.loads(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        return Program()
    address, commit = str(origin.get("url", "")), origin.get("vcs_info", {}).get("commit_id", "")
    if "dir_info" in origin:
        folder = Path(url2pathname(urlsplit(address).path))
        address = _ask_git(folder, "remote", "get-url", "origin")
        try:
            commit = find_head(folder)
        except RevisionError:
            return Program()
    address = to_web_address(address)
    return Program(address, commit) if address and re.fullmatch(r"[0-9a-f]{40}", commit) else Program()


def _ask_git(root: Path, *arguments: str) -> str:
    """Return the line that a git command prints; empty if it fails."""
    try:
        return run_git(root, *arguments).decode("utf-8", "replace").strip()
    except RevisionError:
        return ""
