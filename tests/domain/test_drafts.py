"""Answers that waited: each is saved once, and never over what was said later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.current_answers import asked_at
from coach.domain.drafts import (
    CheckInDraft,
    Form,
    FormDraft,
    SessionDraft,
    describe,
    describe_answers,
    to_save,
)
from coach.domain.model import (
    Area,
    Book,
    Change,
    Contraindication,
    Cover,
    Ended,
    Live,
    Record,
    Refused,
    Screening,
    Session,
    Skin,
    Span,
)
from coach.domain.onboarding.answers import Answers, is_another
from coach.domain.onboarding.safety_answers import stricter_part
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import unanswered
from coach.domain.safety.screening import locks, may_stand

NOW = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
SESSION = Session(
    area=Area.BACK, started_at=NOW, day=date(2026, 1, 5), done_min=5, cover=Cover.TOWEL, id="S1"
)
LIVE = Live(
    area=Area.BACK,
    cover=Cover.TOWEL,
    planned_min=5,
    cap_min=10,
    started_at=NOW,
    day=date(2026, 1, 5),
    boot="boot",
    booted_s=100.0,
    id="L1",
)

scores = st.none() | st.integers(0, 10)
answered = st.builds(
    SESSION._replace,
    before=scores,
    after=scores,
    skin_after=st.none() | st.sampled_from(Skin),
    note=st.text(max_size=5),
)


def applied(book: Book, change: Change | None) -> Book:
    """The book after a change of sessions and of the running one."""
    if change is None:
        return book
    put = [each for each in change.put if isinstance(each, Session)]
    live = [each for each in change.put if isinstance(each, Live)]
    ids = {each.id for each in put}
    sessions = (*(each for each in book.sessions if each.id not in ids), *put)
    ended = book.live is not None and any(each.id == book.live.id for each in change.drop)
    return book._replace(sessions=sessions, live=live[0] if live else None if ended else book.live)


@given(answered, answered)
def test_answers_are_saved_once_and_what_was_said_later_stays(said: Session, later: Session) -> None:
    """A second try changes nothing; a field that another terminal answered meanwhile keeps that answer."""
    draft = CheckInDraft(NOW, SESSION, said)
    saved = applied(Book(sessions=(SESSION,)), to_save(Book(sessions=(SESSION,)), draft))
    assert saved.sessions == (said,)
    assert applied(saved, to_save(saved, draft)) == saved
    meanwhile = Book(sessions=(later,))
    (found,) = applied(meanwhile, to_save(meanwhile, draft)).sessions
    for field in ("before", "after", "skin_after", "note"):
        asked, told, there = (getattr(each, field) for each in (SESSION, said, later))
        assert getattr(found, field) == (told if there == asked else there)


def test_answers_on_a_session_that_is_gone_are_refused() -> None:
    with pytest.raises(Refused, match="deleted"):
        to_save(Book(), CheckInDraft(NOW, SESSION, SESSION._replace(after=2)))


@pytest.mark.parametrize("running", [None, LIVE])
def test_an_end_is_recorded_once_whether_or_not_the_start_was_written(running: Live | None) -> None:
    draft = SessionDraft(NOW, LIVE, 5.0, Ended.COMPLETED)
    book = Book(live=running)
    once = applied(book, to_save(book, draft))
    assert [(each.id, each.done_min, each.ended) for each in once.sessions] == [("L1", 5, Ended.COMPLETED)]
    assert once.live is None
    assert to_save(once, draft) is None


def test_an_end_beside_another_session_that_runs_leaves_that_one_alone() -> None:
    other = LIVE._replace(id="L2")
    book = Book(live=other)
    once = applied(book, to_save(book, SessionDraft(NOW, LIVE, 5.0, Ended.COMPLETED)))
    assert once.live == other
    assert len(once.sessions) == 1


def test_under_a_minute_that_was_never_written_is_nothing() -> None:
    assert to_save(Book(), SessionDraft(NOW, LIVE, 0.4, Ended.STOPPED)) is None


def test_a_session_that_runs_is_brought_up_to_date() -> None:
    """Its start where the file does not have it, its pauses where it has; never a second one beside it."""
    draft = SessionDraft(NOW, LIVE._replace(pauses=(Span(10.0, 20.0),)))
    assert applied(Book(), to_save(Book(), draft)).live == draft.live
    assert applied(Book(live=LIVE), to_save(Book(live=LIVE), draft)).live == draft.live
    assert to_save(Book(live=draft.live), draft) is None
    with pytest.raises(Refused, match="running already"):
        to_save(Book(live=LIVE._replace(id="L2")), draft)


@pytest.mark.parametrize(
    ("draft", "named"),
    [
        (CheckInDraft(NOW, SESSION, SESSION), "the check-in after 5 minutes on the back, Mon 5 Jan 2026"),
        (SessionDraft(NOW, LIVE), "a session of 5 minutes on the back, Mon 5 Jan 2026"),
        (SessionDraft(NOW, LIVE, 4.5, Ended.STOPPED), "the end of 4:30 minutes on the back, Mon 5 Jan 2026"),
        (FormDraft(NOW, Form.SETUP, "", {}), "a page of the setup questions"),
        (FormDraft(NOW, Form.ENTRY, "E", {}, day=date(2026, 1, 4)), "a session to record, Sun 4 Jan 2026"),
        (
            FormDraft(NOW, Form.ENTRY, "E", {}, date(2026, 1, 4), edits="S1"),
            "a change of a session, Sun 4 Jan 2026",
        ),
    ],
)
def test_each_has_a_name(draft: CheckInDraft | SessionDraft | FormDraft, named: str) -> None:
    assert describe(draft) == named


def test_what_was_answered_is_told() -> None:
    said = SESSION._replace(after=2, skin_after=Skin.CLEAR, note="warm")
    assert describe_answers(CheckInDraft(NOW, SESSION, said)) == "skin after clear, after 2, note warm"
    assert describe_answers(CheckInDraft(NOW, said, SESSION)).startswith("skin after not answered")
    long = SESSION._replace(done_min=45.0, ended_at=NOW, unattended=False)
    assert describe_answers(CheckInDraft(NOW, SESSION._replace(unattended=True), long)) == "minutes 45"
    form = FormDraft(NOW, Form.ENTRY, "E", {"minutes": "7", "at": "", "before": None, "ticked": ["a", "b"]})
    assert describe_answers(form) == "minutes 7, ticked a and b"


# Setup, page by page


def test_a_page_records_only_what_it_asked() -> None:
    """Until they are asked, start and goal are what they are by default; then the questions are answered."""
    book = Book()
    for answers, left in (
        (Answers(ticked=frozenset()), 2),
        (Answers(sensitive=False), 1),
        (Answers(goal_minutes=15), 0),
    ):
        change = set_up(book, answers, NOW, whole=False)
        assert change is not None
        (event,) = change.put
        book = book._replace(events=(*book.events, event))  # type: ignore[arg-type]
        assert len(unanswered(book)) == left


def test_once_something_is_recorded_only_the_safety_questions_have_to_be_answered() -> None:
    book = Book(sessions=(SESSION,))
    assert len(unanswered(book)) == 1
    change = set_up(book, Answers(ticked=frozenset()), NOW, whole=False)
    assert change is not None
    assert unanswered(book._replace(events=change.put)) == ()  # type: ignore[arg-type]


TICKS = st.frozensets(st.sampled_from(Contraindication))
AREAS = st.none() | st.frozensets(st.sampled_from(Area))


def a_page(data: st.DataObject) -> Answers:
    return Answers(ticked=data.draw(TICKS), agreed=data.draw(TICKS), numb_areas=data.draw(AREAS))


@given(st.data())
def test_what_is_saved_unasked_closes_more_and_opens_nothing(data: st.DataObject) -> None:
    """Of any page over any answers: no area opens, no question closes, and what would open waits."""
    before = a_page(data)
    if before.ticked and Contraindication.FEELING in before.ticked and before.numb_areas is None:
        before = replace(before, numb_areas=frozenset())
    (said,) = (each for each in put(Book(), before, NOW) if isinstance(each, Screening))
    said = said._replace(id="said", asked=data.draw(TICKS))
    book, page = Book(events=(said,)), a_page(data)
    change = stricter_part(book, page, NOW + timedelta(days=1))
    found = change.put[0] if change else said
    assert isinstance(found, Screening)
    assert all(locks(found, area) for area in Area if locks(said, area))
    if Contraindication.FEELING in said.ticked:
        assert (said.numb_areas or frozenset()) <= (found.numb_areas or frozenset())
    assert may_stand(found) <= may_stand(said)
    assert (found.asked, asked_at(found), found.heard) == (said.asked, asked_at(said), said.heard)
    assert found.ticked == said.ticked | (page.ticked or frozenset())
    both = [tick for tick in said.agreed if tick in (page.ticked or ())]
    assert all((tick in found.agreed) == (tick in (page.agreed or ())) for tick in both)
    assert change is None or found.over == ("said",)
    assert stricter_part(Book(), page, NOW) is None


def put(book: Book, answers: Answers, now: datetime) -> tuple[Record, ...]:
    change = set_up(book, answers, now)
    assert change is not None
    return change.put


def test_another_start_over_a_history_is_another_person_and_a_goal_is_none() -> None:
    from coach.domain.model import Start

    change = set_up(Book(), Answers(ticked=frozenset()), NOW)
    assert change is not None
    book = Book(sessions=(SESSION,), events=change.put)  # type: ignore[arg-type]
    assert is_another(book, Answers(start=Start.REGULAR))
    assert is_another(book, Answers(sensitive=True))
    assert not is_another(book, Answers(start=Start.NEW))
    assert not is_another(book, Answers(ticked=frozenset(), goal_minutes=15, sensitive=False))
    assert not is_another(book._replace(sessions=()), Answers(start=Start.REGULAR))
