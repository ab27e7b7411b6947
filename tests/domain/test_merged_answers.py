"""Answers given on several machines, by older coaches, or tampered with: none of them loosens a lock."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.area_changes import lower_step
from coach.domain.current_answers import (
    current,
    goal_of,
    is_turned_on,
    placed,
    replaced_by,
    screening_of,
    start_of,
)
from coach.domain.model import (
    Area,
    AreaTurned,
    Book,
    Contraindication,
    GoalSet,
    Screening,
    Start,
    StartSaid,
    StepLowered,
)
from coach.domain.ramp.ladder import GOAL_COVERS, GOAL_MINUTES
from coach.domain.safety.screening import locks
from tests.domain.histories import BACK, Life, at

EXAMPLES = settings(max_examples=60)
MACHINES = 3
TICKS = st.frozensets(st.sampled_from(Contraindication), max_size=2)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("say", "say", "say", "merge", "undo")),
        st.integers(0, MACHINES - 1),
        st.integers(0, MACHINES - 1),
        st.integers(0, 6),
        TICKS,
        TICKS,
    ),
    max_size=14,
)
Copy = dict[str, Screening]
Ticks = frozenset[Contraindication]


def apart(acts: list[tuple[str, int, int, int, Ticks, Ticks]]) -> list[Copy]:
    """What each machine has after these acts; their clocks show any day."""
    copies: list[Copy] = [{} for _ in range(MACHINES)]
    for number, (act, one, other, day, ticked, agreed) in enumerate(acts):
        copy = copies[one]
        if act == "merge":
            copy.update(copies[other])
        elif act == "undo" and copy:
            last = list(copy)[-1]
            for each in copies:
                each.pop(last, None)
        elif act == "say":
            id_ = f"{number:02}"
            over = replaced_by(tuple(copy.values()))
            copy[id_] = Screening(at=at(day), ticked=ticked, agreed=agreed, over=over, id=id_)
    return copies


def locked(answers: list[Screening]) -> set[Area]:
    """The areas that the answers forbid."""
    said = screening_of(answers)
    return {area for area in Area if said and locks(said, area)}


@EXAMPLES
@given(ACTS, st.randoms(use_true_random=False))
def test_copies_that_answered_apart_are_read_alike_in_whatever_order_they_come(acts, random) -> None:  # type: ignore[no-untyped-def]
    copies = apart(acts)
    everything = {id_: each for copy in copies for id_, each in copy.items()}
    reading = screening_of(tuple(everything.values()))
    for _ in range(3):
        random.shuffle(copies)
        shuffled = list({id_: each for copy in copies for id_, each in copy.items()}.values())
        assert screening_of(shuffled) == reading
        random.shuffle(shuffled)
        assert screening_of(shuffled) == reading
        assert set(replaced_by(shuffled)) == set(replaced_by(tuple(everything.values())))


@EXAMPLES
@given(ACTS)
def test_what_one_machine_locks_stays_locked_until_an_answer_that_knows_of_it(acts) -> None:  # type: ignore[no-untyped-def]
    copies = apart(acts)
    everything = list({id_: each for copy in copies for id_, each in copy.items()}.values())
    for answer in everything:
        if not any(answer.id in (each.over or ()) for each in everything):
            assert locked([answer]) <= locked(everything)


@EXAMPLES
@given(ACTS, ACTS)
def test_an_answer_after_a_merge_settles_it(acts, later) -> None:  # type: ignore[no-untyped-def]
    everything = list({id_: each for copy in apart(acts) for id_, each in copy.items()}.values())
    for _, _, _, day, ticked, agreed in later[:3]:
        said = Screening(
            at=at(day),
            ticked=ticked,
            agreed=agreed,
            over=replaced_by(everything),
            id=f"x{len(everything)}",
        )
        everything.append(said)
        assert current(everything) == (said,)


@EXAMPLES
@given(ACTS)
def test_an_undone_answer_leaves_what_it_replaced(acts) -> None:  # type: ignore[no-untyped-def]
    for copy in apart(acts):
        answers = list(copy.values())
        for head in current(answers):
            rest = [each for each in answers if each is not head]
            named = {id_ for each in rest for id_ in each.over or ()}
            back = {id_ for id_ in head.over or () if id_ in copy} - named
            assert back <= {each.id for each in current(rest)}


@EXAMPLES
@given(ACTS, st.lists(st.tuples(TICKS, TICKS, st.integers(0, 9)), min_size=1, max_size=3))
def test_a_coach_of_before_never_loosens_a_lock(acts, said) -> None:  # type: ignore[no-untyped-def]
    naming = list({id_: each for copy in apart(acts) for id_, each in copy.items()}.values())
    if not naming:
        return
    old = [
        Screening(at=at(day), ticked=ticked, agreed=agreed, id=f"old{n}")
        for n, (ticked, agreed, day) in enumerate(said)
    ]
    assert locked(naming) <= locked(naming + old)


@EXAMPLES
@given(
    st.lists(st.tuples(TICKS, st.frozensets(st.integers(0, 7), max_size=3)), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_whatever_answers_name_a_group_that_no_other_replaces_counts(  # type: ignore[no-untyped-def]
    said, random
) -> None:
    """Names of nothing, of themselves and in circles: numbers from 6 on are those of no answer."""
    answers = [
        Screening(at=at(random.randint(0, 3)), ticked=ticked, over=tuple(map(str, sorted(over))), id=str(n))
        for n, (ticked, over) in enumerate(said)
    ]
    reach = {n: {n} for n in range(len(said))}
    for _ in said:
        for n, (_, over) in enumerate(said):
            reach[n] |= {each for m in over if m < len(said) for each in reach[m]}
    reading = screening_of(answers)
    assert reading is not None
    for n, (ticked, _) in enumerate(said):
        if all(m in reach[n] for m in reach if n in reach[m]):
            assert ticked <= reading.ticked
    assert replaced_by(answers), "so that the next answer replaces all of it"
    last = Screening(at=at(0), over=replaced_by(answers), id="last")
    assert screening_of([*answers, last]) == last


@EXAMPLES
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=5), st.data())
def test_goals_starts_and_areas_of_two_machines_come_to_the_lower(said, data) -> None:  # type: ignore[no-untyped-def]
    draw = data.draw
    goals = [
        GoalSet(
            at=at(day), over=(), id=str(n),
            cover=draw(st.sampled_from(list(GOAL_COVERS))), minutes=draw(st.sampled_from(list(GOAL_MINUTES))),
        )
        for n, (day, _) in enumerate(said)
    ]  # fmt: skip
    goal = goal_of(goals)
    assert goal is not None
    assert goal.minutes == min(each.minutes for each in goals)
    starts = [
        StartSaid(at=at(d), start=draw(st.sampled_from(Start)), over=(), id=str(n))
        for n, (d, _) in enumerate(said)
    ]
    start = start_of(starts)
    assert start is not None
    assert list(Start).index(start.start) == min(list(Start).index(each.start) for each in starts)
    turns = [
        AreaTurned(at=at(d), area=Area.FACE, on=on, over=(), id=str(n)) for n, (d, on) in enumerate(said)
    ]
    assert is_turned_on(turns) is all(on for _, on in said)


@EXAMPLES
@given(st.lists(st.integers(0, 60), min_size=1, max_size=8))
def test_answers_of_one_machine_stand_in_the_order_in_which_they_were_given(days) -> None:  # type: ignore[no-untyped-def]
    """Whatever its clock showed: each names what was there and is dated later."""
    life = Life()
    rung = Life().asks(0).rung
    assert rung is not None
    given_: list[str] = []
    for number, day in enumerate(days):
        (said,) = lower_step(life.book, BACK, rung, at(day)).put
        assert isinstance(said, StepLowered)
        life.put(said._replace(id=f"{number}"))
        given_.append(f"{number}")
    found = placed(life.book._replace(now=at(30)))
    assert [each.id for _, each in found if isinstance(each, StepLowered)] == given_
    places = [place for place, each in found if isinstance(each, StepLowered)]
    assert places == sorted(places)


def test_a_thousand_answers_one_after_the_other_are_one() -> None:
    random = Random(1)
    answers: list[Screening] = []
    lowered: list[StepLowered] = []
    for n in range(1_000):
        answers.append(
            Screening(at=at(random.randint(0, 60)), over=(answers[-1].id,) if answers else (), id=f"{n}")
        )
        seen = (lowered[-1].id,) if lowered else ()
        lowered.append(
            StepLowered(at=at(999 - n), area=BACK, cover=GOAL_COVERS[0], minutes=5, seen=seen, id=f"l{n}")
        )
    assert current(answers) == (answers[-1],)
    book = Book(events=tuple(reversed(lowered)), now=at(1_000))
    assert [each for _, each in placed(book)] == lowered
