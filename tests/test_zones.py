"""The zone of the machine: TZ in every form that libc takes shows the times that `date` shows."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach import clock
from coach.clock import MachineZone, present, zone, zone_warning
from tests.conftest import FixedClock
from tests.e2e.term import environment

FORMS = (
    "",
    ":",
    "UTC",
    "Europe/Zurich",
    ":Europe/Zurich",
    "America/Los_Angeles",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "America/St_Johns",
    "Pacific/Kiritimati",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "posix/Europe/Lisbon",
    "right/Europe/Zurich",
    "/usr/share/zoneinfo/Pacific/Apia",
    ":/usr/share/zoneinfo/Asia/Tokyo",
    "UTC0",
    "EST5",
    "EST5EDT",
    "MET-1MEST",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    ":CET-1CEST,M3.5.0,M10.5.0/3",
    "NZST-12NZDT,M9.5.0,M4.1.0/3",
    "<+0330>-3:30",
    "<+0330>-3:30<+0430>,J79/24,J263/24",
    "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1",
    "IST-2IDT,M3.4.4/26,M10.5.0",
    "XYZ-5:45:15",
    "ABC3:15DEF2:45,J60,J300",
    "ABC-9DEF,59/-3,300/30:30",
    "WGT3WGST,M3.5.0/-2,M10.5.0/-1",
    "AAA-23:59:59",
    "AAA+23:59:59",
    "Atlantis/Capital",
    "nowhere",
    "CET-1CEST,M13.5.0,M10.5.0",
)
"""Names, files and rules; the last three cannot be read, or not in full."""

SEASONS = tuple(datetime(2026, month, 17, 12, 34, 56, tzinfo=UTC) for month in range(1, 13))
CHANGES = (
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 3, 8, 10, tzinfo=UTC),
    datetime(2026, 11, 1, 9, tzinfo=UTC),
    datetime(2026, 4, 4, 14, tzinfo=UTC),
    datetime(2026, 9, 26, 14, tzinfo=UTC),
)
"""The nights on which the clocks of Europe, of California and of New Zealand change."""
INSTANTS = SEASONS + tuple(at + timedelta(minutes=step) for at in CHANGES for step in range(-120, 121, 20))
LATE = (datetime(2028, 2, 29, 23, 30, tzinfo=UTC), datetime(2038, 2, 1, tzinfo=UTC))


def told_by_date(name: str, instants: tuple[datetime, ...]) -> list[str]:
    """The local times of instants according to `date`."""
    asked = "".join(f"@{int(at.timestamp())}\n" for at in instants)
    done = subprocess.run(
        ["date", "-f", "-", "+%Y-%m-%d %H:%M:%S"],
        input=asked,
        env=environment(TZ=name),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.fixture(autouse=True)
def _libc_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever zone a test is in, libc is back in that of all others after it."""
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def gnu_date() -> None:
    found = shutil.which("date")
    done = subprocess.run([found or "false", "--version"], capture_output=True, text=True, check=False)
    if "GNU" not in done.stdout:
        pytest.skip("this machine's date is not that of GNU")


@pytest.mark.usefixtures("gnu_date")
@pytest.mark.parametrize("name", FORMS)
def test_local_times_are_those_that_date_shows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", name)
    here = zone("")
    instants = INSTANTS + LATE
    told = [f"{at.astimezone(here):%Y-%m-%d %H:%M:%S}" for at in instants]
    assert told == told_by_date(name, instants)


