"""The baseline: problems that were there when a community began to check, which are counted and stop nothing."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from cop_site.diagnostics import Diagnostic, UserError
from cop_site.fixes.write import replace_file

FILE = "cop-baseline.json"
Baseline = Counter[tuple[str, str, str]]
"""The number of known problems by path, code and fingerprint of the message."""
_NUMBER = re.compile(r"(?<= )[\d,]+(?= )")
"""A size or a number of days, which changes while the problem stays."""


class BaselineError(UserError):
    """The baseline cannot be read."""


def read_baseline_text(root: Path) -> str:
    """Return the text of a project's baseline; empty if it has none. Raise BaselineError if it is a link."""
    file = root / FILE
    if file.is_symlink():
        raise BaselineError(f"'{FILE}' is a symbolic link, which is not followed: delete it")
    try:
        return file.read_text("utf-8", "replace")
    except FileNotFoundError:
        return ""


def parse_baseline(text: str) -> Baseline | None:
    """Return the baseline in a text, None if it is empty; raise BaselineError if it is no baseline."""
    if not text:
        return None
    try:
        return Counter(
            {
                (path, code, fingerprint): int(count)
                for path, codes in json.loads(text).items()
                for code, fingerprints in codes.items()
                for fingerprint, count in fingerprints.items()
            }
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        hint = "restore it from git, or write it anew with 'cop check --baseline write'"
        raise BaselineError(f"{FILE} cannot be read: {hint}") from None


def render_baseline(baseline: Baseline) -> str:
    """Return a baseline as JSON with a line for each file, so that git can merge it."""
    paths: dict[str, dict[str, dict[str, int]]] = {}
    for (path, code, fingerprint), count in sorted(baseline.items()):
        if count > 0:
            paths.setdefault(path, {}).setdefault(code, {})[fingerprint] = count
    lines = (f"{json.dumps(path)}: {json.dumps(codes)}" for path, codes in paths.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write_baseline(root: Path, baseline: Baseline) -> None:
    """Write the baseline of a project; an empty one is deleted."""
    if baseline:
        replace_file(root / FILE, render_baseline(baseline).encode())
    else:
        (root / FILE).unlink(missing_ok=True)


def make_baseline(diagnostics: Iterable[Diagnostic]) -> Baseline:
    """Return the baseline that knows all of these diagnostics."""
    return Counter(map(_identify, diagnostics))


def compare(diagnostics: Collection[Diagnostic], baseline: Baseline | None) -> list[Diagnostic]:
    """Return the diagnostics, each with its state; of those that are alike, the first ones are known."""
    if baseline is None:
        return list(diagnostics)
    return [
        replace(diagnostic, baseline_state="unchanged" if is_known else "new")
        for diagnostic, is_known in zip(diagnostics, _are_known(diagnostics, baseline), strict=True)
    ]


def find_new(diagnostics: Collection[Diagnostic], baseline: Baseline) -> list[Diagnostic]:
    """Return the diagnostics that neither a baseline knows, nor that of the project."""
    pairs = zip(diagnostics, _are_known(diagnostics, baseline), strict=True)
    return [diagnostic for diagnostic, is_known in pairs if not (is_known or diagnostic.is_known)]


def _are_known(diagnostics: Iterable[Diagnostic], baseline: Baseline) -> Iterator[bool]:
    left = baseline.copy()
    for diagnostic in diagnostics:
        key = _identify(diagnostic)
        left[key] -= 1
        yield left[key] >= 0


def carry_over(
    baseline: Baseline, before: Iterable[Diagnostic], after: Iterable[Diagnostic], paths: Mapping[str, str]
) -> Baseline:
    """Return the baseline after files were renamed, and with them what messages say.

    `paths` has the new path for each old one. A problem that only has another message now takes the place of one of
    its rule and file that is gone.
    """
    moved: Baseline = Counter()
    for (path, code, fingerprint), count in baseline.items():
        moved[paths.get(path, path), code, fingerprint] += count
    # What was not known before must not become known.
    unknown = {
        (paths.get(found.span.path, found.span.path), *_identify(found)[1:]) for found in before if not found.is_known
    }
    after = compare(list(after), moved)
    known = make_baseline(found for found in after if found.is_known)
    gone = Counter(key[:2] for key in (moved - known).elements())
    for found in after:
        key = _identify(found)
        if not found.is_known and key not in unknown and gone[key[:2]] > 0:
            gone[key[:2]] -= 1
            known[key] += 1
    return known


def _identify(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """Return what stays of a diagnostic when lines move."""
    return diagnostic.span.path, diagnostic.code, _fingerprint(diagnostic.message)


@lru_cache(maxsize=4_096)  # many notes have the same problem
def _fingerprint(message: str) -> str:
    """Return a digest of a message, which may name people."""
    message = _NUMBER.sub("0", message)
    return blake2b(message.encode("utf-8", "replace"), digest_size=5).hexdigest()
