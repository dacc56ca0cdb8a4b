"""A table of examples as one test."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

Test = Callable[..., None]


def each(names: str, cases: Iterable[Any]) -> Callable[[Test], Test]:
    """As pytest's parametrize, but one test for all cases, which names each that fails: of thousands of short ones, to
    set each up costs more than to run it. Fixtures are made once for all."""
    own, every = names.split(","), list(cases)

    def over(check: Test) -> Test:
        def test(**fixtures: Any) -> None:
            failed = []
            for case in every:
                given = dict(zip(own, case if len(own) > 1 else (case,), strict=True))
                try:
                    check(**given, **fixtures)
                except Exception as error:
                    failed.append(f"{case}\n  {type(error).__name__}: {error}")
            assert every, "no case: the test saw nothing"
            assert not failed, f"{len(failed)} of {len(every)}:\n" + "\n".join(failed)

        signature = inspect.signature(check)
        left = [parameter for name, parameter in signature.parameters.items() if name not in own]
        test.__name__, test.__qualname__, test.__doc__ = check.__name__, check.__qualname__, check.__doc__
        test.__module__ = check.__module__
        test.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return test

    return over
