"""A type checker for templates: finds the fields of dataclasses that they read, and fields that do not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes

Scope = Mapping[str, Any]
"""The type of each name in scope: a type, a `Macros`, a `Macro`, or None if it is unknown."""


@dataclass(frozen=True)
class Macro:
    """A macro, and the scope of its definition."""

    node: nodes.Macro
    scope: dict[str, Any]


class Macros(dict[str, Any]):
    """The macros of an imported template by name."""


class Checker:
    """Follows types through the templates of an environment, including loops and macros."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._imported: dict[str, Macros] = {}
        self._called: set[tuple[str, str]] = set()
        self._calls: list[nodes.CallBlock] = []
        self.used: set[tuple[type, str]] = set()
        """The fields that were read: dataclass and name."""
        self.errors: set[str] = set()
        """Messages about fields that do not exist."""

    def check(self, template: str, scope: Scope) -> None:
        """Check a template; `scope` has the types of its variables."""
        self._run(self._parse(template).body, dict(scope))

    def _parse(self, template: str) -> nodes.Template:
        assert self._environment.loader is not None
        return self._environment.parse(self._environment.loader.get_source(self._environment, template)[0])

    def _run(self, body: list[Any], scope: dict[str, Any]) -> None:
        for node in body:
            if isinstance(node, nodes.Import):
                scope[node.target] = self._import(node.template.value)  # type: ignore[attr-defined]  # a constant
            elif isinstance(node, nodes.Macro):
                scope[node.name] = Macro(node, scope)
            elif isinstance(node, nodes.For):
                kind = _element(self._find(node.iter, scope))
                inside = {**scope, **dict.fromkeys((name.name for name in node.target.find_all(nodes.Name)), None)}
                if isinstance(node.target, nodes.Name):
                    inside[node.target.name] = kind
                self._run([node.test] if node.test else [], inside)
                self._run(node.body, inside)
                self._run(node.else_, scope)
            elif isinstance(node, nodes.CallBlock):
                self._calls.append(node)
                self._find(node.call, scope)
                self._calls.pop()
                given = [_element(self._find(child, scope)) for child in node.call.args if node.args]
                self._run(
                    node.body, {**scope, **{str(name.name): kind for name, kind in zip(node.args, given, strict=True)}}
                )
            elif isinstance(node, nodes.Expr):
                self._find(node, scope)
            else:
                self._run(list(node.iter_child_nodes()), scope)

    def _import(self, template: str) -> Macros:
        if template not in self._imported:
            found: dict[str, Any] = {}
            self._run(self._parse(template).body, found)
            self._imported[template] = Macros(found)
        return self._imported[template]

    def _find(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """Return the type of an expression; None if it is unknown."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name)
        if isinstance(node, nodes.Call):
            return self._call(node, scope)
        found = [self._find(child, scope) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Getattr):
            return self._read(found[0], node.attr)
        if isinstance(node, nodes.Getitem):
            return _element(found[0])
        if isinstance(node, nodes.Filter) and node.name == "tojson":
            self._read_all(found[0])
        if isinstance(node, nodes.Or | nodes.CondExpr):
            return next(filter(None, reversed(found)), None)
        return None

    def _call(self, node: nodes.Call, scope: dict[str, Any]) -> None:
        macro = self._find(node.node, scope)
        positional = [self._find(child, scope) for child in node.args]
        named = {child.key: self._find(child.value, scope) for child in node.kwargs}
        if node.dyn_args:
            self._find(node.dyn_args, scope)
        if not isinstance(macro, Macro):
            return
        names = [str(argument.name) for argument in macro.node.args]
        inside = {**dict.fromkeys(names), **dict(zip(names, positional, strict=False)), **named}
        call = (macro.node.name, repr(inside))
        if call not in self._called:
            self._called.add(call)
            self._run(macro.node.body, {**macro.scope, **inside})

    def _read(self, kind: Any, name: str) -> Any:
        if isinstance(kind, Macros):
            return kind[name]
        origin: Any = get_origin(kind) or kind
        if not is_dataclass(origin) or not isinstance(origin, type):
            return None
        hints = hints_of(kind)
        if name not in hints:
            self.errors.add(f"{origin.__name__} has no {name}")
        self.used.add((origin, name))
        return hints.get(name)

    def _read_all(self, kind: Any) -> None:
        while element := _element(kind):
            kind = element
        if is_dataclass(kind):
            for name, hint in hints_of(kind).items():
                self._read(kind, name)
                self._read_all(hint)


def hints_of(kind: Any) -> dict[str, Any]:
    """Return the types of a dataclass's fields, without None, and with type variables replaced."""
    origin: Any = get_origin(kind) or kind
    hints = get_type_hints(origin)
    return {field.name: _settle(hints[field.name], get_args(kind)) for field in fields(origin)}


def _settle(hint: Any, arguments: tuple[Any, ...]) -> Any:
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    if arguments and get_origin(hint) is tuple and isinstance(get_args(hint)[0], TypeVar):
        return tuple[arguments[0], ...]  # type: ignore[valid-type]  # a type made while this runs
    return hint


def _element(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is tuple else None
