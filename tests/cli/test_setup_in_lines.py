"""`coach setup` at a terminal: all questions in lines, and nothing recorded before the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from coach.cli.commands import setup
from coach.cli.plain_session.line_reader import Cut
from coach.cli.setup_questions import setup_in_lines
from coach.domain.model import Area, Book, Contraindication, Cover, GoalSet, Screening, Start, StartSaid
from coach.domain.onboarding.questions import MEANS, NO_DEVICE, SAFETY
from coach.domain.onboarding.user_profile import current_answer
from coach.screens.setup.safety_questions import about, lines
from coach.store import Store
from tests.cli.conftest import Said, Shell
from tests.cli.plain_session.scripted import Entry, Scripted

NONE = ("n",) * len(SAFETY)
PLAIN = ("", "", "", "", "")
"""Start, skin, cover, minutes and moment as they are suggested."""

Answer = Callable[..., Said]


@pytest.fixture
def answer(coach: Shell, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Someone who runs `coach setup` at a terminal and types these lines."""

    def run(*entries: Entry, utc: bool = False) -> Said:
        monkeypatch.setattr(setup, "is_terminal", lambda: True)
        monkeypatch.setattr(setup_in_lines, "machine_keeps_utc", lambda: utc)
        script = Scripted(coach.clock, *entries)
        monkeypatch.setattr(setup_in_lines, "standard_input", lambda: script)
        said = coach("setup")
        assert said.status != 0 or not script.left, "not all lines were asked for"
        assert all(char >= " " or char == "\n" for char in said.out + said.err)
        return said

    return run


def book(coach: Shell) -> Book:
    return Store(coach.path, coach.clock).read()


def safety(coach: Shell) -> Screening:
    found = current_answer(book(coach), Screening)
    assert found is not None
    return found


def yes_to(*questions: Contraindication) -> list[str]:
    return ["y" if each in questions else "n" for each in SAFETY]


def test_every_question_is_asked_and_one_step_records_the_answers(coach: Shell, answer: Answer) -> None:
    said = answer(*NONE, "2", "y", "shirt", "15", "I brush my teeth", "y")
    assert (said.status, said.err) == (0, "")
    assert NO_DEVICE in said.out
    # a long line is told sentence by sentence
    heard = said.out.replace("\n", " ")
    places = [heard.index(f"{label}. {MEANS[each]}") for each, label in SAFETY.items()]
    assert places == sorted(places)
    found = book(coach)
    start, goal = current_answer(found, StartSaid), current_answer(found, GoalSet)
    assert start is not None
    assert goal is not None
    assert (safety(coach).ticked, start.start, start.sensitive) == (frozenset(), Start.SOME, True)
    assert (goal.cover, goal.minutes) == (Cover.SHIRT, 15)
    assert found.settings.cue_sentence == "I brush my teeth"
    ending = said.out.partition("Your answers:")[2].splitlines()
    for each in (
        "None of the safety questions applies to you.",
        "The mat: used a mat before.",
        "Your skin is sensitive.",
        "Your goal is 15 minutes in a T-shirt.",
        "After I brush my teeth, I roll out the mat.",
        "Answered the setup questions.",
        "Next: coach session begins it.",
    ):
        assert each in ending
    assert coach.well("undo", "--yes").out.startswith("Undone: Answered the setup questions")
    assert current_answer(book(coach), Screening) is None


def test_the_questions_are_those_of_the_screen() -> None:
    asked = lines(())
    assert [each.value for each in asked] == list(SAFETY)
    assert [(str(each.label), about(each)) for each in asked] == [(SAFETY[q], MEANS[q]) for q in SAFETY]


def test_what_closes_the_mat_is_said_with_what_opens_it(coach: Shell, answer: Answer) -> None:
    said = answer(
        *("n", "n", "n", "n", "n", "y", "y", "y", "legs, feet", "n", "n", "n", "n"), "", "", "", "", "y"
    )
    assert "What you cannot feel well stays off the mat, even if a doctor agreed." in said.out
    assert "No session while this applies. Ask a doctor about" in said.out
    assert said.out.endswith("Next: coach setup asks again, as soon as something changes.\n")
    found = safety(coach)
    assert found.ticked == {Contraindication.THINNERS, Contraindication.FEELING}
    assert found.agreed == {Contraindication.THINNERS}
    assert found.numb_areas == frozenset({Area.LEGS, Area.FEET})
    assert "coach session" not in said.out.partition("Your answers:")[2]


