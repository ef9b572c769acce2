"""What is not on the site because something is wrong with it, or with what it is called.

No baseline and no severity is asked: whoever builds a site is told of everything that is not on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.model.community import Community

_MAX_NAMED = 20
"""Of more than these, only the number is said."""


def describe_left_out(community: Community) -> Iterator[str]:
    """Yield lines that say how many files and redirects were left out, which, and why; none if all are on the site."""
    places = {**_find_files(community), **_find_redirects(community)}
    if not places:
        return
    addresses = len(_find_redirects(community))
    parts = (_count(len(places) - addresses, "file"), _count(addresses, "old address"))
    yield f"not on the site: {' and '.join(filter(None, parts))}"
    for place in sorted(places)[:_MAX_NAMED]:
        yield f"  {place}: {places[place]}"
    if len(places) > _MAX_NAMED:
        yield f"  and {len(places) - _MAX_NAMED} more; 'cop check --all --baseline ignore' names them all"


def describe_misnamed(community: Community) -> str:
    """Return a line that says how many notes are left out for the names of their files; empty if none is."""
    if number := len(community.misnamed):
        return f"{_count(number, 'note')} left out: the name of the file names a member who is not listed"
    return ""


def find_misnamed(community: Community) -> list[str]:
    """Return the paths of the notes and static files that are left out for their names."""
    assets = (asset.path for asset in community.assets if asset.name not in community.asset_names)
    return [*sorted(community.misnamed), *assets]


def _find_files(community: Community) -> dict[str, str]:
    """Return the first problem of each file, or folder, that is neither a note nor a static file of the community."""
    unfinished = {note.source.path: f"lacks {lacks}" for note, lacks in community.unfinished}
    used = {source.path for source in community.sources} | {asset.path for asset in community.assets}
    misnamed = dict.fromkeys(find_misnamed(community), "its name names a member who is not listed")
    return {
        problem.span.path: problem.message
        for problem in reversed(community.problems)
        if problem.span.path.startswith(f"{community.content_folder}/")
        and problem.span.path not in used
        and problem.name != "charter-exists"
    } | {**unfinished, **misnamed}


def _find_redirects(community: Community) -> dict[str, str]:
    shown = {old.uri for old in community.shown_redirects}
    return {
        **{str(found.span): found.message for found in community.problems if found.name == "redirect-is-free"},
        **{
            f"{old.uri} of {old.note.source.path}": "it names a member who is not listed"
            for old in community.redirects
            if old.uri not in shown
        },
    }


def _count(number: int, what: str) -> str:
    plural = f"{what}es" if what.endswith("s") else f"{what}s"
    return f"{number} {what if number == 1 else plural}" if number else ""
