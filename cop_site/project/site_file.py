"""Reads from `mkdocs.yml`, which belongs to MkDocs, in which language a site is."""

from __future__ import annotations

import yaml

_DEFAULT = "en"


def find_language(site_file: str) -> str:
    """Return `theme.language` of a `mkdocs.yml`, the language of the contributors; English where it is not set."""
    try:
        # Composed only: the tags that MkDocs knows, such as `!ENV`, mean nothing here.
        theme = _value_of(yaml.compose(site_file, Loader=yaml.SafeLoader), "theme")
    except yaml.YAMLError:
        return _DEFAULT
    language = _value_of(theme, "language")
    return language.value if isinstance(language, yaml.ScalarNode) and language.value else _DEFAULT


def _value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.CollectionNode) else []
    return next((pair[1] for pair in pairs if isinstance(pair, tuple) and pair[0].value == key), None)
