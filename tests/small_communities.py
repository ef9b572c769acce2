"""Hypothesis strategies for small communities."""

from __future__ import annotations

from datetime import timedelta

from communities import AS_OF
from hypothesis import strategies as st

TOPICS = ("alpha", "beta", "gamma", "delta")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

day = st.integers(-800, 200).map(lambda days: (AS_OF + timedelta(days=days)).isoformat())
topic = st.fixed_dictionaries(
    {
        "objectives": st.lists(st.sampled_from("xyz"), unique=True, max_size=3).map(
            lambda ids: [{"id": name, "text": name} for name in ids]
        ),
        "requires": st.lists(st.sampled_from(TOPICS), unique=True, max_size=2),
        "baseline": st.sampled_from(["true", "false"]),
        "area": st.sampled_from(["A", "B"]),
    },
    optional={"level": st.sampled_from(["foundation", "practitioner", "advanced"])},
)
tags = st.lists(st.sampled_from([*TOPICS, "Alphas", "free"]), unique=True, max_size=3)
claims = st.lists(st.tuples(st.sampled_from(TOPICS), st.sampled_from("xyz")).map("/".join), unique=True, max_size=4)
status = st.sampled_from(["", "status: cancelled\n", "status: held\n", "status: planned\n"])
people = st.lists(st.sampled_from(["ann", "Bob", "cy"]), unique=True, max_size=2)
rhythm = st.fixed_dictionaries({"every": st.integers(1, 40)}, optional={"on": st.sampled_from(WEEKDAYS)})


@st.composite
def communities(draw: st.DrawFn) -> dict[str, str]:
    """Return a charter with a rhythm, topics with prerequisites, past and future meetups, practices and members."""
    notes = {"index.md": f"---\nname: Us\npurpose: P.\nmeetups: {draw(rhythm)}\n---\n"}
    for slug in TOPICS:
        fields = "".join(f"{name}: {value}\n" for name, value in draw(topic).items())
        notes[f"topics/{slug}.md"] = f"---\ntitle: {slug}\n{fields}---\n"
    for number in range(draw(st.integers(0, 6))):
        on = draw(day)
        notes[f"meetups/{on}-{number}.md"] = write_meetup(on, draw(tags), draw(claims), draw(status), draw(people))
    for number in range(draw(st.integers(0, 3))):
        fields = draw(st.sampled_from(["", "reviewed: 2026-01-01\n", "reviewed: 2026-06-01\nreview_in: 180\n"]))
        notes[f"practices/{number}.md"] = f"---\ntitle: Practice {number}\ntags: {draw(tags)}\n{fields}---\n"
    for name in draw(people):
        listed = draw(st.sampled_from(["true", "false"]))
        notes[f"members/{name.lower()}.md"] = f"---\nname: {name}\nlisted: {listed}\nwants: {draw(tags)}\n---\n"
    if draw(st.booleans()):
        notes["paths/way.md"] = f"---\ntitle: Way\nfor: All\ngoals: {draw(tags)}\n---\n"
    return notes


def write_meetup(on: str, tagged: list[str], covers: list[str], status: str, speakers: list[str]) -> str:
    """Return the note of a meetup; `status` is a line of front matter."""
    return (
        f"---\ntitle: Meetup\ndate: {on}\ntags: {tagged}\ncovers: {covers}\n{status}speakers: {speakers}\n---\n"
        "## Actions\n\n- [ ] @ann something\n"
    )
