"""Sessions that closed by themselves: which ones they are, and how long they really were."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coach.domain.model import Ended, Refused, Session
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.corrections import edit
from coach.domain.session.manual_entry import ManualEntry
from coach.domain.session.timer import phase
from coach.domain.session.unattended import closed_unattended, closed_unseen, say_how_long
from tests.domain.histories import BACK, Life, at, on
from tests.domain.session.timers import ASK_FINISH, ASK_STOP, FINISH, STOP, T0, TICK, played, running


def closed(**said: Any) -> Session:
    """Ten minutes from 8:00, prescribed five, with a minute of pause."""
    made = Session(
        area=BACK,
        started_at=at(0, 8),
        day=on(0),
        done_min=10,
        planned_min=5,
        unattended=True,
        ended_at=at(0, 8, 11),
        id="S",
    )
    return made._replace(**said)


def test_the_timers_minutes_can_be_right() -> None:
    odd = closed(done_min=10.0123)
    assert say_how_long(odd, 10.0, at(0, 9)) == odd._replace(unattended=False)


def test_other_minutes_move_its_end_and_keep_its_pause() -> None:
    found = say_how_long(closed(), 45, at(0, 9))
    assert (found.done_min, found.unattended, found.ended) == (45, False, Ended.COMPLETED)
    assert found.ended_at == at(0, 8, 46)


def test_too_few_of_the_minutes_are_an_early_end() -> None:
    assert say_how_long(closed(), 4.4, at(0, 9)).ended is Ended.STOPPED
    assert say_how_long(closed(), 4.5, at(0, 9)).ended is Ended.COMPLETED
    assert say_how_long(closed(ended=Ended.RECOVERED), 2, at(0, 9)).ended is Ended.RECOVERED


@pytest.mark.parametrize(("minutes", "says"), [
    (0.5, "under a minute"), (721, "over 720"), (0, "not a time on the mat"), (60, "still to come"),
])  # fmt: skip
def test_what_cannot_have_been_is_refused(minutes: float, says: str) -> None:
    with pytest.raises(Refused, match=says):
        say_how_long(closed(), minutes, at(0, 9))


def test_an_edit_answers_it_by_other_minutes_or_a_yes() -> None:
    book = Life().book._replace(sessions=(closed(),))
    for said, is_open in (
        (ManualEntry(minutes=10, note="only a note"), True),
        (ManualEntry(minutes=10, attended=True), False),
        (ManualEntry(minutes=7), False),
    ):
        assert edit(book, closed(), said, at(1)).session.unattended is is_open


def test_an_edit_to_a_long_session_asks() -> None:
    book = Life().book._replace(sessions=(closed(),))
    with pytest.raises(Unconfirmed) as doubt:
        edit(book, closed(), ManualEntry(minutes=45), at(1))
    assert doubt.value.about is Confirmation.LONG
    found = edit(book, closed(), ManualEntry(minutes=45), at(1), agreed={Confirmation.LONG})
    assert found.session.ended_at == at(0, 8) + timedelta(minutes=46)
    long = closed(done_min=45)
    book = book._replace(sessions=(long,))
    assert edit(book, long, ManualEntry(minutes=45, note="a note"), at(1)).session.note == "a note"


def test_an_edit_to_under_a_minute_needs_a_stop() -> None:
    short = closed(done_min=0.4)
    book = Life().book._replace(sessions=(closed(), short._replace(id="T", started_at=at(0, 12))))
    with pytest.raises(Refused, match="under a minute"):
        edit(book, closed(), ManualEntry(minutes=0.5), at(1))
    stopped = ManualEntry(minutes=0.5, ended=Ended.SENSATION)
    assert edit(book, closed(), stopped, at(1)).session.ended is Ended.SENSATION
    # what an older coach recorded can still be given a note
    noted = edit(book, book.sessions[1], ManualEntry(minutes=0.4, note="a note"), at(1)).session
    assert (noted.note, noted.done_min) == ("a note", 0.4)


def test_a_session_that_ran_to_its_close_is_unattended_until_a_key_is_pressed() -> None:
    over = played(running(), (TICK, 2000))
    assert over.done_s == over.close_s
    assert closed_unattended(over, attended=False)
    assert not closed_unattended(over, attended=True)


def test_a_session_that_the_user_ended_is_attended() -> None:
    assert not closed_unattended(played(running(), (FINISH, 700)), attended=False)
    assert not closed_unattended(running(), attended=False)


def test_a_stop_for_the_sensation_at_the_very_close_is_attended() -> None:
    stopped = played(running(), (ASK_STOP, 899), (STOP, 900))
    late = stopped._replace(done_s=stopped.close_s)
    assert late.outcome is Ended.SENSATION
    assert not closed_unattended(late, attended=False)


@pytest.mark.parametrize(("silence", "unseen"), [(60, False), (60.5, True)])
def test_a_close_in_a_silence_of_over_a_minute_is_unseen(silence: float, unseen: bool) -> None:
    timer = running()
    assert closed_unseen(timer, phase(timer, T0 + 2000), silence) is unseen


def test_only_a_close_of_its_own_is_unseen() -> None:
    assert not closed_unseen(running(), phase(running(), T0 + 60), 600), "it runs"
    asked = played(running(), (ASK_FINISH, 100))
    assert not closed_unseen(asked, phase(asked, T0 + 2000), 600), "the user asked for the end"
    over = played(running(), (FINISH, 700))
    assert not closed_unseen(over, phase(over, T0 + 2000), 600), "the user ended it"
