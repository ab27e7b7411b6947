"""Commands on a file of schema 2: what they say on the day of the upgrade, and what they write."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coach.store import Store
from coach.store.backup import backups
from tests.cli.conftest import Said, Shell
from tests.conftest import FixedClock
from tests.store.samples import raw
from tests.store.schema import schema_2
from tests.store.schema.schema_2 import Life


class Older(Shell):
    """Someone at a prompt whose file the coach before wrote."""

    def hold(self, life: Life) -> None:
        """Put a life in the place of the file, at the hour that is asked about."""
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        self.path.write_bytes(life.data())
        self.path.chmod(0o600)
        self.clock = FixedClock(life.now)


@pytest.fixture
def older(store_path: Path, capsys: pytest.CaptureFixture[str]) -> Older:
    shell = Older(store_path, FixedClock(schema_2.life("10 days", "fine").now), capsys)
    shell.hold(schema_2.life("10 days", "fine"))
    return shell


LOOKS = (
    ("today",),
    ("today", "--json"),
    ("status",),
    ("status", "--json"),
    ("calendar",),
    ("plan",),
    ("insights",),
    ("fortnight",),
    ("tips",),
    ("areas",),
    ("settings",),
    ("doctor",),
    ("backup", "list"),
    ("export", "--format", "csv"),
    ("export", "--format", "json"),
    ("export", "--format", "ics"),
    ("remind",),
)


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_to_look_writes_nothing(older: Older, words: tuple[str, ...]) -> None:
    before = older.bytes()
    said = older(*words)
    assert said.status in (0, 1), said.err
    assert "Traceback" not in said.err
    assert older.bytes() == before
    assert sorted(each.name for each in older.path.parent.iterdir()) == [older.path.name]


def test_the_day_of_the_upgrade_says_what_changed_and_why(older: Older) -> None:
    older.hold(schema_2.life("3 years", "soreness grew thrice"))
    told = "The rules have changed: 18 rather than 20 minutes on bare skin, because soreness that grew three"
    assert told in older.well("today").out
    assert older.well("today", "--json").json["rules_changed"].startswith(told)
    older.well("setup", "--cue", "I brush my teeth")
    assert told in older.well("today").out, "all of that day, also once the file was written"
    older.clock.advance(timedelta(days=1))
    assert "The rules have changed" not in older.well("today").out
    assert older.well("today", "--json").json["rules_changed"] is None


def test_where_the_rules_ask_for_the_same_nothing_is_said_of_them(older: Older) -> None:
    assert "rules have changed" not in older.well("today").out


def test_it_asks_once_what_old_answers_meant(older: Older) -> None:
    older.hold(schema_2.life("10 days", "comfort 9"))
    asked = (
        "1 old answer of 8 to 10 is from when sharpness was called comfort (14 Jan 2026): did it mean"
        " unbearable? Say: coach setup --old-comfort unbearable, or comfortable."
    )
    assert asked in older.well("today").out.splitlines()
    assert older.well("today", "--json").json["old_answers"] == 1
    said = older.well("setup", "--old-comfort", "comfortable").out
    assert said.startswith("Left 1 old answer on comfort unanswered.\n")
    assert "comfort" not in older.well("today").out
    assert older.well("setup", "--old-comfort", "unbearable").out.startswith(
        "There are no old answers on comfort to ask about.\n"
    )
    older.well("undo", "--yes")
    assert asked in older.well("today").out.splitlines()
    assert older.well("setup", "--old-comfort", "unbearable").out.startswith(
        "Kept 1 old answer of 8 to 10 as unbearable.\n"
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--old-comfort", "good"), "old-comfort: good is not one of unbearable, comfortable."),
        (
            ("--old-comfort", "unbearable", "--tz", "UTC"),
            "--old-comfort cannot be combined with other options; give the other answers",
        ),
    ],
)
def test_what_it_cannot_have_meant(older: Older, words: tuple[str, ...], why: str) -> None:
    before = older.bytes()
    said = older("setup", *words)
    assert (said.status, why in said.err, older.bytes()) == (2, True, before)


def test_a_change_and_the_backup_before_it(older: Older) -> None:
    before = older.bytes()
    older.well("log", "5", "--sharpness", "2")
    (made,) = backups.listing(older.path)
    assert backups.content(made) == before
    assert raw(older.path)["meta"]["1"]["schema"] == 5
    assert older.well("backup", "restore", made.path.name, "--yes").out.startswith("Restored the backup of")
    assert len(Store(older.path, older.clock).read().sessions) == 9
    older.well("undo", "--yes")
    assert len(Store(older.path, older.clock).read().sessions) == 10


def test_an_import_of_an_older_sheet_says_that_it_will_ask(older: Older, tmp_path: Path) -> None:
    sheet = tmp_path / "old.csv"
    sheet.write_text(
        "started_at,area,done_min,comfort\n2025-12-01T07:00,back,5,9\n2025-12-02T07:00,back,45,2\n"
        "2025-12-03T07:00,back,90,2\n"
    )
    refused = older("import", str(sheet))
    assert refused.status == 2
    assert refused.err.endswith("may inflame or bruise the skin. To import anyway, add --yes.\n")
    said = older("import", str(sheet), "--yes")
    assert said.status == 0
    assert said.out.splitlines()[:2] == [
        "Imported 3 sessions.",
        "1 answer of 8 to 10 on comfort counts as unbearable until you say otherwise; coach today asks.",
    ]
    assert [line for line in said.err.splitlines() if "inflame" in line] == [
        "2 sessions are over 30 minutes, the most at a time in RunnerClick's guide (How to use): longer may"
        " inflame or bruise the skin."
    ]


def test_a_sheet_with_both_words_is_refused_by_name(older: Older, tmp_path: Path) -> None:
    sheet = tmp_path / "both.csv"
    sheet.write_text("started_at,area,done_min,comfort,sharpness\n2025-12-01T07:00,back,5,9,9\n")
    said = older("import", str(sheet))
    assert said.status == 1
    assert 'the columns "comfort" and "sharpness" mean the same' in said.err


def test_a_merge_says_what_came_from_an_older_coach(older: Older, tmp_path: Path) -> None:
    life = schema_2.life("10 days", "fine")
    last = life.sessions.pop()
    older.hold(life)
    older.well("setup", "--cue", "I brush my teeth")
    life.sessions.append(last)
    copy = tmp_path / "copy.json"
    copy.write_bytes(life.data())
    said: Said = older("merge", str(copy))
    assert said.out.startswith("Added 1 record, updated 0, deleted 0.\n")
    assert "1 answer of 14 Jan 2026 came from an older coach" in said.err
