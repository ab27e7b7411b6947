"""`coach session`: a session lived in lines, with moved clocks and scripted answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from coach.cli.plain_session import whole_session
from coach.cli.plain_session.line_reader import Cut
from coach.cli.plain_session.running_session import Left, RunningSession
from coach.cli.plain_session.talk import Talk
from coach.context import AppContext
from coach.domain.model import Ended, Session, Skin, StopReason
from coach.session_control.controller import SessionController
from coach.store import Store
from tests.cli.conftest import Shell
from tests.cli.plain_session.conftest import Lie
from tests.cli.plain_session.scripted import Entry, Passes, Scripted

SETTLED = ("3", "")
"""Soreness 3 before; Enter starts the clock."""


LONGEST = 130
"""The most characters of a line, some ten seconds of speech."""


def sessions(ready: Shell) -> tuple[Session, ...]:
    return Store(ready.path, ready.clock).read().sessions


def running(ready: Shell) -> bool:
    return Store(ready.path, ready.clock).read().live is not None


def test_a_whole_session(ready: Shell, lie: Lie) -> None:
    said = lie(*SETTLED, Passes(301), "f", "3", "2", "clear", "slept well")
    assert (said.status, said.err) == (0, "")
    [session] = sessions(ready)
    assert (session.done_min, session.ended, session.before) == (5.01, Ended.COMPLETED, 3)
    assert (session.sharpness, session.after, session.skin_after) == (3, 2, Skin.CLEAR)
    assert session.note == "slept well"
    lines = said.out.splitlines()
    for each in (
        "5 minutes on a towel, step 1 of 15.",
        "Started at 07:30: 5 minutes.",
        "It is sharpest at first. Breathe out slowly.",
        "Halfway. Follow your breath and feel where you rest.",
        "One minute left. Notice how sharp it is now.",
        "That is your time. Sit up first, and get up slowly.",
        "Tomorrow, if your skin is clear: 5 minutes on a towel again.",
        "Next: tomorrow; coach session begins it.",
    ):
        assert lines.count(each) == 1, said.out
    assert "dizzy, faint or numb" in said.out


def test_what_stays_the_same_is_said_on_the_first_evenings_and_then_when_asked_for(
    ready: Shell, lie: Lie
) -> None:
    said = []
    for _ in range(5):
        said.append(lie("clear", *SETTLED, Passes(301), "f", "3", "2", "clear", "").out)
        ready.clock.advance(timedelta(days=1))
    # the first evening has no skin check, and so one fewer explanation of its words
    assert ["Sore: red, itchy or tender." in each for each in said] == [False, True, True, True, False]
    assert ["Lie flat on your back" in each for each in said] == [True, True, True, False, False]
    asked = lie("?", "clear", "", "q")
    assert "Sore: red, itchy or tender.\n" in asked.out
    assert "Type a word or its number: 1 clear, 2 pink, 3 sore, 4 broken, 5 numb.\n" in asked.out


def test_after_a_missed_day_it_is_asked_about_with_the_command(ready: Shell, lie: Lie) -> None:
    ready.well("log", "5", "--sharpness", "3", "--skin", "clear")
    ready.clock.advance(timedelta(days=2))
    question = "Was there a session yesterday? To add it, run: coach log MINUTES --on yesterday\n"
    assert question in lie().out
    assert question in ready.well("today").out
    ready.well("log", "5", "--on", "yesterday")
    assert question not in ready.well("today").out


def test_no_line_is_too_long_to_hear_and_none_breaks_off(ready: Shell, lie: Lie) -> None:
    """A screen reader pauses at a full stop, and reads a dot between two facts out."""
    said = lie(*SETTLED, Passes(150), "?", "p", "", "f", "f", "6", "9", "pink", "slept well")
    lines = said.out.splitlines()
    assert max(map(len, lines)) <= LONGEST, max(lines, key=len)
    assert [each for each in lines if each[-1] not in ".?"] == []
    assert " \u00b7 " not in said.out
    assert "Recorded: 2 minutes 30 seconds on the back." in said.out
    assert not re.search(r"\d:\d\d", said.out.replace("Started at 07:30:", ""))


def test_the_pause_and_the_time_left(ready: Shell, lie: Lie) -> None:
    said = lie(*SETTLED, Passes(60), "Pause", Passes(100), "", Passes(30), "?", "f", "f", "q")
    assert "Paused, 4 minutes left of 5 minutes. Enter goes on, f finishes, x stops." in said.out
    assert "On the mat again, 4 minutes left of 5 minutes." in said.out
    assert "3 minutes 30 seconds left of 5 minutes." in said.out
    assert [(s.done_min, s.ended) for s in sessions(ready)] == [(1.5, Ended.STOPPED)]


def test_a_stop_asks_why_and_gives_the_advice(ready: Shell, lie: Lie) -> None:
    said = lie(*SETTLED, Passes(40), "X", "d", "q")
    assert "Stopping is always right" in said.out
    assert "Roll off the mat" in said.out
    [session] = sessions(ready)
    assert (session.ended, session.stopped_for) == (Ended.SENSATION, StopReason.DIZZY)


def test_a_slip_of_x_is_taken_back(ready: Shell, lie: Lie) -> None:
    lie(*SETTLED, Passes(40), "x", Passes(10), "k", Passes(20), "q")
    assert running(ready)


@pytest.mark.parametrize(
    ("words", "told"), [("", False), ("--area back", False), ("--area feet", True), ("3 --free", True)]
)
def test_what_was_asked_for_beside_a_running_session_is_said_to_wait(
    ready: Shell, lie: Lie, words: str, told: bool
) -> None:
    lie(*SETTLED, Passes(5))
    said = lie("q", words=words)
    assert ("One session is running, and comes first" in said.out) is told


def test_the_end_of_input_leaves_it_running_and_another_session_joins_it(ready: Shell, lie: Lie) -> None:
    said = lie(*SETTLED, Passes(60))
    assert said.status == 0
    assert said.out.endswith(
        "It goes on without this terminal, 4 minutes left of 5 minutes."
        " To come back to it, run: coach session\n"
    )
    ready.clock.advance(timedelta(seconds=60))
    said = lie(Passes(181), "f", "q")
    assert "You have joined it." in said.out
    assert "3 minutes left of 5 minutes." in said.out
    assert [s.done_min for s in sessions(ready)] == [5.01]


def test_answers_from_a_pipe_start_a_session_that_goes_on(ready: Shell, lie: Lie) -> None:
    said = lie("4", is_terminal=False)
    assert said.status == 0
    assert running(ready)
    assert "To come back to it" in said.out


@pytest.mark.parametrize("status", [129, 143])
def test_a_lost_line_leaves_it_running(ready: Shell, lie: Lie, status: int) -> None:
    assert lie(*SETTLED, Passes(60), Cut(status)).status == status
    assert running(ready)


def test_ctrl_c_asks_once_and_leaves_it_running_the_second_time(ready: Shell, lie: Lie) -> None:
    said = lie(
        *SETTLED, Passes(60), KeyboardInterrupt(), "", Passes(5), KeyboardInterrupt(), KeyboardInterrupt()
    )
    assert said.status == 130
    assert said.out.count("q or Ctrl+C once more leaves it running") == 2
    assert running(ready)


def test_before_the_clock_runs_nothing_is_started(ready: Shell, lie: Lie) -> None:
    said = lie("3", "q")
    assert (said.status, said.out.splitlines()[-1]) == (
        0,
        "Nothing was started. To begin again, run: coach session",
    )
    assert not running(ready)
    assert lie("3", Cut(129)).status == 129
    assert not running(ready)


def test_another_terminal_pauses_and_ends_it(ready: Shell, lie: Lie) -> None:
    def elsewhere(*entries: Entry) -> Callable[[], None]:
        def act() -> None:
            script = Scripted(ready.clock, *entries)
            context = AppContext(Store(ready.path, ready.clock), ready.clock)
            assert context.book.live is not None
            talk = Talk(script, context)
            other = RunningSession(talk, SessionController.of(context, context.book.live))
            try:
                other.run()
            except Left:
                return

        return act

    said = lie(*SETTLED, Passes(60), elsewhere("p"), Passes(10), elsewhere("p", "f", "f"), Passes(2))
    assert "Paused in another terminal, 4 minutes left" in said.out
    assert "The session was ended in another terminal; recorded: 1 minute." in said.out
    assert said.status == 0


def test_unknown_words_say_what_to_type(lie: Lie) -> None:
    said = lie(*SETTLED, Passes(10), "hello", "q")
    assert "Nothing here is called hello. p pauses, f finishes, x stops" in said.out


def test_the_skin_check_comes_first_and_pink_lets_none_start(ready: Shell, lie: Lie) -> None:
    ready.well("log", "5", "--sharpness", "3")
    ready.clock.advance(timedelta(days=1))
    said = lie("", "rosy", "pink")
    assert said.status == 1
    assert "Nothing is chosen yet." in said.out
    assert "Answered the skin check for the back: pink. Saved." in said.out
    assert said.err == (
        "No session starts today. Next: tomorrow; coach session asks about your skin, then begins it.\n"
    )
    assert not running(ready)


def test_a_clear_skin_opens_it(ready: Shell, lie: Lie) -> None:
    ready.well("log", "5", "--sharpness", "3")
    ready.clock.advance(timedelta(days=1))
    lie("1", *SETTLED, Passes(5), "q")
    assert running(ready)


def test_what_may_not_start_says_what_to_run(coach: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_session, "standard_input", lambda: Scripted(coach.clock))
    said = coach("session")
    assert said.status == 1
    assert "coach setup" in said.err


def test_a_second_session_of_a_day_is_a_free_one(ready: Shell, lie: Lie) -> None:
    ready.well("log", "5", "--sharpness", "3")
    said = lie()
    assert (said.status, said.err) == (
        1,
        "Today's session is done. Next: tomorrow, 5 minutes on a towel again; coach session begins it."
        " For a free session, run: coach session --free\n",
    )
    ready.clock.advance(timedelta(hours=1))
    lie(*SETTLED, Passes(121), "f", "q", words="2 --free")
    assert [s.done_min for s in sessions(ready)] == [5, 2.01]


def test_on_a_rest_day_or_in_a_pause_it_says_which_and_how_to_end_it(ready: Shell, lie: Lie) -> None:
    ready.well("pause", "today", "today")
    assert lie().err.startswith(
        "Today is a rest day. Next: tomorrow, coach session. To lie down today, run: coach pause --off"
    )
    ready.well("pause", "--off")
    ready.well("pause", "--for", "illness")
    assert lie().err.startswith("Today is in a pause. Next: ")


def test_one_that_closed_by_itself_asks_how_long_it_was(ready: Shell, lie: Lie) -> None:
    said = lie(*SETTLED, Passes(601), "7", "q")
    assert "It closed by itself. How many minutes was it really?" in said.out
    assert [(s.done_min, s.unattended) for s in sessions(ready)] == [(7.0, False)]


def test_one_that_nobody_ended_is_asked_about(ready: Shell, lie: Lie) -> None:
    lie(*SETTLED, Passes(60))
    ready.clock.advance(timedelta(hours=2))
    said = lie("", "q")
    assert "Your 5 minutes ended at 07:35.\nDid you stay to the end?\n" in said.out
    assert [(s.done_min, s.ended) for s in sessions(ready)] == [(5, Ended.RECOVERED)]


def test_hurt_skin_counts_at_once_though_the_line_is_cut(ready: Shell, lie: Lie) -> None:
    assert lie(*SETTLED, Passes(301), "f", "3", "2", "broken", Cut(129)).status == 129
    assert sessions(ready)[0].skin_after is Skin.BROKEN
    assert ready.well("today", "--json").json["state"] == "locked"


def test_hurt_skin_is_saved_before_the_next_question_is_answered(ready: Shell, lie: Lie) -> None:
    """Even a kill loses nothing of what protects the skin."""
    seen: list[Skin | None] = []
    lie(
        *SETTLED,
        Passes(301),
        "f",
        "3",
        "2",
        "broken",
        lambda: seen.append(sessions(ready)[0].skin_after),
        "",
    )
    assert seen == [Skin.BROKEN]


def test_a_file_that_is_gone_stops_no_clock(ready: Shell, lie: Lie) -> None:
    away = ready.path.with_suffix(".away")
    said = lie(
        *SETTLED,
        Passes(60),
        lambda: ready.path.rename(away),
        Passes(3),
        "p",
        Passes(5),
        lambda: away.rename(ready.path),
        Passes(20),
        "p",
        "q",
    )
    assert "The clock goes on." in said.out
    assert "Your file is up to date again." in said.out
    assert running(ready)
    live = Store(ready.path, ready.clock).read().live
    assert live is not None
    assert len(live.pauses) == 1
