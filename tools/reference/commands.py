"""The commands with their arguments and options, from click."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from cop_site.cli import main
from reference.markdown import code, either, join, table


def describe_commands() -> str:
    """Return a section for the program itself and one for each command."""
    context = click.Context(main)
    named = ((name, main.get_command(context, name)) for name in main.list_commands(context))
    commands = (join(describe_command(f"cop {name}", command)) for name, command in named if command)
    return join([*describe_command("cop", main), *commands])


def describe_command(name: str, command: click.Command) -> Iterator[str]:
    """Yield the sections of a command: how it is called, what it does, what it takes."""
    arguments = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    yield f"## {name}"
    yield f"```text\n{_show_usage(name, command, arguments, options)}\n```"
    yield inspect.cleandoc(command.help or "")
    for argument in arguments:
        if isinstance(argument.type, click.Choice):
            yield f"{code(_name(argument))} is {either(argument.type.choices)}."
    if options:
        yield table(("Option", "Value", "Default", "Description"), map(_describe_option, options))


def _show_usage(name: str, command: click.Command, arguments: list[click.Argument], options: list[click.Option]) -> str:
    taken = [_name(argument) if argument.required else f"[{_name(argument)}]" for argument in arguments]
    group = ["COMMAND …"] if isinstance(command, click.Group) else []
    return " ".join([name, *(["[OPTIONS]"] if options else []), *taken, *group])


def _name(argument: click.Argument) -> str:
    return argument.human_readable_name.upper()


def _describe_option(option: click.Option) -> tuple[str, str, str, str]:
    if not option.help:
        raise ValueError(f"{option.opts[0]} has no help")
    shown = option.show_default is not False and isinstance(option.default, str | int | float) and not option.is_flag
    default = code(option.default) if shown else ""
    return ", ".join(map(code, option.opts)), _describe_value(option), default, option.help


def _describe_value(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if option.metavar:
        return code(option.metavar)
    if isinstance(option.type, click.Choice):
        return either(option.type.choices)
    if isinstance(option.type, click.IntRange | click.FloatRange):
        low, high = option.type.min, option.type.max
        return f"number, at least {low}" if high is None else f"number, {low} to {high}"
    if isinstance(option.type, click.DateTime):
        return "date, such as `2026-04-08`"
    return "path" if isinstance(option.type, click.Path) else "text"
