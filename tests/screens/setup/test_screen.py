"""The first-run questions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.model import Area, Change, Contraindication, Cover, GoalSet, Screening, Start, StartSaid
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.user_profile import current_answer, unanswered
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.screens.dialogs.confirm import Confirm
from coach.screens.setup.screen import SetupScreen
from coach.screens.today.screen import TodayScreen
from coach.store import NotWritable, Store
from tests.screens.conftest import Bench, flat
from tests.screens.days import lived
from tests.screens.parts import text_in


async def test_enter_alone_leads_to_the_first_session_with_its_reason(bench: Bench) -> None:
    """Five steps, five times Enter: none ticked, new to it, bare 20; and 5 minutes on a towel, with why."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "1 of 5" in flat(app)
        assert "not a medical device" in flat(app)
        await pilot.press("enter", "enter", "enter", "enter")
        assert "5 of 5" in flat(app)
        assert "minutes on a towel" in flat(app)
        assert "short and soft, to learn how your skin reacts" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "Enter starts your first session" in flat(app)
    book = bench.book()
    screening, start, goal = (
        current_answer(book, Screening),
        current_answer(book, StartSaid),
        current_answer(book, GoalSet),
    )
    assert screening is not None
    assert screening.ticked == frozenset()
    assert start is not None
    assert (start.start, start.sensitive) == (Start.NEW, False)
    assert goal is not None
    assert (goal.cover, goal.minutes) == (Cover.BARE, 20)


async def test_sensitive_skin_has_a_t_shirt_for_its_goal_and_confirms_bare_skin(bench: Bench) -> None:
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter", "tab", "4", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, SetupScreen)
        assert screen.form.answers().goal_cover is Cover.SHIRT
        await pilot.press("3", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "can pierce sensitive skin" in flat(app)
        await pilot.press("n")
        await pilot.pause()
        assert current_answer(bench.book(), GoalSet) is None
        assert screen.form.answers().goal_cover is Cover.SHIRT
        await pilot.press("3", "enter")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
    goal = current_answer(bench.book(), GoalSet)
    assert goal is not None
    assert (goal.cover, goal.bare_confirmed) == (Cover.BARE, True)


@pytest.mark.parametrize(
    ("keys", "begin"),
    [
        (["1"], "5 minutes on a towel"),
        (["2"], "5 minutes in a T-shirt"),
        (["3"], "5 minutes on bare skin"),
        (["3", "tab", "4"], "5 minutes on a towel"),
        (["3", "tab", "space"], "5 minutes on a towel"),
        (["down"], "5 minutes in a T-shirt"),
    ],
)
async def test_what_one_is_used_to_decides_where_to_begin(bench: Bench, keys: list[str], begin: str) -> None:
    """Sensitive skin begins with the towel whatever else was said."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter", *keys)
        assert f"You start with {begin}" in flat(app)
        used_before = keys in (["2"], ["down"])
        assert ("What another app recorded comes in with coach import." in flat(app)) == used_before


@pytest.mark.parametrize("size", [(80, 24), (45, 20)])
async def test_who_begins_on_bare_skin_is_told_that_the_articles_begin_with_a_towel(
    bench: Bench, size: tuple[int, int]
) -> None:
    """The choice names bare skin, and its page and the last one say what they chose over."""
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        if "There are more questions" in flat(app):
            await pilot.press("enter")
            await pilot.pause()
        assert "regularly on bare skin, no trouble" in flat(app)
        assert "guide begins with a towel" not in flat(app)
        await pilot.press("3")
        await pilot.pause()
        assert "guide begins with a towel (Side effects)" in flat(app)
        await pilot.press("enter", "2")
        await pilot.pause()
        assert "guide begins with a towel" not in flat(app), "a T-shirt as the goal is where it begins"
        await pilot.press("3", "enter")
        await pilot.pause()
        assert "RunnerClick's guide starts with a towel" in flat(app)


async def test_a_goal_is_typed(bench: Bench) -> None:
    """2 is the T-shirt; 1 and 5 are fifteen minutes; what the digits began with stays until they fit."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter", "enter", "2", "tab", "1", "5")
        await pilot.press("enter", "enter")
        await pilot.pause()
    goal = current_answer(bench.book(), GoalSet)
    assert goal is not None
    assert (goal.cover, goal.minutes) == (Cover.SHIRT, 15)


