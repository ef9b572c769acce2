"""Settings for VS Code: link checks, snippets, and tasks that run `cop check`."""

from __future__ import annotations

from typing import Any

from cop_site.diagnostics import Severity

SETTINGS: dict[str, Any] = {
    "files.eol": "\n",
    "markdown.validate.enabled": True,
    "markdown.validate.fileLinks.enabled": "error",
    "markdown.validate.fragmentLinks.enabled": "error",
    "markdown.validate.referenceLinks.enabled": "warning",
    "[markdown]": {
        "editor.wordWrap": "on",
        "editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "off"},
        "editor.snippetSuggestions": "top",
    },
}
"""The editor checks links, and offers snippets without a key."""

EXTENSIONS: dict[str, Any] = {"recommendations": ["eliostruyf.vscode-front-matter"]}
"""Front Matter CMS shows the fields of a note as a form; its settings are in `frontmatter.json`."""

LINE = rf"^(.+?):(\d+):(\d+): ({'|'.join(s.value for s in Severity if s is not Severity.OFF)}) (COP\d+) [\w-]+: (.*)$"
"""A diagnostic in the output of `cop check`: `content/a.md:3:1: error COP101 field-is-known: unknown field 'x'`."""

TASKS: dict[str, Any] = {
    "version": "2.0.0",
    "tasks": [
        {
            "label": label,
            "type": "shell",
            "command": command,
            "group": "test",
            "problemMatcher": {
                "owner": "cop",
                "source": "cop",
                "fileLocation": ["relative", "${workspaceFolder}"],
                "pattern": {
                    "regexp": LINE,
                    "file": 1,
                    "line": 2,
                    "column": 3,
                    "severity": 4,
                    "code": 5,
                    "message": 6,
                },
            },
        }
        for label, command in (
            ("cop check", "cop check --all"),
            ("cop check: fix what is safe", "cop check --all --fix"),
        )
    ],
}
"""Each run fills the list of problems, which links to the lines."""
