from __future__ import annotations

from itertools import pairwise

import pytest

from coach.domain.model import Area, Cover, Goal, Posture, Rung, Start, softness
from coach.domain.ramp.ladder import (
    GOAL_COVERS,
    GOAL_MINUTES,
    first_of,
    ladder,
    nearest,
    softer,
    starting_step,
    within_minutes,
)

LETTERS = {"t": Cover.TOWEL, "s": Cover.SHIRT, "k": Cover.SOCKS, "b": Cover.BARE}
TOWEL = "t5/2 t7/1 t10/1"
SHIRT = "s5/2 s7/2 s10/2 s12/2 s15/2"
BARE = "b5/2 b7/2 b10/2 b12/2 b15/2 b18/2 b20/2"


def written(rungs: tuple[Rung, ...]) -> str:
    """`t5/2` is a towel for 5 minutes, 2 clean sessions to leave it."""
    letter = {cover: name for name, cover in LETTERS.items()}
    return " ".join(f"{letter[r.cover]}{r.minutes}/{r.clean_needed}" for r in rungs)


@pytest.mark.parametrize(("cover", "minutes", "expected"), [
    (Cover.BARE, 20, f"{TOWEL} {SHIRT} {BARE}"),
    (Cover.BARE, 25, f"{TOWEL} {SHIRT} {BARE} b25/3"),
    (Cover.BARE, 30, f"{TOWEL} {SHIRT} {BARE} b25/3 b30/3"),
    (Cover.BARE, 18, f"{TOWEL} {SHIRT} b5/2 b7/2 b10/2 b12/2 b15/2 b18/2"),
    (Cover.BARE, 15, f"{TOWEL} {SHIRT} b5/2 b7/2 b10/2 b12/2 b15/2"),
    (Cover.BARE, 12, f"{TOWEL} s5/2 s7/2 s10/2 s12/2 b5/2 b7/2 b10/2 b12/2"),
    (Cover.BARE, 10, f"{TOWEL} s5/2 s7/2 s10/2 b5/2 b7/2 b10/2"),
    (Cover.SHIRT, 10, f"{TOWEL} s5/2 s7/2 s10/2"),
    (Cover.SHIRT, 12, f"{TOWEL} s5/2 s7/2 s10/2 s12/2"),
    (Cover.SHIRT, 15, f"{TOWEL} {SHIRT}"),
    (Cover.SHIRT, 18, f"{TOWEL} {SHIRT} s18/2"),
    (Cover.SHIRT, 20, f"{TOWEL} {SHIRT} s18/2 s20/2"),
    (Cover.SHIRT, 25, f"{TOWEL} {SHIRT} s18/2 s20/2 s25/3"),
    (Cover.SHIRT, 30, f"{TOWEL} {SHIRT} s18/2 s20/2 s25/3 s30/3"),
    (Cover.TOWEL, 10, TOWEL),
    (Cover.TOWEL, 12, f"{TOWEL} t12/2"),
    (Cover.TOWEL, 15, f"{TOWEL} t12/2 t15/2"),
    (Cover.TOWEL, 18, f"{TOWEL} t12/2 t15/2 t18/2"),
    (Cover.TOWEL, 20, f"{TOWEL} t12/2 t15/2 t18/2 t20/2"),
    (Cover.TOWEL, 25, f"{TOWEL} t12/2 t15/2 t18/2 t20/2 t25/3"),
    (Cover.TOWEL, 30, f"{TOWEL} t12/2 t15/2 t18/2 t20/2 t25/3 t30/3"),
])  # fmt: skip
def test_the_back_and_the_legs_for_every_goal(cover: Cover, minutes: int, expected: str) -> None:
    assert written(ladder(Area.BACK, Goal(cover, minutes))) == expected
    assert ladder(Area.LEGS, Goal(cover, minutes)) == ladder(Area.BACK, Goal(cover, minutes))


@pytest.mark.parametrize("cover", GOAL_COVERS)
@pytest.mark.parametrize("minutes", GOAL_MINUTES)
def test_the_glutes_end_at_20_minutes_whatever_the_goal(cover: Cover, minutes: int) -> None:
    assert ladder(Area.GLUTES, Goal(cover, minutes)) == ladder(Area.BACK, Goal(cover, min(minutes, 20)))


SEATED, STANDING = Posture.SEATED, Posture.STANDING


def test_the_feet_sit_in_socks_then_stand_in_socks_then_barefoot() -> None:
    rungs = ladder(Area.FEET, Goal())
    assert written(rungs) == "k2/2 k3/1 k5/1 k2/1 k3/1 k5/1 b2/2 b3/2 b5/2 b7/2 b10/2"
    assert [r.posture for r in rungs] == [SEATED] * 3 + [STANDING] * 8


def test_stomach_and_face_have_short_ladders() -> None:
    assert written(ladder(Area.STOMACH, Goal(Cover.BARE, 30))) == "t3/2 t5/1 s3/2 s5/2 s7/2 s10/2"
    assert written(ladder(Area.FACE, Goal(Cover.BARE, 30))) == "t2/2 t4/1 t6/1"
    assert all(r.posture is Posture.NONE for r in ladder(Area.FACE, Goal()))


def test_who_stays_on_a_cover_for_good_is_asked_for_nothing_thinner_anywhere() -> None:
    assert written(ladder(Area.STOMACH, Goal(Cover.TOWEL, 20))) == "t3/2 t5/1"
    assert written(ladder(Area.STOMACH, Goal(Cover.SHIRT, 20))) == "t3/2 t5/1 s3/2 s5/2 s7/2 s10/2"
    for cover in (Cover.TOWEL, Cover.SHIRT):
        assert written(ladder(Area.FEET, Goal(cover, 20))) == "k2/2 k3/1 k5/1 k2/1 k3/1 k5/1"


