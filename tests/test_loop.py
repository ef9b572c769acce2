"""What always holds of the loop from wishes to meetups and back, whatever a community writes."""

from __future__ import annotations

import os
import random
import time
from datetime import timedelta

import pytest
from communities import AS_OF, measure_texts
from hypothesis import given
from hypothesis import strategies as st
from small_communities import communities

from cop_site.feeds.community import describe_community
from cop_site.insight.decisions import DecisionState
from cop_site.insight.figures import Figures
from cop_site.insight.wishes import WishState


def _unmet(figures: Figures) -> int:
    return sum(len(members) for members in figures.asked.values())


def _looking_back(figures: Figures) -> object:
    """The figures that only say what has happened."""
    document = describe_community(figures)
    topics = [(topic["slug"], topic["held"], topic["flags"], topic["last_held"]) for topic in document["topics"]]
    kept = ("repeats", "repeat_rate", "cadence")
    totals = (document["coverage"]["covered"], document["asked_for"]["served"])
    return [*(document[name] for name in kept), topics, totals]


@given(communities())
@pytest.mark.slow
def test_every_wish_and_every_decision_has_one_state(notes: dict[str, str]) -> None:
    """A wish is open, planned with a meetup to come, or served by a held one; of a decision one thing holds."""
    figures = measure_texts(notes)
    community = figures.community
    for wish in figures.wishes:
        assert (wish.meetup is None) == (wish.state is WishState.OPEN)
        assert wish.state is not WishState.SERVED or (wish.meetup and community.is_held(wish.meetup))
        assert wish.state is not WishState.PLANNED or (wish.meetup and community.is_planned(wish.meetup))
    present = [m for m in community.members.values() if not (m.fields.left and m.fields.left <= AS_OF)]
    assert {wish.member.slug for wish in figures.wishes} == {m.slug for m in present if m.fields.wants}
    wanted = {slug: [wish.member.slug for wish in figures.wishes if wish.topic == slug] for slug in community.topics}
    assert wanted == {slug: [m.slug for m in covered.wanted_by] for slug, covered in figures.coverage.topics.items()}
    by_state = [len(figures.log.with_state(state)) for state in DecisionState]
    assert sum(by_state) == len(figures.log.decisions)


@given(communities(), st.data())
@pytest.mark.slow
def test_holding_a_wanted_meetup_never_raises_unmet_demand(notes: dict[str, str], data: st.DataObject) -> None:
    """One more held meetup on a topic serves wishes or changes nothing."""
    before = measure_texts(notes)
    topics = sorted(before.community.topics)
    if topics:
        slug = data.draw(st.sampled_from(topics))
        day = AS_OF - timedelta(days=data.draw(st.integers(0, 400)))
        after = measure_texts({**notes, f"meetups/{day}-one-more.md": f"---\ntitle: One more\ntags: [{slug}]\n---\n"})
        assert _unmet(after) <= _unmet(before)


@given(communities(), st.integers(1, 900))
@pytest.mark.slow
def test_what_is_to_come_changes_no_figure_that_looks_back(notes: dict[str, str], days: int) -> None:
    """A meetup on a day to come, and what stands in its note, counts for nothing until then."""
    before = measure_texts(notes)
    day = AS_OF + timedelta(days=days)
    for slug in [*sorted(before.community.topics)[:1], "elsewhere"]:
        later = f"---\ntitle: Later\ntags: [{slug}]\nspeakers: [ann]\n---\n## Decisions\n\n- Nothing yet.\n"
        after = measure_texts({**notes, f"meetups/{day}-later.md": later})
        assert _looking_back(after) == _looking_back(before)
        assert after.log.decisions == before.log.decisions
    wants = f"---\nname: Late\nwants: [{{topic: alpha, since: {day}}}, {{topic: 'no topic', since: {day}}}]\n---\n"
    after = measure_texts({**notes, "members/late.md": wants})
    assert (after.wishes, after.plan, after.coverage.wishes) == (before.wishes, before.plan, before.coverage.wishes)


@given(communities(), st.randoms(use_true_random=False))
@pytest.mark.slow
def test_the_order_of_files_changes_nothing(notes: dict[str, str], order: random.Random) -> None:
    """The same files give the same figures in any order."""
    shuffled = list(notes.items())
    order.shuffle(shuffled)
    assert describe_community(measure_texts(dict(shuffled))) == describe_community(measure_texts(notes))


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process cannot be changed here")
def test_the_machines_time_zone_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on the other side of the world computes the same."""
    notes = {
        "index.md": "---\nname: Us\npurpose: P.\ntimezone: Asia/Tokyo\nmeetups: {every: first Tuesday}\n---\n",
        "topics/a.md": "---\ntitle: A\n---\n",
        "meetups/2026-11-25-today.md": "---\ntitle: Today\ntags: [a]\ntime: '23:59'\n---\n",
    }
    documents = []
    for zone in ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        documents.append(describe_community(measure_texts(notes)))
    monkeypatch.undo()
    time.tzset()
    assert documents[0] == documents[1] == documents[2]
