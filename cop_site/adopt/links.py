"""Finds where links of a source lead after adopting, and rewrites them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from cop_site.adopt.entry import Entry, find_heading
from cop_site.adopt.profile import Profile
from cop_site.adopt.record import ROOTS, drop_endings
from cop_site.adopt.sort_fields import list_of, text_of
from cop_site.content.gfm import find_destinations, find_possible_targets
from cop_site.diagnostics import Edit
from cop_site.fixes.edits import apply_edits
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.kinds import Kind, slugify
from cop_site.model.read import uri_of

_FIELDS_WITH_FILES = frozenset({"image", "slides", "recording"})
_MAY_LINK = re.compile(r"\]\(|\]:|<[aiAI]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ON_SITE = re.compile(r"\A(?:https?:)?//(?:www\.)?")
_INDEX = re.compile(r"(?:\A|/)(?:_?index|readme)\Z", re.IGNORECASE)


@dataclass
class Targets:
    """Where everything of a source is after adopting; the keys are folded paths without endings."""

    names: dict[str, str] = field(default_factory=dict)
    """The name below the content folder for each path and old address."""
    site: str = ""
    """As in `SiteFacts`: links to it lead to what it held."""
    titles: dict[str, str] = field(default_factory=dict)
    """The name for each folded title and stem, by which wiki links name a page; empty where several have it."""

    def add(self, key: str, name: str) -> None:
        """Say that a path or an address leads to a name, unless it leads to another already."""
        self.names.setdefault(fold_address(key), name)

    def add_title(self, title: str, name: str) -> None:
        """Say that a title leads to a name; to none if it leads to another, too."""
        key = title.strip().casefold()
        self.titles[key] = name if self.titles.get(key, name) == name else ""

    def find_named(self, title: str) -> str:
        """Return the name of the only page or file with a title or stem; empty for none."""
        return self.titles.get(title.rpartition("/")[2].strip().casefold(), "")

    def find(self, link: str, origin: str) -> str:
        """Return the name that a link of the file `origin` leads to; empty if it leads to nothing of the source."""
        link = self._within(link.removeprefix("@") if link.startswith("@/") else link)
        if not link or link.startswith(("#", "//")) or _SCHEME.match(link):
            return ""
        try:
            path = unquote(urlsplit(link).path)
        except ValueError:
            return ""
        folder = posixpath.dirname(origin)
        places = [path] if path.startswith("/") else [f"{folder}/{path}", f"{folder}/{posixpath.basename(path)}", path]
        # A page at `x/` links relative to that folder.
        places += [] if path.startswith("/") else [f"{drop_endings(origin)}/{path}"]
        base = f"/{self.site.partition('/')[2]}/"
        places += [path.removeprefix(base)] if len(base) > 2 and path.startswith(base) else []
        return next((name for place in places if (name := self.names.get(fold_address(place)))), "")

    def _within(self, link: str) -> str:
        """Return a link to the old site's own address as one that begins at its root; any other link as it is."""
        rest = _ON_SITE.sub("", link)
        site = self.site.removeprefix("www.")
        inside = site and rest != link and f"{rest}/".casefold().startswith(f"{site}/".casefold())
        return f"/{rest[len(site) :].lstrip('/')}" if inside else link


def old_addresses(entry: Entry, profile: Profile) -> Iterator[str]:
    """Yield the addresses that a note had on its old site, those that it names first."""
    yield from entry.addresses
    if not entry.record.is_file:
        return
    path = drop_endings(_below_root(entry.record.origin))
    folder, _, stem = path.rpartition("/")
    moment = entry.moment
    values = {
        "path": path,
        "folder": folder.lstrip("_"),
        "stem": re.sub(r"\A\d{4}-\d\d-\d\d-", "", stem),
        "slug": entry.slug or stem,
        "title": slugify(entry.title or stem),
        "category": str(next(iter(entry.fields.get("tags", ())), "")),
        "year": f"{moment.day.year}" if moment else "",
        "month": f"{moment.day.month:02}" if moment else "",
        "day": f"{moment.day.day:02}" if moment else "",
    }
    for pattern in profile.addresses:
        if all(values[name] for name in re.findall(r"{(\w+)}", pattern)):
            yield pattern.format(**values)


