"""Says where in which file a site cannot be made, and what to do about it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

import yaml
from jinja2 import TemplateError, TemplateSyntaxError

from cop_site.diagnostics import Span, UserError
from cop_site.engines.mkdocs.failed import BuildFailedError
from cop_site.engines.serve import Failure
from cop_site.project.open import SITE_FILE, read_site_file
from cop_site.project.site_file import find_line
from cop_site.settings_file import SettingsError

_LOG = logging.getLogger("cop.serve")
_OPTION = re.compile(r"Config value '(\w+)': ")
"""How MkDocs begins a message about an option."""


def explain_failure(error: Exception, root: Path) -> tuple[Failure, ...]:
    """Return what an exception is about; log its traceback if that is a mistake of ours, or of a plugin."""
    if isinstance(error, SettingsError):
        return tuple(Failure(problem.span, problem.message, problem.hint) for problem in error.problems)
    cause = error.__cause__ if isinstance(error, BuildFailedError) else error
    if isinstance(cause, TemplateError):
        return (_explain_template(cause, root),)
    if isinstance(error, BuildFailedError):
        return tuple(_explain_site_file(str(error), root))
    if isinstance(error, UserError | OSError):
        return (Failure(Span(""), str(error)),)
    _LOG.error("the page cannot be made", exc_info=error)
    return (Failure(Span(""), f"{type(error).__name__}: {error}", "the terminal shows where"),)


def _explain_template(error: TemplateError, root: Path) -> Failure:
    """Return where in a template an error is: where it cannot be parsed, or where it was being rendered."""
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    files = [(name, line) for name, line in places if name.endswith((".html", ".xml", ".svg"))]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        files.append((error.filename, error.lineno))
    name, line = files[-1] if files else ("", 1)
    file = Path(name)
    path = file.relative_to(root.resolve()).as_posix() if file.is_relative_to(root.resolve()) else name
    hint = "correct the template; docs/templates.md lists the names that each has"
    return Failure(Span(path, line), f"the template cannot be used: {error.message or error}", hint)


def _explain_site_file(message: str, root: Path) -> Iterator[Failure]:
    """Yield what is wrong with `mkdocs.yml`: where it is not YAML, or the line of each option."""
    text = read_site_file(root)
    try:
        yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        place = Span(SITE_FILE, line, column)
        yield Failure(place, f"is not YAML: {error.problem}", "correct the line, or the one above")
        return
    for part in message.split("; "):
        option = _OPTION.match(part)
        line = find_line(text, option[1]) if option else 1
        yield Failure(Span(SITE_FILE, line), part, "see 'mkdocs.yml' in the manual of MkDocs")
