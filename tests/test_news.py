"""What is new for those who follow a topic, a person or a path, as the site lists it for their browsers."""

from __future__ import annotations

from collections.abc import Mapping

from communities import site_of

from cop_site.pages.news import list_news

CHARTER = {"index.md": "---\nname: Us\npurpose: P.\n---\n"}
NOTES = {
    **CHARTER,
    "topics/alpha.md": "---\ntitle: Alpha\n---\n",
    "topics/beta.md": "---\ntitle: Beta\n---\n",
    "paths/begin.md": "---\ntitle: Begin\nfor: all\nsteps: [{topic: alpha}, {note: practices/round}]\n---\n",
    "members/ana-li.md": "---\nname: Ana Li\nlisted: true\njoined: 2026-01-01\n---\n",
    "members/zuqel-wyxov.md": "---\nname: Zuqel Wyxov\n---\n",
    "meetups/2026-01-14-one.md": "---\ntitle: One\ntags: [alpha, beta]\nspeakers: [ana-li, zuqel-wyxov]\n---\n"
    "## Decisions\n\n- Go on with @zuqel-wyxov\n- ~~Stop~~\n",
    "meetups/2027-01-14-two.md": "---\ntitle: Two\ntags: [beta]\n---\n",
    "meetups/2027-02-14-off.md": "---\ntitle: Off\ntags: [beta]\nstatus: cancelled\n---\n",
    "practices/round.md": "---\ntitle: Round\nsince: 2026-02-01\n---\n",
    "practices/undated.md": "---\ntitle: Undated\ntags: [alpha]\n---\n",
    "practices/hidden.md": "---\ntitle: Hidden\ntags: [alpha]\nsince: 2026-02-01\ndraft: true\n---\n",
    "practices/apart.md": "---\ntitle: Apart\nsince: 2026-02-01\n---\n",
}


def news(notes: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the titles of what is new, each with what it belongs to."""
    return {one["title"]: one["on"] for one in list_news(site_of(notes))}


def test_each_entry_belongs_to_topics_listed_people_and_paths() -> None:
    """The newest comes first; what belongs to nothing, has no day or is not shown is left out."""
    found = news(NOTES)
    assert list(found) == ["Two", "Round", "Go on with a member", "One"]
    assert found["Two"] == ["topics/beta/"]
    assert found["Round"] == ["paths/begin/"]
    assert found["Go on with a member"] == ["paths/begin/", "topics/alpha/"]
    assert found["One"] == ["members/ana-li/", "paths/begin/", "topics/alpha/", "topics/beta/"]


def test_nobody_who_is_not_listed_is_in_it() -> None:
    """Neither a name nor a slug of theirs, whatever they led."""
    assert "zuqel" not in repr(list_news(site_of(NOTES))).casefold()


def test_a_meetup_is_new_when_it_is_planned_and_again_when_it_was_held() -> None:
    """Its identity changes, so that who has read of the plan is told of its notes."""
    (planned,) = (one for one in list_news(site_of(NOTES)) if one["title"] == "Two")
    held = {
        **CHARTER,
        "topics/beta.md": NOTES["topics/beta.md"],
        "meetups/2026-01-14-two.md": "---\ntitle: Two\ntags: [beta]\n---\n",
    }
    (later,) = list_news(site_of(held))
    assert (planned["kind"], planned["id"]) == ("Planned meetup", "meetups/2027-01-14-two/planned")
    assert (later["kind"], later["id"], later["day"]) == ("Meetup", "meetups/2026-01-14-two/", "14 Jan 2026")


def test_what_is_renamed_is_neither_new_nor_lost() -> None:
    """A note, and what is followed, are known by their first address."""
    renamed = {
        **NOTES,
        "topics/gamma.md": "---\ntitle: Gamma\nredirect_from: [topics/beta]\n---\n",
        "meetups/2027-01-14-two.md": "---\ntitle: Two\ntags: [gamma]\nredirect_from: [meetups/2027-01-13-two]\n---\n",
    }
    del renamed["topics/beta.md"]
    (two,) = (one for one in list_news(site_of(renamed)) if one["title"] == "Two")
    assert (two["id"], two["uri"], two["on"]) == (
        "meetups/2027-01-13-two/planned",
        "meetups/2027-01-14-two/",
        ["topics/beta/"],
    )


def test_the_list_is_bounded() -> None:
    """However many notes there are, the latest are enough for those who come by."""
    many = {
        f"practices/p{number:03}.md": f"---\ntitle: P{number}\ntags: [alpha]\nsince: 2026-01-01\n---\n"
        for number in range(300)
    }
    assert len(list_news(site_of({**CHARTER, "topics/alpha.md": NOTES["topics/alpha.md"], **many}))) == 200
