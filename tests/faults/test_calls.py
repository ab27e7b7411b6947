"""Whatever call to the system fails or is the last: what was said to be saved is there, and all the rest.

Each operation is done once to count its calls. Then it is done again for each of its calls and each fault
that it can suffer: killed before, half-way and after; the disk full, failing, over quota; interrupted; short.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from coach.store import Store, StoreError
from tests.conftest import FixedClock
from tests.faults.operations import (
    OPERATIONS,
    SECOND,
    TOMORROW,
    Act,
    Folder,
    check_backups,
    ids,
    look,
    prepare,
)
from tests.store.faults import MORE, Fault, died, possible, tampering
from tests.store.samples import MORNING, putting, session

DAYS = dict.fromkeys((*OPERATIONS, *SECOND), 0) | dict.fromkeys(TOMORROW, 1)
ACTS = OPERATIONS | TOMORROW | {name: second for name, (_, second) in SECOND.items()}


class Campaign:
    """One operation, done again and again to the same file."""

    def __init__(self, name: str, tmp_path: Path) -> None:
        self.act: Act = ACTS[name]
        self.folder: Folder = prepare(tmp_path)
        self.path = self.folder.path
        self.clock = FixedClock(MORNING + timedelta(days=DAYS[name], minutes=5))
        if name in SECOND:
            SECOND[name][0](self.store())
            self.folder.kept.rename(tmp_path / "earlier")
            self.path.parent.rename(self.folder.kept)
            self.path.parent.mkdir()
            self.folder.reset()
        self.before, self.ids = look(self.path), ids(self.path)
        self.act(self.store())  # what is imported on the way is not part of it
        self.folder.reset()
        with tampering(0, None, MORE) as script:
            self.act(self.store())
        self.calls = script.names
        self.after, self.ids_after = look(self.path), ids(self.path)

    def store(self) -> Store:
        return Store(self.path, self.clock)

    def trials(self) -> Iterator[tuple[int, Fault]]:
        """Each call, from 1, and each fault that it can suffer."""
        for at, name in enumerate(self.calls, 1):
            for fault in possible(name):
                yield at, fault

    def sample(self) -> Iterator[tuple[int, Fault]]:
        """Some calls of these that write, each with a fault of its own; other operations have others."""
        writing = [
            at for at, name in enumerate(self.calls, 1) if name not in ("stat", "readlink", "fstat", "file")
        ]
        for at in writing[len(writing) % 4 :: 4]:
            faults = possible(self.calls[at - 1])
            yield at, faults[at % len(faults)]

    def run(self, at: int, fault: Fault) -> None:
        """Let it happen once, and look at what is left."""
        self.folder.reset()
        store, said = self.store(), []

        def attempt() -> None:
            with tampering(at, fault, MORE):
                try:
                    self.act(store)
                    said.append("saved")
                except StoreError as error:
                    said.append(str(error))

        killed = fault.kind == "kill"
        if killed:
            assert died(attempt), "the process was to be killed"
        else:
            attempt()
            assert said, "another error than the store's own came out of it"
        found = look(self.path)
        assert found in (self.before, self.after), "the file is neither as before nor as after"
        if said == ["saved"]:
            assert found == self.after, "what was said to be saved is not there"
        if found == self.before:
            assert self.ids <= ids(self.path)
        check_backups(self.folder)
        (self.store() if killed else store).change(putting(session(3, note="later")))
        assert "later" in {each.note for each in self.store().read().sessions}
        assert not [each for each in self.path.parent.rglob(".*.tmp") if each.parent == self.path.parent]


def go(campaign: Campaign, trials: Iterator[tuple[int, Fault]]) -> int:
    count = 0
    for at, fault in trials:
        count += 1
        try:
            campaign.run(at, fault)
        except Exception as error:
            error.add_note(f"{fault} at call {at} ({campaign.calls[at - 1]})")
            raise
    return count


@pytest.mark.parametrize("name", ACTS)
def test_a_fault_at_each_call(name: str, tmp_path: Path) -> None:
    campaign = Campaign(name, tmp_path)
    if name not in ("restore", "undo of a restore", "undo of a merge", "redo of a restore"):
        assert campaign.ids <= campaign.ids_after, "even what is dropped keeps its id"
    assert go(campaign, campaign.sample()) >= 2


@pytest.mark.long
@pytest.mark.parametrize("name", ACTS)
def test_every_fault_at_each_call(name: str, tmp_path: Path) -> None:
    campaign = Campaign(name, tmp_path)
    count = go(campaign, campaign.trials())
    sys.stdout.write(f"\n{name}: {len(campaign.calls)} calls, {count} trials, nothing lost\n")
    assert name == "merge again" or {"flock", "open", "write", "fsync", "replace"} <= set(campaign.calls)
