"""What a yes agrees to before a setup asks."""

from __future__ import annotations

from coach.domain.model import Cover, Start
from coach.domain.onboarding.advance_yes import BARE, agreed_in_advance
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from tests.domain.histories import Life, at


def agreed(life: Life, answers: Answers) -> list[str]:
    change = set_up(life.book, answers, at(3))
    assert change is not None
    return list(agreed_in_advance(life.book, answers, change))


def test_a_goal_alone_needs_no_yes() -> None:
    assert agreed(Life(), Answers(goal_cover=Cover.SHIRT)) == []


def test_answers_like_someone_elses_make_the_sessions_on_file_yours() -> None:
    life = Life()
    life.does(0)
    assert agreed(life, Answers(start=Start.REGULAR)) == ["the session on file is yours"]
    life.does(1)
    assert agreed(life, Answers(start=Start.REGULAR)) == ["the 2 sessions on file are yours"]


def test_bare_skin_on_sensitive_skin_is_agreed_to_once() -> None:
    life = Life()
    answers = Answers(sensitive=True, goal_cover=Cover.BARE, bare_confirmed=True)
    assert agreed(life, answers) == [BARE]
    change = set_up(life.book, answers, at(3))
    assert change is not None
    life.put(*change.put)
    assert agreed(life, Answers(goal_minutes=10)) == []