async def test_escape_goes_back_and_keeps_the_answers(bench: Bench) -> None:
    """From the last step to the first and on again, nothing has to be answered twice."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "0", "enter", "2", "enter", "1", "enter")
        await pilot.press("escape", "escape", "escape", "escape")
        assert "1 of 5" in flat(app)
        await pilot.press("escape")
        screen = app.screen
        assert isinstance(screen, SetupScreen)
        said = screen.form.answers()
        assert said.ticked == frozenset({Contraindication.UNSURE})
        assert said.start is Start.SOME
        assert said.goal_cover is Cover.TOWEL


@pytest.mark.parametrize("key", ["q", "ctrl+c", "ctrl+q"])
async def test_leaving_half_way_keeps_each_page_that_was_answered(bench: Bench, key: str) -> None:
    """The next start goes on with the page after it; what was not asked yet has its default meanwhile."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "1", "enter", key)
        await pilot.pause()
    assert app.return_code == 0
    book = bench.book()
    screening = current_answer(book, Screening)
    assert screening is not None
    assert screening.ticked == frozenset({Contraindication.WOUND})
    assert unanswered(book) == (StartSaid, GoalSet)
    assert prescribe(Ramps(book), Area.BACK, bench.clock.now().date()).gate is Gate.LOCKED
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "3 of 5" in flat(app)
        await pilot.press("enter", key)
        await pilot.pause()
    assert unanswered(bench.book()) == (GoalSet,)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "4 of 5" in flat(app)
        await pilot.press("2", "enter", key)
        await pilot.pause()
    goal = current_answer(bench.book(), GoalSet)
    assert goal is not None
    assert (goal.cover, goal.minutes) == (Cover.SHIRT, 20)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_undo_takes_setup_back_page_by_page(bench: Bench) -> None:
    """No step leaves half an answer, and the first one is back at the questions."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter", "2", "enter", "3", "enter")
        await pilot.pause()
    labels, left = [], []
    store = Store(bench.path, bench.clock)
    while (label := store.undo()) is not None:
        labels.append(label)
        left.append(unanswered(store.read()))
    assert labels == [
        "Changed the goal to bare skin, 20 minutes",
        "Changed how much you have used a mat",
        "Answered the safety questions",
    ]
    assert left == [(GoalSet,), (StartSaid, GoalSet), (Screening, StartSaid, GoalSet)]


async def test_a_page_that_cannot_be_saved_stays(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its reason stands there, and Enter tries again."""

    def full(_decide: object) -> object:
        raise NotWritable(bench.path, "the disk is full")

    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "1")
        with monkeypatch.context() as patch:
            patch.setattr(app.context.store, "change", full)
            await pilot.press("enter")
            assert "2 of 5" in flat(app)
            assert "the disk is full" in flat(app)
        await pilot.press("enter")
        assert "3 of 5" in flat(app)


def history(bench: Bench) -> None:
    """Two sessions, and no answer of whom they are."""
    bench.set_up()
    lived(Store(bench.path, bench.clock), bench.clock, 2)
    bench.change(lambda book: Change("Gone", drop=book.events))


