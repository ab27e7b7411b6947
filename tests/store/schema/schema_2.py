"""Files as a coach of schema 2 wrote them: of ten days, of three years, and of 10,000 sessions.

Each is a plain function of its size and of how it ends, so that any coach can be shown the same file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from coach.store.file.json_text import Tables, fingerprint, joined, render
from coach.store.schema.undo_format import digest

FIRST = date(2026, 1, 5)
SIZES = {"10 days": 10, "3 years": 3 * 365}

Document = dict[str, Any]

_LADDER = [
    *(("towel", minutes) for minutes in (5, 7, 10)),
    *(("shirt", minutes) for minutes in (5, 7, 10, 12, 15)),
    *(("bare", minutes) for minutes in (5, 7, 10, 12, 15, 18, 20)),
]
_AREA_LADDER = {"back": _LADDER, "legs": _LADDER, "feet": [("socks", 2), ("socks", 3), ("socks", 5)]}


@dataclass
class Life:
    """What is in such a file, before it is numbered and sealed."""

    days: int
    profile: list[Document] = field(default_factory=list)
    sessions: list[Document] = field(default_factory=list)
    entries: list[Document] = field(default_factory=list)
    """The table `days`."""
    live: list[Document] = field(default_factory=list)
    history: list[Document] = field(default_factory=list)
    undo: list[Document] = field(default_factory=list)
    redo: list[Document] = field(default_factory=list)
    gap: int = 1
    """Days from the last session to the day that is asked about."""

    @property
    def last(self) -> Document:
        """The last session."""
        return self.sessions[-1]

    @property
    def now(self) -> datetime:
        """Noon of the day that is asked about."""
        day = date.fromisoformat(self.last["day"]) + timedelta(days=self.gap)
        return datetime.combine(day, time(12), UTC)

    def tables(self) -> Tables:
        """The tables with a document in `meta`, as they lie in a file."""
        named = {
            "profile": self.profile,
            "sessions": self.sessions,
            "days": self.entries,
            "tips": [stamped(self.sessions[0]["started_at"], id="breathe", read=True)],
            "live": self.live,
            "undo": self.undo,
            "redo": self.redo,
            "history": self.history,
        }
        tables: Tables = {
            name: {str(number): each for number, each in enumerate(documents, 1)}
            for name, documents in named.items()
        }
        seal = stamped(self.sessions[0]["started_at"], id="01KE6H055C0B8DC6G7TMKHMA1V", schema=2)
        seal["count"] = {name: len(each) for name, each in tables.items()}
        seal["sha256"] = fingerprint(render(tables))
        return {"meta": {"1": seal}} | tables

    def data(self) -> bytes:
        """The bytes of the file."""
        return joined(render(self.tables()))

    def check(self, skin: str, *, ago: int = 0) -> None:
        """Answer the skin check on the day that is asked about, or some days before it."""
        at = self.now - timedelta(days=ago, hours=4)
        day = at.date().isoformat()
        number = len(self.entries)
        self.entries.append(
            stamped(
                at.isoformat(), id=f"check-{number}", kind="check", day=day, area="back", skin=skin,
                at=at.isoformat(),
            )
        )  # fmt: skip
        if self.last["day"] < day:
            self.last.update(skin_next=skin, skin_next_on=day)

    def answer(self, kind: str, **fields: Any) -> None:
        """Replace the answer of a kind from the beginning."""
        next(each for each in self.profile if each["kind"] == kind).update(fields)


def stamped(moment: str, /, **fields: Any) -> Document:
    """A document with the stamps of a first version."""
    return fields | {"created": moment, "updated": moment, "rev": 1}


def lived(days: int, areas: tuple[str, ...] = ("back",)) -> Life:
    """So many days with a session on each, but for a miss in nine and a fortnight off in the second year."""
    life = Life(days)
    begun = datetime.combine(FIRST, time(7), UTC).isoformat()
    life.profile = [
        stamped(begun, id="settings", kind="settings", tz="UTC"),
        stamped(begun, id="screening", kind="screening", at=begun, ticked=[], over=[]),
        stamped(begun, id="start", kind="start", at=begun, start="new", over=[]),
        stamped(begun, id="goal", kind="goal", at=begun, cover="bare", minutes=20, over=[]),
    ]
    at = dict.fromkeys(areas, (0, 0))
    for number in range(days):
        day = FIRST + timedelta(days=number)
        if number % 9 == 8 or 500 <= number < 514:
            continue
        for order, area in enumerate(areas):
            step, clean = at[area]
            comfort = _comfort(number)
            life.sessions.append(_session(area, day, order, _AREA_LADDER[area][step], comfort))
            at[area] = _after(area, step, clean, comfort)
    return life


def _comfort(number: int) -> int:
    return {37: 7, 150: 9, 300: 6, 301: 7, 700: 8}.get(number, 2 + number % 3)


def _after(area: str, step: int, clean: int, comfort: int) -> tuple[int, int]:
    if comfort >= 8:
        return max(0, step - 1), 0
    if comfort >= 6:
        return step, 0
    needed = 1 if area == "back" and step in (1, 2) else 2
    if clean + 1 < needed or step == len(_AREA_LADDER[area]) - 1:
        return step, clean + 1
    return step + 1, 0


def _session(area: str, day: date, order: int, rung: tuple[str, int], comfort: int) -> Document:
    cover, minutes = rung
    at = datetime.combine(day, time(7 + 4 * order), UTC)
    return stamped(
        at.isoformat(),
        id=f"{area}-{day:%Y%m%d}",
        area=area,
        started_at=at.isoformat(),
        day=day.isoformat(),
        done_min=float(minutes),
        cover=cover,
        planned_min=float(minutes),
        ended="completed",
        comfort=comfort,
        skin_after="clear",
        skin_next="clear",
        skin_next_on=(day + timedelta(days=1)).isoformat(),
        before=5,
        after=3,
        ended_at=(at + timedelta(minutes=minutes)).isoformat(),
    )


def _fine(life: Life) -> None:
    """As it went on."""


def _unbearable(life: Life) -> None:
    life.last["comfort"] = 9


def _unbearable_before(life: Life) -> None:
    life.sessions[-2]["comfort"] = 10


def _sharp_twice(life: Life) -> None:
    for each in life.sessions[-2:]:
        each["comfort"] = 7


def _stopped(life: Life) -> None:
    life.last.update(ended="sensation", done_min=2.0)


def _stopped_at_once(life: Life) -> None:
    life.last.update(ended="sensation", done_min=1.0)


def _bare_too_long(life: Life) -> None:
    life.last.update(cover="bare", done_min=25.0)


def _grew(life: Life) -> None:
    life.last.update(before=3, after=6)


def _grew_thrice(life: Life) -> None:
    for each in life.sessions[-3:]:
        each.update(before=2, after=5)


def _high_soreness(life: Life) -> None:
    life.last.update(before=8, after=9)


def _pink(life: Life) -> None:
    life.last.update(skin_next="pink")
    life.check("pink")


def _sore(life: Life) -> None:
    life.check("sore")


def _sore_in_the_evening(life: Life) -> None:
    life.check("sore", ago=life.gap)


def _worst_answer(life: Life) -> None:
    life.gap = 2
    life.check("pink", ago=1)
    life.check("clear")
    life.last.update(skin_next="pink")


def _broken(life: Life) -> None:
    life.check("broken")


def _broken_after(life: Life) -> None:
    life.last["skin_after"] = "broken"


def _sensitive(life: Life) -> None:
    life.answer("start", sensitive=True)


def _pregnant(life: Life) -> None:
    life.answer("screening", ticked=["pregnant"], doctor_agreed=True)


def _locked(life: Life) -> None:
    life.answer("screening", ticked=["clots"])


def _away(days: int) -> Callable[[Life], None]:
    def ending(life: Life) -> None:
        life.gap = days

    return ending


def _long(life: Life) -> None:
    life.last.update(done_min=30.0, ended_at=None)
    del life.last["ended_at"]


def _higher_goal(life: Life) -> None:
    life.answer("goal", minutes=30)


def _short(life: Life) -> None:
    life.last.update(done_min=1.0, ended="stopped")


def _running(life: Life) -> None:
    at = life.now - timedelta(minutes=3)
    life.live.append(
        stamped(
            at.isoformat(), id="running", area="back", cover="towel", planned_min=5.0, cap_min=10.0,
            started_at=at.isoformat(), day=at.date().isoformat(), boot="boot-1", booted_s=1000.0, before=4,
        )
    )  # fmt: skip


ENDINGS: dict[str, Callable[[Life], None]] = {
    "fine": _fine,
    "comfort 9": _unbearable,
    "comfort 10 before": _unbearable_before,
    "comfort 7 twice": _sharp_twice,
    "stopped": _stopped,
    "stopped at once": _stopped_at_once,
    "25 minutes on bare skin": _bare_too_long,
    "soreness grew": _grew,
    "soreness grew thrice": _grew_thrice,
    "soreness 9": _high_soreness,
    "pink": _pink,
    "sore": _sore,
    "sore in the evening": _sore_in_the_evening,
    "pink, then clear": _worst_answer,
    "broken": _broken,
    "broken right after": _broken_after,
    "sensitive": _sensitive,
    "pregnant, agreed": _pregnant,
    "clots": _locked,
    "5 days away": _away(5),
    "40 days away": _away(40),
    "100 days away": _away(100),
    "30 minutes": _long,
    "goal of 30": _higher_goal,
    "too short": _short,
    "running": _running,
}
"""What the end of a life is, by name."""


def life(size: str, ending: str) -> Life:
    """The life of a size with an ending."""
    found = lived(SIZES[size])
    ENDINGS[ending](found)
    return found


def lives() -> Iterator[tuple[str, Life]]:
    """All lives of ten days and of three years by name, and one of 10,000 sessions."""
    for size in SIZES:
        for ending in ENDINGS:
            yield f"{size}, {ending}", life(size, ending)
    yield "10,000 sessions", many()


def many() -> Life:
    """Over 10,000 sessions on three areas, with an undo step, a tombstone, and a version that lost."""
    found = lived(3775, ("back", "legs", "feet"))
    with_past(found)
    return found


def with_past(life: Life) -> None:
    """Give a life the corners of a file: changes to undo and redo, a deletion, a version that lost."""
    first, last = life.sessions[0], life.sessions[-1]
    at = life.now.isoformat()
    earlier = last | {"comfort": 9}
    last.update(rev=2, updated=at)
    life.undo.append(step("Edited the last one", [earlier], {("sessions", last["id"]): last}, at))
    gone = dict(first) | {"id": "gone", "comfort": 8, "deleted": at, "rev": 2, "updated": at}
    life.sessions.insert(0, gone)
    undone = {name: value for name, value in gone.items() if name != "deleted"}
    life.redo.append(step("Logged 5 minutes", [undone], {("sessions", "gone"): gone}, at))
    lost = dict(first) | {"comfort": 10}
    life.history.append({"id": "0" * 32, "table": "sessions", "document": lost})
    screening = next(each for each in life.profile if each["kind"] == "screening")
    before = dict(screening) | {"ticked": ["pregnant"], "doctor_agreed": True}
    screening.update(rev=2, updated=at)
    life.undo.append(
        step("Answered the safety questions", [before], {("profile", "screening"): screening}, at)
    )


def step(
    label: str, replaced: list[Document], left: dict[tuple[str, str], Document | None], at: str
) -> Document:
    """A change to undo or to redo, with what it replaced and a fingerprint of what it left."""
    table = next(iter(left))[0]
    return stamped(
        at,
        id=f"step-{label}",
        label=label,
        added={},
        replaced={table: [dict(each) for each in replaced]},
        left=digest(left),
    )
