"""Diagnostics as text for people, and in the forms that programs read."""

from cop_site.reporters.document import render_json
from cop_site.reporters.inert import make_inert
from cop_site.reporters.text import render_line, render_text

__all__ = ["make_inert", "render_json", "render_line", "render_text"]
