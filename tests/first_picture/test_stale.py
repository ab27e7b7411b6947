"""Every way in which a kept picture can be out of date: shown before, and not shown any more."""

from __future__ import annotations

import os
import shutil
import sys
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from zoneinfo import TZPATH

import pytest

from coach import clock
from coach.first_picture import key as key_module
from coach.first_picture.keep import code_stamps, forget
from coach.first_picture.key import LINE, PICTURE
from tests.first_picture.world import HOUR, LONG_AGO, NOW, World

Way = Callable[[World], object]


def written_again(world: World) -> None:
    """The same size, the same inode, and the time of the last change set back to what it was."""
    world.file.write_bytes(b'{"sessions": 2}')
    os.utime(world.file, ns=(LONG_AGO, LONG_AGO))


def replaced(world: World) -> None:
    """The same size and time, as a sync tool does."""
    fresh = world.file.with_suffix(".new")
    fresh.write_bytes(b'{"sessions": 2}')
    os.utime(fresh, ns=(LONG_AGO, LONG_AGO))
    fresh.replace(world.file)


def exchanged(world: World) -> None:
    away = world.root / "away"
    world.file.rename(away)
    world.copy.rename(world.file)


def retargeted(link: Path, target: Path) -> None:
    """The link is made anew under the name of the old one, with the times of that, and of its folder."""
    found = link.parent.stat()
    fresh = link.with_name("fresh-link")
    fresh.symlink_to(target)
    os.utime(fresh, ns=(LONG_AGO, LONG_AGO), follow_symlinks=False)
    fresh.replace(link)
    os.utime(link.parent, ns=(found.st_atime_ns, found.st_mtime_ns))


def folder_replaced(world: World) -> None:
    """The folder of the file is another one now, with files of the same names and times."""
    shutil.copytree(world.file.parent, world.root / "fresh", symlinks=True)
    world.file.parent.rename(world.root / "old")
    (world.root / "fresh").rename(world.file.parent)


def unlinked_to_a_file(world: World) -> None:
    world.link.unlink()
    shutil.copy2(world.file, world.link)


def became_a_folder(world: World) -> None:
    world.file.unlink()
    world.file.mkdir()


def into_a_circle(world: World) -> None:
    world.middle.unlink()
    world.middle.symlink_to(world.link)


FILE: dict[str, Way] = {
    "written in place, with its size and time kept": written_again,
    "replaced, with its size and time kept": replaced,
    "exchanged for a copy": exchanged,
    "one byte longer": lambda world: world.file.write_bytes(b'{"sessions": 1} '),
    "one byte shorter": lambda world: world.file.write_bytes(b'{"sessions":1}'),
    "emptied": lambda world: world.file.write_bytes(b""),
    "touched": lambda world: os.utime(world.file, ns=(NOW, NOW)),
    "touched to a nanosecond later": lambda world: os.utime(world.file, ns=(LONG_AGO, LONG_AGO + 1)),
    "with other rights": lambda world: world.file.chmod(0o400),
    "with a second name": lambda world: (world.root / "second").hardlink_to(world.file),
    "deleted": lambda world: world.file.unlink(),
    "a folder in its place": became_a_folder,
    "moved away": lambda world: world.file.rename(world.root / "away"),
    "its folder moved away": lambda world: world.file.parent.rename(world.root / "away"),
    "its folder replaced by a copy": folder_replaced,
    "a link in its place": lambda world: retargeted(world.file, world.copy),
    "the first link leads to a copy": lambda world: retargeted(world.link, world.copy),
    "the second link leads to a copy": lambda world: retargeted(world.middle, world.copy),
    "the second link leads nowhere": lambda world: world.middle.unlink(),
    "the links lead in a circle": into_a_circle,
    "a file in place of the link": unlinked_to_a_file,
    "a copy in conflict beside it": lambda world: (world.file.parent / "coach.conflict.json").touch(),
    "a copy in conflict beside the link": lambda world: (world.link.parent / "coach.conflict.json").touch(),
    "something beside it gone": lambda world: (world.file.parent / "beside.txt").unlink(),
    "something beside it renamed": lambda world: (world.file.parent / "beside.txt").rename(
        world.file.parent / "other.txt"
    ),
    "the folder of what could not be saved is there": lambda world: world.state.mkdir(),
}

