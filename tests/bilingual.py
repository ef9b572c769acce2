"""A community in English and French, with translations in both directions, and notes that nobody translated."""

from __future__ import annotations

from pathlib import Path

from sites import set_up, write_notes

SETTINGS = 'as_of = 2026-03-01\nlanguages = ["en", "fr"]\n'
SITE_FILE = "site_name: Quiet rooms\nsite_url: https://example.org/rooms/\ntheme: {name: material}\nplugins: [cop]\n"
DOT = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
NOTES = {
    "index.md": "---\nname: Quiet rooms\npurpose: We learn to listen.\nmeetups: {every: 4 weeks}\n---\n"
    "Welcome. ![A dot](dot.gif) Begin with [silence](topics/silence.md).\n",
    "accueil.md": "---\ntitle: Salles calmes\nlang: fr\ntranslation_of: index\n"
    "summary: Nous apprenons à écouter.\n---\nBienvenue.\n",
    "topics/silence.md": "---\ntitle: Silence\nlevel: foundation\nobjectives: [Wait]\n---\nWait before you speak.\n",
    "topics/le-silence.md": "---\ntitle: Le silence\nlang: fr\ntranslation_of: topics/silence\n"
    "objectives: [Savoir attendre]\n---\nAttendez avant de parler.\n",
    "topics/noise.md": "---\ntitle: Noise\nrequires: [silence]\n---\nWhat disturbs. [Silence](silence.md) helps.\n",
    "meetups/2026-01-14-listening.md": "---\ntitle: Listening\ntags: [silence]\ncovers: [silence/wait]\n"
    "speakers: [ana]\nattendance: 9\n---\nWe sat.\n\n## Decisions\n\n- We begin with a minute of rest.\n",
    "meetups/2026-01-14-ecouter.md": "---\ntitle: Écouter ensemble\nlang: fr\ntags: [le-silence]\n"
    "speakers: [ana]\ntranslation_of: meetups/2026-01-14-listening\n---\nNous étions assis avec @nadia.\n\n"
    "## Décisions\n\n- Nous commençons par une minute de repos.\n",
    "meetups/2026-02-11-ronde.md": "---\ntitle: La ronde\nlang: fr\ntags: [le-silence]\nresources: [sheet]\n---\n"
    'Chacun parle. Voir [la fiche](../resources/sheet.md), ![Un point](../dot.gif), <code>href="../dot.gif"</code>.\n',
    "resources/fiche.md": "---\ntitle: La fiche\nlang: fr\ntags: [silence]\n---\nTout sur une page.\n",
    "resources/sheet.md": "---\ntitle: The sheet\ntranslation_of: resources/fiche\n---\nAll on a page.\n",
    "glossary/pause.md": "---\ntitle: Pause\n---\nA time of silence.\n",
    "glossary/la-pause.md": "---\ntitle: Pause\nlang: fr\ntranslation_of: glossary/pause\n---\nUn temps de silence.\n",
    "paths/first.md": "---\ntitle: First steps\nfor: All\nsteps: [{topic: silence, why: It begins here.}]\n---\nGo.\n",
    "paths/premiers-pas.md": "---\ntitle: Premiers pas\nfor: Tous\nlang: fr\ntranslation_of: paths/first\n"
    "steps: [{topic: silence, why: Cela commence ici.}]\n---\nAllez.\n",
    "members/ana.md": "---\nname: Ana Blum\nlisted: true\noffers: [silence]\n---\n",
    "members/zoe.md": "---\nname: Zoe Marr\n---\n",
    "practices/check-in.md": "---\ntitle: Check-in\nowner: Zoe Marr\n---\nAsk @zoe. A pause helps.\n",
}


def write_bilingual(root: Path, settings: str = SETTINGS) -> Path:
    """Write the community, and return the project's directory."""
    set_up(write_notes(root, NOTES), settings)
    (root / "mkdocs.yml").write_text(SITE_FILE, "utf-8")
    (root / "content" / "dot.gif").write_bytes(DOT)
    return root
