"""What must hold of corrections, whatever is corrected."""

from __future__ import annotations

from contextlib import suppress
from random import Random

from hypothesis import assume, example, given
from hypothesis import strategies as st

from coach.domain.check_answers import answered, first_answers
from coach.domain.instants import instant
from coach.domain.model import Area, Book, Check, Cover, Ended, Record, Refused, Session, Skin
from coach.domain.ramp.replay import area_state_on, fold
from coach.domain.session.corrections import edit
from coach.store.schema.record_conversion import from_document, to_document
from tests.domain.histories import BACK, Life, at, on, random_book
from tests.domain.session.correcting import AGREED, answers, as_shown, corrected, saved

SEEDS = st.integers(0, 10**6).map(Random)
SKINS = st.sampled_from((None, *Skin))


@given(SEEDS, st.data())
def test_edited_and_edited_back_a_book_folds_the_same(random: Random, data: st.DataObject) -> None:
    """Whatever is corrected of a session: its day, time, minutes, area and answers."""
    book = random_book(random, 8)
    now = at(400)
    session = data.draw(st.sampled_from(book.sessions))
    # The coach itself records no two of an area at one instant, and would move the one that is edited.
    assume(not any(other.id != session.id and same_instant(other, session) for other in book.sessions))
    before = as_shown(session, now)
    there = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "minutes": st.integers(1, 30).map(float),
                "area": st.sampled_from(Area),
                "cover": st.sampled_from((None, *Cover)),
                "on": st.integers(0, 60).map(on),
                "at": st.times().map(lambda found: found.replace(second=0, microsecond=0)),
                "ended": st.sampled_from(Ended),
                "sharpness": st.sampled_from((None, 0, 6, 9)),
                "note": st.text(max_size=3),
            },
        )
    )
    corrected = before._replace(**there)
    # under a minute is recorded only for what was felt
    assume(corrected.minutes >= 1 or corrected.ended is Ended.SENSATION)
    edited = saved(book, edit(book, session, corrected, now, agreed=AGREED).change)
    again = next(s for s in edited.sessions if s.id == session.id)
    said = before._replace(skin_next=again.skin_next)
    back = saved(edited, edit(edited, again, said, now, agreed=AGREED).change)
    # else broken skin that is healing had to be kept where it was said
    assume(len(book.checks) == len(edited.checks) == len(back.checks))
    for area in Area:
        ours, theirs = fold(book, area), fold(back, area)
        assert [t._replace(session=session) for t in ours.outcomes] == [
            t._replace(session=session) for t in theirs.outcomes
        ]
        assert (ours.locks, ours.rest_days) == (theirs.locks, theirs.rest_days)
        assert area_state_on(ours, on(400)) == area_state_on(theirs, on(400))


def same_instant(one: Session, other: Session) -> bool:
    """Whether two sessions of an area began at the same time."""
    return (one.area, instant(one.started_at)) == (other.area, instant(other.started_at))


ACTS = st.lists(
    st.tuples(st.integers(0, 99), st.integers(5, 16), SKINS, st.integers(0, 4)), min_size=4, max_size=4
)
"""The session that is corrected, the day of that, its new skin answer, and its new day."""


def reread(book: Book) -> tuple[Session, ...]:
    """The sessions as they come back from their documents and those of the checks."""
    first = first_answers(book.checks)
    documents = [to_document(each) for each in book.sessions]
    assert not [each for each in documents if each.get("skin_next") and each["id"] in from_checks(book)]
    return tuple(answered(from_document(Session, each), first) for each in documents)


def from_checks(book: Book) -> set[str]:
    """The ids of the sessions whose answer is that of a check."""
    return {each.id for each in book.sessions if each.from_check}


@given(SEEDS, ACTS)
@example(Random(11770), [(4, 11, Skin.CLEAR, 2), (7, 10, Skin.NUMB, 1), (7, 11, Skin.NUMB, 3)])
@example(Random(11770), [(2, 14, Skin.CLEAR, 2), (6, 14, Skin.SORE, 3)])
@example(Random(11770), [(7, 14, Skin.CLEAR, 2), (5, 11, None, 0), (3, 14, Skin.NUMB, 3)])
@example(Random(11770), [(3, 6, Skin.CLEAR, 2), (5, 15, Skin.PINK, 0), (6, 6, Skin.NUMB, 4)])
def test_no_answer_is_ever_in_two_versions(
    random: Random, acts: list[tuple[int, int, Skin | None, int]]
) -> None:
    """And none is lost: the file, which has each once, gives back all that the sessions said."""
    life = Life()
    for n in range(4):
        for hour in random.choice(((8,), (8, 18))):
            life.does(n, hour=hour)
        with suppress(Refused):
            life.answers(n + 1, random.choice(list(Skin)))
    for which, day, skin, moved_to in acts:
        session = life.book.sessions[which % len(life.book.sessions)]
        with suppress(Refused):
            corrected(life, session, at(day, 20), skin_next=skin, on=on(moved_to))
        assert reread(life.book) == life.book.sessions
        for each in {c.day for c in life.book.checks}:
            assert len({skin for _, skin in answers(life.book, BACK, each)}) <= 1


@given(SEEDS, st.sampled_from(Skin))
def test_a_correction_changes_the_one_place_of_an_answer(random: Random, skin: Skin) -> None:
    """Its check, or else the sessions of one day that have it of their own."""
    book = random_book(random, 8)
    session = random.choice(book.sessions)
    assume(session.skin_next not in (None, skin))
    entry = as_shown(session, at(400))._replace(skin_next=skin)
    change = edit(book, session, entry, at(400), agreed=AGREED).change
    now = saved(book, change)
    assume(all(each.id for each in change.put if isinstance(each, Check)))  # else it keeps an area closed
    sessions = changed(book.sessions, now.sessions)
    checks = changed(book.checks, now.checks)
    if not session.from_check:
        assert checks == []
        assert {book.sessions[n].day for n in sessions} <= {session.day}
    elif now.sessions[book.sessions.index(session)].from_check:
        assert sessions == []
        assert [book.checks[n].day for n in checks] == [session.skin_next_on]


def changed(before: tuple[Record, ...], after: tuple[Record, ...]) -> list[int]:
    """The places of the records whose documents are others."""
    documents = ([to_document(each) for each in records] for records in (before, after))
    return [n for n, (old, new) in enumerate(zip(*documents, strict=True)) if old != new]
