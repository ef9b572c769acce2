"""The issue form by which members say what they would like to learn and what they can offer."""

from __future__ import annotations

from cop_site.authoring.forms import Question, render_questions
from cop_site.model.community import Community
from cop_site.model.kinds import Kind

NAME = "What I would like to learn, what I can offer"
YES, NO = "Yes, by name", "No, only as a number"
_TOPICS = frozenset({"wants", "offers"})
_QUESTIONS = (
    Question("wants", "What I would like to learn", "Topics. What is on your list already stays as it is."),
    Question("words", "What else I would like to learn", "In your words, one thing a line.", long=True),
    Question("offers", "What I can offer", "Topics that you can help others with."),
    Question("gone", "What to take off my list", "Topics or words, wanted or offered, one thing a line.", long=True),
    Question("listed", "Whether the site may show me", "Without an answer it stays as it is, which is no at first."),
    Question("name", "What I would like to be called", "Your handle, if you say nothing. Leave it empty to keep it."),
)


def ask_member(community: Community) -> list[Question]:
    """Return the questions, with the community's topics to choose from."""
    topics = tuple(dict.fromkeys(topic.title for topic in community.topics.values()))
    return [_with_options(question, topics) for question in _QUESTIONS]


def render_member_form(community: Community) -> str:
    """Return the form as GitHub wants it."""
    description = "Makes or updates your own file; git is not needed, and nobody else's file is touched."
    return render_questions(NAME, description, Kind.MEMBER, ask_member(community))


def _with_options(question: Question, topics: tuple[str, ...]) -> Question:
    if question.field == "listed":
        return Question(question.field, question.label, question.description, (YES, NO))
    if question.field not in _TOPICS:
        return question
    return Question(question.field, question.label, question.description, topics, multiple=True)
