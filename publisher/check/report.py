"""A report for each kind of reader: people (text), programs (json, sarif, csv), a pull request (github)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from publisher.check.outcome import Report
from publisher.check.rule import Check
from publisher.terms.messages import phrase, words
from publisher.terms.problem import Place, Problem, Severity

MORE_SHOWN = 5


def in_language(report: Report, language: str) -> Report:
    """A report whose problems speak a language: rule and fix by their help, found and expected by their phrases."""
    if language == "en":
        return report
    rules = words(language)["rules"]
    problems = []
    for problem in report.problems:
        help_ = rules.get(problem.code, {"rule": problem.rule, "fix": problem.fix})
        found, expected = phrase(problem.found, language), phrase(problem.expected, language)
        problems.append(replace(problem, rule=help_["rule"], fix=help_["fix"], found=found, expected=expected))
    return replace(report, problems=tuple(problems))


def closing(report: Report, language: str) -> str:
    """The line that says what was looked at, so that a run that saw nothing cannot look clean."""
    counts = {
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "plans": report.plans,
        "rules": report.rules,
        "rows": f"{report.rows:,}",
        "quotes": report.quotes,
        "verified": report.verified,
    }
    return str(words(language)["closing"]).format(**counts)


def _short(place: Place, field: str) -> str:
    """A further place, briefly: its column only where it is another one."""
    line = f":{place.row}" if place.row else ""
    return place.file.rsplit("/", 1)[-1] + line + (f" {place.field}" if place.field not in ("", field) else "")


def as_text(report: Report, language: str = "en") -> str:
    """For people; readable without colour."""
    report = in_language(report, language)
    lines = []
    terms: Mapping[str, str] = words(language)["report"]
    for problem in report.problems:
        lines.append(f"{terms[problem.severity]}[{problem.code}] {problem.rule}")
        lines.append(f"  {problem.place}")
        for name, value in (("found", problem.found), ("expected", problem.expected), ("fix", problem.fix)):
            if value:
                lines.append(f"  {terms[name]:<8} {value}")
        if problem.more:
            shown = ", ".join(_short(place, problem.place.field) for place in problem.more[:MORE_SHOWN])
            rest = len(problem.more) - MORE_SHOWN
            lines.append(f"  {terms['also']:<8} {shown}" + (f" … +{rest}" if rest > 0 else ""))
        lines.append(f"  {terms['more']:<8} python build.py explain {problem.code}\n")
    return "\n".join([*lines, closing(report, language)]) + "\n"


def as_json(report: Report, language: str = "en") -> str:
    """For programs: the problems with what was looked at."""
    report = in_language(report, language)
    content = {
        "problems": [problem.as_dict() for problem in report.problems],
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
    report = in_language(report, language)
    out = io.StringIO()
    names = ("code", "severity", "file", "row", "field", "record_id", "rule", "found", "expected", "fix", "more")
    writer = csv.DictWriter(out, names, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for problem in report.problems:
        more = "; ".join(str(place) for place in problem.more)
        writer.writerow({name: _no_formula(value) for name, value in {**problem.as_dict(), "more": more}.items()})
    return out.getvalue()


def _escaped(text: str, *, value: bool = False) -> str:
    for mark, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")) + (((":", "%3A"), (",", "%2C")) if value else ()):
        text = text.replace(mark, code)
    return text


def _message(problem: Problem, language: str) -> list[str]:
    """What an annotation says: the rule, what was found and expected, what to do, and where else."""
    terms = words(language)["report"]
    named = (("found", problem.found), ("expected", problem.expected), ("fix", problem.fix))
    also = ", ".join(str(place) for place in problem.more[:MORE_SHOWN])
    rest = f" … +{len(problem.more) - MORE_SHOWN}" if len(problem.more) > MORE_SHOWN else ""
    lines = [problem.rule, *(f"{terms[name]}: {value}" for name, value in named if value)]
    return [*lines, f"{terms['also']}: {also}{rest}"] if also else lines


def as_github(report: Report, language: str = "en") -> str:
    """Workflow commands, which GitHub shows as annotations on the changed lines."""
    report = in_language(report, language)
    lines = []
    for problem in report.problems:
        level = {"error": "error", "warning": "warning", "note": "notice"}[problem.severity]
        message = _escaped("\n".join(_message(problem, language)))
        place = f"file={_escaped(problem.place.file, value=True)},line={problem.place.row or 1}"
        title = problem.code + (f" ({problem.place.field})" if problem.place.field else "")
        lines.append(f"::{level} {place},title={_escaped(title, value=True)}::{message}")
    return "\n".join([*lines, closing(report, language)]) + "\n"


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
        "message": {"text": "\n".join(_message(problem, language))},
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
    report = in_language(report, language)
    rules = {problem.code: problem for problem in sorted(report.problems, key=lambda problem: problem.code)}
    driver = {
        "name": "new-infrastructure-plans",
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": problem.rule},
                "help": {"text": problem.fix or problem.rule},
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
            "properties": {"summary": closing(report, language)},
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


def _help(rule: Check, language: str) -> tuple[str, str, str]:
    if language == "zh" and (help_ := words("zh")["rules"].get(rule.code)):
        return help_["rule"], "", help_["fix"]
    return rule.rule, rule.why, rule.fix


def explain(rule: Check, language: str = "en") -> str:
    """A rule as `explain` shows it: what, why, how to fix."""
    terms = words(language)["report"]
    what, why, fix = _help(rule, language)
    lines = [f"{rule.code}  ({terms[rule.severity]}, {rule.area})", f"  {what}"]
    lines += [f"  {why}"] if why else []
    lines += [f"  {terms['fix']}: {fix}"] if fix else []
    lines += [f"  {terms['declarable']}"] if rule.declarable else []
    return "\n".join(lines) + "\n"


def listing(rules: Iterable[Check], language: str = "en") -> str:
    """All rules, a line each."""
    terms = words(language)["report"]
    items = list(rules)
    width = max(len(rule.code) for rule in items)
    return "".join(f"{rule.code:<{width}}  {terms[rule.severity]:<7}  {_help(rule, language)[0]}\n" for rule in items)
