"""Compiled templates, which the next run of the program need not compile again."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from cop_site.fixes.write import replace_file
from cop_site.project.identity import fingerprint_program
from cop_site.project.store import Store

_SHELF, _KEY = "templates", "pages"
_OWN = "own "
"""What the names of a community's own templates begin with."""


class CompiledTemplates(BytecodeCache):
    """The compiled templates of environments whose settings only another version of the program changes.

    Those that come with the program are beside its compiled modules, as Python keeps those: they are the same for all
    projects. The community's own are in the project's store, and so are all of them where Python may write no
    compiled modules. The store is sealed, so what is executed was compiled by this user's program. That a template is
    still the same, Jinja looks itself.
    """

    def __init__(self, store: Store, own: Path | None = None) -> None:
        """Use the store of a project with templates of its own in the folder `own`."""
        self._store, self._own = store, own
        self.new: dict[str, bytes] = {}
        """Those that were compiled since, by the names that Jinja gives them."""

    @cached_property
    def _shared(self) -> Mapping[str, bytes]:
        """Those that came with the program, by the names that Jinja gives them."""
        with suppress(OSError, ValueError, EOFError, TypeError):
            program, found = marshal.loads(_find_file().read_bytes())  # noqa: S302  # as Python loads a module
            return found if program == fingerprint_program() else {}
        return {}

    @cached_property
    def _kept(self) -> dict[str, bytes]:
        """Those in the store."""
        found: dict[str, bytes] = self._store.find(_SHELF, [_KEY]).get(_KEY, {})
        return found

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name of a template, which tells whose it is."""
        key = super().get_cache_key(name, filename)
        is_own = not filename or (self._own and Path(filename).is_relative_to(self._own))  # a layout has no file
        return _OWN + key if is_own else key

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja a template that was compiled before."""
        if code := self.new.get(bucket.key) or self._shared.get(bucket.key) or self._kept.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take a template that Jinja has compiled."""
        self.new[bucket.key] = bucket.bytecode_to_string()

    def add(self, compiled: Mapping[str, bytes]) -> None:
        """Take templates that another process has compiled."""
        self.new.update(compiled)

    def keep(self) -> None:
        """Keep those that are new."""
        new, self.new = self.new, {}
        ours = {key: code for key, code in new.items() if not key.startswith(_OWN)}
        if ours and self._share(ours):
            new = {key: code for key, code in new.items() if key not in ours}
        if new:
            self._store.keep(_SHELF, {_KEY: self._kept | new})

    def _share(self, ours: Mapping[str, bytes]) -> bool:
        """Put templates beside the program's compiled modules; return whether that is possible."""
        if sys.dont_write_bytecode:
            return False
        with suppress(OSError, NotImplementedError):
            replace_file(_find_file(), marshal.dumps((fingerprint_program(), {**self._shared, **ours})))
            return True
        return False


def _find_file() -> Path:
    """Return where those that come with the program are, in the folder of this module's own bytecode."""
    return Path(cache_from_source(__file__)).with_suffix(".templates")