@pytest.mark.parametrize("area", list(Area))
@pytest.mark.parametrize("cover", GOAL_COVERS)
@pytest.mark.parametrize("minutes", GOAL_MINUTES)
def test_cover_first_then_minutes(area: Area, cover: Cover, minutes: int) -> None:
    """No step up is both thinner and longer, no cover comes back, and the first step takes two sessions."""
    rungs = ladder(area, Goal(cover, minutes))
    assert rungs[0].clean_needed == 2
    for below, above in pairwise(rungs):
        assert softness(above.cover) >= softness(below.cover)
        if above.level != below.level:
            assert above.minutes <= below.minutes
        else:
            assert above.minutes > below.minutes
    assert max(r.minutes for r in rungs) <= max(10, minutes)


BACK = ladder(Area.BACK, Goal())
FEET = ladder(Area.FEET, Goal())


@pytest.mark.parametrize(("step", "by", "lands"), [
    (1, 1, 1), (2, 1, 1), (3, 1, 2), (3, 2, 1), (3, 4, 1),
    (4, 1, 1),  # towel 10 and 7 are longer than 5
    (5, 1, 4), (5, 2, 2), (6, 2, 4), (8, 1, 7), (8, 4, 4),
    (9, 1, 4), (9, 2, 4), (9, 4, 4),  # not shirt 15, 12 or 7
    (10, 1, 9), (10, 2, 5), (11, 2, 9), (11, 4, 6), (12, 4, 7), (13, 4, 9), (15, 1, 14), (15, 4, 11),
])  # fmt: skip
def test_down_never_lands_on_more_minutes(step: int, by: int, lands: int) -> None:
    assert within_minutes(BACK, max(1, step - by), step) == lands


@pytest.mark.parametrize(("step", "by", "lands"), [(4, 1, 1), (5, 1, 4), (7, 1, 4), (7, 2, 4), (8, 2, 5)])
def test_down_on_the_feet_counts_minutes_across_postures(step: int, by: int, lands: int) -> None:
    assert within_minutes(FEET, max(1, step - by), step) == lands


@pytest.mark.parametrize(("step", "lands"), [(1, 1), (3, 1), (4, 1), (8, 1), (9, 4), (15, 4)])
def test_softer_is_the_first_step_of_the_next_softer_cover(step: int, lands: int) -> None:
    assert softer(BACK, step) == lands


def test_softer_on_the_feet_is_the_first_step_in_socks() -> None:
    assert [softer(FEET, step) for step in (1, 4, 6, 7, 11)] == [1, 1, 1, 1, 1]


@pytest.mark.parametrize(("goal", "cover", "minutes", "step"), [
    (Goal(), Cover.TOWEL, 20, 3),  # a towel goal given up for bare skin
    (Goal(), Cover.SHIRT, 20, 8),
    (Goal(), Cover.BARE, 30, 15),
    (Goal(), Cover.BARE, 20, 15),
    (Goal(Cover.BARE, 10), Cover.BARE, 18, 9),
    (Goal(Cover.BARE, 10), Cover.SHIRT, 15, 6),
    (Goal(Cover.SHIRT, 20), Cover.BARE, 10, 6),
    (Goal(Cover.SHIRT, 20), Cover.BARE, 5, 4),
    (Goal(Cover.SHIRT, 20), Cover.BARE, 20, 10),
    (Goal(Cover.TOWEL, 20), Cover.BARE, 15, 5),
    (Goal(Cover.TOWEL, 20), Cover.SHIRT, 7, 2),
    (Goal(Cover.BARE, 30), Cover.BARE, 20, 15),
])  # fmt: skip
def test_a_change_of_goal_leaves_one_on_the_same_cover_or_a_softer_one(
    goal: Goal, cover: Cover, minutes: int, step: int
) -> None:
    assert nearest(ladder(Area.BACK, goal), Rung(cover, minutes, 2)) == step


def test_the_nearest_step_of_the_feet_keeps_the_posture() -> None:
    assert nearest(FEET, Rung(Cover.SOCKS, 3, 1, SEATED)) == 2
    assert nearest(FEET, Rung(Cover.SOCKS, 3, 1, STANDING)) == 5
    socks = ladder(Area.FEET, Goal(Cover.TOWEL, 20))
    assert nearest(socks, Rung(Cover.BARE, 3, 2, STANDING)) == 5


@pytest.mark.parametrize(("start", "sensitive", "goal", "step"), [
    (Start.NEW, False, Goal(), 1),
    (Start.SOME, False, Goal(), 4),
    (Start.REGULAR, False, Goal(), 9),
    (Start.REGULAR, False, Goal(Cover.BARE, 10), 7),
    (Start.REGULAR, False, Goal(Cover.BARE, 30), 9),
    (Start.SOME, True, Goal(), 1),
    (Start.REGULAR, True, Goal(), 1),
    (Start.REGULAR, False, Goal(Cover.SHIRT, 20), 4),
    (Start.REGULAR, False, Goal(Cover.TOWEL, 20), 1),
    (Start.SOME, False, Goal(Cover.TOWEL, 20), 1),
])  # fmt: skip
def test_the_start_is_the_first_step_of_a_cover_never_higher(
    start: Start, sensitive: bool, goal: Goal, step: int
) -> None:
    assert starting_step(ladder(Area.BACK, goal), start, sensitive=sensitive) == step


def test_the_first_step_of_a_cover_that_a_ladder_lacks_is_that_of_the_next_softer_one() -> None:
    assert first_of(ladder(Area.FACE, Goal()), Cover.BARE) == 1
    assert first_of(ladder(Area.BACK, Goal(Cover.SHIRT, 20)), Cover.BARE) == 4
