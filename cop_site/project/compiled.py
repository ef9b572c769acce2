"""Compiled page templates, which the next run of the program need not compile again."""

from __future__ import annotations

from functools import cached_property

from jinja2.bccache import Bucket, BytecodeCache

from cop_site.project.store import Store

_SHELF, _KEY = "templates", "pages"


class CompiledTemplates(BytecodeCache):
    """The compiled templates of one environment, whose settings only another version of the program changes.

    The store is sealed, so what is executed was compiled by this user's program; that its template is the same, Jinja
    looks itself.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._is_new = False

    @cached_property
    def _codes(self) -> dict[str, bytes]:
        """The compiled templates by the names that Jinja gives them."""
        found: dict[str, bytes] = self._store.find(_SHELF, [_KEY]).get(_KEY, {})
        return found

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja a template that was compiled before."""
        if code := self._codes.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take a template that Jinja has compiled."""
        self._codes[bucket.key] = bucket.bytecode_to_string()
        self._is_new = True

    def keep(self) -> None:
        """Put those that are new into the store."""
        if self._is_new:
            self._store.keep(_SHELF, {_KEY: self._codes})
            self._is_new = False
