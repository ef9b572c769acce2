"""Diagnostics as a Code Quality report, which GitLab shows in a merge request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from cop_site.diagnostics import Diagnostic, Severity
from cop_site.output import as_json
from cop_site.reporters.bounds import count_more

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info", Severity.OFF: "info"}


def render_gitlab(diagnostics: Sequence[Diagnostic], folder: str = "") -> str:
    """Return a report of the diagnostics that the baseline does not have; ends with a newline.

    `folder` is the project's folder in its repository; empty at the root. A fingerprint stays the same when lines move.
    """
    seen: Counter[str] = Counter()
    rows = []
    for found in diagnostics:
        if found.is_known:
            continue
        path = f"{folder}/{found.span.path}" if folder else found.span.path
        identity = f"{found.name}\0{path}\0{found.message}"
        seen[identity] += 1
        key = f"{identity}\0{seen[identity]}".encode("utf-8", "surrogatepass")
        said = (found.message, found.hint and f"hint: {found.hint}", count_more(found))
        rows.append(
            {
                "description": "; ".join(filter(None, said)),
                "check_name": f"{found.code} {found.name}",
                "fingerprint": sha256(key).hexdigest(),
                "severity": _SEVERITIES[found.severity],
                "location": {"path": path, "lines": {"begin": found.span.line, "end": found.span.end_line}},
            }
        )
    return as_json(rows)