CODE: dict[str, Way] = {
    "a module edited": lambda world: (world.root / "code" / "module.py").write_bytes(b"pass"),
    "a module touched": lambda world: (world.root / "code" / "module.py").touch(),
    "a module gone": lambda world: (world.root / "code" / "module.py").unlink(),
    "a style sheet edited": lambda world: (world.root / "styles" / "base.tcss").write_bytes(b"Screen {}"),
    "a style sheet gone": lambda world: (world.root / "styles" / "base.tcss").unlink(),
    "a tip edited": lambda world: (world.root / "content" / "tips.json").write_bytes(b"[]"),
    "a tip gone": lambda world: (world.root / "content" / "tips.json").unlink(),
    "a package installed": lambda world: (world.root / "site-packages" / "rich.py").touch(),
    "a package gone": lambda world: (world.root / "site-packages" / "textual.py").unlink(),
    "the environment gone": lambda world: shutil.rmtree(world.root / "site-packages"),
    "the zone's table replaced": lambda world: (world.root / "zoneinfo/Europe/Zurich").write_bytes(b"TZif2"),
    "the zone's table gone": lambda world: (world.root / "zoneinfo/Europe/Zurich").unlink(),
    "the zone's link leads to another": lambda world: retargeted(world.zone, world.copy),
}

TIME: dict[str, Way] = {
    "the clock set back before it": lambda world: setattr(world, "now", NOW - 1),
    "the clock set back by a year": lambda world: setattr(world, "now", NOW - 365 * 24 * HOUR),
    "its end": lambda world: setattr(world, "now", NOW + HOUR),
    "between two spans": lambda world: setattr(world, "now", NOW + 2 * HOUR - 1),
    "past the last span": lambda world: setattr(world, "now", NOW + 3 * HOUR),
    "the clock a century ahead": lambda world: setattr(world, "now", NOW + 876_000 * HOUR),
}


def variable(name: str, value: str | None) -> Way:
    """A variable with another value, or with none."""

    def change(world: World) -> None:
        if value is None:
            world.patch.delenv(name)
        else:
            world.patch.setenv(name, value)

    return change


def no_home(world: World) -> None:
    world.patch.delenv("XDG_CACHE_HOME")
    world.patch.setenv("HOME", "")


ENVIRONMENT: dict[str, Way] = {
    **{
        f"another {name}": variable(name, value)
        for name, value in {
            "HOME": "/nonexistent",
            "TERM": "linux",
            "TERM_PROGRAM": "vscode",
            "COLORTERM": "truecolor",
            "NO_COLOR": "1",
            "FORCE_COLOR": "1",
            "COLUMNS": "100",
            "LINES": "30",
            "LANG": "de_DE.UTF-8",
            "LANGUAGE": "de",
            "LC_ALL": "C",
            "LC_TIME": "en_US.UTF-8",
            "LC_CTYPE": "de_DE",
            "TZ": "America/New_York",
            "TZDIR": "/nonexistent",
            "ESCDELAY": "200",
            "UNICODE_VERSION": "4",
            "TEXTUAL_THEME": "nord",
            "TEXTUAL_COLOR_SYSTEM": "256",
            "TEXTUAL_ALLOW_SIGNALS": "1",
            "TTY_COMPATIBLE": "1",
            "TTY_INTERACTIVE": "0",
            "XDG_CONFIG_HOME": "/nonexistent",
            "XDG_CACHE_HOME": "/nonexistent",
            "XDG_STATE_HOME": "/nonexistent",
            "XDG_DATA_HOME": "/nonexistent",
            "COACH_DATA": "/nonexistent",
            "COACH_LOCKED": "1",
            "PYTHONUTF8": "0",
            "PYTHONIOENCODING": "latin-1",
            "SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22",
            "SSH_CLIENT": "10.0.0.1 50000 22",
            "SSH_TTY": "/dev/pts/1",
            "STY": "1.pts-0",
        }.items()
    },
    "an empty NO_COLOR": variable("NO_COLOR", ""),
    "no TZ": variable("TZ", None),
    "no TERM": variable("TERM", None),
    "no TMUX": variable("TMUX", None),
    "an empty TMUX": variable("TMUX", ""),
}

START: dict[str, Way] = {
    "a column more": lambda world: setattr(world, "size", (81, 24)),
    "a row less": lambda world: setattr(world, "size", (80, 23)),
    "rows for columns": lambda world: setattr(world, "size", (24, 80)),
    "no words": lambda world: setattr(world, "words", []),
    "another file": lambda world: setattr(world, "words", ["--data", "other.json"]),
    "the same file by another word": lambda world: setattr(world, "words", ["--data=mine.json"]),
    "another folder": lambda world: world.patch.chdir(world.root / "there"),
    "another user": lambda world: world.patch.setattr(os, "getuid", lambda: 4321),
    "the rights of another user": lambda world: world.patch.setattr(os, "geteuid", lambda: 4321),
    "another Python": lambda world: world.patch.setattr(sys, "version", f"{sys.version} "),
    "another environment": lambda world: world.patch.setattr(sys, "prefix", "/nonexistent"),
    "another coach": lambda world: world.patch.setattr(key_module, "_PACKAGE", "/nonexistent"),
    "another encoding": lambda world: world.patch.setattr(key_module, "_ENCODINGS", ["utf-8", "ascii"]),
    "an output in another encoding": lambda world: world.patch.setattr(
        key_module, "_ENCODINGS", ["ascii", "utf-8"]
    ),
    "all that was kept forgotten": lambda world: forget(os.environ),
    "the folder deleted": lambda world: shutil.rmtree(world.root / "cache"),
    "no home": no_home,
}

