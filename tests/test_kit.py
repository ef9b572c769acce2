"""What is there to hold a meetup again, on its page and on those of its topics."""

from __future__ import annotations

from pathlib import Path

import pytest
from communities import site_of
from sites import built, set_up, write_notes

from cop_site.pages.meetup import meetup_page

SHEET = "format: template\ntags: [splice]\n---\n"
NOTES = {
    "index.md": "---\nname: C\npurpose: P.\n---\n",
    "topics/splice.md": "---\ntitle: Splice\n---\nSee [the rules](rules.pdf).\n",
    "topics/bare.md": "---\ntitle: Bare\n---\n",
    "resources/sheet.md": f"---\ntitle: A sheet\nurl: https://example.org/sheet\n{SHEET}",
    "resources/old.md": f"---\ntitle: An old sheet\nurl: https://example.org/old\nsuperseded_by: sheet\n{SHEET}",
    "meetups/2026-03-04-first.md": (
        "---\ntitle: First\ntags: [splice]\nsetup: Two tables, @ana has rope.\nslides: https://example.org/s\n"
        "resources: [sheet]\n---\nWe measured: [all lengths](lengths.csv).\n"
    ),
    "meetups/2026-04-01-second.md": "---\ntitle: Second\ntags: [splice]\nslides: https://example.org/t\n---\nAgain.\n",
    "members/ana.md": "---\nname: Ana Li\n---\n",
}
FILES = (
    "topics/rules.pdf",
    "meetups/lengths.csv",
    "meetups/2026-03-04-first/my slides.pdf",
    "meetups/2026-04-01-second/names of ana-li.csv",
)


@pytest.mark.slow
def test_a_kit_gathers_what_is_there(tmp_path: Path) -> None:
    """Room, hand-outs, data and slides, each once; pictures, what is superseded and whose name is hidden are not."""
    root = write_notes(set_up(tmp_path), NOTES)
    for name in FILES:
        file = root / "content" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"%PDF-1.4\n%%EOF\n" if name.endswith("pdf") else b"a,b\n")
    site = built(root, "--keep-going")

    def gathered(uri: str) -> str:
        page = (site.folder / uri / "index.html").read_text("utf-8")
        return page.partition('id="cop-kit"')[2].partition("</dl>")[0]

    topic = gathered("topics/splice")
    for text in (
        "Two tables, a member has rope.",
        "rules.pdf",
        "A sheet",
        "my slides.pdf",
        "/s",
        "/t",
        ">First<",
        ">Second<",
    ):
        assert text in topic
    for text in ("An old sheet", "lengths.csv", "ana-li"):
        assert text not in topic
    assert topic.count("A sheet") == 1
    meetup = gathered("meetups/2026-03-04-first")
    assert all(text in meetup for text in ("Two tables", "lengths.csv", "A sheet", "my slides.pdf"))
    assert gathered("meetups/2026-04-01-second") == gathered("topics/bare") == ""


@pytest.mark.parametrize(("day", "heading"), [("2026-03-04", "To run it again"), ("2099-03-04", "Ready to run")])
def test_what_is_planned_is_not_run_again(day: str, heading: str) -> None:
    """A meetup that was held has its kit to run it again, and one to come has it ready."""
    site = site_of({f"meetups/{day}-first.md": "---\ntitle: First\nsetup: Two tables.\n---\n"})
    html = meetup_page(site, site.community.meetups_by_slug[f"{day}-first"]).html
    assert [name for name in ("To run it again", "Ready to run") if name in html] == [heading]
