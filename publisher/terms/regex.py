"""Regular expressions that are compiled on first use: a run pays only for those that it needs."""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """What an expression is written as, until one of its methods is asked for; that is then the compiled one's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__ |= {method: getattr(compiled, method) for method in dir(compiled) if method[0] != "_"}
        return getattr(compiled, name)


def regex(expression: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression for a module to keep. Raises re.error when first used, where it is none."""
    return cast("re.Pattern[str]", _Pattern(expression, flags))
