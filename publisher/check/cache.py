"""What was found, kept outside git in one file until the plan, the registry, a schema, the text or a rule changes.

Whether a plan changed is told without reading it, as git does: by the size, times and inode of its files. Files as
young as the look at them are read again, since they may change once more within the same tick of the clock. A file of
outcomes that is damaged, half-written, foreign or of other code is as good as none.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import Any

import orjson

from publisher.check.outcome import Outcome
from publisher.check.outcome_json import packed, unpacked
from publisher.read.descriptor import Descriptor
from publisher.read.folders import NOWHERE, Listing, Look, listing, look, look_at
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.read.plan import digest_of
from publisher.read.registry import Registry
from publisher.read.table import MAX_FILE, MISSING
from publisher.terms.schema import PLAN
from publisher.work.store import code, digest

FILE = "outcomes"
_MARK = b"outcomes 2\n"
YOUNG = 2_000_000_000  # ns: the coarsest clock of a file system that is in use (FAT)
_OPEN: dict[Path, Cache] = {}  # the last cache of each package that this process opened


@dataclass
class Known:
    """What is known of one plan. A state is that of files in the file system ("" where they were too young to be sure
    of it), a digest that of their bytes; `outcome` as it was packed, None where it no longer holds.
    """

    state: str
    digest: str
    texts_state: str
    texts: str
    outcome: Any


@dataclass
class Cache:
    """What is known of the plans of one package, and what has been learnt since it was opened."""

    folder: Path
    package: Package
    listing: Listing
    shared: str  # digest of what all plans depend on
    now: int  # ns, by the clock of the file system, before anything was looked at
    plans: dict[str, Known] = field(default_factory=dict)
    kept_registry: Any = None
    kept_verdict: Any = None  # what the referee was asked of, and what it said
    descriptor: str = ""  # what the descriptor and all it is compared with were when nothing was wrong with it
    changed: bool = False

    def registry(self, find: Callable[[Registry], Outcome]) -> Outcome:
        """The outcome of the registry as it stands: what was kept, else that of `find`, which is kept."""
        if kept := unpacked(self.kept_registry):
            return kept
        found = find(self.package.registry)
        self.kept_registry, self.changed = packed(found), True
        return found

    def outcome(self, document_id: str) -> Outcome | None:
        """What was found in a plan as it stands, if that is known."""
        texts_state, texts = self._texts(document_id)
        known = self.plans.get(document_id)
        if known is None or self.digest(document_id) != known.digest or known.texts != texts:
            known = self.plans[document_id] = Known("", "", texts_state, texts, None)
        if known.texts_state != texts_state:
            known.texts_state, self.changed = texts_state, True
        return unpacked(known.outcome)

    def keep(self, document_id: str, outcome: Outcome) -> None:
        """Keep what was found in a plan for which `outcome` had no answer."""
        known = self.plans[document_id]
        if outcome.digest and known.texts:
            known.state, known.digest = self._state(self.listing.by_plan.get(document_id, NOWHERE)), outcome.digest
            known.outcome = packed(outcome)
            self.changed = True
        else:  # something could not be read, so nothing is known of it
            del self.plans[document_id]

    def digest(self, document_id: str) -> str:
        """The digest of a plan's own files, which are read only where their state is not the one that is known."""
        state = self._state(self.listing.by_plan.get(document_id, NOWHERE))
        known = self.plans.get(document_id)
        if known and known.digest and state and known.state == state:
            return known.digest
        found = _digest_read(self.package, document_id) if known and known.digest else ""
        if known and found == known.digest and known.state != state:
            known.state, self.changed = state, True
        return found

    def descriptor_holds(self, find: Callable[[Package], bool]) -> bool:
        """Whether nothing is wrong with the descriptor: known where neither it nor what it lists has changed."""
        has = self.package.descriptor
        if not isinstance(has, Descriptor) or not has.sha256:
            return find(self.package)
        now = digest(part.encode() for part in (self.shared, has.sha256, *self.package.plan_ids))
        if now == self.descriptor:
            return True
        if holds := find(self.package):
            self.descriptor, self.changed = now, True
        return holds

    def _asked_of(self, referee: str) -> str:
        """A digest of all that the referee reads; "" where some of it is not known."""
        described = getattr(self.package.descriptor, "sha256", "")
        files = [described, *(self.digest(plan) for plan in self.package.plan_ids)]
        if not all(files):
            return ""
        return digest(part.encode() for part in (self.shared, referee, *self.package.plan_ids, *files))

    def verdict(self, referee: str) -> list[list[Any]] | None:
        """What the referee (its version) said of the very same files; None where that is not known."""
        try:
            of, said = self.kept_verdict
        except (TypeError, ValueError):
            return None
        return said if of and of == self._asked_of(referee) and isinstance(said, list) else None

    def keep_verdict(self, referee: str, said: list[list[Any]]) -> None:
        """Keep what the referee said of the files as they stand, if they stood so when the cache was opened."""
        of = self._asked_of(referee)
        if of and listing(self.package) == self.listing:
            self.kept_verdict, self.changed = [of, said], True

    def save(self) -> None:
        """Write what was learnt; a folder that cannot be written to only means that nothing is kept."""
        if not self.changed:
            return
        present = frozenset(self.package.plan_ids)
        plans = {
            plan: [k.state, k.digest, k.texts_state, k.texts, k.outcome]
            for plan, k in self.plans.items()
            if k.digest and plan in present
        }
        content = {
            "shared": self.shared,
            "registry": self.kept_registry,
            "verdict": self.kept_verdict,
            "descriptor": self.descriptor,
            "plans": plans,
        }
        temporary = self.folder / f".{FILE}.{os.getpid()}"
        try:
            body = orjson.dumps(content)
            temporary.write_bytes(_MARK + hashlib.sha256(body).digest() + body)
            temporary.replace(self.folder / FILE)
        except (OSError, TypeError):  # TypeError: half of a character, which no file holds but a name may
            with suppress(OSError):
                temporary.unlink()
        else:
            self.changed = False

    def _state(self, files: Look) -> str:
        """The state of files; "" where one is so young that it may have changed since, unseen by the clock."""
        return files.state if files.latest < self.now - YOUNG else ""

    def _texts(self, document_id: str) -> tuple[str, str]:
        """State and digest of the texts of a plan; no digest where one of them could not be read."""
        names = self.listing.texts_of(document_id)
        if not names or self.package.sources is None:
            return "", "none"
        state = self._state(look_at(self.package.sources, names))
        known = self.plans.get(document_id)
        if known and state and known.texts and known.texts_state == state:
            return state, known.texts
        return state, digest_of({name: _sha256(self.package.sources / name) for name in names})


