"""The safety questions and what belongs to them, answered by command."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from coach.domain.model import Area, Contraindication, GoalSet, Screening, Skin
from coach.domain.onboarding.user_profile import current_answer
from coach.store import Store
from tests.cli.conftest import Shell


def answers(coach: Shell) -> Screening:
    found = current_answer(Store(coach.path, coach.clock).read(), Screening)
    assert found is not None
    return found


def state(coach: Shell, area: Area = Area.BACK) -> str:
    return str(coach.well("today", "--area", area.value, "--json").json["state"])


def test_a_part_that_is_not_felt_well_needs_its_areas(coach: Shell) -> None:
    refused = coach("setup", "--screening", "feeling")
    assert refused.status == 1
    assert "--numb-areas" in refused.err
    assert not coach.path.exists()
    said = coach.well("setup", "--screening", "feeling", "--numb-areas", "feet,legs").out
    assert "stays off the mat, even if a doctor agreed: legs, feet." in said
    assert "Ask a doctor first; once they agree, say so in the safety questions." in said
    assert answers(coach).numb_areas == frozenset({Area.FEET, Area.LEGS})
    assert state(coach) == "locked"
    coach.well("setup", "--doctor-agreed", "feeling")
    assert (state(coach), state(coach, Area.LEGS)) == ("due", "locked")
    coach.well("setup", "--numb-areas", "none")
    assert answers(coach).numb_areas == frozenset()
    assert "Standing on the mat is off" in coach.well("setup", "--goal-minutes", "15").out


def test_a_doctors_yes_opens_only_what_it_was_about(coach: Shell) -> None:
    coach.well("setup", "--screening", "thinners,heart")
    coach.well("setup", "--doctor-agreed", "thinners")
    assert state(coach) == "locked"
    said = coach.well("setup", "--doctor-agreed", "heart").out
    assert "Today: 5 minutes on a towel." in said
    assert answers(coach).agreed == {Contraindication.THINNERS, Contraindication.HEART}
    assert "fever has to be answered again once it is over" in coach("setup", "--doctor-agreed", "fever").err


def test_a_yes_or_areas_to_what_is_not_ticked_are_refused_by_name(ready: Shell) -> None:
    """They would come to nothing, and look as if they had been recorded."""
    before = ready.bytes()
    for words, says in (
        ("--doctor-agreed heart", "You have not ticked heart"),
        ("--screening thinners --doctor-agreed heart", "You have not ticked heart"),
        ("--numb-areas legs", "needs feeling in --screening"),
    ):
        said = ready("setup", *words.split())
        assert said.status == 1
        assert says in said.err
    assert ready.bytes() == before


@pytest.mark.parametrize("part", [("--doctor-agreed", "thinners"), ("--numb-areas", "legs")])
def test_an_answer_in_part_says_that_the_questions_are_still_open(
    coach: Shell, part: tuple[str, ...]
) -> None:
    coach.well("setup", "--screening", "thinners,feeling", "--numb-areas", "none")
    coach.well("setup", "--doctor-agreed", "thinners,feeling")
    coach.well("setup", "--screening", "feeling,thinners", "--doctor-agreed", "feeling")
    coach.clock.advance(timedelta(days=40))
    coach.well("setup", "--doctor-agreed", "thinners")
    assert state(coach) == "ask"
    assert "has anything changed" in coach.well("setup", *part, "--goal-minutes", "15").out
    assert state(coach) == "ask"
    said = coach.well("setup", "--unchanged").out
    assert said.startswith("Answered the safety questions: nothing has changed.")
    assert "has anything changed" not in said
    assert state(coach) == "due"


def test_unchanged_stands_alone_and_is_no_first_answer(coach: Shell) -> None:
    assert "Answer the safety questions first" in coach("setup", "--unchanged").err
    coach.well("setup", "--screening", "none")
    assert coach("setup", "--unchanged", "--screening", "fever").status == 2


def test_dizzy_twice_stays_open_over_later_records_until_it_is_answered(ready: Shell) -> None:
    for _ in range(2):
        ready.well("log", "3", "--stopped", "dizzy")
        ready.clock.advance(timedelta(days=1))
        ready.well("check", "clear")
    for _ in range(2):
        ready.well("log", "5", "--sharpness", "2")
        ready.clock.advance(timedelta(days=1))
        assert state(ready) == "ask"
    assert "two sessions because you were dizzy" in ready("setup", "--unchanged").err
    said = ready.well("setup", "--goal-minutes", "12").out
    assert "You stopped two sessions because you were dizzy or faint. See a doctor" in said
    assert "5 minutes" not in said, "no session while the questions are open"
    ready.well("setup", "--screening", "none")
    assert state(ready) == "due"


def test_numbness_that_an_import_or_a_merge_brings_asks_again(ready: Shell) -> None:
    """Also where its day was before the last answers, and it says to see a doctor."""
    rows = ready.path.parent / "in.csv"
    rows.write_text("started_at,area,done_min,skin_next\n2025-12-01T07:00,back,5,numb\n", encoding="utf-8")
    copy = Shell(ready.path.parent / "copy.json", ready.clock, ready._capsys)
    copy.path.write_bytes(ready.path.read_bytes())
    said = copy("import", str(rows))
    assert said.status == 0
    assert "You reported numbness. See a doctor" in said.err
    merged = ready("merge", str(copy.path))
    assert merged.status == 0
    assert "You reported numbness. See a doctor" in merged.err
    assert "numbness" in ready("setup", "--unchanged").err
    told = ready.well("setup", "--screening", "none").out
    assert "You reported" not in told
    assert "was numb" in told, "its area stays closed"


def test_clear_on_the_sessions_own_day_says_from_when_it_counts(ready: Shell) -> None:
    ready.well("log", "5")
    before = ready.bytes()
    for skin in (Skin.CLEAR, Skin.PINK):
        said = ready("check", skin.value)
        assert said.status == 1
        assert "clear and pink count from 03:00 on Tue 6 Jan on." in said.err
    assert ready.bytes() == before
    assert ready.well("check", "clear", "--area", "legs").out.startswith("Nothing to record")


def test_bare_skin_as_the_goal_of_sensitive_skin_takes_a_yes_that_names_it(coach: Shell) -> None:
    coach.well("setup", "--screening", "none", "--sensitive")
    refused = coach("setup", "--goal-cover", "bare")
    assert refused.status == 2
    assert "Spikes can pierce" in refused.err
    assert "add --yes" in refused.err
    said = coach.well("setup", "--goal-cover", "bare", "--yes").out
    assert "Your goal is bare skin though your skin is sensitive, as you confirmed." in said
    goal = current_answer(Store(coach.path, coach.clock).read(), GoalSet)
    assert goal is not None
    assert goal.bare_confirmed


def test_a_yes_to_something_else_confirms_no_bare_skin(coach: Shell) -> None:
    """It is agreed to one thing at a time, and named."""
    coach.well("setup", "--screening", "none")
    coach.well("log", "5")
    said = coach.well("setup", "--start", "some", "--goal-cover", "bare", "--yes").out
    assert "Your --yes said that the session on file is yours." in said
    goal = current_answer(Store(coach.path, coach.clock).read(), GoalSet)
    assert goal is not None
    assert not goal.bare_confirmed
    both = coach("setup", "--sensitive", "--goal-cover", "bare", "--yes")
    assert both.status == 1
    assert "several things at once: the session on file is yours, and that you want bare" in both.err
    assert "--yes" not in coach.well("setup", "--goal-minutes", "15", "--yes").out


def test_who_lies_on_a_mat_regularly_is_told_that_the_articles_begin_with_a_towel(coach: Shell) -> None:
    said = coach.well("setup", "--screening", "none", "--start", "regular").out
    assert "Today: 5 minutes on bare skin." in said
    assert "so you start on bare skin, although RunnerClick's guide starts with a towel" in said


@pytest.mark.parametrize("command", ["setup", "check"])
def test_the_help_has_no_second_colon_in_a_sentence(coach: Shell, command: str) -> None:
    """Each option is one sentence, and each sentence behind them."""
    said = coach.well(command, "--help").out
    head, _, options = said.partition("options:")
    parts = re.split(r"\n  (?=-)|\n\n", f"{head.partition('arguments:')[2]}\n\n{options}")
    for part in parts:
        for sentence in re.split(r"\. ", " ".join(part.split())):
            assert sentence.count(":") <= 1, sentence


def test_open_questions_name_the_command_with_the_answers_that_stand(coach: Shell) -> None:
    """Typed as it stands it takes no tick away."""
    coach.well("setup", "--screening", "thinners,feeling", "--doctor-agreed", "feeling,thinners",
               "--numb-areas", "feet")  # fmt: skip
    coach.well("log", "5")
    coach.clock.advance(timedelta(days=1))
    command = "coach setup --screening thinners,feeling --doctor-agreed thinners,feeling --numb-areas feet"
    said = coach.well("check", "numb").out
    assert f"Your earlier answers are: {command}." in said
    assert "--screening none" not in said
    before = answers(coach)
    coach.well(*command.split()[1:])
    after = answers(coach)
    assert (after.ticked, after.agreed, after.numb_areas) == (before.ticked, before.agreed, before.numb_areas)
    assert "You reported numbness" not in coach.well("setup", "--goal-minutes", "15").out
    coach.clock.advance(timedelta(days=40))
    coach.well("check", "clear")
    assert f"Your earlier answers are: {command}." in coach.well("today").out


def test_where_nothing_is_ticked_none_of_it_is_the_command(ready: Shell) -> None:
    ready.well("log", "5")
    ready.clock.advance(timedelta(days=1))
    assert "nothing applies: coach setup --screening none" in ready.well("check", "numb").out


def test_safety_answers_are_kept_though_the_goal_is_refused(coach: Shell) -> None:
    """They can only be careful, and it says what was recorded and what was not."""
    line = ("setup", "--screening", "heart", "--sensitive", "--goal-cover", "bare", "--tz", "Europe/Zurich")
    said = coach(*line)
    assert said.status == 1
    assert said.out.startswith("Answered the setup questions.")
    assert said.err.startswith("Everything was recorded except the goal. Spikes can pierce")
    assert "add --yes" in said.err
    assert answers(coach).ticked == {Contraindication.HEART}
    assert Store(coach.path, coach.clock).read().settings.tz == "Europe/Zurich"
    assert state(coach) == "locked"
    before = coach.bytes()
    assert coach("setup", "--goal-cover", "bare").status == 2
    assert coach.bytes() == before


def test_nothing_is_kept_where_the_answers_look_like_someone_elses(ready: Shell) -> None:
    ready.well("log", "5")
    before = ready.bytes()
    said = ready("setup", "--screening", "heart", "--sensitive", "--goal-cover", "bare")
    assert said.status == 2
    assert "recorded" not in said.err
    assert ready.bytes() == before


def test_clear_after_numbness_says_that_a_doctor_has_seen_it(ready: Shell) -> None:
    ready.well("log", "5")
    ready.clock.advance(timedelta(days=1))
    ready.well("check", "numb")
    ready.well("setup", "--screening", "none")
    ready.clock.advance(timedelta(days=7))
    asks = "that no numbness is left and a doctor has seen it. See a doctor about the numbness."
    said = ready.well("setup", "--goal-minutes", "15").out
    assert f"{asks} When that is so, run: coach check clear." in said
    said = ready.well("check", "clear").out
    assert "That says that no numbness is left and a doctor has seen it." in said
    assert "the worst answer counts" not in said
    assert "Your skin has healed" in said
    ready.well("log", "5")
    ready.clock.advance(timedelta(days=1))
    assert "By that" not in ready.well("check", "clear").out
