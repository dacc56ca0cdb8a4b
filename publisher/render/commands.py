"""The commands as people are told of them: by --help in a terminal, and on a page of the site.

What commands, arguments and options there are comes from click. What is said of them stands in the catalogue under
help.COMMAND, exit.COMMAND (what exit code 1 means), argument.COMMAND.NAME and option.COMMAND.NAME, without COMMAND
where a name means the same in all commands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import click

from publisher.terms.messages import Message, known, say, text

COMMANDS_PLACE = "<!-- commands -->"  # where the page has them


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """The help of a command: usage, purpose, parameters, and the meaning of exit code 1 (or "").

    parameters: an argument or option as it is typed (`--jobs N`), and what it is for.
    """

    usage: str
    does: str
    parameters: tuple[tuple[str, str], ...]
    fails: str


def command_help(name: str, command: click.Command, language: str) -> CommandHelp:
    """The help of a command in a language (zh or en). Raises KeyError where the catalogue lacks a sentence."""
    context, exits = click.Context(command, info_name=f"build.py {name}"), Message(f"exit.{name}")
    parameters = tuple((typed(one, context), text(_meaning(one, name), language)) for one in command.params)
    fails = text(exits, language) if known(exits) else ""
    return CommandHelp(text(usage(context), language), text(Message(f"help.{name}"), language), parameters, fails)


def usage(context: click.Context) -> Message:
    """How a command is written: `build.py lock [OPTIONS]`."""
    if isinstance(context.command, click.Group):
        return say("usage.group", command=context.command_path)
    _options, *others = context.command.collect_usage_pieces(context)
    return say("usage.written", command=context.command_path, arguments="".join(f" {piece}" for piece in others))


def key_of(parameter: click.Parameter, command: str) -> str:
    """Where the catalogue says what a parameter of a command is for."""
    argument = isinstance(parameter, click.Argument)
    kind = "argument" if argument else "option"
    name = str(parameter.name) if argument else max(parameter.opts, key=len).lstrip("-")
    own = f"{kind}.{command}.{name}"
    return own if known(Message(own)) else f"{kind}.{name}"


def typed(parameter: click.Parameter, context: click.Context) -> str:
    """A parameter as it is typed: `--jobs N`, `[PLAN]…`."""
    metavar = parameter.make_metavar(context)
    if isinstance(parameter, click.Argument):
        return metavar
    names = ", ".join(parameter.opts)
    return names if isinstance(parameter, click.Option) and parameter.is_flag else f"{names} {metavar}"


def _meaning(parameter: click.Parameter, command: str) -> Message:
    about = Message(key_of(parameter, command))
    if isinstance(parameter, click.Option) and parameter.required:
        return say("usage.required", about=about)
    if not (isinstance(parameter, click.Option) and parameter.show_default):
        return about
    default = parameter.show_default if isinstance(parameter.show_default, str) else parameter.default
    return say("usage.default", about=about, default=str(default))


def speak(group: click.Group, language: Callable[[], str]) -> None:
    """Let --help of a group and of its commands speak a language, which is asked when help is."""

    def of_group(ctx: click.Context) -> str:
        return overview(group, language())

    def of_command(ctx: click.Context) -> str:
        return as_text(command_help(str(ctx.info_name), ctx.command, language()), language())

    group.get_help = of_group  # type: ignore[method-assign]
    for command in group.commands.values():
        command.get_help = of_command  # type: ignore[method-assign]


def overview(group: click.Group, language: str) -> str:
    """Help on all commands: a line each."""
    width = max(map(len, group.commands))
    lines = [f"  {name:<{width}}  {text(Message(f'help.{name}'), language)}" for name in group.commands]
    return "\n".join([f"build.py [{'|'.join(group.commands)}] …", "", text(Message("help.main"), language), "", *lines])


def as_text(command: CommandHelp, language: str) -> str:
    """Help on a command, for a terminal."""
    lines = [command.usage, "", f"  {command.does}"]
    for name, meaning in command.parameters:
        lines += ["", f"  {name}", f"      {meaning}"]
    if command.fails:
        lines += ["", "  " + text(say("usage.exit", what=command.fails), language)]
    return "\n".join(lines)


def as_markdown(group: click.Group, language: str) -> str:
    """All commands in full, as the page shows them."""
    return "\n".join(
        _section(name, command_help(name, command, language), language) for name, command in group.commands.items()
    )


def _section(name: str, command: CommandHelp, language: str) -> str:
    lines = [f"## {name} {{#{name}}}", "", command.does, "", f"    {command.usage}", ""]
    for parameter, meaning in command.parameters:
        lines += [f"`{parameter}`", f":   {meaning}", ""]
    if command.fails:
        lines += [text(say("usage.exit", what=command.fails), language), ""]
    return "\n".join(lines)