def _sha256(path: Path) -> str:
    """The SHA-256 of a plain file of moderate size; MISSING where there is none, "" where only the reader may judge."""
    try:
        state = path.lstat()
        if not S_ISREG(state.st_mode) or state.st_size > MAX_FILE:
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return MISSING
    except OSError:
        return ""


def _digest_read(package: Package, document_id: str) -> str:
    folder = package.root / FOLDER / "plans" / document_id
    return digest_of({name: _sha256(folder / f"{name}.csv") for name in PLAN})


def plan_digest(package: Package, document_id: str) -> str:
    """A digest of a plan's own files (their names and bytes, not the texts): that of Plan.digest.

    Where this process has opened a cache of the package, a plan whose files are in the state that is known is not read.
    "" where a file could not be read.
    """
    cache = _OPEN.get(package.root)
    known = cache.plans.get(document_id) if cache else None
    if cache and known and known.digest and known.state:
        now = cache._state(look(f"{package.root / FOLDER}/plans/{document_id}"))
        if now == known.state:
            return known.digest
    return _digest_read(package, document_id)


def open_cache(folder: Path, package: Package) -> Cache | None:
    """The cache of a package in `folder`; None where its registry is in a state that only the reader may judge."""
    tables = {**package.registry.tables, **package.registry.signing}
    if not all(table.sha256 for table in tables.values()):
        return None
    now = _clock(folder)
    schemas = orjson.dumps([schema.descriptor for schema in package.registry.schemas], default=str)
    parts = [code().encode(), schemas, *(f"{name} {table.sha256}".encode() for name, table in tables.items())]
    cache = Cache(folder, package, listing(package), digest(parts), now)
    _load(cache)
    _OPEN[package.root] = cache
    return cache


def _clock(folder: Path) -> int:
    """The time by the clock of the file system, from a file made for that; 0 (all is young) where none can be made."""
    made = folder / f".clock.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made.write_bytes(b"")
        now = made.stat().st_mtime_ns
        made.unlink()
    except OSError:
        return 0
    return now


def _load(cache: Cache) -> None:
    """Take up what was kept, if it is whole; outcomes only where all that plans share is what it was."""
    start = len(_MARK) + 32
    try:
        data = (cache.folder / FILE).read_bytes()
        if not data.startswith(_MARK) or hashlib.sha256(data[start:]).digest() != data[len(_MARK) : start]:
            return
        content = orjson.loads(data[start:])
        same = content["shared"] == cache.shared
        plans = {
            plan: Known(state, sha256, texts_state, texts, outcome if same else None)
            for plan, (state, sha256, texts_state, texts, outcome) in content["plans"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return
    cache.plans = plans
    if same:
        cache.kept_registry, cache.descriptor = content["registry"], str(content["descriptor"])
        cache.kept_verdict = content["verdict"]
