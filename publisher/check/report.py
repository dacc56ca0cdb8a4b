"""A report for each kind of reader: people (text), programs (json, sarif, csv), a pull request (github)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

from publisher.check.result import Report
from publisher.check.rule import Check
from publisher.terms.messages import Message, known, say, text, words
from publisher.terms.problem import Place, Problem, Severity

MORE_SHOWN = 5


def closing(report: Report) -> Message:
    """The line that says what was looked at, so that a run that saw nothing cannot look clean."""
    return say(
        "report.closing",
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        notes=report.count(Severity.NOTE),
        plans=report.plans,
        rules=report.rules,
        rows=report.rows,
        quotes=report.quotes,
        verified=report.verified,
    )


def severity(level: Severity) -> Message:
    """The word for a severity."""
    return Message(f"severity.{level}")


def _short(place: Place, first: Place) -> str:
    """A further place, briefly: its folder and its column only where these are others."""
    folder, _, name = place.file.rpartition("/")
    near = name if first.file.rpartition("/")[0] == folder else f"{folder.rpartition('/')[2]}/{name}"
    line = f":{place.row}" if place.row else ""
    return near + line + (f" {place.field}" if place.field not in ("", first.field) else "")


def _lines(problem: Problem, language: str) -> list[tuple[str, str]]:
    """What is found and expected, what to do and where else, each with its label; nothing that is empty."""
    texts, rest = problem.said(language), max(0, len(problem.more) - MORE_SHOWN)
    places = tuple(_short(place, problem.place) for place in problem.more[:MORE_SHOWN])
    also = text(say("report.places", places=places, rest=rest) if rest else places, language)
    values = {"found": texts["found"], "expected": texts["expected"], "fix": texts["fix"], "also": also}
    return [(text(Message(f"report.{name}"), language), value) for name, value in values.items() if value]


def problem_text(problem: Problem, language: str) -> str:
    """A problem for people, without what only a rule has (python build.py explain)."""
    head = f"{text(severity(problem.severity), language)}[{problem.code}] {text(problem.rule, language)}"
    return "\n".join(
        [head, f"  {problem.place}", *(f"  {name:<8} {value}" for name, value in _lines(problem, language))]
    )


def as_text(report: Report, language: str = "en") -> str:
    """For people; readable without colour."""
    more = text(say("report.more"), language)
    problems = [
        f"{problem_text(problem, language)}\n  {more:<8} python build.py explain {problem.code}\n"
        for problem in report.problems
    ]
    return "\n".join([*problems, text(closing(report), language)]) + "\n"


def as_json(report: Report, language: str = "en") -> str:
    """For programs: the problems with what was looked at."""
    content = {
        "problems": [problem.as_dict(language) for problem in report.problems],
        "summary": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "notes": report.count(Severity.NOTE),
            "plans": report.plans,
            "rules": report.rules,
            "rows": report.rows,
            "quotes": report.quotes,
            "quotes_verified": report.verified,
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _no_formula(value: object) -> object:
    """A cell that a spreadsheet program would read as a formula, made text by the mark that such programs hide."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else value


def as_csv(report: Report, language: str = "en") -> str:
    """One row a problem."""
    out = io.StringIO()
    names = ("code", "severity", "file", "row", "field", "record_id", "rule", "found", "expected", "fix", "more")
    writer = csv.DictWriter(out, names, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for problem in report.problems:
        more = "; ".join(str(place) for place in problem.more)
        cells = {**problem.as_dict(language), "more": more}
        writer.writerow({name: _no_formula(value) for name, value in cells.items()})
    return out.getvalue()


def _escaped(text: str, *, value: bool = False) -> str:
    for mark, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")) + (((":", "%3A"), (",", "%2C")) if value else ()):
        text = text.replace(mark, code)
    return text


def _message(problem: Problem, language: str) -> str:
    """What an annotation says: the rule, what was found and expected, what to do, and where else."""
    lines = (text(say("report.line", name=name, value=value), language) for name, value in _lines(problem, language))
    return "\n".join([text(problem.rule, language), *lines])


def as_github(report: Report, language: str = "en") -> str:
    """Workflow commands, which GitHub shows as annotations on the changed lines."""
    lines = []
    for problem in report.problems:
        level = {"error": "error", "warning": "warning", "note": "notice"}[problem.severity]
        message = _escaped(_message(problem, language))
        place = f"file={_escaped(problem.place.file, value=True)},line={problem.place.row or 1}"
        title = problem.code + (f" ({problem.place.field})" if problem.place.field else "")
        lines.append(f"::{level} {place},title={_escaped(title, value=True)}::{message}")
    return "\n".join([*lines, text(closing(report), language)]) + "\n"


def _sarif_place(place: Place) -> dict[str, object]:
    physical = {"artifactLocation": {"uri": quote(place.file)}, "region": {"startLine": place.row or 1}}
    logical = [{"name": place.field, "kind": "member"}] if place.field else []
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}


def _sarif_result(problem: Problem, index: int, language: str) -> dict[str, object]:
    where = problem.record_id or f"{problem.place.file}:{problem.place.row}"
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": str(problem.severity),
        "message": {"text": _message(problem, language)},
        "locations": [_sarif_place(problem.place)],
        "partialFingerprints": {"record/v1": f"{problem.code} {where} {problem.place.field}".rstrip()},
    }
    if problem.more:
        result["relatedLocations"] = [
            {"id": number, **_sarif_place(place)} for number, place in enumerate(problem.more, 1)
        ]
    return result


def as_sarif(report: Report, language: str = "en") -> str:
    """SARIF 2.1.0 (OASIS), for code-scanning tools."""
    rules = {problem.code: problem for problem in sorted(report.problems, key=lambda problem: problem.code)}
    driver = {
        "name": "new-infrastructure-plans",
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": text(problem.rule, language)},
                "help": {"text": text(problem.fix, language)},
                "defaultConfiguration": {"level": str(problem.severity)},
            }
            for code, problem in rules.items()
        ],
    }
    order = {code: index for index, code in enumerate(rules)}
    results = [_sarif_result(problem, order[problem.code], language) for problem in report.problems]
    content = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "properties": {"summary": text(closing(report), language)},
            "results": results,
        }],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Report, str], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "csv": as_csv,
}


def explain(rule: Check, language: str = "en") -> str:
    """A rule as `explain` shows it: what, why, how to fix."""
    area = words(language)["site"]["rules"]["areas"][rule.area]
    what, why, fix = (Message(f"{rule.code}.{name}") for name in ("rule", "why", "fix"))
    lines = [what, *([why] if known(why) else []), say("report.line", name=say("report.fix"), value=fix)]
    lines += [say("report.declarable")] if rule.declarable else []
    head = say("report.rule", code=rule.code, severity=severity(rule.severity), area=area)
    return "\n".join([text(head, language), *(f"  {text(line, language)}" for line in lines)]) + "\n"


def rules_as_text(rules: Iterable[Check], language: str = "en") -> str:
    """All rules, a line each."""
    items = list(rules)
    width = max(len(rule.code) for rule in items)

    def line(rule: Check) -> str:
        level, what = (text(message, language) for message in (severity(rule.severity), Message(f"{rule.code}.rule")))
        return f"{rule.code:<{width}}  {level:<7}  {what}\n"

    return "".join(map(line, items))
