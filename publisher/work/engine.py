"""Runs jobs: each once, in this process, in worker processes or on a cluster; values are kept in a store.

A value does not depend on where it is computed. It is stored pickled; its digest is verified before it is unpickled.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from publisher.work.job import Files, Job, Many, code, files_of, mark
from publisher.work.order import chunks, in_order
from publisher.work.store import Store, digest

START = 4.0  # seconds of estimated work above which worker processes are used
SHARE = 0.5  # seconds of estimated work in one batch sent to a worker
REMEMBERED = 8  # most recently used inputs (such as plans) that stay in memory

Progress = Callable[[str, int, int], object]  # called with: name of the work, number done, total
_MEMORY: OrderedDict[str, Any] = OrderedDict()  # of this process


@dataclass
class Engine:
    """Runs jobs. store: keeps values (None: none are kept); executor: runs jobs elsewhere; progress: a callback."""

    store: Store | None = None
    executor: Executor | None = None
    progress: Progress | None = None
    _keys: dict[Job, str] = field(default_factory=dict, init=False, repr=False)  # of the jobs whose files are known
    _values: dict[str, str] = field(default_factory=dict, init=False, repr=False)  # key of a narrow job → of its value
    _beside: ThreadPoolExecutor | None = field(default=None, init=False)

    @cached_property
    def now(self) -> int:
        """The time at which this engine started, in ns, by the clock of the store's file system; 0 without a store."""
        return self.store.now() if self.store else 0

    # ---- keys ----

    def key(self, job: Job, *, opening: bool = True) -> str:
        """The key of a job; "" where the digest of a file it reads is unknown. opening: files may be read for it."""
        if not (known := self._keys.get(job, "")):
            known = self._key(("job", job.name, code()), job.marks, opening=opening)
            if known:
                self._keys[job] = known
        return known

    def _key(self, texts: Sequence[str], marks: Sequence[Any], *, opening: bool) -> str:
        digests = [self._mark(one, opening=opening) for one in marks]
        return digest(text.encode() for text in (*texts, *digests)) if all(digests) else ""

    def _mark(self, one: Any, *, opening: bool) -> str:
        if isinstance(one, Job):
            return self._value(one, opening=opening) if one.narrow else self.key(one, opening=opening)
        if isinstance(one, Files):
            return self._files(one, opening=opening)
        if isinstance(one, tuple):
            return self._key(("several",), one, opening=opening)
        return str(one)

    def _value(self, job: Job, *, opening: bool) -> str:
        """The digest of a job's value, for which the job is done where it is not stored; "" where it may not be."""
        key = self.key(job, opening=opening)
        if not (known := self._values.get(key, "")) and key:
            place = digest((b"value", key.encode()))
            if self.store and (data := self.store.get(place)):
                known = data.decode()
            elif opening:
                known = str(mark(self._remembered(job)))
                if self.store:
                    self.store.put(place, known.encode())
            self._values[key] = known
        return known

    def _files(self, files: Files, *, opening: bool) -> str:
        """What stands for files in a key: a digest of reader, arguments and content; "" where that is unknown."""
        if not files.digest and (key := self._state(files)) and self.store and (data := self.store.get(key)):
            files.digest = data.decode()
        if not files.digest and opening:
            self._open(files)
        return self._opened(files)

    def _opened(self, files: Files) -> str:
        texts = ("files", f"{files.open.__module__}.{files.open.__qualname__}", files.digest)
        return self._key(texts, [mark(one) for one in files.arguments], opening=True) if files.digest else ""

    def _state(self, files: Files) -> str:
        state = files.look.settled(self.now) if self.store else ""
        return digest(text.encode() for text in ("state", files.open.__qualname__, state)) if state else ""

    def _open(self, files: Files) -> Any:
        """What `files.open` returns: from memory where the content is known, else read now."""
        if files.digest and (content := _recalled(self._opened(files))) is not None:
            return content
        content = files.open(*files.arguments)
        if files.digest not in ("", content.digest):
            self._keys.clear()  # the content changed meanwhile: keys made from it no longer hold
        self._learn(files, content.digest)
        if files.digest:
            _remember(self._opened(files), content)
        return content

    def _learn(self, files: Files, known: str) -> None:
        """Store the digest of files under their state (size, times, inode): it is reused while that stays the same."""
        files.digest = known
        if known and self.store and (key := self._state(files)) and self.store.get(key) != known.encode():
            self.store.put(key, known.encode())

    # ---- values ----

    def do(self, job: Job) -> Any:
        """The value of a job: from memory, else from the store, else computed in this process."""
        if (value := _recalled(self.key(job))) is not None or (value := self.known(job)) is not None:
            return value
        return self._made(job)[0]

    def known(self, job: Job) -> Any | None:
        """The stored value of a job; None where there is none, or it cannot be unpickled."""
        key = self.key(job) if self.store and job.kept else ""
        if not self.store or not key or (data := self.store.get(key)) is None:
            return None
        with suppress(Exception):  # undamaged, but pickled by other code
            return pickle.loads(data)
        return None

    def keep(self, job: Job, value: Any) -> bytes:
        """Store the value of a job; its pickle (b"" where the job's value is not kept)."""
        data = pickle.dumps(value, 5) if self.store and job.kept else b""
        if self.store and data and (key := self.key(job)):
            self.store.put(key, data)
        return data

    def _made(self, job: Job) -> tuple[Any, bytes]:
        value = job.function(*self.given(job))
        return value, self.keep(job, value)

    def given(self, job: Job) -> list[Any]:
        """The arguments of a job's function: files are read, other jobs replaced by their values."""
        return [self._given(one) for one in job.inputs]

    def _given(self, one: Any) -> Any:
        if isinstance(one, Job):
            return self._remembered(one)
        if isinstance(one, Files):
            return self._open(one)
        if isinstance(one, Many):
            return _Values(self, one.jobs)
        if isinstance(one, tuple) and any(isinstance(part, Job | Files) for part in one):
            return tuple(self._given(part) for part in one)
        return one

    def _remembered(self, job: Job) -> Any:
        value = self.do(job)
        return _remember(self.key(job), value)

    # ---- many jobs ----

    def each(self, jobs: Iterable[Job], *, seconds: float, also: Sequence[Job] = (), stage: str = "") -> Iterator[Any]:
        """The values of jobs, in their order; missing ones are computed in worker processes if there are many.

        seconds: estimated time of one job. also: for each job a second one, run in the same process right after it
        when it had to be computed, so that their common inputs are read once; its errors are ignored here.
        stage: the name under which progress is reported.
        """
        every = list(jobs)
        more: Sequence[Job | None] = also or [None] * len(every)
        missing = [at for at, one in enumerate(every) if not self._has(one)]
        fresh: Iterator[Any] = (self._visit(every[at], more[at]) for at in missing)
        if self.executor is not None and len(missing) * seconds > START:
            runs = chunks([(every[at], more[at]) for at in missing], max(1, round(SHARE / seconds)))
            folder = self.store.folder if self.store else None
            done = in_order(self.executor, _visited, ((folder, run) for run in runs))
            answers = (answer for run in done for answer in run)
            fresh = (self._learnt(every[at], answer) for at, answer in zip(missing, answers, strict=True))
        left = set(missing)
        for at, one in enumerate(every):
            yield next(fresh) if at in left else self.do(one)
            if self.progress:
                self.progress(stage or one.function.__name__, at + 1, len(every))

    def _has(self, job: Job) -> bool:
        key = self.key(job, opening=False) if self.store else ""
        return bool(self.store and key and self.store.has(key))

    def _visit(self, job: Job, also: Job | None) -> Any:
        value = self.do(job)
        self._ahead(also)
        return value

    def _ahead(self, job: Job | None) -> None:
        if job is not None and self.store:
            with suppress(Exception):  # the error is raised when the job's value is requested
                self._remembered(job)

    def answer(self, job: Job, also: Job | None) -> Answer:
        """Run in a worker: the digests of the files that a job read, and its pickled value."""
        data = pickle.dumps(value, 5) if (value := self.known(job)) is not None else b""
        if not data:
            value, data = self._made(job)
        self._ahead(also)
        return tuple(files.digest for files in files_of(job.marks)), data or pickle.dumps(value, 5)

    def _learnt(self, job: Job, answer: Answer) -> Any:
        """The value that a worker computed, stored here too where the worker has another store."""
        digests, data = answer
        for files, known in zip(files_of(job.marks), digests, strict=True):
            self._learn(files, known)
        if self.store and job.kept and (key := self.key(job, opening=False)) and not self.store.has(key):
            self.store.put(key, data)
        return pickle.loads(data)

    # ---- beside ----

    def begin(self, job: Job) -> Callable[[], Any]:
        """Start a job in a thread, as it waits for other programs; a function that waits for its value."""
        if (value := self.known(job)) is not None:
            return lambda: value
        given = self.given(job)
        self._beside = self._beside or ThreadPoolExecutor(1)
        begun: Future[Any] = self._beside.submit(job.function, *given)

        def finished() -> Any:
            value = begun.result()
            self.keep(job, value)
            return value

        return finished


Answer = tuple[tuple[str, ...], bytes]


@dataclass(frozen=True)
class _Values:
    """The values of many jobs, computed one at a time while iterating."""

    engine: Engine
    jobs: tuple[Job, ...]

    def __iter__(self) -> Iterator[Any]:
        return map(self.engine.do, self.jobs)

    def __len__(self) -> int:
        return len(self.jobs)


def _remember(key: str, value: Any) -> Any:
    if key:
        _MEMORY[key] = value
        _MEMORY.move_to_end(key)
        while len(_MEMORY) > REMEMBERED:
            _MEMORY.popitem(last=False)
    return value


def _recalled(key: str) -> Any | None:
    if (value := _MEMORY.get(key)) is not None:
        _MEMORY.move_to_end(key)
    return value


def _visited(run: tuple[Path | None, Sequence[tuple[Job, Job | None]]]) -> list[Answer]:
    """Run in a worker: Engine.answer for each job of a batch."""
    folder, jobs = run
    engine = Engine(Store(folder) if folder else None)
    return [engine.answer(one, also) for one, also in jobs]
