"""Today: one thing to do, its reason, and the month."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.area_changes import turn_area
from coach.domain.habit.pauses import announce
from coach.domain.model import Area, Change, Contraindication, Cover, Skin
from coach.domain.onboarding.answers import Answers
from coach.screens.session.screen import SessionScreen
from coach.screens.tips.screen import TipsScreen
from coach.screens.today.screen import TodayScreen
from coach.screens.today.skin_check_dialog import SkinCheckDialog
from coach.store import Store
from coach.widgets.chrome.action_button import ActionButton
from tests.conftest import FixedClock
from tests.screens.conftest import Bench, flat
from tests.screens.days import coach, lived, session, set_up_on, text_of
from tests.screens.parts import text_in

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_day_asks_for_five_minutes_on_a_towel_and_says_why(
    size: tuple[int, int], store_path: Path, clock: FixedClock
) -> None:
    set_up_on(store_path, clock)
    app = coach(store_path, clock)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = " ".join(text_of(app).split())
        assert "minutes on a towel" in shown
        assert "A first session is short and soft" in shown
        assert "step 1 of 15" in shown
        assert "[ Start ] Enter" in shown
        assert app.focused is app.screen.query_one(ActionButton)


async def test_the_skin_check_comes_before_the_session(store_path: Path, clock: FixedClock) -> None:
    store = set_up_on(store_path, clock)
    (last,) = lived(store, clock, 1, answered=False)
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "[ Answer the skin check ]" in text_of(app)
        await pilot.press("enter")
        assert isinstance(app.screen, SkinCheckDialog)
        assert "How is the skin of your back? Last session: yesterday." in " ".join(text_of(app).split())
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "[ Start ]" in text_of(app)
    (found,) = store.read().sessions
    assert (found.id, found.skin_next, found.skin_next_on) == (last.id, Skin.CLEAR, clock.now().date())


async def test_sore_skin_means_a_day_of_rest_and_says_what_comes_after(
    store_path: Path, clock: FixedClock
) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 6, answered=False)
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "3")
        await pilot.pause()
        shown = " ".join(text_of(app).split())
        assert "rest day, and the" in shown
        assert "Tomorrow \u00b7 " in shown
        assert "The skin check comes first." in shown
        assert "[ Start ]" not in shown
    assert store.read().sessions[-1].skin_next is Skin.SORE


async def test_the_check_can_wait_and_nothing_is_written(store_path: Path, clock: FixedClock) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 1, answered=False)
    before = store_path.read_bytes()
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "escape", "n", "n", "left_square_bracket")
        await pilot.pause()
        assert "[ Answer the skin check ]" in text_of(app)
    assert store_path.read_bytes() == before


async def test_a_day_of_rest_is_announced_ended_and_undone(store_path: Path, clock: FixedClock) -> None:
    store = set_up_on(store_path, clock)
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        assert "[ End the rest day ]" in text_of(app)
        (pause,) = store.read().pauses
        assert (pause.first, pause.last) == (clock.now().date(), clock.now().date())
        await pilot.press("r")
        await pilot.pause()
        assert store.read().pauses == ()
        await pilot.press("u")
        await pilot.pause()
        assert len(store.read().pauses) == 1


async def test_a_tick_in_the_screening_locks_the_day(store_path: Path, clock: FixedClock) -> None:
    set_up_on(store_path, clock, Answers(ticked=frozenset({Contraindication.CLOTS}), tz="UTC"))
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = " ".join(text_of(app).split())
        assert "blood-clot problem" in shown
        assert "[ Start ]" not in shown
        assert "minutes on" not in shown


@pytest.mark.parametrize("size", [(45, 20), (40, 12)])
async def test_a_reason_longer_than_its_card_can_be_read_to_its_end(
    size: tuple[int, int], store_path: Path, clock: FixedClock
) -> None:
    ticked = frozenset(Contraindication) - {Contraindication.FEELING}
    set_up_on(store_path, clock, Answers(ticked=ticked, tz="UTC"))
    app = coach(store_path, clock)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*["down"] * 9)
        await pilot.pause()
        assert "they say yes." in " ".join(text_of(app).split())
        assert "[ Change safety answers ]" in text_of(app)
        await pilot.press(*["up"] * 9)
        await pilot.pause()
        assert "You ticked broken skin" in text_of(app)


async def test_a_day_that_is_done_shows_what_was_done_and_tomorrow(
    store_path: Path, clock: FixedClock
) -> None:
    store = set_up_on(store_path, clock)
    today = clock.now().date()
    store.change(lambda _: Change("Done", put=(session(today, clock, 5, Cover.TOWEL, None),)))
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert text_in(app, "#reason") == "Done today: 5 minutes on a towel."
        said = "Tomorrow \u00b7 5 minutes on a towel again You have 1 of the 2 clean sessions"
        assert text_in(app, "#next").startswith(said)
        assert text_in(app, "#next").endswith("The skin check comes first.")
        assert not text_in(app, "#minutes")
        assert "step 1 of 15" not in text_of(app)
        assert "Lie flat" not in text_of(app)


async def test_after_the_safety_questions_it_is_said_what_follows(
    store_path: Path, clock: FixedClock
) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 2)
    clock.advance(timedelta(days=40))
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "has anything changed since your last safety answers?" in text_in(app, "#reason")
        assert text_in(app, "#next").startswith("After that: ")
        assert "days off" not in text_in(app, "#next"), "the question has told them"


async def test_the_change_of_another_process_shows_within_a_second(
    store_path: Path, clock: FixedClock
) -> None:
    set_up_on(store_path, clock)
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        today = clock.now().date()
        Store(store_path, clock).change(lambda book: announce(book, clock.now(), today, today))
        app.file_watch.look()
        await pilot.pause()
        assert "[ End the rest day ]" in text_of(app)


@pytest.mark.parametrize("screen", ["calendar", "tips", "plan", "insights", "settings", "help", "setup"])
async def test_a_change_from_elsewhere_finds_a_screen_that_has_nothing_in_it_yet(
    store_path: Path, clock: FixedClock, screen: str
) -> None:
    set_up_on(store_path, clock)
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        today = clock.now().date()
        Store(store_path, clock).change(lambda book: announce(book, clock.now(), today, today))
        app.go(screen)
        app.file_watch.look()
        await pilot.pause(0.1)
        app.go("today")
        await pilot.pause(0.1)
        assert "[ End the rest day ]" in text_of(app)


async def test_the_day_turns_while_it_is_open(store_path: Path, clock: FixedClock) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 1)
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "[ 5]" in text_of(app)
        clock.advance(timedelta(days=1))
        app.file_watch.look()
        await pilot.pause()
        assert "[ 6]" in text_of(app)


async def test_easier_offers_the_steps_below_and_can_lower_for_good(
    store_path: Path, clock: FixedClock
) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 8)
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "step 6 of 15" in text_of(app)
        await pilot.press("e")
        await pilot.pause()
        assert "7 minutes in a T-shirt" in text_of(app)
        await pilot.press("down", "L")
        await pilot.pause()
        assert "step 4 of 15" in text_of(app)
    assert any(type(event).__name__ == "StepLowered" for event in store.read().events)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20), (40, 12)])
async def test_ascii_marks_leave_nothing_else_on_the_screen(
    size: tuple[int, int], store_path: Path, clock: FixedClock
) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 20, missed=(4, 9))
    app = coach(store_path, clock, unicode=False)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert text_of(app).isascii()


async def test_a_day_off_shows_no_sources_of_a_step(store_path: Path, clock: FixedClock) -> None:
    set_up_on(store_path, clock)
    app = coach(store_path, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "Based on " in text_of(app)
        await pilot.press("r")
        await pilot.pause()
        assert "A rest day today" in text_of(app)
        assert "Based on " not in text_of(app)


async def test_a_free_session_is_offered_under_its_own_key_and_only_where_it_starts(
    store_path: Path, clock: FixedClock
) -> None:
    store = set_up_on(store_path, clock)
    store.change(lambda book: Change("Keys", put=(book.settings._replace(keymap={"free": "f9"}),)))
    lived(store, clock, 1, answered=False)
    legs = session(clock.now().date(), clock, 17, Cover.TOWEL, None)._replace(area=Area.LEGS)
    store.change(lambda book: Change("Legs", put=(legs,)))
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Today has 3 minutes left." in text_in(app, "#next")
        await pilot.press("enter", "1")
        await pilot.pause()
        waits = "Today has 3 minutes left, too few for the 5 minutes, which wait until tomorrow."
        assert f"{waits} F9 starts a free session." in text_in(app, "#next")


async def test_brackets_turn_to_the_open_areas_in_their_order_and_round(ready: Bench) -> None:
    for area in (Area.GLUTES, Area.FEET):
        ready.change(lambda book, area=area: turn_area(book, area, ready.clock.now(), on=True))  # type: ignore[misc]
    app = ready.app()
    shown = []
    async with app.run_test(size=(80, 24)) as pilot:
        for key in (*["right_square_bracket"] * 3, *["left_square_bracket"] * 2):
            await pilot.press(key)
            await pilot.pause()
            shown.append(text_in(app, "#how"))
        await pilot.press("enter", "enter")
        await pilot.pause()
    glutes, feet, back = "mat over a hard chair", "your feet on the mat", "flat on your back"
    for words, how in zip((glutes, feet, back, feet, glutes), shown, strict=True):
        assert words in how
    assert ready.live().area is Area.GLUTES


async def test_n_shows_another_tip_each_time_and_writes_nothing(ready: Bench) -> None:
    before = ready.path.read_bytes()
    app = ready.app()
    tips = []
    async with app.run_test(size=(80, 32)) as pilot:
        for _ in range(4):
            await pilot.pause()
            tips.append(flat(app).partition("Tip of the day")[2])
            await pilot.press("n")
    assert len(set(tips)) == 4
    assert ready.path.read_bytes() == before


async def test_a_free_session_runs_beside_the_guided_one(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert ready.live().free


@pytest.mark.parametrize("key", ["enter", "s", "r"])
async def test_a_pause_of_some_days_is_ended_today(key: str, ready: Bench) -> None:
    today = ready.clock.now().date()
    first, last = today - timedelta(days=2), today + timedelta(days=4)
    ready.change(lambda book: announce(book, ready.clock.now(), first, last))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "[ End the pause ]" in text_of(app)
        await pilot.press(key)
        await pilot.pause()
        assert "[ Start ]" in text_of(app)
    assert [(each.first, each.last) for each in ready.book().pauses] == [(first, today - timedelta(days=1))]


async def test_a_tip_without_room_shows_no_edge_of_its_frame(bench: Bench) -> None:
    """Every tick is told, and what else stands there takes the rest."""
    bench.set_up(Answers(ticked=frozenset(Contraindication), numb_areas=frozenset({Area.LEGS}), tz="UTC"))
    app = bench.app()
    async with app.run_test(size=(120, 40)) as pilot:
        for size, shown in (((120, 41), False), ((120, 44), True), ((80, 28), False), ((80, 32), True)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert ("Tip of the day" in flat(app)) is shown, size


@pytest.mark.parametrize("size", [(45, 20), (80, 24)])
async def test_read_a_tip_opens_its_text(size: tuple[int, int], store_path: Path, clock: FixedClock) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 6, answered=False)
    app = coach(store_path, clock)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", "3", "enter")
        await pilot.pause()
        shown = text_of(app)
        assert isinstance(app.screen, TipsScreen)
        assert "Opened today." in shown
        assert "Enter Next tip" in shown.splitlines()[-1]
        assert "List" in shown.splitlines()[-1] or "To the list" in shown.splitlines()[-1]
        assert len([tip for tip in store.read().tips.values() if tip.read]) == 1


async def test_no_rest_day_is_offered_where_sore_skin_made_the_day_one(
    store_path: Path, clock: FixedClock
) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 8, answered=False)
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "3", "right_square_bracket")
        await pilot.pause()
        shown = text_of(app)
        assert "[ Start ]" in shown
        assert "e easier" in shown
        assert "r rest day" not in shown
        assert "r Rest day" not in shown


async def test_the_bar_has_the_key_that_answers_the_question_beside_the_skin_check(
    store_path: Path, clock: FixedClock
) -> None:
    store = set_up_on(store_path, clock)
    lived(store, clock, 6, answered=False)
    clock.advance(timedelta(days=1))
    app = coach(store_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text_of(app)
        assert "Was there a session yesterday?" in shown
        assert "[ Answer the skin check ]" in shown
        assert "b Yesterday" in shown.splitlines()[-1]
