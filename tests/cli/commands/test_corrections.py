"""What was recorded, read and corrected by command: the same as the Calendar and the Plan do."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.cli.days.day_sessions import find_session
from coach.domain.model import Cover, Refused, Session, Skin
from coach.domain.session.confirmations import Confirmation
from coach.domain.session.corrections import edit
from coach.domain.session.entry_edits import entry_of
from coach.store import Store
from tests.cli.conftest import Shell

EVERYTHING = frozenset(Confirmation)
DAY = "2026-01-04"


@pytest.fixture
def two(ready: Shell) -> Shell:
    """Two sessions on Sunday, the first of them sharp."""
    ready.well("log", "5", "--on", DAY, "--at", "07:00", "--sharpness", "7", "--note", "calm")
    ready.well("log", "6", "--on", DAY, "--at", "19:00")
    return ready


def asked(coach: Shell, monkeypatch: pytest.MonkeyPatch, typed: str, *words: str) -> tuple[int, str]:
    """Runs a command for someone at a terminal who types these lines; its status and all that it says."""
    for module in ("prompt", "days.day_sessions"):
        monkeypatch.setattr(f"coach.cli.{module}.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    said = coach(*words)
    return said.status, said.out + said.err


def test_a_day_is_told_with_its_numbered_sessions_checks_and_note(two: Shell) -> None:
    two.well("check", "sore")
    two.well("note", DAY, "a long walk")
    said = two.well("day", "yesterday").out.splitlines()
    assert said[:2] == ["Sunday 4 January 2026", "Sun 4 Jan \u00b7 done, 11 min in 2 sessions \u00b7 a note."]
    assert "1. 07:00 to 07:05, 5 minutes on a towel for your back, completed." in said
    assert "   Sharpness 7, skin sore at the next check." in said
    assert "   Note: calm" in said
    assert said[-1] == "Note on the day: a long walk"
    today = two.well("day").out
    assert "Set by the coach: skin pink or sore." in today
    assert "Skin check, back, at 07:30: sore: red, itchy or tender." in today
    found = two.well("day", DAY, "--json").json
    assert [each["minutes"] for each in found["sessions"]] == [5, 6]
    assert (found["date"], found["state"], found["note"]) == (DAY, "done", "a long walk")
    assert two.well("day", "--json").json["checks"][0]["skin"] == "sore"


def test_an_empty_day_and_an_empty_file_are_told_too(coach: Shell) -> None:
    assert coach.well("day", "--json").json["sessions"] == []
    assert coach.well("day", "2026-02-01").out.startswith("Sunday 1 February 2026\n")
    assert not coach.path.exists()


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("edit", "yesterday/1", "sharpnes=2"), 2, "no field sharpnes; they are minutes, day, at, area"),
        (("edit", "yesterday/1", "sharpnes=2"), 2, "did you mean sharpness?"),
        (("edit", "yesterday", "minutes=7"), 2, "there are 2 sessions on Sunday 4 January 2026"),
        (
            ("edit", "yesterday/3", "minutes=7"),
            1,
            "no session 3 on Sunday 4 January 2026; it has 2 sessions.",
        ),
        (("edit", "yesterday/0", "minutes=7"), 1, "There is no session 0 on Sunday 4 January 2026"),
        (("delete", "yesterday/0", "--yes"), 1, "There is no session 0 on Sunday 4 January 2026"),
        (("edit", "yesterday/1", "=7"), 2, "there is no field without a name; they are minutes"),
        (("edit", "-5", "minutes=7"), 1, "There is no session on Wednesday 31 December 2025"),
        (("edit", "yesterday/1", "minutes"), 2, "minutes says no value; type it like minutes=7."),
        (("edit", "yesterday/1", "minutes="), 2, "minutes: type how long it was"),
        (("edit", "yesterday/1", "minutes=900"), 2, "minutes: 900 is over 720"),
        (("edit", "yesterday/1", "sharpness=11"), 2, "sharpness: 11 is not on the scale"),
        (("edit", "yesterday/1", "sharpness=2", "sharpness=3"), 2, "a field is given twice"),
        (("edit", "yesterday/1", "note=a\x1bb"), 2, "note: it"),
        (("edit", "yesterday/1", "day=tomorrow"), 1, "day: 2026-01-06 is in the future"),
        (("edit", "soon", "minutes=7"), 2, "day: soon is not a day"),
        (("edit", "yesterday/1", "sharpness=2"), 2, "Was it a slip? If so, add --slip."),
        (("edit", "yesterday/1", "minutes=45"), 2, "If that is right, add --yes."),
        (("edit", "yesterday/1", "at=19:02"), 2, "If both are right, add --again."),
        (("edit", "yesterday/1"), 2, "edit needs FIELD=VALUE"),
        (("delete", "yesterday/1"), 2, "add --yes to agree."),
        (("delete", "-9", "--yes"), 1, "There is no session on"),
        (("delete",), 2, "delete needs DATE[/N]"),
        (("note", "tomorrow", "soon"), 1, "is still to come"),
        (("note", "--remove", DAY), 1, "There is no note on Sun 4 Jan 2026."),
        (("note", "--add"), 2, "the text is missing"),
        (("note", "a", "b", "c"), 2, "put the text in quotes"),
        (("note", DAY, "a\x1bb"), 2, "note: it"),
        (("note", "  "), 2, "the note is empty"),
        (("note", "--move", DAY, "--to", "today"), 1, "There is no note dated ahead on Sun 4 Jan 2026."),
        (("note", "--move", DAY), 2, "--move and --to go together"),
        (("check",), 2, "check needs clear|pink|sore|broken|numb"),
        (("check", "--remove"), 2, "go with --on"),
        (("check", "--on", DAY), 2, "--on needs the right answer, --remove, or --to and --at"),
        (("check", "pink", "--remove", "--on", DAY), 2, "--on needs the right answer"),
        (("check", "pink", "--on", DAY), 1, "There is no skin check on Sunday 4 January 2026"),
        (("pause", "2026-01-09", "2026-01-08"), 1, "A pause cannot end before it begins: 2026-01-08 is"),
        (("pause", "--until", "tomorrow"), 1, "There is no pause to change"),
        (("pause", "--until", "tomorrow", "--off"), 2, "--until takes nothing else"),
        (("plan", "--lower", "1"), 1, "Clean sessions lead up. To go down, choose a step below yours."),
        (("areas", "face", "on"), 2, "areas cannot ask you without a terminal"),
        (("areas", "nose", "on"), 2, "area: nose is not one of"),
        (("areas", "legs"), 2, "say whether it is to be on or off"),
        (("settings", "grace", "7"), 2, "grace: 7 is not one of 2 days, 1 day and none."),
        (("settings", "wek_start"), 2, "did you mean week_start?"),
        (("settings", "tz", "Mars/One"), 2, "tz: Mars/One is not a time zone"),
        (("settings", "cue_sentence", "x" * 101), 2, "100 characters are enough"),
        (("settings", "cue_sentence", "a\x1bb"), 2, "cue_sentence: it"),
        (("settings", "area", "legs"), 1, "Legs open once"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(
    two: Shell, words: tuple[str, ...], status: int, says: str
) -> None:
    before = two.bytes()
    said = two(*words)
    assert (said.status, said.out) == (status, ""), said.err
    assert says in said.err
    assert two.bytes() == before


def test_a_day_with_two_sessions_asks_which_at_a_terminal(
    two: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, said = asked(two, monkeypatch, "2\n", "edit", "yesterday", "minutes=7")
    assert status == 0
    assert "Which one, 1 or 2?" in said
    assert [each["minutes"] for each in two.well("day", DAY, "--json").json["sessions"]] == [5, 7]
    for typed in ("", "3\n", "one\n"):
        before = two.bytes()
        assert asked(two, monkeypatch, typed, "delete", "yesterday")[0] == 1
        assert two.bytes() == before


def test_a_milder_answer_is_asked_about_and_a_no_changes_nothing(
    two: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = two.bytes()
    status, said = asked(two, monkeypatch, "n\n", "edit", f"{DAY}/1", "sharpness=2")
    assert (status, two.bytes()) == (1, before)
    assert "Sharpness 7 was recorded for this session on your back. Was it a slip?" in said
    assert asked(two, monkeypatch, "y\n", "edit", f"{DAY}/1", "sharpness=2")[0] == 0
    assert two.well("day", DAY, "--json").json["sessions"][0]["sharpness"] == 2


def test_what_the_form_refuses_names_the_field_that_is_typed(ready: Shell) -> None:
    ready.well("log", "5", "--at", "07:00")
    said = ready("edit", "today", "next=sore")
    assert (said.status, said.err) == (
        1,
        "next: it is asked from tomorrow on; say how the skin was right after it.\n",
    )


def test_two_edits_at_once_both_stay(two: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session is read before the lock is taken, and another process may change it in between."""
    first = iter((True,))

    def find_then_change(*words: Any) -> Session:
        found = find_session(*words)
        if next(first, False):
            two.well("edit", "yesterday/2", "skin=sore", "note=theirs")
        return found

    monkeypatch.setattr("coach.cli.commands.edit.find_session", find_then_change)
    two.well("edit", "yesterday/2", "sharpness=4")
    session = two.well("day", DAY, "--json").json["sessions"][1]
    assert (session["skin_after"], session["note"], session["sharpness"]) == ("sore", "theirs", 4)