WAYS = FILE | CODE | TIME | ENVIRONMENT | START


def test_there_are_many_ways() -> None:
    assert len(WAYS) >= 60


@pytest.mark.parametrize("way", WAYS)
def test_a_picture_is_not_shown_once_it_is_out_of_date(world: World, way: str) -> None:
    world.tick()
    before = world.shown()
    assert before is not None
    assert (before.meaning, before.text, before.cells) == ("due back 1", b"first picture", b"first cells")
    WAYS[way](world)
    assert world.shown() is None


@pytest.mark.parametrize("way", ["an entry", "deleted"])
def test_the_folder_of_what_could_not_be_saved_is_watched(world: World, way: str) -> None:
    world.state.mkdir()
    world.keeps(PICTURE, key_module.key(PICTURE, world.words, world.size))
    world.tick()
    assert world.shown() is not None
    if way == "an entry":
        (world.state / "0123").mkdir()
    else:
        world.state.rmdir()
    assert world.shown() is None


def test_a_link_on_the_way_to_the_folder_that_leads_elsewhere_is_noticed(world: World) -> None:
    road = world.root / "road"
    road.symlink_to(world.root / "here")
    shutil.copytree(world.root / "here", world.root / "fresh", symlinks=True)
    world.link = road / "mine.json"
    world.keeps(PICTURE, key_module.key(PICTURE, world.words, world.size))
    assert world.shown() is not None
    retargeted(road, world.root / "fresh")
    assert world.shown() is None


def test_a_folder_on_the_way_of_a_link_that_leads_elsewhere_is_noticed(world: World) -> None:
    road = world.root / "road"
    road.symlink_to(world.root / "there")
    retargeted(world.link, road / "coach.json")
    world.keeps(PICTURE, key_module.key(PICTURE, world.words, world.size))
    assert world.shown() is not None
    retargeted(road, world.root / "elsewhere")
    assert world.shown() is None


def test_the_machines_own_zone_is_watched(world: World) -> None:
    stamps = world.stamps()
    for kind in (b"l", b"f"):
        assert any(each.startswith(kind + b"\t") and each.endswith(b"\t/etc/localtime") for each in stamps)


def test_a_zone_of_the_settings_is_watched_wherever_its_table_may_lie(world: World) -> None:
    def watched(zone: str) -> set[bytes]:
        return {each.rpartition(b"\t")[2] for each in code_stamps(zone)}

    own = os.fsencode(world.zone)
    world.patch.delenv("TZ")
    assert own not in watched("")
    folders: tuple[str, ...] = (*TZPATH, *map(str, clock._TABLES))
    tables = {os.fsencode(f"{each}/Europe/Berlin") for each in folders}
    assert watched("Europe/Berlin") >= {own, *tables}
    # where the zone of the settings is not known, times are in the machine's
    world.patch.setenv("TZ", ":Europe/Berlin")
    assert watched("Mars/Base") >= {own, *tables}
    # as of a Python with tables of its own
    world.patch.setattr(zoneinfo, "TZPATH", ("/opt/tables",))
    assert b"/opt/tables/Europe/Berlin" in watched("Europe/Berlin")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TMUX", "/tmp/tmux-0/other,2,1"),
        ("PWD", "/nonexistent"),
        ("SSH_AUTH_SOCK", "/tmp/agent.1"),
        ("WINDOWID", "12"),
        ("SHLVL", "3"),
    ],
)
def test_what_differs_with_each_connection_alone_changes_nothing(world: World, name: str, value: str) -> None:
    world.patch.setenv(name, value)
    assert world.shown() is not None


def test_a_later_span_and_its_own_parts_are_shown_in_their_time(world: World) -> None:
    for world.now in (NOW + 2 * HOUR, NOW + 3 * HOUR - 1):
        part = world.shown()
        assert part is not None
        assert (part.meaning, part.text, part.cells) == ("wait back 1", b"second", b"more cells")
    for world.now in (NOW, NOW + HOUR - 1):
        assert world.shown() is not None


def test_a_line_is_kept_apart_from_a_picture(world: World) -> None:
    for each in (world.root / "cache").rglob(f"{PICTURE}-*"):
        each.unlink()
    assert world.shown() is None
    world.kind = LINE
    assert world.shown() is not None