@pytest.mark.parametrize("name", FORMS)
def test_a_local_time_leads_back_to_its_instant(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in the hour that the clocks repeat."""
    monkeypatch.setenv("TZ", name)
    here = zone("")
    assert [at.astimezone(here).astimezone(UTC) for at in INSTANTS] == list(INSTANTS)


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "Europe/Zurich"),
        ("NZST-12NZDT,M9.5.0,M4.1.0/3", "Pacific/Auckland"),
        (":America/Los_Angeles", "America/Los_Angeles"),
    ],
)
def test_a_repeated_and_a_skipped_time_are_read_as_a_named_zone_reads_them(
    name: str, like: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the fold of the time: the first of two, or the offset before a gap."""
    monkeypatch.setenv("TZ", name)
    here, there = zone(""), zone(like)
    assert isinstance(here, MachineZone)
    walls = [
        (at.astimezone(there) + timedelta(minutes=by)).replace(tzinfo=None)
        for at in CHANGES
        for by in range(-180, 181, 15)
    ]
    for wall in walls:
        for fold in (0, 1):
            told = wall.replace(fold=fold)
            assert told.replace(tzinfo=here).utcoffset() == told.replace(tzinfo=there).utcoffset(), told


@pytest.mark.parametrize("name", FORMS[:-3])
def test_nothing_is_said_of_what_can_be_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name.startswith(("posix/", "right/")) and not Path("/usr/share/zoneinfo", name).exists():
        pytest.skip("the zones of this machine have no such variants")
    monkeypatch.setenv("TZ", name)
    assert zone_warning("") == ""


@pytest.mark.parametrize(
    "name",
    [
        "Atlantis/Capital",
        "nowhere",
        "europe/zurich?",
        "Europe",
        " ",
        "+3",
        "GMT+",
        "/etc/passwd",
        "/no/file",
        "<+1>-1",
        "AB1",
    ],
)
def test_what_is_no_zone_is_utc_and_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", name)
    assert zone("") is UTC
    assert name in zone_warning("")
    assert "UTC" in zone_warning("")


@pytest.mark.parametrize(
    "name",
    [
        "AAA24",
        "AAA-24:30",
        "AAA+24:59:59",
        "AAA99",
        "AAA-999",
        "AAA-5BBB-24",
        "AAA-23BBB",
        "A" * 5000 + "24",
        "AAA" + "9" * 5000,
    ],
)
def test_a_day_and_more_from_utc_is_utc_and_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """libc goes up to 24:59:59, a datetime only to a second less than a day."""
    monkeypatch.setenv("TZ", name)
    assert zone("") is UTC
    assert name[:60] in zone_warning("")
    assert "UTC" in zone_warning("")


@pytest.mark.parametrize(
    "name", ["CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,what", "UTC0junk!", "CET-1CEST,J60"]
)
def test_rules_that_are_read_in_part_are_told_of(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", name)
    assert name in zone_warning("")


def test_a_sentence_on_a_zone_has_no_controls_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "A\x1b]0;x\x07\n\x9b31m\udcff"
    monkeypatch.setenv("TZ", hostile)
    assert zone_warning("").isprintable()
    assert zone_warning("X\x1b[31m").isprintable()


def test_a_zone_that_the_machine_lacks_comes_from_pythons_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Zurich")
    monkeypatch.setenv("TZDIR", str(tmp_path))
    there = datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(zone(""))
    assert f"{there:%H:%M}" == "14:00"
    assert zone_warning("") == ""


def test_without_tz_it_is_where_the_machine_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    now = time.time()
    expected = subprocess.run(
        ["date", "-d", f"@{int(now)}", "+%F %T"], capture_output=True, text=True, check=False
    )
    there = datetime.fromtimestamp(int(now), UTC).astimezone(zone(""))
    assert f"{there:%Y-%m-%d %H:%M:%S}" == expected.stdout.strip()
    assert zone_warning("") == ""


def test_a_link_to_tables_that_are_not_there_still_names_the_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/nothing/here/zoneinfo/Asia/Kolkata")
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(clock, "_LOCALTIME", link)
    clock._zone_of_tz.cache_clear()
    try:
        there = datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(zone(""))
    finally:
        clock._zone_of_tz.cache_clear()
    assert f"{there:%H:%M}" == "17:30"


def test_a_zone_in_the_settings_that_is_none_is_named() -> None:
    standing = FixedClock(datetime(2026, 7, 1, 12, tzinfo=UTC))
    assert present(standing, "Mars/Base") == standing.now()
    assert "Mars/Base" in zone_warning("Mars/Base")
    assert zone_warning("Europe/Zurich") == ""


_offsets = st.from_regex(r"[+-]?(?:\d|1\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?)?", fullmatch=True)
_names = st.from_regex(r"[A-Z]{3,5}|<[+-]?[0-9A-Z]{3,5}>", fullmatch=True)
_times = st.from_regex(r"-?\d{1,3}(?::[0-5]\d)?", fullmatch=True)
_days = st.one_of(
    st.from_regex(r"M(?:[1-9]|1[0-2])\.[1-5]\.[0-6]", fullmatch=True),
    st.integers(1, 365).map("J{}".format),
    st.integers(0, 365).map(str),
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """TZ as POSIX has it."""
    rule = draw(_names) + draw(_offsets)
    if draw(st.booleans()):
        rule += draw(_names) + draw(st.one_of(st.just(""), _offsets))
        for _ in range(2):
            rule += "," + draw(_days) + draw(st.one_of(st.just(""), _times.map("/{}".format)))
    return rule


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rule=st.one_of(rules(), st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)))
def test_no_value_of_tz_ends_in_an_error(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A time is shown in any case, and is the instant that it shows or a time in UTC with a sentence."""
    monkeypatch.setenv("TZ", rule)
    here = zone("")
    assert zone_warning("").isprintable()
    for at in INSTANTS[:12]:
        assert at.astimezone(here).isoformat()
