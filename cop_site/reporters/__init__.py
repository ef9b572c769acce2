"""Reporters: diagnostics as text, JSON, GitHub annotations and SARIF."""

from cop_site.reporters.bounds import bound
from cop_site.reporters.json import render_json
from cop_site.reporters.text import render_line, render_text

__all__ = ["bound", "render_json", "render_line", "render_text"]
