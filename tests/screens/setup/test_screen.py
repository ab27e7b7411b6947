"""The first-run questions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Static

from coach.domain.model import Area, Change, Contraindication, Cover, GoalSet, Screening, Start, StartSaid
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.user_profile import current_answer, unanswered
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.faults import KEPT
from coach.screens.dialogs.confirm import Confirm
from coach.screens.setup.pages import SetupPage
from coach.screens.setup.screen import SetupScreen
from coach.screens.today.screen import TodayScreen
from coach.store import NotWritable, Store
from coach.text.zone_search import zones_like
from coach.widgets.forms.checklist import Checklist
from tests.screens.conftest import Bench, flat
from tests.screens.days import lived
from tests.screens.parts import text_in


@pytest.fixture(autouse=True)
def _a_zone_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.screens.setup.screen.machine_keeps_utc", lambda: False)


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


async def test_a_ticked_contraindication_locks_and_says_so_at_once(bench: Bench) -> None:
    """The words stand below the question, and again at the end in the place of a session."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "3")
        assert "No mat with a blood-clot problem; only a doctor can say otherwise." in flat(app)
        await pilot.press("enter", "enter", "enter")
        assert "No session for now" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
    book = bench.book()
    assert prescribe(Ramps(book), Area.BACK, bench.clock.now().date()).gate is Gate.LOCKED


@pytest.mark.parametrize("digit", "123456")
async def test_a_digit_ticks_and_never_leads_away(bench: Bench, digit: str) -> None:
    """The digits that are screens elsewhere are answers here, and take themselves back."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(digit)
        assert isinstance(app.screen, SetupScreen)
        await pilot.press("enter", digit)
        assert isinstance(app.screen, SetupScreen)
        ticked = app.screen.form.answers().ticked
        assert ticked == frozenset({list(Contraindication)[int(digit) - 1]})
        await pilot.press(digit)
        assert app.screen.form.answers().ticked == frozenset()


async def test_what_a_doctor_can_agree_to_is_asked_for_the_doctor(bench: Bench) -> None:
    """The line comes with the tick and goes with it; agreed, it unlocks."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "a doctor agreed" not in flat(app)
        await pilot.press("5")
        assert "[ ] a doctor agreed to the mat" in flat(app)
        assert "Ask a doctor about the pregnancy; once they agree, say so here." in flat(app)
        await pilot.press("down", "space")
        assert "[x] a doctor agreed to the mat" in flat(app)
        screen = app.screen
        assert isinstance(screen, SetupScreen)
        assert screen.form.first_session().gate is Gate.OPEN
        await pilot.press("6")
        assert screen.form.answers().agreed == frozenset({Contraindication.PREGNANT})
        assert screen.form.first_session().gate is Gate.LOCKED, "an old yes covered a new tick"
        await pilot.press("6", "5", "5")
        assert screen.form.answers().agreed == frozenset(), "the yes outlived its question"
        assert screen.form.first_session().gate is Gate.LOCKED


async def test_a_part_that_is_not_felt_well_asks_for_its_areas(bench: Bench) -> None:
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "7", "down", "down", "space")
        assert "[x] my legs" in flat(app)
        assert "stays off the mat, even if a doctor agreed" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
    screening = current_answer(bench.book(), Screening)
    assert screening is not None
    assert screening.ticked == frozenset({Contraindication.FEELING})
    assert screening.numb_areas == frozenset({Area.LEGS})
    assert screening.agreed == frozenset()


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


async def test_what_is_asked_of_bare_skin_hides_no_lock_in_the_preview(bench: Bench) -> None:
    """Sensitive skin with bare skin as its goal waits for a yes; what locks is shown all the same."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "7")
        screen = app.screen
        assert isinstance(screen, SetupScreen)
        assert screen.form.first_session().gate is Gate.LOCKED, "until its areas are named"
        await pilot.press("7", "9", "enter", "tab", "4", "enter", "3")
        await pilot.pause()
        assert (screen.form.answers().sensitive, screen.form.answers().goal_cover) == (True, Cover.BARE)
        assert screen.form.first_session().gate is Gate.LOCKED


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


@pytest.mark.parametrize("keys", [["enter", "q"], ["escape", "escape"], ["q", "q"]])
async def test_a_safety_answer_from_the_settings_holds_however_one_leaves(
    ready: Bench, keys: list[str]
) -> None:
    """The page says "no session while this applies": from then on there is none."""
    ready.clock.advance(timedelta(minutes=1))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.go("setup")
        await pilot.pause()
        await pilot.press("enter", "3")
        assert "No session while this applies" in flat(app)
        await pilot.press(*keys)
        await pilot.pause()
    screening = current_answer(ready.book(), Screening)
    assert screening is not None
    assert screening.ticked == frozenset({Contraindication.CLOTS})
    assert app.return_code in (0, None)


async def test_a_tick_that_was_taken_back_is_saved_with_its_page_only(bench: Bench) -> None:
    """Left by Esc the earlier answer stands, and it says so; left by q, it waits for the next start."""
    bench.set_up(Answers(ticked=frozenset({Contraindication.CLOTS})))
    bench.clock.advance(timedelta(minutes=1))
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.go("setup")
        await pilot.pause()
        await pilot.press("enter", "3", "escape", "escape")
        await pilot.pause()
        assert "your earlier answers still count" in flat(app)
        assert not app.context.drafts.may_exist()
        app.go("setup")
        await pilot.pause()
        await pilot.press("enter", "3", "q")
        assert "Leave again" in flat(app)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == KEPT
    screening = current_answer(bench.book(), Screening)
    assert screening is not None
    assert screening.ticked == frozenset({Contraindication.CLOTS})
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "a page of the setup questions" in str(app.screen.query_one("#confirm-text", Static).content)
        await pilot.press("o")
        await pilot.pause()
        assert "2 of 5" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert not app.context.drafts.may_exist()
    screening = current_answer(bench.book(), Screening)
    assert screening is not None
    assert screening.ticked == frozenset()


async def test_a_safety_page_of_the_first_run_is_filled_in_again(bench: Bench) -> None:
    """Half ticked it is no answer yet: nothing is written but the draft."""
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "5", "down", "space", "3")
        app.exit(return_code=129)
        await pilot.pause()
    assert app.return_code == KEPT
    assert not bench.path.exists()
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "2 of 5" in flat(app)
        assert "filled in again" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert not app.context.drafts.may_exist()
    screening = current_answer(bench.book(), Screening)
    assert screening is not None
    assert screening.ticked == frozenset({Contraindication.PREGNANT, Contraindication.CLOTS})
    assert screening.agreed == frozenset({Contraindication.PREGNANT})


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


async def test_a_server_on_utc_asks_where_one_lives(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A city is enough; the time there is shown, and the zone is kept."""
    monkeypatch.setattr("coach.screens.setup.screen.machine_keeps_utc", lambda: True)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        assert "3 of 6" in flat(app)
        await pilot.press(*"zurich")
        assert "Europe/Zurich: it is Mon 08:30 there" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
    assert bench.book().settings.tz == "Europe/Zurich"


