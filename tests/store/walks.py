"""Random walks through all changes, undo and redo, beside a model that knows only what was there when."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from coach.domain.area_changes import turn_area
from coach.domain.dated_ahead import as_of
from coach.domain.dates import day_of
from coach.domain.day_notes import note_day
from coach.domain.habit.pauses import announce, end
from coach.domain.model import (
    Area,
    Book,
    Change,
    Contraindication,
    Cover,
    Ended,
    Live,
    PauseFor,
    Refused,
    Session,
    Skin,
    Span,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.session.confirmations import Confirmation
from coach.domain.session.corrections import delete, edit
from coach.domain.session.live import change, discard, finish, start
from coach.domain.session.manual_entry import ManualEntry, check_in, log
from coach.domain.session.skin_check import answer_check
from coach.domain.setting_changes import next_value, set_value
from coach.domain.tips.progress import open_tip, toggle_again, toggle_favourite, toggle_got_it
from coach.domain.tips.tip import Tip, TipKind, Topic
from coach.store import Store
from coach.store.backup import backups
from coach.store.exchange.import_export import export_json, import_file
from coach.store.repair.repair import back_up
from coach.store.sync.merge import merge
from tests.conftest import FixedClock
from tests.store.samples import MORNING

TIPS = tuple(
    Tip(f"tip-{number}", Topic.START, f"Tip {number}", "Text.", TipKind.GUIDANCE, ()) for number in range(3)
)
_PASSING = {"tips": ("read", "seen", "seen_before", "created")}

Content = dict[tuple[str, str], str]
"""Of each living document what counts: all but its stamps, and what changes without a step."""


def content(store: Store) -> Content:
    """What the file holds."""
    found: Content = {}
    for table, documents in store.tables().items():
        if table in ("meta", "undo", "redo"):
            continue
        for each in documents.values():
            if "deleted" in each:
                continue
            left_out = ("updated", "rev", *_PASSING.get(table, ()))
            kept = {name: value for name, value in each.items() if name not in left_out}
            if table == "live":
                kept = {"id": each["id"]}
            # A tip without a mark, and settings that are all as at first, are the same as none.
            if kept.keys() != {"id"} and (table != "profile" or kept.keys() != {"id", "kind", "created"}):
                found[table, str(each["id"])] = json.dumps(kept, sort_keys=True)
    return found


def marks(store: Store) -> set[str]:
    """The tips that count as read."""
    return {id_ for id_, state in store.read().tips.items() if state.read}


def derived(book: Book) -> object:
    """The prescriptions and locks of a book."""
    assert book.now is not None
    day, ramps = day_of(book.now, book.settings.rollover), Ramps(book)
    return [prescribe(ramps, area, day) for area in Area]


@dataclass
class Was:
    """What was there before a change, or before an undo."""

    content: Content
    book: Book
    stacks: tuple[list[Was], list[Was]] | None = None
    """Where the whole file was replaced: what could then be undone, and redone."""


class Walk:
    """Two stores on one file, and what undo and redo have to lead to."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = Random(seed)
        self.clock = FixedClock(MORNING)
        self.path = folder / "coach.json"
        self.far = folder / "far" / "coach.json"
        self._stores = (Store(self.path, self.clock), Store(self.path, self.clock))
        self._done: list[Was] = []
        self._undone: list[Was] = []
        self._went_back = False
        self.counts: Counter[str] = Counter()

    @property
    def store(self) -> Store:
        """One of the two terminals."""
        return self.random.choice(self._stores)

    def step(self) -> None:
        """Do something, and hold the outcome against the model."""
        self.clock.set(self.clock.now() + timedelta(minutes=self.random.choice((0, 1, 5, 60, 1500, -1500))))
        if self.random.random() < (0.7 if self._went_back else 0.2):
            self._went_back = True
            self._go_back(self.random.choice(("undo", "undo", "redo")))
            return
        name = self.random.choice(list(ACTS))
        self._went_back = name in TRIVIAL
        try:
            self._act(name)
        except Refused:
            self.counts["refused"] += 1

    def _go_back(self, name: str) -> None:
        stack, other = (self._done, self._undone) if name == "undo" else (self._undone, self._done)
        store = self.store
        was, read = Was(content(store), store.read()), marks(store)
        label = getattr(store, name)()
        assert (label is None) == (not stack)
        if label is None:
            return
        last = stack.pop()
        assert content(store) == last.content, f"{name} of {label}"
        now = store.read()
        assert now.now is not None
        assert derived(now) == derived(as_of(last.book, now.now)), f"{name} of {label}"
        if last.stacks is not None:
            # the file has other stacks from here on; those of before come back with the next undo or redo
            was.stacks = [*self._done], [*self._undone]
            done, undone = last.stacks
            self._done, self._undone = (done, [was]) if name == "undo" else ([*done, was], undone)
        else:
            assert name == "redo" or marked(label) or read <= marks(store)
            other.append(was)
        self.counts[name] += 1

    def _act(self, name: str) -> None:
        store = self.store
        was, before = Was(content(store), store.read()), stacks(store)
        ACTS[name](self, store)
        after, now = content(store), stacks(store)
        if name in TRIVIAL:
            assert (after, now) == (was.content, before)
        elif name == "restore":
            was.stacks = self._done, []
            self._done, self._undone = [was], []
            assert not now[1]
        elif now == before:
            assert after == was.content
            return
        else:
            assert not now[1], "a change empties redo"
            self._undone = []
            if len(now[0]) > len(before[0]):
                self._done.append(was)
            elif len(now[0]) < len(before[0]):
                assert after == self._done.pop().content, "a setting turned back is no change"
        self.counts[name] += 1


