"""Writes adopted notes, and leaves alone what somebody has changed or deleted since."""

from __future__ import annotations

import filecmp
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from cop_site.adopt.adoption import Adopted, Adoption
from cop_site.adopt.naming import Names, name_attachment
from cop_site.adopt.record import Attachment, Share, compute_all, share_with_nobody
from cop_site.content.files import Files
from cop_site.content.load import load
from cop_site.diagnostics import UserError
from cop_site.fixes.write import find_place, replace_file

STATE = "adopted.json"
"""What was written for each origin, so that another run knows what people have changed; to be committed."""


PLAN = "adopting.json"
"""What a run is about to write, in the same form; it is there as long as the run, or after one that was stopped."""


class AdoptError(UserError):
    """A source cannot be adopted."""


def read_state(root: Path) -> dict[str, list[str]]:
    """Return the name and the digest of what was written for each origin."""
    return _read(root / STATE)


def resume(root: Path, content: Path, state: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the state with what a run that was stopped has written, and not recorded any more."""
    plan = _read(root / PLAN)
    files = ((origin, content / name, digest) for origin, (name, digest) in plan.items())
    written = (origin for origin, file, digest in files if file.is_file() and _digest(file.read_bytes()) == digest)
    return {**state, **{origin: plan[origin] for origin in written}}


def _read(file: Path) -> dict[str, list[str]]:
    try:
        state = json.loads(file.read_text("utf-8"))
        if isinstance(state, dict) and all(isinstance(v, list) and len(v) == 2 for v in state.values()):
            return state
    except FileNotFoundError:
        return {}
    except (ValueError, UnicodeError):
        pass
    raise AdoptError(f"{file} is not what 'cop adopt' wrote; restore it from git, or delete it to adopt anew")


def find_names(state: Mapping[str, list[str]], files: Files) -> dict[str, str]:
    """Return the name of the note that each origin has become, whatever somebody has renamed it to since."""
    known = {origin: name for origin, (name, _) in state.items()}
    given, names = set(known.values()), {source.name for source in files.sources}
    for source in files.sources:
        extra = load(source).front_matter.values.get("extra") if source.name not in given else None
        origin = extra.get("origin") if isinstance(extra, Mapping) else None
        if isinstance(origin, str) and known.get(origin) not in names:
            known[origin] = source.name
    return known


def find_copies(attachments: Iterable[Attachment], content: Path) -> dict[str, str]:
    """Return the name of the file that each attachment was copied to before, as far as both have the same bytes."""
    names = ((item, name_attachment(item.origin, Names())) for item in attachments)
    return {
        item.full_origin: name
        for item, name in names
        if (content / name).is_file() and _is_same(item.file, content / name)
    }


def _is_same(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:  # it cannot be read, or is gone since its folder was
        return False


def write_adoption(
    adoption: Adoption, content: Path, state: dict[str, list[str]], share: Share = share_with_nobody
) -> Counter[str]:
    """Write the notes and attachments, and return how many are `new`, `updated`, `unchanged`, `edited` or `deleted`.

    A note that somebody has edited or deleted since the last run stays as it is. An attachment that can no longer be
    read is `unreadable`, and left to the next run. What is written is added to `state`. Notes are written as `share`
    says. Raise OSError if something cannot be written.
    """
    before = dict(state)
    folders: set[Path] = set()

    def write(adopted: Adopted) -> tuple[str, str]:
        """Write a note if it is to be written; return what became of it, and its digest."""
        raw = adopted.note.text.encode()
        file = find_place(content, adopted.note.name)
        outcome = _decide(file, raw, before.get(adopted.entry.record.full_origin))
        if outcome in ("new", "updated"):
            if file.parent not in folders:
                folders.add(file.parent)
                file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(file, raw)
        return outcome, _digest(raw)

    outcomes = compute_all(write, adoption.notes, share)
    for adopted, (outcome, digest) in zip(adoption.notes, outcomes, strict=True):
        if outcome in ("new", "updated", "unchanged"):
            state[adopted.entry.record.full_origin] = [adopted.note.name, digest]
    counts = Counter(outcome for outcome, _ in outcomes)
    for name, attachment in adoption.files:
        file = find_place(content, name)
        if not file.exists() and attachment.full_origin not in before:
            try:
                raw = attachment.file.read_bytes()
            except OSError:
                counts["unreadable"] += 1
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(file, raw)
        state[attachment.full_origin] = [name, ""]
    return counts


def write_plan(root: Path, plan: dict[str, list[str]], adoption: Adoption) -> None:
    """Add the notes that an adoption makes to a plan, and write it, before any of them is written."""
    notes = ((adopted.entry.record.full_origin, adopted.note) for adopted in adoption.notes)
    plan.update({origin: [note.name, _digest(note.text.encode())] for origin, note in notes})
    _write(root / PLAN, plan)


def write_state(root: Path, state: Mapping[str, list[str]]) -> None:
    """Write what `read_state` returns; once all else is written, so that a run that was stopped before goes on."""
    _write(root / STATE, state)


def drop_plan(root: Path) -> None:
    """Delete what `write_plan` has written, once all of it is recorded."""
    (root / PLAN).unlink(missing_ok=True)


def _write(file: Path, state: Mapping[str, list[str]]) -> None:
    replace_file(file, (json.dumps(state, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode())


def _decide(file: Path, raw: bytes, before: list[str] | None) -> str:
    if not file.exists():
        return "new" if before is None else "deleted"
    there = file.read_bytes()
    if there == raw:
        return "unchanged"
    return "updated" if before and _digest(there) == before[1] else "edited"


def _digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()[:16]
