"""The headings below which decisions, actions and questions are read, in the languages that communities write in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from enum import Flag, auto
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from cop_site.model.spelling.fold import fold
from cop_site.wording.language_tag import primary_language
from cop_site.wording.note_words import AND

if TYPE_CHECKING:
    from cop_site.settings import Headings


class Section(Flag):
    """What the list items below a heading are."""

    DECISIONS = auto()
    ACTIONS = auto()
    QUESTIONS = auto()


Names = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The names of the headings of decisions, of actions and of questions."""
NO_NAMES: Names = ((), (), ())
_HEADINGS: Mapping[str, Names] = {
    "en": (
        ("decisions", "decisions taken", "decisions made", "resolutions"),
        (
            *("actions", "action items", "action points", "next steps", "tasks", "to do", "todo", "to-dos"),
            *("follow-ups", "follow-up"),
        ),
        ("questions", "open questions", "unanswered questions"),
    ),
    "de": (
        (
            *("Entscheidungen", "Entscheidung", "Entscheide", "Entschieden", "Beschlüsse", "Beschluss", "Beschlossen"),
            *("Vereinbarungen", "Vereinbart", "Verabredungen", "Was wir beschlossen haben"),
        ),
        (
            *("Aufgaben", "Aufgabe", "Maßnahmen", "nächste Schritte", "offene Punkte", "Offen", "Was ist zu tun"),
            *("Wer macht was", "Wer macht was bis wann", "To-do-Liste", "To-do's", "Arbeitsaufträge", "Aufträge"),
            "Hausaufgaben",
        ),
        ("Fragen", "offene Fragen", "ungeklärte Fragen", "Ungeklärt", "Offen"),
    ),
    "fr": (
        (
            *("décisions", "décisions prises", "relevé de décisions", "ce que nous avons décidé"),
            *("résolutions", "résolutions prises"),
        ),
        (
            *("à faire", "prochaines étapes", "tâches", "actions à mener", "qui fait quoi", "suites à donner", "suivi"),
            *("reste à faire", "points ouverts", "points en suspens"),
        ),
        (
            *("questions", "questions ouvertes", "questions en suspens", "questions en attente", "questions à creuser"),
            *("questions sans réponse", "points ouverts", "points en suspens"),
        ),
    ),
    "es": (
        (
            *("decisiones", "decisiones tomadas", "acuerdos", "acuerdos tomados", "resoluciones", "lo que decidimos"),
            "lo acordado",
        ),
        (
            *("tareas", "tareas pendientes", "acciones", "próximos pasos", "siguientes pasos", "pendientes"),
            *("compromisos", "por hacer", "quién hace qué"),
        ),
        (
            *("preguntas", "preguntas abiertas", "preguntas pendientes", "preguntas sin responder"),
            *("preguntas sin respuesta", "dudas", "dudas abiertas"),
        ),
    ),
    "pt": (
        ("decisões", "decisão", "deliberações", "o que decidimos", "combinados"),
        (
            *("tarefas", "ações", "encaminhamentos", "próximos passos", "a fazer", "pendências"),
            "responsáveis e prazos",
        ),
        ("perguntas", "perguntas em aberto", "perguntas abertas", "questões em aberto", "dúvidas"),
    ),
    "ja": (
        ("決定事項", "決定", "決まったこと", "決めたこと", "合意事項", "結論"),
        (
            *("アクション", "アクションアイテム", "次のアクション", "次のステップ", "タスク", "やること", "宿題"),
            *("次回までにやること", "実施事項", "持ち帰り事項"),
        ),
        (*("質問", "疑問", "残った疑問", "未解決の質問", "未決事項", "わからなかったこと", "わからないこと"),),
    ),
    "ar": (
        ("القرارات", "قرارات", "ما قررناه", "ما اتفقنا عليه"),
        ("المهام", "مهام", "الإجراءات", "الخطوات التالية", "للإنجاز", "المتابعات"),
        ("الأسئلة", "أسئلة", "الأسئلة المفتوحة", "أسئلة مفتوحة", "أسئلة معلقة"),
    ),
}
"""The headings of decisions, actions and questions by language; the first of each is how it is written.

What some meetups call a list of tasks, and others one of questions, is both.
"""
_VAGUE = {"offen", "suivi"}
"""Names that say nothing of actions where more words follow: `Offen für alle`."""
_ORDINARY = {"todo": ("es", "pt", "gl"), "tache": ("fr",), "combinado": ("es",), "結論": ("zh",)}
"""Headings, folded, that are ordinary words in notes of other languages: "everything", "stains", "combined"."""
_AND = re.compile(rf"\s+(?:{AND}|&|\+)\s+|\s*[/、・,،]\s*|\s+و\s*|と", re.IGNORECASE)
"""Between two names in one heading, such as `Decisions and actions`."""
_NUMBER = re.compile(r"\s*[(（]?\d+(?:\.\d+)*(?:[.．:)）、]\s*|\s+)")
"""Before the name, as in `3. Decisions`."""
_SIMILAR, _SHORTEST, _LONGEST = 0.8, 4, 60
"""How much a misspelt word is like the word, the least length of both, and the most of a heading with them."""
_SIMILAR_ABROAD, _SHORTEST_ABROAD = 0.9, 6
"""The same where the word is of another language than the note."""
_MARKS = re.compile("[\u064b-\u0655\u0670\u0640\u200e\u200f\u061c]")
"""The vowels and flourishes of Arabic, which the same word has or has not, and marks of direction."""
_ARABIC = str.maketrans("أإآٱىةکی", "اااايهكي")
"""Letters of Arabic that are written for each other."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def name_headings(settings: Headings) -> Names:
    """Return the further names in the settings."""
    return settings.decisions, settings.actions, settings.questions


def write_heading(section: Section, language: str) -> str:
    """Return the heading of one section as a language writes it; in English where it is not known."""
    names = _HEADINGS.get(primary_language(language), _HEADINGS["en"])
    name = dict(zip(Section, names, strict=True))[section][0]
    return name[0].upper() + name[1:]


@cache
def _known_headings(further: Names) -> dict[str, Section]:
    """Return each folded name, with its accents and without, and what it means; those of the community come first."""
    ours: dict[str, Section] = {}
    for key, section in chain.from_iterable(map(_list_keys, _HEADINGS.values())):
        ours[key] = ours.get(key, Section(0)) | section
    return ours | dict(_list_keys(further))


def _list_keys(names: Names) -> Iterator[tuple[str, Section]]:
    """Yield each key of the names of all sections, and its section."""
    for section, of_section in zip(Section, names, strict=True):
        yield from ((key, section) for name in of_section for key in _spell(name))


def _spell(name: str) -> tuple[str, ...]:
    """Return the keys of a name: as it is, without its accents, and with two letters for an umlaut."""
    return tuple({_key(text) for text in (name, _without_accents(name), name.casefold().translate(_UMLAUTS))})


def _key(text: str) -> str:
    return fold(_MARKS.sub("", text).translate(_ARABIC))


@lru_cache(maxsize=4096)
def read_heading(text: str, names: Names = NO_NAMES, language: str = "en") -> Section:
    """Return what stands below a heading of a note in a language; nothing for other headings.

    It is read in any language, but for what is an ordinary word in that of the note.
    """
    return _read(_NUMBER.sub("", text), _known_headings(names), primary_language(language))


def _read(text: str, known: Mapping[str, Section], language: str) -> Section:
    """Return what a name is, or what each of several is, whatever joins them."""
    key = _key(text)
    if key in known:
        return Section(0) if language in _ORDINARY.get(key, ()) else known[key]
    for joint in _AND.finditer(text) if len(text) <= 2 * _LONGEST else ():
        first = known.get(_key(text[: joint.start()]))
        if first and (rest := _read(text[joint.end() :], known, language)):
            return first | rest
    return Section(0)


@lru_cache(maxsize=4096)
def find_meant(text: str, further: Names = NO_NAMES, language: str = "en") -> str:
    """Return the heading that another one nearly is: misspelt, or one of decisions or actions and more words.

    Empty for none, and for a heading that is read as it is. More words may follow in the note's language and English.
    """
    text = _NUMBER.sub("", text).strip().rstrip(":")
    if not text or len(text) > _LONGEST or read_heading(text, further, language):
        return ""
    at_home = tuple(_HEADINGS[code] for code in dict.fromkeys((primary_language(language), "en")) if code in _HEADINGS)
    near, far = _by_letters((*at_home, further)), _by_letters(tuple(_HEADINGS.values()))
    parts = {part: _correct(part, near) or _correct(part, far, abroad=True) for part in _AND.split(text)}
    if all(parts.values()):
        meant = text
        for part, name in parts.items():
            meant = meant.replace(part, name)
        return meant if meant != text else ""  # an ordinary word
    names = [name for decisions, actions, _ in (*at_home, further) for name in (*decisions, *actions)]
    return next(filter(None, (name or _shorten(part, names) for part, name in parts.items())), "")


_ByLetters = Mapping[tuple[str, ...], list[tuple[str, list[str]]]]
"""Names and their folded words, by the first letters of those, in which a misspelt name is right."""


@cache
def _by_letters(languages: tuple[Names, ...]) -> _ByLetters:
    """Return the names of all sections in some languages, in their order."""
    found: dict[tuple[str, ...], list[tuple[str, list[str]]]] = {}
    for name in chain.from_iterable(chain(*languages)):
        words = _fold_words(name)
        found.setdefault(_letters_of(words), []).append((name, words))
    return found


def _letters_of(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word[:1] for word in words)


def _correct(part: str, names: _ByLetters, *, abroad: bool = False) -> str:
    """Return the name that a part of a heading is, or is nearly; empty for none. `abroad`: in another language."""
    words = _fold_words(part)
    for name, others in names.get(_letters_of(words), ()):
        if words == others:
            return part
        if all(_is_like(*pair, abroad) for pair in zip(words, others, strict=True)):
            return name if part[0].islower() else name[0].upper() + name[1:]
    return ""


@lru_cache(maxsize=4096)
def _fold_words(text: str) -> list[str]:
    return fold(_without_accents(text)).split("-")


def _is_like(word: str, known: str, abroad: bool) -> bool:
    """Whether a word is another one, or a misspelling of it: a letter or two are wrong, or in another order."""
    if min(len(word), len(known)) < (_SHORTEST_ABROAD if abroad else _SHORTEST) or word[0] != known[0]:
        return word == known
    similar = _SIMILAR_ABROAD if abroad else _SIMILAR
    return sorted(word) == sorted(known) or SequenceMatcher(None, word, known).ratio() >= similar


def _shorten(part: str, names: Iterable[str]) -> str:
    """Return the first words of a part of a heading if they are a name as it is written; else nothing."""
    known = {name.casefold() for name in names} - _VAGUE
    words = part.split()
    beginnings = (" ".join(words[:number]) for number in range(len(words) - 1, 0, -1))
    return next((words for words in beginnings if words.casefold() in known), "")


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