def stacks(store: Store) -> tuple[list[tuple[object, object]], ...]:
    """The ids of the steps of undo and of redo, with when each was written last."""
    found = []
    for name in ("undo", "redo"):
        steps = store.tables().get(name, {})
        found.append([(steps[number]["id"], steps[number]["updated"]) for number in sorted(steps, key=int)])
    return tuple(found)


def marked(label: str) -> bool:
    """Whether undoing this may take marks from tips: they came with it, or were set by it."""
    return label.startswith(("Imported", "Merged", "Restored", '"Tip'))


Act = Callable[[Walk, Store], object]


def _change(decide: Callable[[Walk, Book, datetime], Change | None]) -> Act:
    return lambda walk, store: store.change(lambda book: decide(walk, book, walk.clock.now()))


def _log(walk: Walk, book: Book, now: datetime) -> Change:
    said = ManualEntry(walk.random.choice((2, 5, 7, 30)), walk.random.choice((Area.BACK, Area.LEGS)))
    return log(book, said, now, agreed=tuple(Confirmation)).change


def _session(walk: Walk, book: Book) -> Session:
    if not book.sessions:
        raise Refused("There is none.")
    return walk.random.choice(book.sessions)


def _edit(walk: Walk, book: Book, now: datetime) -> Change:
    said = ManualEntry(walk.random.choice((3, 4)), cover=Cover.TOWEL, skin=walk.random.choice((None, *Skin)))
    return edit(book, _session(walk, book), said, now, agreed=tuple(Confirmation)).change


def _check_in(walk: Walk, book: Book, now: datetime) -> Change:
    score = walk.random.randint(0, 10)
    return check_in(_session(walk, book), sharpness=score, skin=None, before=score, after=score, note="")


def _settings(walk: Walk, book: Book, now: datetime) -> Change:
    if walk.random.random() < 0.2:
        return set_value(book.settings, "theme", walk.random.choice(("dusk", "dawn")))
    return next_value(book.settings, walk.random.choice(("breathing", "bell", "notify")), 1)


def _safety(walk: Walk, book: Book, now: datetime) -> Change | None:
    ticked = walk.random.choice(((), (Contraindication.CLOTS,), (Contraindication.PREGNANT,)))
    return set_up(book, Answers(ticked=frozenset(ticked), sensitive=walk.random.random() < 0.3), now)


def _goal(walk: Walk, book: Book, now: datetime) -> Change | None:
    cover, minutes = walk.random.choice((Cover.SHIRT, Cover.BARE)), walk.random.choice((15, 20))
    return set_up(book, Answers(ticked=None, goal_cover=cover, goal_minutes=minutes), now)


