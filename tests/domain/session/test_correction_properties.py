"""What must hold of corrections, whatever is corrected."""

from __future__ import annotations

from contextlib import suppress
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from coach.domain.model import Area, Cover, Ended, Refused, Skin
from coach.domain.ramp.replay import area_state_on, fold
from coach.domain.session.corrections import edit
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


@given(SEEDS, st.data())
def test_no_answer_is_ever_in_two_versions(random: Random, data: st.DataObject) -> None:
    life = Life()
    for n in range(4):
        for hour in random.choice(((8,), (8, 18))):
            life.does(n, hour=hour)
        with suppress(Refused):
            life.answers(n + 1, random.choice(list(Skin)))
    for _ in range(4):
        session = data.draw(st.sampled_from(life.book.sessions))
        now = at(data.draw(st.integers(5, 16)), 20)
        try:
            corrected(life, session, now, skin_next=data.draw(SKINS), on=on(data.draw(st.integers(0, 4))))
        except Refused:
            continue
        for day in {c.day for c in life.book.checks}:
            assert len({skin for _, skin in answers(life.book, BACK, day)}) <= 1
