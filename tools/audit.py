"""Asks for the known holes in all that is pinned: `make audit`.

Exits with status 1 for a hole that is known, and with 0 where nobody could be asked, which it says.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PINNED = ("requirements.txt", "requirements-test.txt", "requirements-audit.txt")


def main() -> int:
    """Print what is known of each package that is pinned, and return the exit status."""
    answers = [(name, ask_about_python(name)) for name in PINNED] + [("package-lock.json", ask_about_scripts())]
    known = False
    for name, (holes, unasked) in answers:
        for line in holes or [] if unasked else holes or ["no known holes"]:
            sys.stdout.write(f"{name}: {line}\n")
        if unasked:
            sys.stdout.write(f"{name}: {unasked}\n")
        known = known or bool(holes)
    return 1 if known else 0


def ask_about_python(name: str) -> tuple[list[str], str]:
    """Return the known holes in the packages of a requirements file, and what could not be looked up."""
    program = Path(sys.executable).with_name("pip-audit")
    command: list[str | Path] = [
        program,
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner",
        "off",
        "--format",
        "json",
        "-r",
        name,
    ]
    return read_pip_audit(*_run(command))


def ask_about_scripts() -> tuple[list[str], str]:
    """Return the known holes in the linters of scripts, and what could not be looked up."""
    npm = shutil.which("npm")
    return read_npm_audit(*_run([npm, "audit", "--json"])) if npm else ([], "not looked up: there is no npm")


def read_pip_audit(printed: str, said: str) -> tuple[list[str], str]:
    """Return the same from what pip-audit has printed and said."""
    document = _parse(printed)
    if "dependencies" not in document:
        return [], f"not looked up: {_last_line(said)}"
    packages = document["dependencies"]
    holes = [_describe(package, hole) for package in packages for hole in package.get("vulns", ())]
    skipped = [package["skip_reason"] for package in packages if "skip_reason" in package]
    unasked = f"{len(skipped)} of {len(packages)} packages not looked up: {skipped[0]}" if skipped else ""
    return holes, unasked


def read_npm_audit(printed: str, said: str) -> tuple[list[str], str]:
    """Return the same from what `npm audit` has printed and said."""
    document = _parse(printed)
    if "vulnerabilities" not in document:
        return [], f"not looked up: {document.get('message') or _last_line(said)}"
    return list(_read_npm(document["vulnerabilities"])), ""


def _read_npm(packages: dict[str, Any]) -> Iterator[str]:
    for name, package in packages.items():
        titles = [via["title"] for via in package["via"] if isinstance(via, dict)]
        yield f"{name} {package['range']}: {package['severity']}: {'; '.join(titles) or 'by what it needs'}"


def _describe(package: dict[str, Any], hole: dict[str, Any]) -> str:
    fixed = ", ".join(hole.get("fix_versions", ())) or "no version yet"
    return f"{package['name']} {package['version']}: {hole['id']}, fixed in {fixed}"


def _run(command: Sequence[str | Path]) -> tuple[str, str]:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  # no input
    return done.stdout, done.stderr


def _parse(printed: str) -> dict[str, Any]:
    try:
        document = json.loads(printed)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2] or "no answer"


if __name__ == "__main__":
    sys.exit(main())
