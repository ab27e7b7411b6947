"""What an earlier run could not save is offered in lines before a session, as on the screen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.drafts import CheckInDraft, Draft, Form, FormDraft, SessionDraft
from coach.domain.model import Area, Cover, Ended, Live, Session, Skin
from coach.domain.session.session_times import SessionTimes
from coach.paths import state_folder
from coach.store import Store
from coach.store.drafts import Drafts
from tests.cli.conftest import Shell
from tests.cli.plain_session.conftest import Lie


@pytest.fixture
def drafts(ready: Shell) -> Drafts:
    """The drafts of another process on the same file."""
    store = Store(ready.path, ready.clock)
    store.read()
    made = Drafts(state_folder(), ready.path)
    made.file_id = store.file_id
    return made


def recorded(ready: Shell) -> Session:
    return Store(ready.path, ready.clock).read().sessions[-1]


def half_checked_in(ready: Shell, drafts: Drafts) -> None:
    """A check-in that was cut off behind its first answer."""
    ready.well("log", "5")
    session = recorded(ready)
    drafts.put(CheckInDraft(ready.clock.now(), session, session._replace(sharpness=3)))


def waiting(drafts: Drafts) -> list[Draft]:
    found = drafts.claim()
    for each in found:
        drafts.release(each.key)
    return found


def test_the_rest_of_a_check_in_is_asked_and_nothing_twice(ready: Shell, lie: Lie, drafts: Drafts) -> None:
    half_checked_in(ready, drafts)
    said = lie("", "5", "3", "clear", "")
    assert said.status == 0
    assert not said.err
    assert "The coach closed today at 07:30 before this was saved: the check-in after 5 minutes" in said.out
    assert "Enter asks you the rest now, s saves it as it is, l leaves it for later" in said.out
    assert "How sharp" not in said.out
    found = recorded(ready)
    assert (found.sharpness, found.before, found.after, found.skin_after) == (3, 5, 3, Skin.CLEAR)
    assert not waiting(drafts)
    # today's session is done: the line names the next one, and no other begins
    assert said.out.endswith("Next: tomorrow; coach session begins it.\n")


def test_the_session_of_the_next_day_follows_at_once(ready: Shell, lie: Lie, drafts: Drafts) -> None:
    half_checked_in(ready, drafts)
    ready.clock.advance(timedelta(days=1))
    said = lie("", "q", "clear", "3", "q")
    assert "Checked in on the back, Mon 5 Jan 2026. Saved." in said.out
    assert "Tuesday 6 January 2026" in said.out
    assert "Settle down." in said.out
    assert "Next:" not in said.out


def test_it_is_saved_as_it_is(ready: Shell, lie: Lie, drafts: Drafts) -> None:
    half_checked_in(ready, drafts)
    assert "Checked in on the back, Mon 5 Jan 2026. Saved." in lie("s").out
    assert recorded(ready).sharpness == 3
    assert not waiting(drafts)


@pytest.mark.parametrize("word", ["l", "LATER", "q"])
def test_it_is_left_for_later(ready: Shell, lie: Lie, drafts: Drafts, word: str) -> None:
    half_checked_in(ready, drafts)
    assert "It is kept, and offered at the next start." in lie("what", word).out
    assert recorded(ready).sharpness is None
    assert len(waiting(drafts)) == 1
    assert "before this was saved" in lie("l").out, "offered again by the next one"


def test_it_is_thrown_away(ready: Shell, lie: Lie, drafts: Drafts) -> None:
    half_checked_in(ready, drafts)
    assert "Thrown away: the check-in after 5 minutes" in lie("t").out
    assert recorded(ready).sharpness is None
    assert not waiting(drafts)


def test_the_end_of_input_leaves_it(ready: Shell, lie: Lie, drafts: Drafts) -> None:
    half_checked_in(ready, drafts)
    said = lie()
    assert (said.status, said.err) == (1, "Nothing was started. To begin again, run: coach session\n")
    assert len(waiting(drafts)) == 1


def test_answers_from_a_pipe_are_not_taken_for_one(ready: Shell, lie: Lie, drafts: Drafts) -> None:
    half_checked_in(ready, drafts)
    said = lie("s", is_terminal=False)
    assert "is not saved yet. coach session offers to save it" in said.err
    assert len(waiting(drafts)) == 1


def test_hurt_skin_is_saved_without_a_question(ready: Shell, lie: Lie, drafts: Drafts) -> None:
    ready.well("log", "5")
    session = recorded(ready)
    drafts.put(CheckInDraft(ready.clock.now(), session, session._replace(skin_after=Skin.BROKEN)))
    said = lie()
    assert "Checked in on the back, Mon 5 Jan 2026. Saved." in said.out
    assert recorded(ready).skin_after is Skin.BROKEN


def test_a_session_whose_end_is_not_in_the_file_is_saved_and_asked_about(
    ready: Shell, lie: Lie, drafts: Drafts
) -> None:
    now = ready.clock.now()
    live = Live(
        area=Area.BACK, cover=Cover.TOWEL, planned_min=5, cap_min=20, started_at=now, day=now.date(),
        boot="boot-1", booted_s=0.0, id="02L",
    )  # fmt: skip
    ready.clock.advance(timedelta(minutes=6))
    ended = ready.clock.now()
    times = SessionTimes(now, ended)
    drafts.put(SessionDraft(ended, live, done_min=5.0, ended=Ended.COMPLETED, times=times))
    said = lie("", "3", "5", "3", "clear", "")
    assert "Enter saves it now, l leaves it for later, t throws it away." in said.out
    found = recorded(ready)
    assert (found.done_min, found.sharpness, found.skin_after) == (5, 3, Skin.CLEAR)
    assert not waiting(drafts)


def test_a_form_of_the_screens_is_named_with_where_it_opens(ready: Shell, lie: Lie, drafts: Drafts) -> None:
    drafts.put(FormDraft(ready.clock.now(), Form.ENTRY, "01A", {"minutes": "5"}))
    said = lie("", "3", "q")
    assert "a session to record: minutes 5." in said.out
    assert "coach opens it, and coach log records a session in one line. Enter leaves it" in said.out
    assert "Settle down." in said.out
    assert len(waiting(drafts)) == 1
