"""What today's coach makes of old files, beside what the coach that wrote them asked for on the same day.

`python -m tests.store.schema.differences` prints it, a line for each difference.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from coach.domain.model import Area, Cover, softness
from coach.domain.ramp.gates import Gate
from coach.domain.today import Today, TodayState, today
from coach.store import Store
from tests.conftest import FixedClock
from tests.store.schema import schema_2, schema_3
from tests.store.schema.schema_2 import Life

Said = dict[str, dict[str, Any]]
"""What a coach said of each life."""


def _said_before(schema: int) -> Said:
    found: Said = json.loads(Path(__file__).with_name(f"before_schema_{schema}.json").read_text())
    return found


BEFORE = _said_before(3)
"""What commit 806ea2a, the last with schema 2, said: written once by running that."""

BEFORE_4 = _said_before(4)
"""What commit 448a952, the last with schema 3, said: written once by running that."""

_CODES = {
    "hold-worse": "the same step, held: soreness was clearly higher after than before, or was 9",
}
"""Why the code is another where the step is the same."""


class Difference(NamedTuple):
    """One figure of a life that is another under the corrected rules."""

    life: str
    what: str
    before: object
    after: object
    why: str
    """Empty where nobody can say."""
    up: bool = False
    """Whether more is asked for, a lock is gone, or a streak is shorter."""

    def __str__(self) -> str:
        why = self.why or "NOT EXPLAINED"
        return f"{self.life}: {self.what} {self.before} -> {self.after} ({why}){' UP' if self.up else ''}"


def read(data: bytes, now: datetime, path: Path) -> Today:
    """What today's coach says of a file."""
    path.write_bytes(data)
    store = Store(path, FixedClock(now))
    book = store.read()
    assert store.problems == ()
    return today(book, now, Area.BACK)


def compare(name: str, now: Today, before: Said = BEFORE) -> list[Difference]:
    """The differences of a life between then and now."""
    then = before[name]
    asked = now.prescription
    found = []
    step = (then["cover"], then["minutes"])
    rung = (str(asked.rung.cover), asked.rung.minutes) if asked.rung else (None, None)
    if rung != step:
        found.append(
            Difference(name, "step", _said(step), _said(rung), now.rules_changed, _is_up(step, rung))
        )
    elif asked.reason.code != then["code"]:
        why = _CODES.get(asked.reason.code, "")
        found.append(Difference(name, "reason", then["code"], str(asked.reason.code), why))
    if str(now.state) != then["state"]:
        asks = (
            "the new safety questions were never asked" if now.state is TodayState.ASK else now.rules_changed
        )
        found.append(Difference(name, "state", then["state"], str(now.state), asks))
    if then["gate"] != "open" and asked.gate is Gate.OPEN:
        found.append(Difference(name, "lock", then["gate"], str(asked.gate), now.rules_changed, up=True))
    for what, mine in (("streak", now.streak.current), ("best streak", now.streak.best)):
        old = then["streak" if what == "streak" else "best"]
        if mine != old:
            why = "a stop in time is a kept day" if mine > old else ""
            found.append(Difference(name, what, old, mine, why, up=mine < old))
    return found


def _said(rung: tuple[str | None, int | None]) -> str:
    return "none" if rung[0] is None else f"{rung[0]} {rung[1]}"


def _is_up(before: tuple[Any, Any], after: tuple[Any, Any]) -> bool:
    if after[0] is None:
        return False
    if before[0] is None:
        return True
    return bool(after[1] > before[1] or softness(Cover(after[0])) > softness(Cover(before[0])))


def _tell(lives: Iterable[tuple[str, Life]], data: Callable[[Life], bytes], before: Said) -> None:
    """Prints the differences of some lives; where several have the same one, once with their number."""
    found: list[Difference] = []
    with TemporaryDirectory() as folder:
        for name, life in lives:
            found += compare(name, read(data(life), life.now, Path(folder) / "coach.json"), before)
    same = Counter(each._replace(life="") for each in found)
    for each, number in same.items():
        named = [other.life for other in found if other._replace(life="") == each]
        sys.stdout.write(f"{each._replace(life=named[0] if number == 1 else f'{number} files')}\n")
    differ = {each.life for each in found if each.what == "step"}
    sys.stdout.write(
        f"{len(before)} files: {len(differ)} with another step, {sum(each.up for each in found)} up,"
        f" {sum(not each.why for each in found)} not explained\n"
    )


def main() -> None:
    """Print every difference of every life, from schema 2 and from schema 3."""
    for schema, lives, data, before in (
        (2, schema_2.lives(), Life.data, BEFORE),
        (3, schema_3.lives(), schema_3.data, BEFORE_4),
    ):
        sys.stdout.write(f"From schema {schema}\n")
        _tell(lives, data, before)


if __name__ == "__main__":
    main()
