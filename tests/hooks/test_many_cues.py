"""A thousand cues with a hook that hangs: each of them is on time, and few processes are ever there."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from coach.clock import SystemClock
from coach.domain.session.cues import Cue, CueCode
from coach.hooks import ringer
from coach.hooks.bells import HookBell
from coach.hooks.hook_files import Hook
from coach.hooks.notes import HeldNotes, notes_path
from coach.hooks.ringer import Ringer
from coach.store.reader import StoreReader
from tests.e2e.term import comes_true
from tests.hooks.homes import Home, alive
from tests.hooks.sessions import begin

COUNT = 1000
APART_S = 0.02
ALLOWED_S = 1.0
"""So late may a cue be at most (issue 15)."""


class TimedBell(HookBell):
    """A bell that notes how late each cue is."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.late_s: list[float] = []
        self.began_s = 0.0

    def ring(self, hook: Hook, variables: Mapping[str, str], session: str) -> None:
        due_s = float(variables["COACH_TEXT"])
        self.late_s.append(SystemClock().elapsed() - self.began_s - due_s)
        super().ring(hook, variables, session)


@pytest.mark.long
def test_a_thousand_cues_with_a_hook_that_hangs(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.hook("cue", f"echo $$ >> {home.path}/rung; trap '' TERM; sleep 600 & sleep 600")
    cues = tuple(Cue(1 + at * APART_S, CueCode.INTERVAL, str(1 + at * APART_S), ()) for at in range(COUNT))
    end = Cue(60.0, CueCode.END, "60", ())
    monkeypatch.setattr(ringer, "chosen_cues", lambda *_, **__: (*cues, end))
    live = begin(home.data, minutes=1)
    clock = SystemClock()
    held = HeldNotes.take(notes_path(home.data, Hook.CUE))
    assert held is not None
    with held:
        bell = TimedBell(held, home.environ, lambda: "now")
        bell.began_s = live.booted_s
        follows = Ringer(StoreReader(home.data, clock), clock, bell)
        while len(bell.late_s) < COUNT and clock.elapsed() < live.booted_s + 2 + COUNT * APART_S:
            wait = follows.look()
            assert wait is not None
            bell.wait(wait)
        bell.finish()
        started, skipped = len(home.rung()), held.notes.skipped[Hook.CUE]
    assert max(bell.late_s) < ALLOWED_S
    assert started + skipped == len(bell.late_s)
    assert skipped > started
    # five seconds each, one at a time
    assert started <= 6
    assert comes_true(lambda: not any(alive(int(number)) for number in home.rung()))
    assert held.notes.failed[Hook.CUE].text == "it still ran after 5 seconds, and was ended"
