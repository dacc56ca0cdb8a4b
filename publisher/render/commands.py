"""The commands as people are told of them: by --help in a terminal, and on a page of the site.

What commands, arguments and options there are comes from click; what is said of them, from the catalogue (`commands`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from publisher.terms.messages import words

PLACE = "<!-- commands -->"  # where the page has them
INDENT = "      "


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or option: as it is typed (`--jobs N`), what it is for, and its default where that is shown."""

    typed: str
    meaning: str
    default: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command: how it is called, what it does, what exit code 1 means (empty where it never ends so)."""

    name: str
    usage: str
    does: str
    fails: str
    parameters: tuple[Parameter, ...]


def described(name: str, command: click.Command, language: str) -> Command:
    """A command in a language (zh or en). Raises KeyError where the catalogue says nothing of it or of an option."""
    own = words(language)["commands"][name]
    meanings = {**words(language)["commands"]["shared"], **own.get("options", {})}
    context = click.Context(command, info_name=f"build.py {name}")
    parameters = tuple(
        Parameter(_typed(parameter, context), meanings[str(parameter.name)], _default(parameter))
        for parameter in shown(command)
    )
    usage = " ".join([str(context.info_name), *command.collect_usage_pieces(context)])
    return Command(name, usage, own["does"], own.get("fails", ""), parameters)


def shown(command: click.Command) -> Iterator[click.Parameter]:
    """The arguments and options of a command but those that are hidden."""
    for parameter in command.params:
        if not (isinstance(parameter, click.Option) and parameter.hidden):
            yield parameter


def _typed(parameter: click.Parameter, context: click.Context) -> str:
    metavar = parameter.make_metavar(context)
    if isinstance(parameter, click.Option):
        names = ", ".join(parameter.opts)
        return names if parameter.is_flag else f"{names} {metavar}"
    return metavar


def _default(parameter: click.Parameter) -> str:
    said = parameter.show_default if isinstance(parameter, click.Option) else False
    return said if isinstance(said, str) else str(parameter.default) if said else ""


def speak(group: click.Group, language: Callable[[], str]) -> None:
    """Let --help of a group and of its commands speak a language, which is asked when help is."""

    def of_group(ctx: click.Context) -> str:
        return overview(group, language())

    def of_command(ctx: click.Context) -> str:
        return as_text(described(str(ctx.info_name), ctx.command, language()), language())

    group.get_help = of_group  # type: ignore[method-assign]
    for command in group.commands.values():
        command.get_help = of_command  # type: ignore[method-assign]


def overview(group: click.Group, language: str) -> str:
    """Help on all commands: a line each."""
    told = words(language)["commands"]
    width = max(map(len, group.commands))
    lines = [f"  {name:<{width}}  {told[name]['does']}" for name in group.commands]
    return "\n".join([f"build.py [{'|'.join(group.commands)}] …", "", told["all"], "", *lines])


def as_text(command: Command, language: str) -> str:
    """Help on a command, for a terminal."""
    said = words(language)["commands"]["page"]
    lines = [command.usage, "", f"  {command.does}"]
    for parameter in command.parameters:
        default = said["default"].format(value=parameter.default) if parameter.default else ""
        lines += ["", f"  {parameter.typed}", f"{INDENT}{parameter.meaning}{default}"]
    if command.fails:
        lines += ["", f"  {said['fails'].format(what=command.fails)}"]
    return "\n".join(lines)


def as_markdown(group: click.Group, language: str) -> str:
    """All commands in full, as the page shows them."""
    return "\n".join(_section(described(name, command, language), language) for name, command in group.commands.items())


def _section(command: Command, language: str) -> str:
    said = words(language)["commands"]["page"]
    lines = [f"## {command.name} {{#{command.name}}}", "", command.does, "", f"    {command.usage}", ""]
    for parameter in command.parameters:
        default = said["default"].format(value=f"`{parameter.default}`") if parameter.default else ""
        lines += [f"`{parameter.typed}`", f":   {parameter.meaning}{default}", ""]
    if command.fails:
        lines += [said["fails"].format(what=command.fails), ""]
    return "\n".join(lines)
