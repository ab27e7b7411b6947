"""What becomes of the file: undo, copies that go apart, backups."""

from __future__ import annotations

import shutil
from datetime import UTC, timedelta
from pathlib import Path

from coach.domain.model import (
    Refused,
)
from coach.store import StoreError
from coach.store.backup import backups
from coach.store.exchange.import_export import export_json, import_file
from coach.store.repair.repair import back_up
from coach.store.sync.merge import merge
from tests.campaigns.clock_facts import facts_of, id_of
from tests.campaigns.clock_hands import Hands
from tests.campaigns.clock_machines import Machine, steps_of
from tests.campaigns.clock_records import Broken


class Copying(Hands):
    """Takes back, merges, moves and restores."""

    def _undo(self, machine: Machine) -> None:
        steps = len(machine.file.steps)
        if self.by_command:
            label = None if self._run(machine, "undo", "--yes")[0] else "undone"
        else:
            try:
                label = machine.store.undo()
            except Refused as refused:
                self._tell(machine, f"no undo: {refused}")
                # a step from before a backup took the place of the file may find its records altered
                if machine.file.restored:
                    return
                raise Broken(f"undo is refused: {refused}") from None
        if (label is None) != (not steps):
            raise Broken(f"undo took back {label} where {steps} acts were recorded")
        if label is not None:
            self.number += 1
            self._tell(machine, f"undo: {label}")
            machine.file.undo(self.number, self._held(machine))
            self.reached["undo"] += 1

    def _apart_and_together(self, machine: Machine) -> None:
        one, two = self.machines
        if not two.path.exists() or self.random.random() < 0.15:
            two.path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(one.path, two.path)
            two.file = one.file.copied()
            self.kept = [each for each in self.kept if each[0] is not two]
            self._tell(two, "a copy of one")
            return
        other, steps = two if machine is one else one, steps_of(machine)
        self.number += 1
        try:
            if self.by_command:
                self._run(machine, "merge", str(other.path))
            else:
                merge(machine.store, [other.path])
        except StoreError as error:
            raise Broken(f"a merge fails: {error}") from error
        self._tell(machine, f"merged {other.path.parent.name}")
        machine.file.take(other.file.docs, self._held(machine), stepped=steps_of(machine) > steps)
        self.reached["merge"] += 1

    def _move(self, machine: Machine) -> None:
        """All of one copy as JSON into the other."""
        one, two = self.machines
        if not two.path.exists():
            return
        other, steps = two if machine is one else one, steps_of(machine)
        if self.by_command:
            bundle = machine.path.with_name("all.json")
            self._run(other, "export", "-o", str(bundle), "--force")
            self._run(machine, "import", str(bundle))
        else:
            data = export_json(other.store).encode()
            report = import_file(machine.store, data, Path("all.json"), tz=UTC, now=machine.now)
            if report.bad:
                raise Broken(f"an export cannot be imported: {report.bad}")
        self.number += 1
        self._tell(machine, f"imported all of {other.path.parent.name}")
        machine.file.take(other.file.docs, self._held(machine), stepped=steps_of(machine) > steps)
        self.reached["import"] += 1

    def _back_up_or_restore(self, machine: Machine) -> None:
        there = backups.listing(machine.path)
        known = [each for each in self.kept if each[0] is machine and each[1] in {b.path.name for b in there}]
        if not known or self.random.random() < 0.4:
            made = back_up(machine.path, machine.clock.now())
            if made is not None:
                self._tell(machine, "backed up")
                self.kept.append((machine, made.path.name, machine.file.copied()))
            return
        _, name, held = self.random.choice(known)
        if self.by_command:
            if self._run(machine, "backup", "restore", name, "--yes")[0] != 0:
                raise Broken("a backup cannot be restored")
        else:
            machine.store.restore(name)
        self.number += 1
        self._tell(machine, "restored")
        machine.file.restore(held, self._held(machine))
        self.reached["restore"] += 1

    def _import_history(self, machine: Machine) -> None:
        rows = ["started_at,area,done_min,cover,sharpness"]
        day = self.truth[0] - timedelta(days=40)
        for number in range(self.random.randint(5, 30)):
            rows.append(f"{(day + timedelta(days=number)).isoformat()},back,5,towel,3")
        report = import_file(machine.store, "\n".join(rows).encode(), Path("x.csv"), tz=UTC, now=machine.now)
        self.number += 1
        put = {id_of(each): facts_of(each) for each in report.imported}
        machine.file.act(self.number, machine.clock.now(), put)
        self._tell(machine, f"imported {len(put)} sessions")
