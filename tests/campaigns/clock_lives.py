"""Random lives of a user whose clock jumps and whose zone changes, on one machine and on a second one.

A life acts through the store and the rules as screens and commands do, or by the commands themselves; after
each act what the coach says is held against `clock_model`, which is told what was acknowledged, and when.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from tests.campaigns.clock_answers import Answering
from tests.campaigns.clock_copies import Copying
from tests.campaigns.clock_looks import Looking
from tests.campaigns.clock_machines import ZONES, Machine
from tests.campaigns.clock_sessions import Lying

ACTS = 17


class Life(Answering, Lying, Copying, Looking):
    """One life; `run` raises Broken where the coach breaks a promise."""

    def run(self) -> Counter[str]:
        """Live; returns what was reached, each counted once."""
        one = self.machines[0]
        self._as(one)
        if self.random.random() < 0.25:
            self._import_history(one)
        self._set_up(one, first=True)
        self.look(one)
        for _ in range(ACTS):
            self._time_goes_by()
            machine = one
            if self.machines[1].path.exists() and self.random.random() < 0.35:
                machine = self.machines[1]
            self._as(machine)
            self._do(machine)
            self.look(machine)
        for each in self.machines:
            if each.path.exists():
                self._as(each)
                self._check_export(each)
        return Counter(dict.fromkeys(self.reached, 1))

    def _as(self, machine: Machine) -> None:
        os.environ["TZ"] = machine.zone

    def _time_goes_by(self) -> None:
        random = self.random
        self.truth[0] += random.choice(
            (
                timedelta(minutes=random.randint(1, 50)),
                timedelta(minutes=random.randint(60, 9 * 60)),
                timedelta(hours=random.randint(14, 28)),
                timedelta(hours=random.randint(14, 28)),
                timedelta(days=random.randint(2, 9)),
            )
        )
        if self.steady:
            return
        for each in self.machines:
            chance = random.random()
            if chance < 0.15:
                each.clock.off = timedelta()
            elif chance < 0.3:
                each.clock.off = timedelta(days=random.randint(-30, 30), minutes=random.randint(-600, 600))
            elif chance < 0.4:
                each.clock.off += timedelta(minutes=random.randint(-600, 600))
            each.clock.off = max(timedelta(days=-30), min(each.clock.off, timedelta(days=30)))
            if random.random() < 0.1:
                each.zone = random.choice(ZONES)
                self.reached["zone change"] += 1

    def _do(self, machine: Machine) -> None:
        random = self.random
        book = machine.store.read()
        if book.live is not None and random.random() < 0.7:
            return self._finish(machine)
        acts: dict[Callable[[Machine], None], float] = {
            self._session: 10,
            self._around_the_turn: 4,
            self._check: 4,
            self._screen: 4,
            self._set_up: 3,
            self._log: 3,
            self._undo: 2.5,
            self._lower: 2.5,
            self._turn: 1.5,
            self._edit_or_delete: 1.5,
            self._rollover: 1,
            self._note: 0.5,
            self._apart_and_together: 3,
            self._move: 0.7,
            self._back_up_or_restore: 3.5,
        }
        act = random.choices(list(acts), list(acts.values()))[0]
        act(machine)
        return None
