"""What a user does on the mat, and tells of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from coach.domain.dated_ahead import ahead_of
from coach.domain.dates import day_of
from coach.domain.model import (
    Area,
    Refused,
    Session,
    Skin,
)
from coach.domain.ramp.replay import Ramps
from coach.domain.session import live as running
from coach.domain.session import timer, timer_record
from coach.domain.session.confirmations import Confirmation
from coach.domain.session.corrections import delete, edit
from coach.domain.session.manual_entry import ManualEntry, check_in, log
from coach.domain.session.skin_check import answer_check
from coach.domain.session.timer import TimerEvent
from tests.campaigns.clock_hands import Hands
from tests.campaigns.clock_machines import Machine
from tests.campaigns.clock_records import Broken

AGREED = frozenset(Confirmation)
"""Whoever lives here says yes to every question."""


class Lying(Hands):
    """Lies on the mat, or says that it was so."""

    def _session(self, machine: Machine) -> None:
        random, now = self.random, machine.now
        area, free = self._area(), random.random() < 0.25
        if random.random() < 0.6:
            self._check(machine, area, Skin.CLEAR)
        try:
            plan = running.plan(Ramps(machine.store.read()), area, now, free=free)
        except Refused as refused:
            self._tell(machine, f"no session on the {area}: {refused}")
            return
        machine.file.check_start(area, machine.moment(), minutes=plan.cap_min, guided=not plan.free)
        self.reached["free session" if plan.free else "planned session"] += 1
        clock = machine.clock
        begun = timer.begin(
            area,
            plan.cover,
            planned_min=plan.minutes,
            cap_min=plan.cap_min,
            ready_s=0,
            now=clock.elapsed(),
        )
        live = timer_record.to_live(
            begun,
            day=day_of(now, machine.store.read().settings.rollover),
            boot=clock.boot(),
            elapsed_now=clock.elapsed(),
            wall_now=now,
            free=plan.free,
        )
        if self._change(machine, lambda book: running.start(book, live)) is None:
            raise Broken("a session that may start does not start")
        self.truth[0] += timedelta(minutes=plan.minutes * random.choice((0.05, 0.5, 1, 1, 1, 1, 1.2, 3)))
        if not self.steady and random.random() < 0.1:
            clock.off = timedelta(days=random.randint(-30, 30), minutes=random.randint(-600, 600))
        if random.random() < 0.9:
            self._finish(machine)

    def _around_the_turn(self, machine: Machine) -> None:
        """A session late on one day, and another one early on the next, as the clock has it."""
        random = self.random
        hour, now = machine.file.rollover(), machine.now
        turn = datetime.combine(now.date() + timedelta(days=1), time(hour), tzinfo=now.tzinfo)
        to_go = turn.astimezone(UTC) - machine.clock.now() - timedelta(minutes=random.randint(10, 120))
        self.truth[0] += max(timedelta(), to_go)
        if random.random() < 0.5:
            area = self._area()
            said = ManualEntry(random.choice((5, 10, 15)), area=area, sharpness=3, skin=Skin.CLEAR)
            self._change(machine, lambda book: log(book, said, machine.now, agreed=AGREED).change)
        else:
            self._session(machine)
        self.truth[0] += timedelta(minutes=random.choice((30, 60, 150, 240, 420)))
        if not self.steady and random.random() < 0.3:
            machine.clock.off += timedelta(minutes=random.randint(-300, 300))
        self.look(machine)
        self._session(machine)

    def _finish(self, machine: Machine) -> None:
        random, clock = self.random, machine.clock
        live = machine.store.read().live
        if live is None:
            return
        found = timer_record.from_live(
            live, boot=clock.boot(), elapsed_now=clock.elapsed(), wall_now=machine.now
        )
        event = TimerEvent.STOP if random.random() < 0.05 else TimerEvent.FINISH
        done = timer.step(found, event, clock.elapsed())
        ended = timer.ended(done, clock.elapsed())
        assert ended is not None
        minutes = timer.done_min(done, clock.elapsed())
        put = self._change(machine, lambda book: running.finish(book, live, done_min=minutes, ended=ended))
        session = next((each for each in put or () if isinstance(each, Session)), None)
        if session is None or random.random() < 0.3:
            return
        sharpness, after = random.choice((None, 2, 3, 4, 5, 5, 7, 9)), random.choice((None, 2))
        skin = random.choice((None, *[Skin.CLEAR] * 4, Skin.PINK, Skin.SORE, Skin.BROKEN))
        self._change(
            machine,
            lambda book: check_in(
                session,
                sharpness=sharpness,
                skin=skin,
                before=None,
                after=after,
                note="",
                ahead=ahead_of(book, session.area),
            ),
        )

    def _check(self, machine: Machine, area: Area | None = None, skin: Skin | None = None) -> None:
        area = area or self._area()
        skin = skin or self.random.choice((*[Skin.CLEAR] * 6, Skin.PINK, Skin.SORE, Skin.BROKEN))
        before = machine.file.copied()
        if self.by_command:
            put = self._command(machine, "check", skin, "--area", area)
        else:
            put = self._change(machine, lambda book: answer_check(book, area, skin, machine.now))
        if put is not None and machine.file.docs != before.docs and skin in (Skin.CLEAR, Skin.PINK):
            before.check_clear(area, machine.moment())

    def _log(self, machine: Machine) -> None:
        random, now = self.random, machine.now
        on = None
        if random.random() < 0.5:
            on = day_of(now, machine.file.rollover()) - timedelta(days=random.randint(0, 20))
        said = ManualEntry(
            random.choice((3, 5, 5, 7, 10, 15, 20)),
            area=self._area(),
            on=on,
            sharpness=random.choice((None, 3, 5, 8)),
            skin=random.choice((None, Skin.CLEAR, Skin.CLEAR, Skin.BROKEN)),
        )
        if not self.by_command:
            self._change(machine, lambda book: log(book, said, now, agreed=AGREED).change)
            return
        words = ["log", "--again", f"{said.minutes:g}", "--area", said.area]
        words += ["--on", str(on)] if on else []
        words += ["--sharpness", str(said.sharpness)] if said.sharpness else []
        words += ["--skin", said.skin] if said.skin else []
        self._command(machine, *words)

    def _edit_or_delete(self, machine: Machine) -> None:
        sessions = machine.store.read().sessions
        if not sessions:
            return
        session = self.random.choice(sessions)
        if self.random.random() < 0.5:
            self._change(machine, lambda book: delete(book, session, machine.now).change)
            return
        said = ManualEntry(
            self.random.choice((session.done_min, 5.0)),
            area=session.area,
            cover=session.cover,
            sharpness=self.random.choice((session.sharpness, 3)),
            skin=session.skin_after,
        )
        self._change(machine, lambda book: edit(book, session, said, machine.now, agreed=AGREED).change)
