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
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publisher.work.engine import Engine

STAGES = ("read", "check", "model", "render", "publish", "search", "manifest", "referee")


def run(project: Path, data: Path, out: Path, until: str, engine: Engine, write: Callable[[str], object]) -> None:
    """Run the stages up to `until`; write of each its name, seconds, CPU seconds and the peak of memory so far."""
    from publisher.check.run import check_package
    from publisher.model.library import index_job, library
    from publisher.publish import manifest
    from publisher.publish.publish import publish
    from publisher.read.package import read_package
    from publisher.render.site import render
    from publisher.run import build, referee
    from publisher.terms.schema import load_schemas
    from publisher.work.output import Output

    held: dict[str, Any] = {}
    made = Output(out)

    def read() -> dict[str, Any]:
        held["package"] = read_package(data, load_schemas(project / "schemas"))
        return {}

    def check() -> dict[str, Any]:
        package = held["package"]
        report = held["report"] = check_package(package, engine=engine, also=lambda plan: index_job(package, plan))
        return {"rows": report.rows, "problems": len(report.problems)}

    def model() -> dict[str, Any]:
        held["library"] = library(held["package"], engine)
        return {"plans": len(held["library"].plan_ids)}

    def render_() -> dict[str, Any]:
        docs, mkdocs = project / "docs", project / "mkdocs.yml"
        held["site"] = render(held["library"], out=made, docs=docs, mkdocs=mkdocs, report=held["report"])
        return weight(out)

    def publish_() -> dict[str, Any]:
        before = weight(out)
        publish(held["library"], made)
        after = weight(out)
        return {name: after[name] - before[name] for name in after}

    def search() -> dict[str, Any]:
        return {"pages": held["site"].finish(manifest.entries(made))}

    def manifest_() -> dict[str, Any]:
        build.seal(held["library"], made)
        return {"files": len(made.known)}

    def referee_() -> dict[str, Any]:
        return {"refused": len(referee.begun(made, engine)())}

    steps = dict(zip(STAGES, (read, check, model, render_, publish_, search, manifest_, referee_), strict=True))
    out.mkdir(parents=True, exist_ok=True)
    for name, step in steps.items():
        wall, cpu = time.perf_counter(), _used()
        more = step()
        found = {"stage": name, "wall": time.perf_counter() - wall, "cpu": _used() - cpu, "peak": _peak(), **more}
        write(json.dumps(found) + "\n")
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
    from publisher.work.executors import engine as started

    project, data, out, until, jobs = sys.argv[1:]
    with started(None, jobs=int(jobs)) as engine:
        run(
            Path(project), Path(data), Path(out), until, engine,
            lambda line: (sys.stdout.write(line), sys.stdout.flush()),
        )  # fmt: skip
