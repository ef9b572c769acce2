"""How notes write people: a name, and what is added to it."""

from __future__ import annotations

import pytest

from cop_site.model.person_text import list_several, read_person, split_people

ONE = {
    "Kim Roe": ("Kim Roe", "", "", ""),
    "Kim Roe, Head of Maps, She/Her": ("Kim Roe", "Head of Maps", "", "She/Her"),
    "Kim Roe (she/her)": ("Kim Roe", "", "", "she/her"),
    "Kim Roe (she/her), Lead, Acme": ("Kim Roe", "Lead", "Acme", "she/her"),
    "Kim Roe, Head of Maps, Example Maps (they/them)": ("Kim Roe", "Head of Maps", "Example Maps", "they/them"),
    "Kim Roe, Head of Research and Design": ("Kim Roe", "Head of Research and Design", "", ""),
    "Kim Roe, IBM": ("Kim Roe", "", "IBM", ""),
    "Kim Roe (Example Maps)": ("Kim Roe", "", "Example Maps", ""),
    "Doe, Jan": ("Jan Doe", "", "", ""),
    "Doe, Jan (he/him)": ("Jan Doe", "", "", "he/him"),
    "van Dyk, Ann": ("Ann van Dyk", "", "", ""),
    "Martin King, Jr.": ("Martin King Jr.", "", "", ""),
    "ana-li, Head of Maps": ("ana-li", "Head of Maps", "", ""),
    "Madonna, CEO": ("Madonna", "CEO", "", ""),
    "José (Pepe) Gómez": ("José (Pepe) Gómez", "", "", ""),
    "王小明": ("王小明", "", "", ""),
}
SEVERAL = {
    "Ana Li, Bo Chen": ["Ana Li", "Bo Chen"],
    "Ana Li and Bo Chen": ["Ana Li", "Bo Chen"],
    "Ana Li, Bo Chen and Cy Doe": ["Ana Li", "Bo Chen", "Cy Doe"],
    "Ana Li & Bo Chen": ["Ana Li", "Bo Chen"],
    "Ana & Bo": ["Ana", "Bo"],
    "@ana, @bo": ["@ana", "@bo"],
    "Li, Ana; Chen, Bo": ["Li, Ana", "Chen, Bo"],
}


@pytest.mark.parametrize("text", ONE)
def test_one_person_is_named_by_the_first_part(text: str) -> None:
    """Role, organisation and pronouns are told apart, and nobody asks."""
    assert (tuple(read_person(text)), list_several(text)) == (ONE[text], [])


@pytest.mark.parametrize("text", SEVERAL)
def test_several_people_are_asked_about(text: str) -> None:
    """A text that names or may name several people says whom."""
    assert list_several(text) == SEVERAL[text]


def test_two_names_with_a_comma_are_not_split() -> None:
    """They may be a person and a company; three names are a list."""
    assert split_people("Ana Li, Bo Chen") == ["Ana Li, Bo Chen"]
    assert split_people("Ana Li, Bo Chen, Cy Doe") == ["Ana Li", "Bo Chen", "Cy Doe"]