def index_targets(
    entries: Iterable[tuple[Entry, str]], attachments: Mapping[str, str], profile: Profile, site: str = ""
) -> Targets:
    """Return where each path and old address leads, for entries and attachments with their new names.

    `site` is the address of the old site.
    """
    targets = Targets(site=site)
    entries = list(entries)
    for entry, name in entries:
        if entry.record.is_file:
            targets.add(entry.record.origin, name)
            targets.add_title(drop_endings(entry.record.origin.rpartition("/")[2]), name)
        elif entry.record.part:
            targets.add(f"{entry.record.origin}/{entry.record.part}", name)
            continue  # what links by a title means the log
        for title in (entry.title or find_heading(entry.body), *list_of(entry.fields.get("aliases", ()))):
            targets.add_title(text_of(title), name)
    for origin, name in attachments.items():
        targets.names.setdefault(origin.casefold().strip("/"), name)
        targets.add_title(origin.rpartition("/")[2], name)
    for entry, name in entries:
        for address in old_addresses(entry, profile):
            targets.add(address, name)
        if entry.record.is_file:
            targets.add(_below_root(entry.record.origin), name)
    for origin, name in attachments.items():
        targets.names.setdefault(_below_root(origin).casefold(), name)
    return targets


def _below_root(origin: str) -> str:
    """Return a path as the site has it: what lies in `docs/` or `static/` is published without that folder."""
    first, _, rest = origin.partition("/")
    return rest if rest and first.casefold() in ROOTS else origin


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text with the links of the new folder."""

    body: str
    changed: int
    """The number of links that changed."""
    lost: list[str]
    """The links that lead nowhere."""
    leads_to: list[str]
    """The names that the other links lead to."""


def rewrite_links(body: str, origin: str, name: str, targets: Targets, settled: Collection[str] = ()) -> Rewritten:
    """Return a text of the file `origin` for the note `name`; the `settled` links are new ones already."""
    edits: list[Edit] = []
    lost: list[str] = []
    leads_to: list[str] = []
    possible = find_possible_targets(body) if _MAY_LINK.search(body) else []
    if possible is not None and not any(_is_local(link) or targets.find(link, origin) for link in possible):
        return Rewritten(body, 0, [], [])
    for raw in find_destinations(body, name):
        is_settled = raw.text.partition("#")[0] in settled
        new = "" if is_settled else targets.find(raw.text, origin)
        if new:
            leads_to.append(new)
            link = relative_link(new, name, raw.text)
            if link != raw.text:
                edits.append(Edit(raw.span, link))
        elif _is_local(raw.text) and not is_settled:
            lost.append(raw.text)
    return Rewritten(apply_edits(body.encode(), edits).decode() if edits else body, len(edits), lost, leads_to)


def move_fields(
    fields: Mapping[str, Any], origin: str, name: str, targets: Targets
) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of a note with links to the new places of files, and the names that those lead to."""
    moved, leads_to = dict(fields), []
    for key in sorted(_FIELDS_WITH_FILES & fields.keys()):
        if isinstance(link := fields[key], str) and (target := targets.find(link, origin)):
            moved[key] = relative_link(target, name, link)
            leads_to.append(target)
    return moved, leads_to


def relative_link(target: str, origin: str, link: str) -> str:
    """Return a link to a name from the note `origin`, with the anchor of the old link."""
    anchor = link.partition("#")[2]
    path = quote(posixpath.relpath(target, posixpath.dirname(origin) or "."))
    return f"{path}#{anchor}" if anchor else path


def list_shown(entry: Entry, profile: Profile, hidden: HiddenNames) -> list[str]:
    """Return the old addresses that may lead to a note: none that names somebody who is `hidden`, but for a member."""
    addresses = (address.strip("/") for address in old_addresses(entry, profile))
    usable = (address for address in addresses if address and "{" not in address and len(address) < 200)
    return [one for one in usable if entry.kind is Kind.MEMBER or not hidden.are_in_address(one)]


def redirects_of(addresses: Iterable[str], name: str, taken: set[str]) -> list[str]:
    """Return those of the old addresses that should lead to a note that no other has; `taken` is added to."""
    kept = []
    for address in addresses:
        key = fold_address(address)
        if key not in taken and key != fold_address(uri_of(name)):
            taken.add(key)
            kept.append(address if address.endswith(".html") else f"{address}/")
    return kept


def _is_local(link: str) -> bool:
    return not link.startswith(("#", "//", "{")) and not _SCHEME.match(link)


def fold_address(path: str) -> str:
    """Return a path or an address as it is compared: `/a/b/index.html`, `a/b.md` and `a/b/` are the same."""
    short = posixpath.normpath(f"/{path}").strip("/")
    return _INDEX.sub("", drop_endings(short)).casefold()
