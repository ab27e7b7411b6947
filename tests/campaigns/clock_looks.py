"""What the coach says, held against the model."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from coach.domain.dated_ahead import as_of
from coach.domain.dates import day_of
from coach.domain.model import (
    Area,
    Book,
    Refused,
    Screening,
    Skin,
    StartSaid,
)
from coach.domain.onboarding.user_profile import current_answer, goal_of
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from coach.domain.session.skin_check import answer_check
from coach.domain.today import TodayState, today
from coach.store.exchange.import_export import export_csv, export_json
from coach.store.snapshot import Snapshot
from tests.campaigns.clock_facts import documents, facts_of_document
from tests.campaigns.clock_hands import Hands
from tests.campaigns.clock_machines import Machine
from tests.campaigns.clock_model import COVERS, HOURS
from tests.campaigns.clock_records import Broken


class Looking(Hands):
    """Looks at all that the coach says of a file."""

    def look(self, machine: Machine) -> None:
        """Hold what the coach says now against the model."""
        try:
            self._look(machine)
        except Broken:
            self._tell(machine, "looked")
            raise

    def _look(self, machine: Machine) -> None:
        if self.random.random() < 0.1:
            self._check_export(machine)
        file, moment, now = machine.file, machine.moment(), machine.now
        book = machine.store.read()
        said = current_answer(book, Screening)
        found = (frozenset(map(str, said.ticked)), frozenset(map(str, said.agreed))) if said else None
        _same("the safety answers", found, file.screening())
        goal = goal_of(book)
        _same("the goal", (str(goal.cover), goal.minutes), file.goal() or ("bare", 20))
        start = current_answer(book, StartSaid)
        _same("the start", (str(start.start), start.sensitive) if start else None, file.start())
        ramps, day = Ramps(book), day_of(now, book.settings.rollover)
        _same("the day", day, moment.day(file.rollover()))
        for area in Area:
            asked = prescribe(ramps, area, day, now)
            forbidden = asked.reason.code is Code.LOCKED_SCREENING
            if file.screening() is not None:
                _same(f"the lock of the {area} by the safety answers", forbidden, file.forbidden(area))
            if forbidden:
                self.reached["lock"] += 1
            elif file.broken(area, moment):
                self.reached["lock"] += 1
                if asked.rung is not None:
                    raise Broken(f"the {area} is open though its skin is broken: {asked.reason.text}")
            turned = file.turned(area)
            if turned is not None:
                _same(f"whether the {area} is on", ramps.open(area), turned)
            self._check_height(machine, area, asked)
        self._check_ahead(machine, book, ramps)
        if not (self.by_command or file.forbidden(book.settings.area)):
            return
        state = today(book, now, ramps=ramps).state
        if file.forbidden(book.settings.area) and state is not TodayState.LOCKED:
            raise Broken(f"today is {state} though the safety answers lock it")
        if self.by_command:
            status, out, _ = self._run(machine, "today", "--json")
            _same("coach today", (status, json.loads(out)["state"]), (0, str(state)))

    def _check_height(self, machine: Machine, area: Area, asked: Prescription) -> None:
        rung, goal = asked.rung, machine.file.goal()
        if rung is None or asked.done:
            return
        ceiling = machine.file.ceilings.get(area)
        for limit in (goal if area in (Area.BACK, Area.LEGS) else None, ceiling):
            if limit and (COVERS.index(rung.cover) > COVERS.index(limit[0]) or rung.minutes > limit[1]):
                raise Broken(f"{rung} is prescribed for the {area}: goal {goal}, lowered to {ceiling}")

    def _check_ahead(self, machine: Machine, book: Book, ramps: Ramps) -> None:
        """What is dated ahead changes nothing: without it the coach asks for the same."""
        moment, now = machine.moment(), machine.now
        ahead = machine.file.ahead(moment)
        if not ahead:
            return
        self.reached["ahead"] += 1
        # what a check dated ahead says of a session is that session's answer all the same
        said = {
            each.id: {"skin_next": str(each.skin_next)}
            for each in machine.store.snapshot().book().sessions
            if each.from_check and each.skin_next
        }
        tables = {
            table: {
                number: each | said.get(str(each.get("id")), {}) if table == "sessions" else each
                for number, each in found.items()
                if each.get("id") not in ahead
            }
            for table, found in machine.store.tables().items()
        }
        next(iter(tables["meta"].values())).pop("count", None)
        without = as_of(Snapshot(tables, machine.path).book(), now)
        docs = machine.file.docs
        soon = any(
            docs[id_].facts.get("start", datetime.max.replace(tzinfo=UTC)) <= moment.at + HOURS
            for id_ in ahead
        )
        bare, day = Ramps(without), day_of(now, book.settings.rollover)
        for area in Area:
            with_, found = prescribe(ramps, area, day, now), prescribe(bare, area, day, now)
            if soon:
                with_, found = (
                    each._replace(caps=found.caps, opens_at=None, reason=found.reason)
                    for each in (with_, found)
                )
            _same(f"what is asked for on the {area} with and without {sorted(ahead)}", with_, found)
        area, skin = self._area(), self.random.choice((Skin.CLEAR, Skin.CLEAR, Skin.SORE))
        both = [_answered(each, area, skin, now) for each in (book, without)]
        _same(f"the answer {skin} for the {area} with and without records ahead", *both)

    def _check_export(self, machine: Machine) -> None:
        """Every record that was acknowledged is in the export, as it was said, and nothing else."""
        exported = documents(json.loads(export_json(machine.store)))
        found = {id_: facts_of_document(*each) for id_, each in exported.items() if "deleted" not in each[1]}
        expected = {
            id_: (each.kind, dict(each.facts)) for id_, each in machine.file.docs.items() if each.lives
        }
        missing = set(expected) - set(found)
        if missing:
            raise Broken(f"acknowledged and not in the export: {[expected[id_] for id_ in missing]}")
        for id_, each in expected.items():
            _same(f"{id_} in the export", found[id_], each)
        if set(found) - set(expected):
            raise Broken(
                f"in the export, and never said: {[found[id_] for id_ in set(found) - set(expected)]}"
            )
        rows = export_csv(machine.store).splitlines()[1:]
        sessions = machine.file.living("session")
        if len(rows) != len(sessions):
            raise Broken(f"{len(rows)} sessions in the CSV where {len(sessions)} were recorded")


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise Broken(f"{what}: the coach says {found}, not {expected}")


def _answered(book: Book, area: Area, skin: Skin, now: datetime) -> object:
    try:
        return answer_check(book, area, skin, now)
    except Refused as refused:
        return str(refused)
