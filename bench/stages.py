"""The stages of a build one after the other, each timed: what share of the whole each has.

    python -m bench.stages PROJECT DATA OUT UNTIL JOBS

PROJECT holds schemas/, docs/ and mkdocs.yml; DATA holds datapackage/; JOBS is the number of processes for work by plan.
One JSON object a stage goes to standard output. Nothing is kept from one run to the next.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

STAGES = ("read", "check", "model", "publish", "render", "manifest", "referee")


def run(
    project: Path, data: Path, out: Path, until: str, executor: Executor | None, say: Callable[[str], object]
) -> None:
    """Run the stages up to `until`; say of each its name, seconds, CPU seconds and the peak of memory so far."""
    from publisher.check.run import check_package
    from publisher.model.library import library
    from publisher.publish.publish import publish
    from publisher.read.package import read_package
    from publisher.read.plan import read_plan
    from publisher.render.site import render
    from publisher.run import build
    from publisher.terms.schema import load_schemas

    held: dict[str, Any] = {}

    def read() -> dict[str, Any]:
        held["package"] = package = read_package(data, load_schemas(project / "schemas"))
        rows = sum(len(table.rows) for name in package.plan_ids for table in read_plan(package, name).tables.values())
        return {"rows": rows}

    def check() -> dict[str, Any]:
        held["report"] = report = check_package(held["package"], executor=executor)
        return {"problems": len(report.problems)}

    def model() -> dict[str, Any]:
        held["library"] = library(held["package"], executor=executor)
        return {"plans": len(held["library"].plan_ids)}

    def publish_() -> dict[str, Any]:
        publish(held["library"], out, executor=executor)
        return weight(out)

    def render_() -> dict[str, Any]:
        before = weight(out)
        docs, mkdocs = project / "docs", project / "mkdocs.yml"
        pages = render(held["library"], out=out, docs=docs, mkdocs=mkdocs, report=held["report"], executor=executor)
        after = weight(out)
        return {"pages": pages, **{name: after[name] - before[name] for name in after}}

    def manifest() -> dict[str, Any]:
        files, _ = build.seal(held["library"], out)
        return {"files": files}

    def referee() -> dict[str, Any]:
        return {"refused": len(build.referee(out))}

    steps = dict(zip(STAGES, (read, check, model, publish_, render_, manifest, referee), strict=True))
    out.mkdir(parents=True, exist_ok=True)
    for name, step in steps.items():
        wall, cpu = time.perf_counter(), _used()
        more = step()
        found = {"stage": name, "wall": time.perf_counter() - wall, "cpu": _used() - cpu, "peak": _peak(), **more}
        say(json.dumps(found) + "\n")
        if name == until:
            return


def _used() -> float:
    """CPU seconds of this process, of those it waited for, and of its pool."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ours = sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))
    return ours + sum(_of(child.pid) for child in multiprocessing.active_children() if child.pid)


def _of(process: int) -> float:
    """CPU seconds of another process, as /proc tells them; 0 where there is no /proc."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", errors="replace").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        return 0.0


def _peak() -> float:
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return max(resource.getrusage(k).ru_maxrss for k in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / unit


def weight(folder: Path) -> dict[str, int]:
    """How many files a folder holds, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return {"files": len(sizes), "bytes": sum(sizes)}


if __name__ == "__main__":
    from publisher.work.executors import local

    project, data, out, until, jobs = sys.argv[1:]
    with local(int(jobs)) as executor:
        run(
            Path(project), Path(data), Path(out), until, executor,
            lambda line: (sys.stdout.write(line), sys.stdout.flush()),
        )  # fmt: skip
