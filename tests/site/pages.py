"""One page of every type, and how tests open them."""

from collections.abc import Callable

from playwright.sync_api import Page

Opener = Callable[..., Page]

# How far what is shown has moved so far, by itself (Layout Instability).
MOVED = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 60);
})"""

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
