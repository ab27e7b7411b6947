"""A place is known to have settled before anything is kept of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.first_picture import keep as module
from coach.first_picture.keep import (
    has_settled,
)

_A_SECOND = 1_000_000_000


class TestSettling:
    """A file, and code, that have not changed for long enough before they are trusted."""

    @pytest.fixture
    def data(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        self.module = tmp_path / "module.py"
        self.module.touch()
        monkeypatch.setattr(module, "code_files", lambda: [str(self.module)])
        monkeypatch.setattr(module, "_BEGAN_NS", 2**63)
        path = tmp_path / "coach.json"
        path.write_bytes(b"{}")
        while not path.stat().st_ctime_ns % _A_SECOND:  # once in a billion
            path.touch()
        return path

    @staticmethod
    def latest(path: Path) -> int:
        return max(path.stat().st_mtime_ns, path.stat().st_ctime_ns)

    @staticmethod
    def trust_code(monkeypatch: pytest.MonkeyPatch) -> None:
        """Takes the code for as old as it gets, so that only the file decides."""
        monkeypatch.setattr(module, "_CODE_NS", -(2**63))

    def test_a_file_counts_as_settled_after_a_twentieth_of_a_second(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.trust_code(monkeypatch)
        now = self.latest(data) + 50_000_000
        assert not has_settled(data, self.latest(data))
        assert not has_settled(data, now)
        assert has_settled(data, now + 1)

    def test_where_only_whole_seconds_are_counted_it_takes_two(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.trust_code(monkeypatch)
        os.utime(data, ns=(5 * _A_SECOND, 5 * _A_SECOND))
        now = self.latest(data) + 2_100_000_000
        assert not has_settled(data, now)
        assert has_settled(data, now + 1)

    def test_code_takes_five_seconds(self, data: Path) -> None:
        """Also where it was copied together with the time of its writing."""
        os.utime(self.module, ns=(0, 0))
        now = self.latest(self.module) + 5 * _A_SECOND
        assert not has_settled(data, now - 1)
        assert has_settled(data, now)

    def test_code_that_has_changed_since_the_process_began_is_not_what_it_runs(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A painter may wait for minutes for others."""
        began = self.latest(self.module) + 5 * _A_SECOND
        now = began + 3600 * _A_SECOND
        monkeypatch.setattr(module, "_BEGAN_NS", began - 1)
        assert not has_settled(data, now)
        monkeypatch.setattr(module, "_BEGAN_NS", began)
        assert has_settled(data, now)

    def test_a_clock_that_was_set_back_trusts_nothing(self, data: Path) -> None:
        assert not has_settled(data, self.latest(data) - 3600 * _A_SECOND)

    def test_a_file_or_code_that_is_gone_is_not_settled(self, data: Path) -> None:
        os.utime(self.module, ns=(0, 0))
        now = self.latest(data) + 10 * _A_SECOND
        assert has_settled(data, now)
        assert not has_settled(data.with_name("gone"), now)
        self.module.unlink()
        assert not has_settled(data, now)

    def test_another_users_file_is_not_trusted(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        os.utime(self.module, ns=(0, 0))
        now = self.latest(data) + 10 * _A_SECOND
        monkeypatch.setattr(os, "geteuid", lambda: data.stat().st_uid + 1)
        assert not has_settled(data, now)