async def test_a_zone_that_is_none_is_refused_and_none_at_all_is_not(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip would turn the days at a wrong hour for years; who lives on UTC leaves it empty."""
    monkeypatch.setattr("coach.screens.setup.screen.machine_keeps_utc", lambda: True)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter", *"nowhere7", "enter")
        assert "There is no such zone" in flat(app)
        assert "3 of 6" in flat(app)
        await pilot.press(*["backspace"] * 8, "enter")
        assert "4 of 6" in flat(app)


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


def test_zones_are_found_by_what_one_would_type() -> None:
    """A whole name before a city, a city before a beginning, a beginning before a part."""
    assert zones_like("europe/zurich")[0] == "Europe/Zurich"
    assert zones_like("new york")[0] == "America/New_York"
    assert zones_like("lond")[0] == "Europe/London"
    assert zones_like("UTC")[0] == "UTC"
    assert zones_like("york")[0] == "America/New_York"
    assert zones_like("no such place") == []
    assert zones_like("usa") == [], "Lusaka is not meant"
    assert zones_like("  ") == []


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


async def test_without_a_session_no_moment_is_asked_for(bench: Bench) -> None:
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "3", "enter", "enter", "enter")
        assert "No session for now" in flat(app)
        assert "When in your day?" not in flat(app)


@pytest.mark.parametrize("size", [(80, 24), (80, 30), (45, 20), (60, 20), (120, 40)])
@pytest.mark.parametrize("ticks", ["5", "7", "1 5", "6", "1 5 6", "1 2 3 4 5 6 8 9 0"])
async def test_nothing_of_what_the_ticks_lock_is_cut(bench: Bench, size: tuple[int, int], ticks: str) -> None:
    """Nor the line at the cursor; where there is more below, it says so."""
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", *ticks.split())
        await pilot.pause()
        for up in range(3):
            await pilot.pause()
            says = app.screen.query_one("#follows", Static)
            page = app.screen.query_one(SetupPage)
            inside = says.region.bottom <= app.screen.query_one("#doing").region.y
            assert inside, up
            assert says.region.height == says.virtual_size.height
            assert flat(app).count("No session while this applies.") == 1
            ticked = app.screen.query_one("#ticked", Checklist)
            assert page.region.contains(page.region.x, ticked.region.y + ticked.cursor)
            assert ("More below." in flat(app)) == (page.scroll_y < page.max_scroll_y)
            await pilot.press("up")


async def test_a_narrow_terminal_has_the_questions_too(bench: Bench) -> None:
    """There is no frame that would bear them."""
    app = bench.app()
    async with app.run_test(size=(45, 20)) as pilot:
        for question in ("What this is", "", "How much have you used", "What are you"):
            await pilot.pause()
            assert question in flat(app)
            await pilot.press("enter")


@pytest.mark.parametrize("size", [(40, 12), (45, 14), (45, 16)])
@pytest.mark.parametrize("tick", [(), ("5",), ("escape", "enter")])
async def test_no_safety_question_is_passed_unseen(
    size: tuple[int, int], tick: tuple[str, ...], bench: Bench
) -> None:
    """Where they do not fit, the first Enter shows the rest; only the next one goes on."""
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", *tick, "enter")
        await pilot.pause()
        assert "There are more questions" in flat(app)
        assert "unsure whether it is for me" in flat(app)
        assert bench.book().events == ()
        await pilot.press("enter")
        await pilot.pause()
        assert len(bench.book().events) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (45, 20)])
@pytest.mark.parametrize("tick", ["1", "5", "9", "0"])
async def test_a_tick_costs_no_enter_where_all_questions_were_in_sight(
    size: tuple[int, int], tick: str, bench: Bench
) -> None:
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", tick, "enter")
        await pilot.pause()
        assert len(bench.book().events) == 1
        assert "Is the mat for you?" not in flat(app)


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
