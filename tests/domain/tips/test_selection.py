"""Which tip is shown, found and reviewed; on tips made up for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import Area, TipState
from coach.domain.tips.search import search
from coach.domain.tips.selection import (
    SHORTEST_ROUND,
    Situation,
    by_topic,
    opened,
    review,
    tip_of_the_day,
    why,
)
from coach.domain.tips.tip import Moment, Tip, TipKind, Topic
from coach.text.words import RelatedWords

DAY = date(2026, 11, 21)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def make(
    name: str,
    *moments: Moment,
    title: str = "",
    text: str = "",
    areas: frozenset[Area] = frozenset(),
    topic: Topic = Topic.TIME,
) -> Tip:
    return Tip(
        id=name,
        topic=topic,
        title=title or f"Title of {name}",
        text=text or f"Text of {name}.",
        kind=TipKind.GUIDANCE,
        facts=("A09",),
        areas=areas,
        moments=frozenset(moments) or frozenset({Moment.QUIET}),
    )


QUIET = tuple(make(f"quiet-{n}") for n in range(21))
NEW = tuple(make(f"new-{n}", Moment.FIRST_WEEK) for n in range(4))
SORE = tuple(make(f"sore-{n}", Moment.SORE_SKIN) for n in range(3))
HELD = tuple(make(f"held-{n}", Moment.LONG_HOLD) for n in range(6))
LEGS = tuple(make(f"legs-{n}", areas=frozenset({Area.LEGS})) for n in range(3))
TIPS = QUIET + NEW + SORE + HELD + LEGS


@st.composite
def states(draw: st.DrawFn) -> dict[str, TipState]:
    ids = draw(st.lists(st.sampled_from([tip.id for tip in TIPS]), unique=True))
    return {
        tip_id: TipState(
            id=tip_id,
            read=True,
            favourite=draw(st.booleans()),
            got_it=draw(st.booleans()),
            again=draw(st.booleans()),
            seen=draw(st.none() | DAYS),
            seen_before=draw(st.none() | DAYS),
        )
        for tip_id in ids
    }


situations = st.builds(
    Situation,
    day=DAYS,
    moments=st.lists(st.sampled_from(list(Moment)), unique=True).map(tuple),
    area=st.sampled_from(list(Area)),
)


def open_one(held: Mapping[str, TipState], tip: Tip, day: date) -> dict[str, TipState]:
    return {**held, tip.id: opened(tip.id, held.get(tip.id), day)}


@given(states(), situations, st.lists(st.sampled_from(TIPS)))
def test_opening_any_tips_leaves_the_tip_of_that_day_as_it_was(
    held: dict[str, TipState], situation: Situation, read: list[Tip]
) -> None:
    first = tip_of_the_day(TIPS, held, situation)
    for tip in (first, *read):
        held = open_one(held, tip, situation.day)
    assert tip_of_the_day(TIPS, held, situation) == first


@given(states(), situations)
def test_it_answers_to_the_weightiest_moment_and_says_so(
    held: dict[str, TipState], situation: Situation
) -> None:
    """Of the passing moments; standing ones take every third day only."""
    passing = (Moment.FIRST_WEEK, Moment.SORE_SKIN)
    tip = tip_of_the_day(TIPS, held, situation)
    weightiest = next((m for m in situation.moments if m in (*passing, Moment.QUIET)), None)
    if weightiest in passing:
        assert weightiest in tip.moments
    assert not tip.areas or situation.area in tip.areas
    assert why(tip, situation).endswith(".")


@given(DAYS)
def test_unopened_tips_all_come_round_before_one_comes_again(start: date) -> None:
    round_ = [tip_of_the_day(QUIET, {}, Situation(start + timedelta(n))) for n in range(len(QUIET))]
    assert set(round_) == set(QUIET)
    assert tip_of_the_day(QUIET, {}, Situation(start + timedelta(len(QUIET)))) == round_[0]


@given(DAYS)
def test_tips_opened_each_day_keep_coming_round(start: date) -> None:
    """None comes again before all but the shortest round have come, and none stays away for good."""
    held: dict[str, TipState] = {}
    shown: list[Tip] = []
    for n in range(4 * len(QUIET)):
        tip = tip_of_the_day(QUIET, held, Situation(start + timedelta(n)))
        held = open_one(held, tip, start + timedelta(n))
        assert tip not in shown[-(len(QUIET) - SHORTEST_ROUND) :]
        shown.append(tip)
    assert min(Counter(shown).values()) >= 2
    assert len(Counter(shown)) == len(QUIET)


@given(DAYS, st.sampled_from(QUIET))
def test_the_last_unopened_tip_does_not_stay_for_days(start: date, last: Tip) -> None:
    held = {
        tip.id: TipState(id=tip.id, read=True, seen=start - timedelta(1 + n))
        for n, tip in enumerate(QUIET)
        if tip != last
    }
    week = [tip_of_the_day(QUIET, held, Situation(start + timedelta(n))) for n in range(SHORTEST_ROUND)]
    assert last in week
    assert all(one != other for one, other in pairwise(week))


def test_a_standing_moment_takes_every_third_day_and_skips_no_tip() -> None:
    days = [DAY + timedelta(n) for n in range(3 * len(QUIET) * len(HELD))]
    shown = [tip_of_the_day(TIPS, {}, Situation(day, (Moment.LONG_HOLD,))) for day in days]
    held = [tip in HELD for tip in shown]
    assert held == [held[n % 3] for n in range(len(held))]
    assert sum(held[:3]) == 1
    assert set(shown) == set(HELD) | set(QUIET)


def test_two_standing_moments_take_turns() -> None:
    situation = Situation(DAY, (Moment.LONG_HOLD, Moment.AREA), Area.LEGS)
    days = [situation._replace(day=DAY + timedelta(n)) for n in range(180)]
    shown = {tip_of_the_day(TIPS, {}, each) for each in days}
    assert shown == set(HELD) | set(QUIET) | set(LEGS)


def test_a_moment_that_no_tip_answers_to_leaves_a_quiet_day() -> None:
    assert tip_of_the_day(TIPS, {}, Situation(DAY, (Moment.SHARP,))) in QUIET


def test_without_quiet_tips_any_will_do() -> None:
    assert tip_of_the_day(SORE, {}, Situation(DAY)) in SORE


def test_without_tips_there_is_none() -> None:
    with pytest.raises(ValueError, match="no tips"):
        tip_of_the_day((), {}, Situation(DAY))


def first_return(state: TipState) -> int:
    """Days until a tip opened today comes again, where every other is opened one a day."""
    held = {
        tip.id: TipState(id=tip.id, read=True, seen=DAY - timedelta(2 + n)) for n, tip in enumerate(QUIET[1:])
    }
    held[state.id] = state
    for n in range(1, 400):
        day = DAY + timedelta(n)
        tip = tip_of_the_day(QUIET, held, Situation(day))
        if tip.id == state.id:
            return n
        held = open_one(held, tip, day)
    raise AssertionError("never came again")


def test_marks_bring_a_tip_sooner_or_later() -> None:
    plain = TipState(id="quiet-0", read=True, seen=DAY)
    again, got_it = plain._replace(again=True), plain._replace(got_it=True)
    assert first_return(again) < first_return(plain) < first_return(got_it)


def test_a_favourite_comes_sooner_in_a_long_list() -> None:
    many = tuple(make(f"many-{n}") for n in range(200))
    held = {
        tip.id: TipState(id=tip.id, read=True, seen=DAY - timedelta(100 + n)) for n, tip in enumerate(many)
    }
    liked = TipState(id="many-0", read=True, favourite=True, seen=DAY - timedelta(40))
    held["many-0"] = liked
    week = [Situation(DAY + timedelta(n)) for n in range(SHORTEST_ROUND)]
    assert many[0] in [tip_of_the_day(many, held, day) for day in week]
    held["many-0"] = liked._replace(favourite=False)
    assert many[0] not in [tip_of_the_day(many, held, day) for day in week]


def test_why_names_the_moment_that_the_tip_answers_to() -> None:
    situation = Situation(DAY, (Moment.SORE_SKIN, Moment.FIRST_WEEK), Area.LEGS)
    assert why(SORE[0], situation) == "Your skin was not clear last time you looked."
    assert why(NEW[0], situation) == "You are in your first days on the mat."
    assert why(QUIET[0], situation).startswith("It is the tip of the day")
    assert why(LEGS[0], Situation(DAY, (Moment.AREA,), Area.LEGS)) == "It is about today's area."


def test_opening_twice_on_a_day_keeps_the_day_before() -> None:
    once = opened("x", TipState(id="x", seen=date(2026, 11, 1), favourite=True), DAY)
    assert once == TipState(id="x", read=True, favourite=True, seen=DAY, seen_before=date(2026, 11, 1))
    assert opened("x", once, DAY) == once


def test_opening_after_the_clock_went_back_forgets_the_later_day() -> None:
    ahead = TipState(id="x", seen=DAY + timedelta(1), seen_before=DAY - timedelta(9))
    assert opened("x", ahead, DAY).seen_before == DAY - timedelta(9)


SEARCHED = (
    make("a", title="Phone away", text="The towel lies flat."),
    make("b", title="Towels and T-shirts", text="Don't rush."),
    make("c", title="A towel first", text="Olé, the phone is na\u00efve."),
    make("d", title="Heat", text="Nothing more.", topic=Topic.CHOOSE),
)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("towel", "cba"),
        ("TOWEL phone", "ac"),
        ("phone", "ac"),
        ("towe", "bca"),
        ("TOW pho", "ac"),
        ("t-shirt", "b"),
        ("dont", "b"),
        ("don\u2019t", "b"),
        ("ole", "c"),
        ("ol\u00e9", "c"),
        ("nai\u0308ve", "c"),
        ("naive", "c"),
        ("choosing", "d"),
        ("owel", ""),
        ("towel heat", "cdba"),
        ("xylophone heat", "d"),
        ("[bold]", ""),
        ("  ,.! ", "abcd"),
        ("", "abcd"),
    ],
)
def test_search_finds_all_words_and_ranks_the_title_first(words: str, ids: str) -> None:
    found = "".join(match.tip.id for match in search(SEARCHED, words))
    assert found == ids


def test_marks_are_the_places_of_the_words() -> None:
    (match,) = search(SEARCHED, "ole PHO first")
    assert [match.tip.title[a:b] for a, b in match.title] == ["first"]
    assert [match.tip.text[a:b] for a, b in match.text] == ["Olé", "phone"]


@given(st.text(max_size=40))
def test_any_words_can_be_searched_for(words: str) -> None:
    for match in search(SEARCHED, words):
        for spans, where in ((match.title, match.tip.title), (match.text, match.tip.text)):
            assert all(0 <= start < end <= len(where) for start, end in spans)
            assert list(spans) == sorted(set(spans))


@given(st.sampled_from(SEARCHED), st.data())
def test_the_beginning_of_any_word_of_a_tip_finds_it(tip: Tip, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(f"{tip.title} {tip.text}".replace(".", "").replace(",", "").split()))
    assert tip in [match.tip for match in search(SEARCHED, word[: data.draw(st.integers(1, len(word)))])]


KIN = (
    RelatedWords(("hot", "cold pack"), ("heat",)),
    RelatedWords(("mobile", "call"), ("phone",), danger=True),
)


@pytest.mark.parametrize(("words", "ids"), [
    ("hot", "d"), ("HOT", "d"), ("cold pack", "d"), ("mobiles", "ca"), ("mob", "ca"), ("ca", ""),
    ("heat", "d"),
])  # fmt: skip
def test_words_of_the_same_meaning_find_a_tip(words: str, ids: str) -> None:
    """A word's beginning does, from three letters on; where it may be dangerous, a caution comes first."""
    tips = [tip._replace(kind=TipKind.CAUTION) if tip.id == "c" else tip for tip in SEARCHED]
    assert "".join(match.tip.id for match in search(tips, words, KIN)) == ids


