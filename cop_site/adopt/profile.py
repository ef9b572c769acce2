"""Profiles: what the fields and folders of other tools mean. Each is one data file in `profiles/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cop_site.model.field_names import DROP, EXTRA, fold_name, own_names, read_target

_COMMON = "common"
_HEX = re.compile(r"\A.* [0-9a-f]{32}(?=\.md\Z)")
"""What Notion puts behind every name; `#.md` is the sign of it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a source means by its names."""

    name: str
    summary: str
    """The tool that such sources are written for."""
    signs: frozenset[str]
    """Names of files and folders that show that a source is one of these, and, with a colon, of fields."""
    fields: Mapping[str, str]
    """The field of ours for each folded name of theirs; after a colon, the pattern of its value."""
    kinds: Mapping[str, str]
    """The kind for each folded word in names of folders."""
    addresses: tuple[str, ...]
    """The patterns of the addresses at which the tool publishes a note."""

    separator: str = ","
    """What stands between tags that are one text."""
    comment: str = ""
    """What lines begin with that nobody is to see; empty if no sign makes such lines."""

    def target(self, name: str) -> tuple[str, str]:
        """Return the field of ours that a field means, `extra` if none, and the pattern of its value."""
        key = fold_name(name)
        return read_target(self.fields.get(key, key if key in own_names() else EXTRA))


@cache
def profile_names() -> tuple[str, ...]:
    """Return the names of all profiles."""
    found = (file.name.removesuffix(".toml") for file in files(__package__).joinpath("profiles").iterdir())
    return tuple(sorted(name for name in found if name != _COMMON))


@cache
def load_profile(name: str) -> Profile:
    """Return the profile with a name; empty for what all sources share."""
    common, own = _read(_COMMON), _read(name) if name else {}
    fields = {
        **common["fields"],
        **dict.fromkeys(common["drop"]["names"], DROP),
        **own.get("fields", {}),
    }
    words = {**_by_word(common["kinds"]), **_by_word(own.get("kinds", {}))}
    summary = str((own or common)["summary"])
    return Profile(
        name,
        summary,
        frozenset(own.get("signs", ())),
        fields,
        words,
        tuple(own.get("addresses", ())),
        own.get("tags", {}).get("separator", ","),
        own.get("lines", {}).get("comment", ""),
    )


def recognise(file_names: Iterable[str], field_names: Iterable[str] = ()) -> str:
    """Return the name of the profile that most signs speak for; empty for none."""
    parts = {_HEX.sub("#", part) for name in file_names for part in name.split("/")}
    parts |= {f"{fold_name(name)}:" for name in field_names}
    counts = {name: len(load_profile(name).signs & parts) for name in profile_names()}
    best = max(counts, key=lambda name: counts[name], default="")
    return best if counts.get(best) else ""


def _by_word(kinds: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: kind for kind, words in kinds.items() for word in words}


def _read(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("profiles", f"{name}.toml").read_text("utf-8"))
