"""A kept picture with everything that it depends on: a user's file behind links, a zone, and code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from coach import paths
from coach.first_picture import key as key_module
from coach.first_picture.keep import KeptSpan, code_stamps, data_stamps, keep
from coach.first_picture.key import LINE, PICTURE, key
from coach.first_picture.read import Part, kept

NOW = 1_800_000_000_000_000_000
HOUR = 3_600_000_000_000
LONG_AGO = 1_700_000_000_123_456_789
"""An instant at which all files were written, with a fraction of a second as most file systems have it."""
SPANS = (
    KeptSpan(NOW, NOW + HOUR, "due back 1", b"first picture", b"first cells"),
    KeptSpan(NOW + 2 * HOUR, NOW + 3 * HOUR, "wait back 1", b"second", b"more cells"),
)


def own_cache(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns a folder of kept files, in an environment that says nothing of a terminal but its name."""
    for name in ("COACH_LOCKED", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(root))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / "cache"))
    monkeypatch.setattr(key_module, "_ENCODINGS", ["utf-8", "utf-8"])
    return root / "cache" / "coach"


class World:
    """Files in a folder, and a picture that was made from them."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.patch = monkeypatch
        self.now = NOW
        self.kind = PICTURE
        self.words = ["--data", "mine.json"]
        self.size = (80, 24)
        self._lay_out()
        self.zone = root / "zoneinfo" / "Europe" / "Berlin"
        monkeypatch.chdir(root / "here")
        monkeypatch.setenv("TZ", "Europe/Berlin")
        monkeypatch.setenv("TZDIR", str(root / "zoneinfo"))
        monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
        monkeypatch.setattr(paths, "STYLES", root / "styles")
        monkeypatch.setattr(paths, "CONTENT", root / "content")
        monkeypatch.setattr(sys, "path", [*sys.path, str(root / "site-packages")])
        module = ModuleType("coach.loaded_by_a_test")
        module.__file__ = str(root / "code" / "module.py")
        monkeypatch.setitem(sys.modules, module.__name__, module)
        self.keeps(LINE, key(LINE, self.words, self.size))
        self.keeps(PICTURE, key(PICTURE, self.words, self.size))

    def _lay_out(self) -> None:
        """Writes all files: mine.json is a link to a link to the file itself, each in a folder of its own."""
        for name in ("here", "between", "there", "elsewhere", "styles", "content", "code", "site-packages"):
            (self.root / name).mkdir()
        self.link = self.root / "here" / "mine.json"
        self.middle = self.root / "between" / "coach.json"
        self.file = self.root / "there" / "coach.json"
        self.copy = self.root / "elsewhere" / "coach.json"
        for each in (self.file, self.copy):
            each.write_bytes(b'{"sessions": 1}')
        self.middle.symlink_to(self.file)
        self.link.symlink_to(self.middle)
        self.state = self.root / "state"
        (self.root / "zoneinfo" / "Europe").mkdir(parents=True)
        for name in (
            "zoneinfo/Europe/Zurich",
            "there/beside.txt",
            "styles/base.tcss",
            "content/tips.json",
            "code/module.py",
            "site-packages/textual.py",
        ):
            (self.root / name).write_bytes(b"TZif of " + name.encode())
        (self.root / "zoneinfo" / "Europe" / "Berlin").symlink_to("Zurich")
        for each in self.root.rglob("*"):
            os.utime(each, ns=(LONG_AGO, LONG_AGO), follow_symlinks=False)

    def keeps(self, kind: str, found: bytes) -> None:
        """Keeps the picture for a key."""
        assert keep(kind, found, self.stamps(), SPANS)

    def stamps(self) -> list[bytes]:
        """Returns the lines for all that the picture was made from."""
        return [*data_stamps(self.link, self.state), *code_stamps("")]

    def shown(self) -> Part | None:
        """Returns what a start shows now."""
        return kept(self.kind, key(self.kind, self.words, self.size), self.now)

    def tick(self) -> None:
        """Returns once the clock of the file system has gone on since all files were written."""
        latest = max(each.lstat().st_ctime_ns for each in self.root.rglob("*"))
        scratch = self.root / "scratch"
        while True:
            scratch.write_bytes(b"")
            if scratch.stat().st_ctime_ns > latest:
                return
            scratch.unlink()
