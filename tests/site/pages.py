"""One page of every type, and how tests open them."""

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Opener = Callable[..., Page]

# How far what is shown has moved so far, by itself (Layout Instability).
MOVED = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 60);
})"""

# Leaves two of all elements beside one another that differ in words and addresses alone, such as the rows of a table:
# axe judges them alike, and for hundreds it takes seconds.
_THINNED = """() => {
  const own = / (?!class|role|lang|type|open|hidden|aria-|style)[a-z-]+="[^"]*"/g;
  for (const parent of document.querySelectorAll("tbody, ul, ol, dl, pre, code, main, section, article, main div")) {
    const seen = new Map();
    for (const one of [...parent.children]) {
      const shape = one.outerHTML.replace(/>[^<]+</g, "><").replace(own, "");
      seen.set(shape, (seen.get(shape) ?? 0) + 1);
      if (seen.get(shape) > 2) one.remove();
    }
  }
}"""


def faults(page: Page, *rules: str) -> list[str]:
    """What axe finds serious in the page as it stands, by these rules (all where none is named)."""
    options: Any = {"resultTypes": ["violations"], **({"runOnly": [*rules]} if rules else {})}
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} ({one['nodes'][0]['failureSummary'][:200]})"
        for one in Axe().run(page, options=options).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def thin(page: Page) -> None:
    """Take out of the page what repeats the shape of what stands beside it, once its script has found what it needs."""
    page.locator("#explorer:not([data-ready])").wait_for(state="detached")
    page.evaluate(_THINNED)


TYPES = {
    "home": "",
    "targets": "targets/",
    "target": "targets/chengdu-2020.t01/",
    "allocation": "targets/chengdu-2020.t12/",
    "milestone": "targets/shanghai-2020.t06/",
    "findings": "findings/",
    "finding": "findings/inferred-deadlines/",
    "finding-cases": "findings/two-dates/",
    "timeline": "timeline/",
    "observations": "observations/",
    "observation": "observations/shanghai-2020-press.o01/",
    "documents": "documents/",
    "document": "documents/baoshan-2020/",
    "tasks": "tasks/",
    "projects": "projects/",
    "responsibilities": "responsibilities/",
    "notes": "notes/",
    "rows": "projects/2/",
    "task": "tasks/chengdu-2020.2.1.1/",
    "project": "projects/baoshan-2020.p26/",
    "parties": "parties/",
    "functions": "functions/",
    "units": "units/",
    "unit": "units/chengdu-economy-and-informatization-bureau/",
    "indicators": "indicators/",
    "indicator": "indicators/base-stations-5g/",
    "cascade": "cascade/",
    "sums": "sums/",
    "search": "search/?q=5G",
    "dictionary": "dictionary/",
    "rules": "rules/",
    "quality": "quality/",
    "changes": "changes/",
    "method": "method/",
    "about": "about/",
    "data": "data/",
    "api": "api/",
    "readers": "readers/",
    "architecture": "architecture/",
    "commands": "commands/",
    "contribute": "contribute/",
    "publish-it": "publish-it/",
    "scale": "scale/",
    "tutorial": "tutorial/",
}
EVERY = [f"/{language}/{path}" for language in ("zh", "en") for path in TYPES.values()]
