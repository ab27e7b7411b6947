"""The comparison of figures, without measuring any."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.bench import record
from tests.bench.comparison import (
    RECORDED,
    SECONDS,
    Figure,
    Recorded,
    against,
    judge,
    read_recorded,
    regressions,
    table,
    write_recorded,
)

START = {"start / hello": Recorded(ratio=1.2, tolerance=0.25)}


def start(ratio: float, goal: float | None = None) -> Figure:
    return against("start / hello", SECONDS, [ratio, ratio * 9, ratio / 9], [1.0] * 3, goal=goal)


def test_a_ratio_is_the_median_of_the_rounds_and_none_of_the_medians() -> None:
    """A busy moment hits both programs of its round."""
    figure = against("a", SECONDS, [2.0, 20.0, 4.4], [1.0, 10.0, 2.0])
    assert (figure.ratio, figure.ours, figure.theirs) == (2.0, 4.4, 2.0)


def test_nothing_against_nothing_is_nothing() -> None:
    assert against("a", SECONDS, [0.0], [0.0]).ratio == 0
    assert against("a", SECONDS, [1.0], [0.0]).ratio == float("inf")


@pytest.mark.parametrize(("ratio", "worse"), [(0.5, False), (1.2, False), (1.49, False), (1.51, True)])
def test_a_figure_is_worse_above_its_tolerance(ratio: float, worse: bool) -> None:
    assert bool(regressions([start(ratio)], START)) is worse


def test_what_is_worse_is_told_with_what_it_was() -> None:
    assert regressions([start(2.0)], START) == ["start / hello is 2; recorded is 1.2, the most is 1.5"]


def test_a_figure_that_is_not_recorded_is_no_success() -> None:
    assert regressions([start(1.0)], {}) == ["start / hello is not recorded: python -m tests.bench.record"]


def test_a_recorded_figure_whose_peer_is_not_installed_is_no_failure() -> None:
    assert regressions([], START) == []


def test_a_goal_that_is_not_reached_is_listed_and_fails_nothing() -> None:
    assert table([start(1.2, goal=1.0)], START)[-1] == "goal not reached: start / hello"
    assert "goal not reached" not in "".join(table([start(1.0, goal=1.0)], START))
    assert judge(lambda: [start(1.2, goal=1.0)], START).worse == []


def test_a_goal_can_be_of_the_coach_alone() -> None:
    near, far = (against("a", SECONDS, [ours], [1.0], goal_of_ours=1.0) for ours in (1.0, 1.1))
    assert (near.reached, far.reached, far.goal_text) == (True, False, "1000 ms")


def test_a_busy_moment_alone_fails_nothing() -> None:
    runs = iter([[start(9.0)], [start(1.2)]])
    judged = judge(lambda: next(runs), START)
    assert judged.worse == []
    assert "measured again:" in judged.lines


def test_what_is_worse_twice_fails() -> None:
    assert judge(lambda: [start(9.0)], START).worse


def test_only_what_was_worse_before_counts_when_measured_again() -> None:
    recorded = START | {"b": Recorded(1.0, 0.1)}

    def figures(first: float, second: float) -> Sequence[Figure]:
        return [start(first), against("b", SECONDS, [second], [1.0])]

    runs = iter([figures(9.0, 1.0), figures(1.0, 9.0)])
    assert judge(lambda: next(runs), recorded).worse == []


def test_a_record_is_the_median_of_its_runs_and_keeps_what_was_set_by_hand() -> None:
    before = {"start / hello": Recorded(1.2, 0.4), "b / termdown": Recorded(0.5, 0.1, "9 B", "1")}
    text = write_recorded([[start(1.0)], [start(3.0)], [start(1.1)]], before, "By hand.")
    assert text.startswith("# By hand.\n")
    assert read_recorded(text) == before | {"start / hello": Recorded(1.1, 0.4, "1100 ms")}
    anew = read_recorded(write_recorded([[start(2.0, goal=1.5)]], {}, ""))
    assert anew == {"start / hello": Recorded(2.0, 0.25, "2000 ms", "1.5")}


def test_the_record_can_be_read() -> None:
    recorded = read_recorded(RECORDED.read_text(encoding="utf-8"))
    assert "settled start, 3 years / hello settled" in recorded
    assert all(0 <= each.tolerance <= 1 for each in recorded.values())


def test_what_needs_a_missing_program_stays_as_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(record, "find", lambda program: None)
    monkeypatch.setattr(record, "_record", lambda *of: pytest.fail("it was measured"))
    assert record.main(["a slow machine"]) == 0
    assert capsys.readouterr().out.endswith("stays as it was without valgrind\n")
