"""llms.txt (https://llmstxt.org): what stands where, for those who read for somebody else, and what to carry along."""

from __future__ import annotations

from publisher.model.library import Library
from publisher.publish import words
from publisher.publish.describe.subject import all_data, site
from publisher.terms import address
from publisher.terms.messages import LANGUAGES

FILE = "llms.txt"


def llms(library: Library) -> str:
    """The file: English first, then the same in Chinese."""
    subject = all_data(library)
    lines = [f"# {subject.title['en']} · {subject.title['zh']}", ""]
    for language in reversed(LANGUAGES):
        text = words.in_language(language)["llms"]
        lines += [f"> {subject.description[language]}", "", f"## {text['rules_title']}", ""]
        lines += [f"- {rule}" for rule in text["rules"]]
        lines += [f"- {words.cite(library, language)}", "", f"## {text['files_title']}", ""]
        lines += [f"- [{name}]({site(library, path, FILE)}): {about}" for name, (path, about) in _links(text).items()]
        lines += ["", f"## {text['documents_title']}", ""]
        for record in subject.documents:
            path = f"{address.page('documents', record.id, language)}index.md"
            summary = record.values[f"summary_{language}"]
            lines.append(f"- [{record.values[f'title_{language}']}]({site(library, path, FILE)}): {summary}")
        lines.append("")
    return "\n".join(lines)


def _links(text: dict[str, dict[str, str]]) -> dict[str, tuple[str, str]]:
    about = text["links"]
    return {
        "API": (f"{address.API}/index.json", about["api"]),
        "OpenAPI": (f"{address.API}/openapi.json", about["openapi"]),
        "targets.csv": (f"{address.DATA}/targets.csv", about["targets"]),
        "SQLite": (f"{address.DATA}/{address.NAME}.sqlite", about["sqlite"]),
        "datapackage.json": (f"{address.DATA}/datapackage.json", about["package"]),
    }
