"""Files and keys that lead to every screen and state; pictures are taken of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from coach.app import CoachApp
from coach.domain.model import (
    Book,
)
from coach.domain.ramp.replay import Ramps
from coach.domain.setting_values import setting_groups
from coach.store import StoreError
from tests.screens.conftest import Bench
from tests.screens.files import (
    a_fortnight,
    a_year_of,
    a_year_of_nothing,
    after_a_miss,
    back_after_a_while,
    back_after_forty_days,
    checked,
    done,
    first_day,
    first_of_a_month,
    first_of_month,
    half_a_year,
    leap_year,
    lived_with_fractions,
    locked,
    month,
    noted,
    nothing,
    now_and_then,
    paused,
    quiet_month,
    reached,
    reached_today,
    resting,
    rhythm_coming,
    stopped,
    taken_off,
    ten_on_a_day,
    thinners,
    three_areas,
    two_a_day,
    week_met,
    week_open,
    year,
    year_checked,
)
from tests.screens.troubled_files import (
    a_minute_later,
    damaged,
    dated_ahead,
    grown_apart,
    grown_apart_with_more,
    imported_years,
    lapsed,
    missing,
    mistaken,
    own_keys,
    recorded_by_someone,
    someone_elses,
    unreadable,
    unsaved,
    upgraded,
)

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
LOOKS = {
    "dusk": ("dusk", "unicode"),
    "dawn": ("dawn", "unicode"),
    "16": ("ansi-dark", "unicode"),
    "ascii": ("dusk", "ascii"),
}


@dataclass(frozen=True)
class Scene:
    """A file, and the keys that lead to what is shown."""

    made: Callable[[Bench], None]
    keys: tuple[str, ...] = ()
    seconds: float = 0
    """Time that goes by after the keys."""
    then: tuple[str, ...] = ()
    meanwhile: Callable[[Bench], None] | None = None
    """What happens to the file after the keys, and before those of `then`."""


def to_setting(id: str) -> tuple[str, ...]:
    """Returns the keys that lead to the line of a setting, wherever it stands among the others."""
    lines = [line.id for _, group in setting_groups(Ramps(Book())) for line in group]
    return ("6", *"j" * lines.index(id))


SCENES = {
    "setup-1": Scene(nothing),
    "setup-2": Scene(nothing, ("enter", "5")),
    "setup-3": Scene(nothing, ("enter", "enter", *"zur")),
    "setup-4": Scene(nothing, ("enter", "enter", "enter")),
    "setup-5": Scene(nothing, ("enter",) * 4),
    "setup-6": Scene(nothing, (*["enter"] * 5, *"tea")),
    "today-first": Scene(first_day),
    "today-check": Scene(month),
    "today-due": Scene(checked),
    "today-rest": Scene(resting),
    "today-locked": Scene(locked),
    "today-ask": Scene(quiet_month),
    "today-ask-dialog": Scene(quiet_month, ("enter",)),
    "safety": Scene(thinners, ("enter",)),
    "safety-feeling": Scene(thinners, ("enter", *["down"] * 15)),
    "today-paused": Scene(paused),
    "today-rest-taken": Scene(taken_off),
    "today-done": Scene(done),
    "today-stopped": Scene(stopped),
    "today-forty-days": Scene(back_after_forty_days),
    "areas": Scene(checked, ("a", "j", "j", "j")),
    "areas-first": Scene(first_day, ("a", "G")),
    "today-missed": Scene(after_a_miss),
    "today-week": Scene(a_year_of(5)),
    "today-week-met": Scene(week_met),
    "insights-week": Scene(a_year_of(4), ("5",)),
    "setting-rhythm": Scene(rhythm_coming, to_setting("rhythm")),
    "setting-rhythm-list": Scene(checked, (*to_setting("rhythm"), "enter")),
    "setting-rhythm-ask": Scene(checked, (*to_setting("rhythm"), "enter", "j", "j", "j", "enter")),
    "today-return": Scene(back_after_a_while),
    "today-fortnight": Scene(a_fortnight),
    "today-reached": Scene(reached),
    "today-fractions": Scene(lived_with_fractions),
    "today-day": Scene(lived_with_fractions, ("tab", "up", "left")),
    "today-month-first": Scene(first_of_a_month),
    "today-missed-settled": Scene(after_a_miss, ("n",)),
    "today-missed-add": Scene(after_a_miss, ("b",)),
    "today-imported": Scene(imported_years),
    "milestones-first": Scene(first_day, ("m",)),
    "milestones-early": Scene(after_a_miss, ("m",)),
    "milestones": Scene(half_a_year, ("m",)),
    "skin": Scene(month, ("enter",)),
    "skin-unchosen": Scene(month, ("enter", "enter")),
    "easier": Scene(checked, ("e",)),
    "session-ready": Scene(checked, ("enter",)),
    "session-running": Scene(checked, ("enter", "enter"), 95),
    "session-paused": Scene(checked, ("enter", "enter"), 95, ("space",)),
    "session-overtime": Scene(checked, ("enter", "enter"), 60 * 20 + 14),
    "session-stop": Scene(checked, ("enter", "enter"), 95, ("x",)),
    "session-sore": Scene(checked, ("enter", "3")),
    "checkin-dizzy": Scene(checked, ("enter", "enter"), 20, ("x", "d")),
    "check-in": Scene(first_day, ("enter", "enter"), 290, ("f", "f", "3", "tab", "5")),
    "after-save": Scene(
        checked, ("enter", "4", "enter"), 60 * 20, ("f", "2", "tab", "2", "tab", "1", "enter")
    ),
    "after-save-week": Scene(week_open, ("enter", "enter"), 20 * 60 + 40, ("space", "escape")),
    "after-save-first": Scene(first_day, ("enter", "enter"), 288, ("f", "f", "escape")),
    "after-save-dizzy": Scene(checked, ("enter", "enter"), 288, ("x", "d", "enter")),
    "after-save-numb": Scene(
        checked, ("enter", "enter"), 900, ("f", "f", "4", "tab", "tab", "tab", "5", "enter")
    ),
    "after-save-reached": Scene(reached_today, ("enter", "enter"), 425, ("f", "enter")),
    "check-in-unattended": Scene(checked, ("enter", "enter"), 60 * 24 + 30, meanwhile=a_minute_later),
    "calendar": Scene(month, ("2", "left", "left")),
    "calendar-year": Scene(month, ("2", "left", "y")),
    **{f"calendar-{n}-a-week": Scene(a_year_of(n), ("2", "y")) for n in (3, 4, 5, 6)},
    "calendar-open-day": Scene(a_year_of(4), ("2", "up", "up", "left")),
    "calendar-none": Scene(first_day, ("2",)),
    "calendar-nothing": Scene(a_year_of_nothing, ("2",)),
    "calendar-leap": Scene(leap_year, ("2", "pageup")),
    "calendar-first": Scene(first_of_month, ("2",)),
    "calendar-notes": Scene(noted, ("2", "left")),
    "calendar-paused": Scene(paused, ("2", "right")),
    "day-note": Scene(noted, ("2", "left", "n")),
    "ten-a-day": Scene(ten_on_a_day, ("2", "left", "enter", *["j"] * 7)),
    "day-delete": Scene(two_a_day, ("2", "left", "enter", "j", "d")),
    "three-areas": Scene(three_areas, ("2", "left", "enter", "j")),
    "insights-areas": Scene(three_areas, ("5",)),
    "insights-feet": Scene(three_areas, ("5", "right_square_bracket", "right_square_bracket", "tab")),
    "plan-areas": Scene(three_areas, ("4",)),
    "pause-longer": Scene(paused, ("4", "p", "l")),
    "entry-date": Scene(month, ("2", "left", "b", "5", "shift+tab", *["backspace"] * 10, *"3/7")),
    "entry": Scene(month, ("2", "left", "b")),
    "entry-long": Scene(month, ("2", "left", "b", "4", "5")),
    "entry-edit": Scene(month, ("2", "left", "e")),
    "skin-slip": Scene(resting, ("2", "e", "1")),
    "today-ahead": Scene(dated_ahead),
    "today-upgrade": Scene(upgraded),
    "old-answers": Scene(upgraded, ("o",)),
    "dated-ahead": Scene(dated_ahead, ("w",)),
    "tips": Scene(month, ("3",)),
    "review": Scene(month, ("3", "v")),
    "known": Scene(first_day, ("3", "e")),
    "plan": Scene(month, ("4",)),
    "plan-rate": Scene(now_and_then, ("4", "d")),
    "goal": Scene(now_and_then, ("4", "c", "2")),
    "pause": Scene(now_and_then, ("4", "p", "tab", "+", "9", "tab", "2")),
    "insights": Scene(month, ("5",)),
    "insights-empty": Scene(first_day, ("5",)),
    "insights-ramp": Scene(month, ("5", "tab")),
    "insights-soreness": Scene(month, ("5", "tab", "tab")),
    "report": Scene(month, ("5", "p")),
    "settings": Scene(month, ("6",)),
    "keys": Scene(month, (*to_setting("keymap"), "enter")),
    "keys-changed": Scene(own_keys, (*to_setting("keymap"), "enter")),
    "keys-all-default": Scene(own_keys, (*to_setting("keymap"), "enter", "r")),
    "press-key-taken": Scene(month, (*to_setting("keymap"), "enter", "j", "enter", "q")),
    "backups": Scene(grown_apart, ("colon", *"backups", "enter")),
    "undo": Scene(mistaken, ("u",)),
    "undo-several": Scene(mistaken, ("u", "j", "j")),
    "undo-several-asked": Scene(mistaken, ("u", "j", "j", "enter")),
    "help": Scene(month, ("question_mark",)),
    "guide": Scene(month, ("question_mark", "o", "right", "right")),
    "guide-commands": Scene(month, ("question_mark", "o")),
    "guide-words": Scene(month, ("question_mark", "o", "left")),
    "help-words": Scene(month, ("question_mark", "tab")),
    "help-search": Scene(month, ("question_mark", "slash", *"rest")),
    "unreadable": Scene(unreadable),
    "missing-file": Scene(missing),
    "begin-anew": Scene(missing, ("a",)),
    "missing-restore": Scene(missing, ("b",)),
    "another-open": Scene(month, then=("o",), meanwhile=someone_elses),
    "unreadable-restore": Scene(damaged, ("b",)),
    "backups-merge": Scene(grown_apart_with_more, ("colon", *"backups", "enter", "enter")),
    "backups-restore": Scene(grown_apart_with_more, ("colon", *"backups", "enter", "j", "enter")),
    "palette": Scene(month, ("colon", *"un")),
    "palette-all": Scene(month, ("colon",)),
    "palette-words": Scene(month, ("colon", *"streak")),
    "palette-why-not": Scene(month, ("colon", *"mute")),
    "palette-setting": Scene(month, ("3", "colon", *"colour")),
    "which-answer": Scene(resting, ("2", "e")),
    "plan-lower": Scene(month, ("4", "k", "k", "enter")),
    "plan-feet": Scene(month, ("4", "left_square_bracket")),
    "pause-there": Scene(paused, ("4", "p")),
    "sensitive": Scene(month, (*to_setting("sensitive"), "enter", "j", "enter")),
    "area-on": Scene(month, (*to_setting("area-stomach"), "enter", "k", "enter")),
    "zone": Scene(month, (*to_setting("tz"), "enter", *"zur")),
    "cue": Scene(month, (*to_setting("cue_sentence"), "enter", *"tea")),
    "setting-pick": Scene(month, (*to_setting("notify"), "enter")),
    "setting-marks": Scene(month, (*to_setting("marks"), "enter")),
    "theme": Scene(month, (*to_setting("theme"), "enter", "j")),
    "press-key": Scene(month, (*to_setting("keymap"), "enter", "j", "enter")),
    "session-finish": Scene(checked, ("enter", "enter"), 95, ("f",)),
    "session-leave": Scene(checked, ("enter", "enter"), 95, ("q",)),
    "recovery": Scene(lapsed),
    "recovery-stopped": Scene(lapsed, ("x",)),
    "unsaved": Scene(unsaved),
    "dated-ahead-right": Scene(dated_ahead, ("w", "enter")),
    "two-a-day": Scene(two_a_day, ("2", "left", "enter")),
    "two-a-day-today": Scene(two_a_day),
    "two-a-day-edit": Scene(two_a_day, ("2", "left", "enter", "down", "e")),
    "two-a-day-insights": Scene(two_a_day, ("5",)),
    "year": Scene(year_checked),
    "year-check": Scene(year, ("enter",)),
    "year-session": Scene(year_checked, ("enter", "enter"), 216),
    "year-calendar": Scene(year_checked, ("2", "left")),
    "year-plan": Scene(year_checked, ("4",)),
    "year-insights": Scene(year_checked, ("5",)),
    "whose": Scene(recorded_by_someone),
    "own-file": Scene(recorded_by_someone, ("s",)),
}


@asynccontextmanager
async def staged(name: str, size: str, look: str, bench: Bench) -> AsyncIterator[CoachApp]:
    """The app on a scene; `size` and `look` are names of `SIZES` and `LOOKS`."""
    scene = SCENES[name]
    theme, marks = LOOKS[look]
    if look != "dusk":
        bench.settings(theme=theme, marks=marks)  # at first, so that undo finds what the scene did
    scene.made(bench)
    with suppress(StoreError):  # what is damaged or gone has no settings
        if look != "dusk" and bench.book().settings.theme != theme:
            bench.settings(theme=theme, marks=marks)
    app = bench.app()
    columns, rows = map(int, size.split("x"))
    async with app.run_test(size=(columns, rows)) as pilot:
        await pilot.pause()
        for key in scene.keys:
            await pilot.press(key)
        await pilot.pause()
        if scene.seconds:
            await bench.wait(pilot, scene.seconds)
        if scene.meanwhile:
            scene.meanwhile(bench)
            await bench.look(pilot)
        for key in scene.then:
            await pilot.press(key)
        await pilot.pause()
        yield app
