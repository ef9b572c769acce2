"""Diagnostics as text for people, and in the forms that programs read."""

from cop_site.reporters.escape import escape_commands
from cop_site.reporters.json import render_json
from cop_site.reporters.text import render_line, render_text

__all__ = ["escape_commands", "render_json", "render_line", "render_text"]