async def test_a_history_without_answers_asks_whose_it_is(bench: Bench) -> None:
    """Someone else is told of a file of their own; whose it is goes on, with the safety questions alone."""
    history(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Is this someone else?" in flat(app)
        assert "2 sessions" in flat(app)
        await pilot.press("s")
        await pilot.pause()
        assert "coach --data" in flat(app)
        await pilot.press("escape", "enter", "enter")
        await pilot.pause()
    assert unanswered(bench.book()) == ()


async def test_another_start_over_a_history_asks_too_and_a_goal_does_not(ready: Bench) -> None:
    lived(Store(ready.path, ready.clock), ready.clock, 2)
    ready.clock.advance(timedelta(minutes=1))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.go("setup")
        await pilot.pause()
        await pilot.press("enter", "1", "enter", "enter", "enter", "2", "enter")
        await pilot.pause()
        assert "6 of 6" in flat(app)
        await pilot.press("escape", "escape", "2", "enter")
        await pilot.pause()
        assert "Is this someone else?" in flat(app)
        assert current_answer(ready.book(), StartSaid).start is Start.NEW  # type: ignore[union-attr]
        await pilot.press("m")
        await pilot.pause()
        assert "5 of 6" in flat(app)
    assert current_answer(ready.book(), StartSaid).start is Start.SOME  # type: ignore[union-attr]


async def test_from_the_settings_the_answers_stand_as_they_were(bench: Bench) -> None:
    """Entering through changes nothing, so nothing is written; a change is a new event.

    Where the safety questions were last answered on an earlier day, they are answered again.
    """
    bench.set_up(
        Answers(
            ticked=frozenset({Contraindication.PREGNANT}),
            agreed=frozenset({Contraindication.PREGNANT}),
            sensitive=True,
            start=Start.SOME,
            goal_cover=Cover.SHIRT,
            goal_minutes=15,
        )
    )
    first = current_answer(bench.book(), Screening)
    bench.clock.advance(timedelta(days=3))
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.go("setup")
        await pilot.pause()
        await pilot.press("enter", "enter", "enter", "enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        again = current_answer(bench.book(), Screening)
        assert first is not None
        assert again is not None
        assert (again.ticked, again.agreed) == (first.ticked, first.agreed)
        assert again.at - first.at == timedelta(days=3)
        before = bench.path.read_bytes()
        app.go("setup")
        await pilot.pause()
        await pilot.press("enter", "enter", "enter", "enter", "enter")
        await pilot.pause()
        assert bench.path.read_bytes() == before
        app.go("setup")
        await pilot.pause()
        await pilot.press("enter", "5", "enter", "enter", "enter", "enter")
        await pilot.pause()
    screening = current_answer(bench.book(), Screening)
    assert screening is not None
    assert screening.ticked == frozenset()
    assert not screening.agreed
    assert sum(isinstance(event, GoalSet) for event in bench.book().events) == 1


async def test_the_moment_of_the_day_is_asked_once_and_shown_on_today(bench: Bench) -> None:
    """At the end, beside the first session; Enter saves it with the rest."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["enter"] * 4)
        assert "Optional; change it in Settings." in flat(app)
        await pilot.press(*("space" if char == " " else char for char in "I eat 7 figs"))
        assert "After I eat 7 figs, I roll out the mat." in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "After I eat 7 figs, I roll out the mat." in text_in(app, "#next")
        app.go("setup")
        await pilot.pause()
        await pilot.press(*["enter"] * 4)
        assert "When in your day?" not in flat(app)
        await pilot.press("enter")
        await pilot.pause()
    assert bench.book().settings.cue_sentence == "I eat 7 figs"


@pytest.mark.parametrize(("locale", "first"), [("C.UTF-8", 0), ("de_CH.UTF-8", 0), ("en_US.UTF-8", 6)])
async def test_the_week_begins_as_the_place_has_it_unless_it_was_chosen(
    locale: str, first: int, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", locale)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["enter"] * 6)
        await pilot.pause()
    assert bench.book().settings.week_start == first
    bench.settings(week_start=2)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.go("setup")
        await pilot.pause()
        await pilot.press(*["enter"] * 6)
        await pilot.pause()
    assert bench.book().settings.week_start == 2


async def test_after_imported_sessions_setup_says_what_enter_does_next(bench: Bench) -> None:
    lived(Store(bench.path, bench.clock), bench.clock, 2, answered=False)
    bench.clock.advance(timedelta(days=90))
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "enter", "enter", "enter", "enter")
        assert "Your next session" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "Saved. The skin check comes first." in flat(app)
        assert "[ Answer the skin check ]" in flat(app)
