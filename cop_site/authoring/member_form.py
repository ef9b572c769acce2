"""The issue form by which members say what they would like to learn and what they can offer."""

from __future__ import annotations

from cop_site.authoring.forms import Question, render_questions
from cop_site.model.community import Community
from cop_site.model.kinds import Kind
from cop_site.wording.catalogue import ENGLISH, Wording

_TOPICS = frozenset({"wants", "offers"})


def ask_member(community: Community, wording: Wording = ENGLISH) -> list[Question]:
    """Return the questions, with the community's topics to choose from."""
    gettext = wording.gettext
    topics = tuple(dict.fromkeys(topic.title for topic in community.topics.values()))
    answers = {gettext("Yes, by name"): "true", gettext("No, only as a number"): "false"}
    texts = {
        "wants": (
            gettext("What I would like to learn"),
            gettext("Topics. What is on your list already stays as it is."),
        ),
        "words": (gettext("What else I would like to learn"), gettext("In your words, one thing a line.")),
        "offers": (gettext("What I can offer"), gettext("Topics that you can help others with.")),
        "gone": (
            gettext("What to take off my list"),
            gettext("Topics or words, wanted or offered, one thing a line."),
        ),
        "listed": (
            gettext("Whether the site may show me"),
            gettext("Without an answer it stays as it is, which is no at first."),
        ),
        "name": (
            gettext("What I would like to be called"),
            gettext("Your handle, if you say nothing. Leave it empty to keep it."),
        ),
    }
    return [
        Question(
            name,
            *text,
            topics if name in _TOPICS else tuple(answers) if name == "listed" else (),
            multiple=name in _TOPICS,
            long=name in ("words", "gone"),
            values=answers if name == "listed" else {},
        )
        for name, text in texts.items()
    ]


def render_member_form(community: Community, wording: Wording) -> str:
    """Return the form as GitHub wants it."""
    name = wording.gettext("What I would like to learn, what I can offer")
    description = wording.gettext(
        "Makes or updates your own file; git is not needed, and nobody else's file is touched."
    )
    return render_questions(name, description, Kind.MEMBER, ask_member(community, wording))
