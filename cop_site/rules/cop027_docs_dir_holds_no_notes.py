"""Nothing but `cop` can publish the notes.

What: `docs_dir` or `custom_dir` in the settings of an engine is the folder of the notes, or one around it or
in it; or `docs_dir` is said elsewhere, by `INHERIT` or `!ENV`. The settings are `mkdocs.yml`,
`properdocs.yml`, the same with `.yaml`, and `zensical.toml`.

Why: an engine that reads such a file and does not run the plugin, such as Zensical, or MkDocs once the
plugin is no longer named, takes every Markdown file in that folder for a page. It publishes drafts, stories
without consent and the names of members who are not listed, and reports no problem.

Example:

    docs_dir: content

How to fix it: make a folder `no-notes` with a page `index.md` in it that says that the site was not built
with `cop`, and write `docs_dir: no-notes`. The plugin finds the notes by itself.
"""

from cop_site.diagnostics import Severity

CODE = "COP027"
NAME = "docs-dir-holds-no-notes"
SEVERITY = Severity.WARNING