def test_several_fields_at_once_are_one_change(two: Shell) -> None:
    found = two.well("edit", f"{DAY}/2", "day=-3", "at=8pm", "cover=", "skin=pink", "note=", "--json").json
    assert found["session"]["started_at"].startswith("2026-01-02T20:00")
    assert (found["session"]["cover"], found["session"]["skin_after"]) == (None, "pink")
    two.well("undo", "--yes")
    assert len(two.well("day", DAY, "--json").json["sessions"]) == 2


def test_a_correction_to_what_is_recorded_already_changes_nothing(two: Shell) -> None:
    before = two.bytes()
    said = two.well("edit", f"{DAY}/2", "minutes=6", "--json").json
    assert (said["changed"], said["label"], two.bytes()) == (False, "", before)
    assert said["text"] == ["Nothing to change: all of that is recorded already."]
    two.well("pause", "tomorrow", "2026-01-09")
    before = two.bytes()
    said = two.well("pause", "--until", "2026-01-09", "--json").json
    assert (said["changed"], said["label"], two.bytes()) == (False, "", before)
    assert said["text"] == ["Nothing to change: that is its last day already."]


def test_deleting_names_time_and_minutes_and_undo_brings_it_back(
    two: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, said = asked(two, monkeypatch, "y\n", "delete", f"{DAY}/1")
    assert status == 0
    assert "Delete 07:00 to 07:05, 5 minutes on a towel for your back, Sunday 4 January 2026? [y/N]" in said
    assert "coach undo brings it back." in said
    assert [each["minutes"] for each in two.well("day", DAY, "--json").json["sessions"]] == [6]
    two.well("undo", "--yes")
    assert len(two.well("day", DAY, "--json").json["sessions"]) == 2
    last = two.well("day", DAY, "--json").json["sessions"][1]["id"]
    told = two.well("delete", f"{DAY}/2", "--yes", "--json").json
    assert (told["changed"], told["id"]) == (True, last)


def test_a_skin_check_is_corrected_removed_and_asked_about(
    two: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.well("check", "sore")
    before = two.bytes()
    said = two("check", "pink", "--on", "today")
    assert (said.status, two.bytes()) == (2, before)
    assert "was sore. Was it a slip? If so, add --slip." in said.err
    assert asked(two, monkeypatch, "y\n", "check", "pink", "--on", "today")[0] == 0
    assert two.well("day", "--json").json["checks"][0]["skin"] == "pink"
    assert "There was also the answer sore; that was a slip." in two.well("day").out
    assert two.well("check", "pink", "--on", "today").out.startswith("Nothing to correct")
    assert two.well("check", "--remove", "--on", "today", "--slip", "--yes").out.startswith(
        "Deleted the skin"
    )
    assert two.well("day", "--json").json["checks"] == []


def test_a_clear_answer_is_deleted_after_a_question(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.well("log", "5", "--on", DAY)
    ready.well("check", "clear")
    before = ready.bytes()
    said = ready("check", "--remove", "--on", "today")
    assert (said.status, ready.bytes()) == (2, before)
    status, told = asked(ready, monkeypatch, "y\n", "check", "--remove", "--on", "today")
    assert status == 0
    assert 'Delete the answer "clear" at 07:30, back, Mon 5 Jan 2026? [y/N]' in told
    assert ready.well("day", "--json").json["checks"] == []


def test_of_two_answers_of_a_day_the_numbered_one_is_corrected(ready: Shell) -> None:
    ready.well("log", "5", "--on", DAY)
    ready.well("check", "clear")
    ready.clock.advance(timedelta(minutes=5))
    ready.well("check", "sore")
    said = ready("check", "broken", "--on", "today")
    assert said.status == 2
    assert "say which one, as in --on 2026-01-05/1." in said.err
    ready.well("check", "broken", "--on", "today/2")
    assert [each["skin"] for each in ready.well("day", "--json").json["checks"]] == ["clear", "broken"]
    for number in (0, 3):
        assert ready("check", "--remove", "--yes", "--on", f"today/{number}").status == 1


def test_what_is_dated_ahead_gets_its_right_time(two: Shell) -> None:
    ready = two
    ready.clock.advance(timedelta(days=400))
    ready.well("check", "sore")
    ready.well("note", "today", "from the future")
    ready.clock.advance(timedelta(days=-400))
    moved = ready.well("check", "--on", "2027-02-09", "--to", "today", "--at", "07:10").out
    assert moved.startswith("Moved the skin check of Tue 9 Feb 2027 to Mon 5 Jan 2026.\n")
    assert ready.well("day", "--json").json["checks"][0]["skin"] == "sore"
    told = ready.well("note", "--move", "2027-02-09", "--to", "today").out
    assert told.startswith("Moved the note of Tue 9 Feb 2027 to Mon 5 Jan 2026.\n")
    assert ready.well("note").out == "from the future\n"
    store = Store(ready.path, ready.clock)
    assert not store.read().notes_ahead


def test_a_pause_gets_another_last_day(ready: Shell) -> None:
    ready.well("pause", "2026-01-10", "2026-01-12", "--for", "holiday")
    said = ready.well("pause", "--until", "2026-01-20").out
    assert said.startswith("Changed the pause for a holiday: now from Sat 10 Jan 2026 to Tue 20 Jan 2026.\n")
    assert "now from Sat 10 Jan 2026.\n" in ready.well("pause", "--until", "open").out
    assert ready("pause", "--until", "2026-01-06").status == 1


def test_sensitive_skin_is_said_and_taken_back(ready: Shell) -> None:
    ready.well("setup", "--sensitive")
    assert ready.well("setup", "--not-sensitive").out.startswith("Changed your skin to not sensitive.\n")
    assert ready("setup", "--sensitive", "--not-sensitive").status == 2


def test_an_area_whose_sources_differ_says_so_before_it_is_on(
    ready: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ready.bytes()
    status, said = asked(ready, monkeypatch, "n\n", "areas", "face", "on")
    assert (status, ready.bytes()) == (1, before)
    assert said.rstrip().endswith("Nothing was changed.")
    agreed = ready("areas", "face", "on", "--yes")
    assert agreed.status == 0
    assert agreed.err, "what --yes agrees to is told"
    assert agreed.out.startswith("Turned the face on.\n")
    assert ready.well("areas", "face", "on").out.startswith("Nothing to change: that area is on already.\n")
    assert ready.well("areas", "face", "off", "--json").json["changed"] is True
    assert ready.well("areas", "face", "off").out.startswith("Nothing to change: that area is off already.\n")


def test_a_step_is_lowered_after_a_question(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        ready.well("log", "5", "--sharpness", "2", "--skin", "clear")
        ready.clock.advance(timedelta(days=1))
        ready.well("check", "clear")
    step = ready.well("today", "--json").json["step"]
    assert step > 1
    before = ready.bytes()
    status, said = asked(ready, monkeypatch, "n\n", "plan", "--lower", "1")
    assert (status, ready.bytes()) == (1, before)
    assert "From the next session on: 5 minutes on a towel." in said
    ready.well("plan", "--lower", "1", "--yes")
    assert ready.well("today", "--json").json["step"] == 1


@pytest.mark.parametrize(
    ("words", "id", "value"),
    [
        (("week_start", "mon"), "week_start", 0),
        (("Week starts on", "SUNDAY"), "week_start", 6),
        (("week-start", "6"), "week_start", 6),
        (("rollover", "04:00"), "rollover", 4),
        (("rollover", "4"), "rollover", 4),
        (("grace", "none"), "grace", 0),
        (("bell", "no"), "bell", False),
        (("theme", "Dawn"), "theme", "dawn"),
        (("marks", "ascii"), "marks", "ascii"),
        (("notify", "OSC 9"), "notify", "osc9"),
        (("ready_s", "45"), "ready_s", 45),
        (("seconds", "small text"), "seconds", "small"),
        (("cue_sentence", "I brush my teeth"), "cue_sentence", "I brush my teeth"),
        (("tz", "Europe/Zurich"), "tz", "Europe/Zurich"),
        (("tz", ""), "tz", ""),
    ],
)
def test_a_setting_is_set_as_people_type_it(
    ready: Shell, words: tuple[str, ...], id: str, value: object
) -> None:
    told = ready.well("settings", *words, "--json").json
    assert told["value"] == value
    assert ready.well("settings", "--json").json[id] == value
    assert "already" in ready.well("settings", *words).out


FIELDS: dict[str, Callable[[str], Any]] = {
    "minutes": float, "sharpness": int, "before": int, "after": int,
    "skin": Skin, "cover": Cover, "note": str,
}  # fmt: skip
VALUES = {
    "minutes": st.sampled_from(["4", "7.5", "45"]),
    "sharpness": st.sampled_from(["", "0", "6", "10"]),
    "before": st.sampled_from(["", "2", "9"]),
    "after": st.sampled_from(["", "2", "9"]),
    "skin": st.sampled_from(["", *Skin]),
    "cover": st.sampled_from(["", "towel", "shirt", "bare"]),
    "note": st.sampled_from(["", "calm"]),
}
EDITS = st.sampled_from(sorted(FIELDS)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name]))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDITS, min_size=1, max_size=4))
def test_edits_by_command_are_those_of_the_screen(two: Shell, edits: list[tuple[str, str]]) -> None:
    """The form gives all its answers to `edit` at once; the command types one after the other."""
    store = Store(two.path, two.clock)
    before = store.read()
    session = before.sessions[0]
    by_screen = session
    for name, text in edits:
        entry = entry_of(by_screen)._replace(**{name: FIELDS[name](text) if text else _nothing(name)})
        if name == "minutes":
            entry = entry._replace(attended=True)
        try:
            found = edit(before, by_screen, entry, two.clock.now(), agreed=EVERYTHING)
        except Refused:
            assert two("edit", f"{DAY}/1", f"{name}={text}", "--yes", "--slip", "--again").status == 1
            continue
        by_screen = found.session
        assert two("edit", f"{DAY}/1", f"{name}={text}", "--yes", "--slip", "--again").status == 0
        before = store.read()
    assert next(each for each in store.read().sessions if each.id == session.id) == by_screen
    for _ in range(len(edits) + 1):
        if store.read().sessions[0] == session:
            break
        two("undo", "--yes")
    assert store.read().sessions[0] == session, "as many undos as edits bring it back"


def _nothing(name: str) -> Any:
    return "" if name == "note" else None
