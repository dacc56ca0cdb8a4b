"""Wrong usage of the command line, which click finds, in the project's own words."""

from __future__ import annotations

from typing import Any

import click

from publisher.terms.messages import Message, say


def wrong(error: click.UsageError, group: click.Group) -> Message:
    """A wrong usage of one of a group's commands that click found, in the project's own words."""
    parameters = [parameter for command in (group, *group.commands.values()) for parameter in command.params]
    match error:
        case click.NoSuchOption():
            name, near = error.option_name, tuple(error.possibilities or ())
            return say("usage.option-near", option=name, near=near) if near else say("usage.option", option=name)
        case click.exceptions.NoSuchCommand():
            name, near = error.command_name, tuple(error.possibilities or ())
            return say("usage.command-near", name=name, near=near) if near else say("usage.no-command", name=name)
        case click.MissingParameter(param=click.Parameter() as parameter):
            return say("usage.missing", name=_named(parameter))
        case click.BadParameter(param=click.Parameter() as parameter):
            return say("usage.bad", name=_named(parameter), expected=_expected(parameter.type))
        case click.BadOptionUsage(option_name=str() as name):
            flag = any(isinstance(one, click.Option) and one.is_flag and name in one.opts for one in parameters)
            return say("usage.no-value" if flag else "usage.needs-value", option=name)
    return say("usage.too-many")


def _named(parameter: click.Parameter) -> str:
    return max(parameter.opts, key=len) if isinstance(parameter, click.Option) else parameter.human_readable_name


def _expected(type_: click.ParamType[Any]) -> Message:
    """What a parameter of a type can be."""
    match type_:
        case click.Choice():
            return say("usage.one-of", choices=tuple(map(str, type_.choices)))
        case click.IntRange(min=int() as least, max=int() as most):
            return say("usage.between", least=least, most=most)
        case click.IntRange(min=int() as least):
            return say("usage.at-least", least=least)
        case click.Path(file_okay=False):
            return say("usage.existing-folder" if type_.exists else "usage.folder")
        case click.Path():
            return say("usage.file")
    return say("usage.value")