@pytest.mark.parametrize("end", [(), ("q",)])
@pytest.mark.parametrize("before", [(), ("n", "y"), (*NONE, *PLAIN)])
def test_leaving_early_records_nothing_and_says_so(
    coach: Shell, answer: Answer, before: tuple[str, ...], end: tuple[str, ...]
) -> None:
    said = answer(*before, *end)
    assert said.status == 1
    assert said.err == "Nothing was recorded: everything stays as it was. To answer, run: coach setup\n"
    assert not coach.path.exists()


def test_a_signal_or_ctrl_c_records_nothing(coach: Shell, answer: Answer) -> None:
    assert answer("n", Cut(143)).status == 143
    said = answer("n", KeyboardInterrupt())
    assert said.status == 130
    assert said.err.startswith("Nothing was recorded")
    assert not coach.path.exists()


def test_a_question_mark_says_the_question_again_and_nonsense_is_asked_again(answer: Answer) -> None:
    said = answer("?", "", "perhaps", *NONE, "9", "", "", "", "17", "", "", "y")
    first = f"1 of 10: {SAFETY[Contraindication.WOUND]}. "
    assert said.out.replace("\n", " ").count(first) == 2
    assert said.out.count("Type y for yes or n for no.\n") == 2, "no answer is not a no"
    assert "Type a number from 1 to 3, or the word." in said.out
    assert "30 is the most for a session." in said.out


def test_a_slip_is_put_right_before_anything_is_recorded(coach: Shell, answer: Answer) -> None:
    again = ("", "", "n", *[""] * (len(SAFETY) - 3))
    said = answer(*yes_to(Contraindication.CLOTS), "", "", "", "", "n", *again, *PLAIN, "y")
    assert said.status == 0
    assert safety(coach).ticked == frozenset()


def test_bare_skin_for_sensitive_skin_is_asked_about(coach: Shell, answer: Answer) -> None:
    said = answer(*NONE, "1", "y", "bare", "n", "", "", "y")
    assert "Spikes can pierce sensitive skin" in said.out
    goal = current_answer(book(coach), GoalSet)
    assert goal is not None
    assert goal.cover is Cover.SHIRT
    assert answer(*[""] * len(SAFETY), "", "", "bare", "y", "", "y").status == 0
    goal = current_answer(book(coach), GoalSet)
    assert goal is not None
    assert (goal.cover, goal.bare_confirmed) == (Cover.BARE, True)


def test_the_zone_is_asked_for_on_a_machine_that_keeps_utc(coach: Shell, answer: Answer) -> None:
    said = answer(*NONE, "atlantis", "zurich", *PLAIN, "y", utc=True)
    assert "There is no such zone." in said.out
    assert "Europe/Zurich: it is Mon 08:30 there." in said.out
    assert book(coach).settings.tz == "Europe/Zurich"


def test_answered_before_enter_keeps_each_answer(coach: Shell, answer: Answer) -> None:
    coach.well("setup", "--screening", "heart", "--doctor-agreed", "heart", "--start", "some")
    before = book(coach)
    kept = [""] * (len(SAFETY) + 1 + 4)
    said = answer(*kept, "y")
    assert "Enter alone says yes." in said.out
    assert "Nothing to record: none of this is new." in said.out
    assert book(coach) == before
    coach.clock.advance(timedelta(days=40))
    assert "has anything changed" in answer(*kept, "y").out
    assert "coach setup" not in coach.well("today").out


def test_someone_else_gets_a_file_of_their_own(coach: Shell, answer: Answer) -> None:
    coach.well("setup", "--screening", "none")
    coach.well("log", "5")
    before = coach.bytes()
    said = answer(*NONE, "3", "n", "n")
    assert "This file has 1 session" in said.out
    assert "coach --data anna.json setup" in said.err
    assert coach.bytes() == before
    assert answer(*NONE, "3", "n", "y", "", "", "y").status == 0


def test_without_a_terminal_it_asks_nothing(coach: Shell) -> None:
    said = coach("setup")
    assert said.status == 2
    assert "setup needs an answer, such as --screening none" in said.err


def test_who_is_new_is_sent_to_the_questions_and_not_to_an_answer(coach: Shell) -> None:
    for words in (("today",), ("session",), ("setup", "--start", "new"), ("setup", "--unchanged")):
        said = coach(*words)
        assert "coach setup" in said.out + said.err, words
        assert "--screening none" not in said.out + said.err
