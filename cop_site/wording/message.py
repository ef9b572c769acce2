"""Sentences that are worded where they are shown, in the language of whoever reads them there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the catalogue with its values."""

    text: str
    """The message; the one for the number one, where it has a plural."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What its `%(name)s` stand for: text, numbers, messages, or notes, which are shown by their titles."""
    plural: str = ""
    number: int = 0

    @property
    def english(self) -> str:
        """The sentence in English, for what is no page: terminals, notes, documents for programs."""
        text = self.plural if self.plural and self.number != 1 else self.text
        return text % {name: _name(value) for name, value in self.values.items()}


def _name(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(_name(one)) for one in value)
    if isinstance(value, Message):
        return value.english
    return getattr(value, "title", value) if not isinstance(value, str) else value


def message(text: str, **values: object) -> Message:
    """Return a message without a plural; its text is taken into the catalogue from here."""
    return Message(text, values)


def plural_message(one: str, many: str, num: int, **values: object) -> Message:
    """Return a message with the forms for one and for many; the number is `%(num)s` in it."""
    return Message(one, {"num": num, **values}, many, num)


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Return both forms of a message that is chosen in one place and worded in another."""
    return one, many
