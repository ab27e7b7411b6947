"""What a user does with a file: by the functions of the app, or by its commands."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import timedelta
from io import StringIO
from pathlib import Path
from random import Random

from coach.cli import main
from coach.domain.model import (
    Area,
    Book,
    Change,
    Live,
    Record,
    Refused,
)
from tests.campaigns.clock_facts import documents, facts_of, facts_of_document, id_of
from tests.campaigns.clock_machines import NIGHTS, ZONES, Machine
from tests.campaigns.clock_model import File
from tests.campaigns.clock_records import Broken, Facts


class Hands:
    """A user with two machines, and what the model has to know of each act."""

    def __init__(self, seed: int, folder: Path, *, by_command: bool = False) -> None:
        self.random = random = Random(seed)
        self.by_command = by_command
        self.steady = seed % 10 == 0
        """Whether the clock is right all along."""
        start = random.choice(NIGHTS) + timedelta(minutes=random.randrange(0, 36 * 60))
        self.truth = [start]
        self.machines = [
            Machine(folder / name / "coach.json", self.truth, random.choice(ZONES)) for name in ("one", "two")
        ]
        self.number = 0
        self.reached: Counter[str] = Counter()
        self.kept: list[tuple[Machine, str, File]] = []
        """Backups by name, with what was in the file."""
        self.told: list[str] = []
        """What was done, to be read when something breaks."""

    def _area(self) -> Area:
        areas: list[Area] = [*[Area.BACK] * 9, *Area]
        return self.random.choice(areas)

    def _change(self, machine: Machine, decide: Callable[[Book], Change | None]) -> tuple[Record, ...] | None:
        """Change the file and tell the model what was acknowledged; None where the coach refused."""
        dropped: list[str] = []

        def deciding(book: Book) -> Change | None:
            change = decide(book)
            if change is not None:
                dropped.extend(id_of(each) for each in change.drop if not isinstance(each, Live))
            return change

        try:
            applied = machine.store.change(deciding)
        except Refused as refused:
            self._tell(machine, f"refused: {refused}")
            return None
        if applied.label:
            self.number += 1
            self._tell(machine, applied.label)
            put = {id_of(each): facts_of(each) for each in applied.put if not isinstance(each, Live)}
            machine.file.act(self.number, machine.clock.now(), put, dropped)
        return applied.put

    def _tell(self, machine: Machine, what: str) -> None:
        shown = machine.now
        self.told.append(
            f"{self.number:3} {machine.path.parent.name} true {self.truth[0]:%m-%d %H:%M}"
            f" shown {shown:%m-%d %H:%M%z} ({machine.moment().zone}): {what}"
        )

    def _run(self, machine: Machine, *words: str) -> tuple[int, str, str]:
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["--data", str(machine.path), *words], clock=machine.clock)
        if "Traceback" in err.getvalue():
            raise Broken(f"coach {' '.join(words)} ends in a traceback: {err.getvalue()}")
        self.reached["command"] += 1
        return status, out.getvalue(), err.getvalue()

    def _command(self, machine: Machine, *words: str) -> tuple[Record, ...] | None:
        """Run a command that records, and tell the model which documents are new or changed."""
        before = machine.path.read_bytes() if machine.path.exists() else b'{"meta": {}}'
        status, _, err = self._run(machine, *words)
        if status != 0:
            self._tell(machine, f"coach {' '.join(words)}: {err.strip()}")
            return None
        old, new = documents(json.loads(before)), documents(json.loads(machine.path.read_bytes()))
        put = {
            id_: facts_of_document(*each)
            for id_, each in new.items()
            if id_ not in old or facts_of_document(*old[id_]) != facts_of_document(*each)
        }
        if put:
            self.number += 1
            machine.file.act(self.number, machine.clock.now(), put)
        self._tell(machine, f"coach {' '.join(words)}")
        return ()

    def _held(self, machine: Machine) -> Callable[[str], tuple[Facts, bool]]:
        found = documents(machine.store.tables())

        def held(id_: str) -> tuple[Facts, bool]:
            table, document = found[id_]
            return facts_of_document(table, document)[1], "deleted" not in document

        return held

    def look(self, machine: Machine) -> None:
        """Hold what the coach says now against the model."""
        raise NotImplementedError