def test_topics_come_in_their_order_and_only_where_they_have_tips() -> None:
    grouped = by_topic(reversed(SEARCHED))
    assert [(topic, "".join(tip.id for tip in tips)) for topic, tips in grouped.items()] == [
        (Topic.TIME, "cba"),
        (Topic.CHOOSE, "d"),
    ]


def test_a_review_takes_asked_again_then_unread_then_longest_unopened() -> None:
    held = {
        "quiet-0": TipState(id="quiet-0", read=True, seen=DAY - timedelta(3)),
        "quiet-1": TipState(id="quiet-1", read=True, seen=DAY - timedelta(9)),
        "quiet-2": TipState(id="quiet-2", read=True, again=True, seen=DAY - timedelta(1)),
        "quiet-3": TipState(id="quiet-3", read=True, got_it=True, seen=DAY - timedelta(20)),
        "quiet-5": TipState(id="quiet-5", read=True, got_it=True, seen=DAY - timedelta(90)),
    }
    assert [tip.id[-1] for tip in review(QUIET[:6], held, DAY, 9)] == ["2", "4", "5", "1", "0"]
    assert [tip.id[-1] for tip in review(QUIET[:6], held, DAY, 2)] == ["2", "4"]


@given(states(), DAYS, st.integers(0, 9))
def test_a_review_has_no_tip_twice_and_no_more_than_asked(
    held: dict[str, TipState], day: date, count: int
) -> None:
    chosen = review(TIPS, held, day, count)
    assert len(set(chosen)) == len(chosen) <= count
