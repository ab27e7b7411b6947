"""What a user says: safety answers, goal, start, steps and settings."""

from __future__ import annotations

from dataclasses import replace

from coach.domain.area_changes import lower_step, turn_area
from coach.domain.dates import day_of
from coach.domain.day_notes import note_day
from coach.domain.model import (
    Area,
    Change,
    Contraindication,
    Cover,
    Start,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from tests.campaigns.clock_hands import Hands
from tests.campaigns.clock_machines import ZONES, Machine
from tests.campaigns.clock_model import COVERS
from tests.campaigns.clock_records import Broken

_NONE: frozenset[Contraindication] = frozenset()


class Answering(Hands):
    """Says something about herself or himself."""

    def _set_up(self, machine: Machine, *, first: bool = False) -> None:
        random = self.random
        tz = random.choice(("", *ZONES)) if random.random() < 0.4 else None
        answers = Answers(
            ticked=_NONE if first else None,
            start=random.choice((None, *Start)),
            sensitive=random.choice((None, None, None, True, False)) if not self.by_command else None,
            goal_cover=random.choice((None, Cover.TOWEL, Cover.SHIRT, Cover.BARE)),
            goal_minutes=random.choice((None, 10, 12, 15, 20, 30)),
            tz=tz,
        )
        if answers == Answers():
            return
        self._say(machine, answers)
        if tz is not None:
            self.reached["zone change"] += 1

    def _screen(self, machine: Machine) -> None:
        random = self.random
        ticked = _NONE if random.random() < 0.65 else frozenset(random.sample(list(Contraindication), 1))
        agreed: frozenset[Contraindication] | None = None
        if random.random() < 0.3:
            ticked, agreed = ticked | {Contraindication.PREGNANT}, frozenset({Contraindication.PREGNANT})
        self._say(machine, Answers(ticked=ticked, agreed=agreed, numb_areas=frozenset()))

    def _say(self, machine: Machine, answers: Answers) -> None:
        answers = replace(answers, bare_confirmed=True)
        if self.by_command:
            words = ["setup", "--yes"]
            if answers.ticked is not None:
                words += ["--screening", ",".join(sorted(answers.ticked)) or "none", "--numb-areas", "none"]
            if answers.agreed:
                words += ["--doctor-agreed", ",".join(sorted(answers.agreed))]
            if answers.start is not None:
                words += ["--start", answers.start]
            if answers.goal_cover is not None:
                words += ["--goal-cover", answers.goal_cover]
            if answers.goal_minutes is not None:
                words += ["--goal-minutes", str(answers.goal_minutes)]
            if answers.tz:
                words += ["--tz", answers.tz]
            if len(words) > 1:
                self._command(machine, *words)
        else:
            self._change(machine, lambda book: set_up(book, answers, machine.now))
        if answers.ticked is not None:
            said = machine.file.screening()
            agreed = frozenset(map(str, (answers.agreed or frozenset()) & answers.ticked))
            if said is None or said != (frozenset(map(str, answers.ticked)), agreed):
                raise Broken(f"{sorted(answers.ticked)} was said, and {said} recorded")

    def _lower(self, machine: Machine) -> None:
        area, now = self._area(), machine.now
        book = machine.store.read()
        found = prescribe(Ramps(book), area, day_of(now, book.settings.rollover), now)
        if found.step is None or found.step < 2:
            return
        rungs = Ramps(book).of(area).state.rungs
        rung = self.random.choice(rungs[: found.step - 1])
        if COVERS.index(rung.cover) > COVERS.index(rungs[found.step - 1].cover):
            return
        if self._change(machine, lambda book: lower_step(book, area, rung, now)) is not None:
            machine.file.ceilings[area] = (str(rung.cover), rung.minutes)
            self.reached["lowered"] += 1

    def _turn(self, machine: Machine) -> None:
        on, area = self.random.random() < 0.6, self.random.choice(list(Area))
        self._change(machine, lambda book: turn_area(book, area, machine.now, on=on))

    def _rollover(self, machine: Machine) -> None:
        hour = self.random.randint(0, 6)
        self._change(
            machine,
            lambda book: (
                Change("A day begins", put=(book.settings._replace(rollover=hour),))
                if hour != book.settings.rollover
                else None
            ),
        )

    def _note(self, machine: Machine) -> None:
        day = day_of(machine.now, machine.file.rollover())
        self._change(machine, lambda book: note_day(book, day, f"note {self.number}", day))
