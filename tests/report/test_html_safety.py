"""The page for a doctor: ticks, stops, skin and pauses, each told once and in full."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coach.domain.model import (
    Area,
    Book,
    Check,
    Contraindication,
    Ended,
    Screening,
    Skin,
    StopReason,
)
from tests.report.conftest import EVENTS, START, page_of, session


def test_skin_pauses_and_rest_are_told_once(two_weeks: Book) -> None:
    page = page_of(two_weeks)
    assert page.table("Answers other than clear") == [
        ["Mon 2 Mar 2026", "back", "sore: red, itchy or tender", "at the next check"]
    ]
    assert page.fact("Skin") == "sore on Mon 2 Mar 2026; all other answers were clear"
    assert page.table("Pauses, set by the user") == [["Tue 3 Mar 2026", "Wed 4 Mar 2026", "2", "not given"]]
    assert page.table("Rest days") == [
        ["Mon 2 Mar 2026", "Mon 2 Mar 2026", "1", "set by the coach: skin pink or sore"]
    ]


def test_skin_right_after_a_session_is_told_beside_the_check() -> None:
    pink = session(date(2026, 3, 1), skin_after=Skin.PINK, skin_next=Skin.BROKEN)
    check = Check(day=date(2026, 3, 3), area=Area.FEET, skin=Skin.PINK, at=datetime(2026, 3, 3, tzinfo=UTC))
    page = page_of(Book(sessions=(pink,), checks=(check,)))
    assert [(row[0], row[1], row[3]) for row in page.table("Answers other than clear")] == [
        ("Sun 1 Mar 2026", "back", "after the session"), ("Mon 2 Mar 2026", "back", "at the next check"),
        ("Tue 3 Mar 2026", "feet", "at the next check"),
    ]  # fmt: skip


def test_each_tick_has_a_doctors_yes_of_its_own(two_weeks: Book) -> None:
    yes = Contraindication
    old = frozenset(yes) - {yes.FEVER}
    screening = Screening(
        at=START,
        ticked=frozenset(
            {
                Contraindication.CLOTS,
                Contraindication.PREGNANT,
                Contraindication.HEART,
                Contraindication.FEELING,
            }
        ),
        agreed=frozenset({yes.HEART}),
        asked=old,
        numb_areas=frozenset({Area.FEET, Area.LEGS}),
    )
    page = page_of(two_weeks._replace(events=(screening, *EVENTS[1:])))
    assert page.fact("Safety questions") == (
        "by the user's own answers, last given on Tue 31 Dec 2024: a blood-clot problem; a pregnancy"
        " (no doctor's agreement recorded); a part that cannot be felt well (no doctor's agreement recorded);"
        " heart trouble, a pacemaker or epilepsy (a doctor agreed, as the user said on Tue 31 Dec 2024)"
    )
    assert page.fact("Cannot be felt well") == "legs and feet"
    unsaid = page_of(two_weeks._replace(events=(screening._replace(numb_areas=None), *EVENTS[1:])))
    assert unsaid.fact("Cannot be felt well") == "areas not named, so all are closed"
    assert page.fact("Not asked yet") == "a fever or an acute illness"


def test_a_doctors_yes_is_of_the_day_on_which_it_was_first_said(two_weeks: Book) -> None:
    heart = frozenset({Contraindication.HEART})
    no, yes, later = (
        Screening(at=START + timedelta(days=n), ticked=heart, agreed=agreed, id=f"s{n}")
        for n, agreed in ((1, frozenset[Contraindication]()), (40, heart), (80, heart))
    )
    said = page_of(two_weeks._replace(events=(no, yes, later, *EVENTS[1:]))).fact("Safety questions")
    assert "last given on Fri 21 Mar 2025" in said
    assert "(a doctor agreed, as the user said on Sun 9 Feb 2025)" in said


def test_what_a_session_was_stopped_for_is_told_in_short(two_weeks: Book) -> None:
    assert page_of(two_weeks).fact("Stopped for discomfort") == "no session"
    ended = (StopReason.DIZZY, None, StopReason.DIZZY)
    stopped = [
        s._replace(ended=Ended.SENSATION, stopped_for=why)
        for s, why in zip(two_weeks.sessions, ended, strict=False)
    ]
    page = page_of(two_weeks._replace(sessions=(*stopped, *two_weeks.sessions[3:])))
    assert page.fact("Stopped for discomfort") == (
        "dizzy or faint on Fri 20 Feb 2026 and Sun 22 Feb 2026; discomfort on Sat 21 Feb 2026"
    )


def test_skin_that_nobody_was_asked_about_is_not_called_clear(two_weeks: Book) -> None:
    silent = [s._replace(skin_after=None, skin_next=None) for s in two_weeks.sessions]
    page = page_of(two_weeks._replace(sessions=tuple(silent), checks=()))
    assert page.fact("Skin") == "not answered"


def test_how_a_session_ended_says_what_was_felt(two_weeks: Book) -> None:
    first, second, *rest = two_weeks.sessions
    dizzy = rest[-1]._replace(
        ended=Ended.SENSATION, stopped_for=StopReason.DIZZY, skin_after=Skin.NUMB, done_min=4.5
    )
    asleep = rest[-2]._replace(unattended=True)
    page = page_of(two_weeks._replace(sessions=(first, second, *rest[:-2], asleep, dizzy)))
    ended = [row[-1] for row in page.table("One by one")]
    assert [row[3] for row in page.table("One by one")][-2:] == ["10", "4:30 of 10"]
    assert ended[-2:] == ["closed by itself, minutes not confirmed", "stopped: dizzy or faint"]
    assert "numb: no feeling, or tingling an hour later" in page.words()


def test_an_answer_in_doubt_is_said_to_be_one(two_weeks: Book) -> None:
    old = two_weeks.sessions[-2]._replace(sharpness=9, from_comfort=True)
    page = page_of(two_weeks._replace(sessions=(*two_weeks.sessions[:-2], old, two_weeks.sessions[-1])))
    assert "1 answer of 8 to 10 is from an older scale called comfort, and not confirmed" in page.words()
