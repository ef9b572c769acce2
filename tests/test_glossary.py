"""The page of all terms: by letters, as readers of the language look them up."""

from __future__ import annotations

import re

from communities import site_of

from cop_site.pages.glossary import glossary_page

TERMS = {
    "zone": "Zone",
    "ecran": "Écran",
    "edit": "Edit",
    "uebung": "Übung",
    "ring": "3D print",
    "question": "«Why?»",
    "miqyas": "المقياس",
    "tarid": "التأريض",
}


def test_terms_stand_below_their_letter() -> None:
    """Marks and the Arabic article make no letter of their own, what begins with none comes first, each letter once."""
    notes = {f"glossary/{slug}.md": f"---\ntitle: {title}\n---\nA thing.\n" for slug, title in TERMS.items()}
    html = glossary_page(site_of(notes)).html
    listed = re.findall(rf'id="letter-([^"]+)"|>({"|".join(map(re.escape, TERMS.values()))})<', html)
    assert ["".join(each) for each in listed] == [
        *("other", "3D print", "«Why?»", "e", "Écran", "Edit", "u", "Übung", "z", "Zone"),
        *("ت", "التأريض", "م", "المقياس"),
    ]
