"""The layers of the package, from what import-linter holds and from the packages' docstrings."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

from reference.markdown import code, table

_PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def describe_layers() -> str:
    """Return a table with a line for each package, from the top layer down; those of one layer share its number."""
    contracts = tomllib.loads(_PROJECT.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    rows = (
        (str(number), code(name.removeprefix("cop_site.")), _summarise(name))
        for number, layer in enumerate(layers, 1)
        for name in layer.split(" | ")
    )
    return table(("Layer", "Package", "What it does"), rows)


def _summarise(name: str) -> str:
    return (importlib.import_module(name).__doc__ or "").split("\n\n")[0].replace("\n", " ")
