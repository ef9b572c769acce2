"""Makes the generated parts of every page anew, and names the pages that changed."""

from __future__ import annotations

import click

from reference.pages import DOCS, fill, find_pages

for page in find_pages():
    old = page.read_text("utf-8")
    new = fill(old)
    if new != old:
        page.write_text(new, "utf-8", newline="\n")
        click.echo(page.relative_to(DOCS.parent))
