"""The safety page of setup: ticks and their areas, what they lock, and no question unseen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Static

from coach.domain.model import Area, Contraindication, Cover, Screening
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.user_profile import current_answer
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.faults import KEPT
from coach.screens.dialogs.confirm import Confirm
from coach.screens.setup.pages import SetupPage
from coach.screens.setup.screen import SetupScreen
from coach.widgets.forms.checklist import Checklist
from tests.screens.conftest import Bench, flat


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


async def test_without_a_session_no_moment_is_asked_for(bench: Bench) -> None:
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "3", "enter", "enter", "enter")
        assert "No session for now" in flat(app)
        assert "When in your day?" not in flat(app)


LOCKING = ("5", "7", "1 5", "6", "1 5 6", "1 2 3 4 5 6 8 9 0")
ROOMS = ((80, 24), (80, 30), (45, 20), (60, 20), (120, 40))


@pytest.mark.parametrize(
    ("size", "ticks"),
    [
        # each size and each of the ticks twice or more
        pytest.param(size, ticks, marks=[] if (at + row) % 3 == 0 else [pytest.mark.long])
        for at, ticks in enumerate(LOCKING)
        for row, size in enumerate(ROOMS)
    ],
)
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