def _pause(walk: Walk, book: Book, now: datetime) -> Change:
    if walk.random.random() < 0.5:
        return end(book, now.date())
    return announce(book, now, now.date(), now.date() + timedelta(days=3), PauseFor.ILLNESS)


def _tip(walk: Walk, book: Book, now: datetime) -> Change | None:
    return walk.random.choice((toggle_favourite, toggle_got_it, toggle_again))(
        book, walk.random.choice(TIPS), now.date()
    )


def _session_that_runs(walk: Walk, book: Book, now: datetime) -> Change:
    if book.live is not None:
        if walk.random.random() < 0.2:
            return discard(book, book.live)
        return finish(book, book.live, done_min=walk.random.choice((0.5, 5)), ended=Ended.COMPLETED)
    live = Live(
        area=Area.BACK, cover=Cover.TOWEL, planned_min=5, cap_min=10, started_at=now, day=now.date(),
        boot="boot-1", booted_s=1000.0,
    )  # fmt: skip
    return start(book, live)


def _opened(walk: Walk, book: Book, now: datetime) -> Change | None:
    return open_tip(book, walk.random.choice(TIPS), now.date())


def _pressed(walk: Walk, book: Book, now: datetime) -> Change:
    if book.live is None:
        raise Refused("None runs.")
    return change(book, book.live._replace(pauses=(Span(walk.random.random() * 60),), extra_min=1.0))


def _elsewhere(walk: Walk, store: Store) -> None:
    """Go on with a copy of the file on another machine."""
    if not walk.path.exists():
        raise Refused("There is no file.")
    if not walk.far.exists() or walk.random.random() < 0.3:
        walk.far.parent.mkdir(exist_ok=True)
        shutil.copy(walk.path, walk.far)
    there = Store(walk.far, walk.clock)
    ACTS[walk.random.choice(list(CHANGES))](walk, there)


def _merge(walk: Walk, store: Store) -> None:
    if not walk.far.exists():
        raise Refused("There is no copy.")
    merge(store, [walk.far])


def _import(walk: Walk, store: Store) -> None:
    now = walk.clock.now()
    if walk.far.exists() and walk.random.random() < 0.5:
        data = export_json(Store(walk.far, walk.clock))
    else:
        days = [now - timedelta(days=walk.random.randint(1, 20)) for _ in range(3)]
        data = "started_at,area,done_min\n" + "".join(f"{day.isoformat()},back,5\n" for day in days)
    import_file(store, data.encode(), Path("x"), tz=UTC, now=now)


def _back_up(walk: Walk, store: Store) -> None:
    back_up(walk.path, walk.clock.now())


def _restore(walk: Walk, store: Store) -> None:
    found = backups.listing(walk.path)
    if not found or walk.random.random() < 0.5:
        raise Refused("There is no backup.")
    store.restore(walk.random.choice(found).path.name)


CHANGES: dict[str, Act] = {
    "session by hand": _change(_log),
    "edit": _change(_edit),
    "delete": _change(lambda walk, book, now: delete(book, _session(walk, book), now).change),
    "check-in": _change(_check_in),
    "skin check": _change(
        lambda walk, book, now: answer_check(book, Area.BACK, walk.random.choice(list(Skin)), now)
    ),
    "note": _change(
        lambda walk, book, now: note_day(book, now.date(), walk.random.choice(("", "a", "b")), now.date())
    ),
    "pause": _change(_pause),
    "safety": _change(_safety),
    "goal": _change(_goal),
    "area": _change(lambda walk, book, now: turn_area(book, Area.LEGS, now, on=walk.random.random() < 0.5)),
    "settings": _change(_settings),
    "tip": _change(_tip),
    "session": _change(_session_that_runs),
}
TRIVIAL: dict[str, Act] = {
    "tip opened": _change(_opened),
    "session paused": _change(_pressed),
    "elsewhere": _elsewhere,
    "backup": _back_up,
}
"""What leaves the steps of undo and redo, and all that they stand for, as they are."""
ACTS = CHANGES | TRIVIAL | {"merge": _merge, "import": _import, "restore": _restore}
