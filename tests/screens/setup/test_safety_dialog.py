"""From a locked Today to the safety questions and back; one key where nothing has changed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from coach.domain.model import Area, Book, Change, Contraindication, Event, Screening
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import current_answer
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.safety.screening import AskWhy, open_questions
from coach.domain.today import TodayState, today
from coach.screens.dialogs.confirm import Confirm
from coach.screens.session.screen import SessionScreen
from coach.screens.setup.safety_dialog import SafetyScreen
from coach.screens.today.screen import TodayScreen
from coach.store import Store
from tests.screens.conftest import Bench, flat
from tests.screens.days import lived
from tests.screens.files import quiet_month, thinners
from tests.screens.parts import text_in

SIZES = [(80, 24), (45, 20)]


def said(bench: Bench) -> Screening:
    found = current_answer(bench.book(), Screening)
    assert found is not None
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_enter_on_a_locked_today_leads_to_the_questions_and_a_doctors_yes_unlocks(
    bench: Bench, size: tuple[int, int]
) -> None:
    thinners(bench)
    bench.clock.advance(timedelta(minutes=1))
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "[ Change safety answers ]" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SafetyScreen)
        await pilot.press(*["down"] * 15, "space", "enter")
        await pilot.pause()
        if isinstance(app.screen, SafetyScreen):
            assert "There are more questions" in flat(app)
            await pilot.press("enter")
            await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "[ Start ]" in flat(app)
    assert said(bench).agreed == {Contraindication.THINNERS, Contraindication.FEELING}
    ramps, day = Ramps(bench.book()), bench.clock.now().date()
    assert prescribe(ramps, Area.BACK, day).rung is not None
    assert prescribe(ramps, Area.FEET, day).rung is None, "what is not felt well stays closed"


async def test_after_a_long_time_one_key_says_that_nothing_has_changed(bench: Bench) -> None:
    """Enter alone does not: it leads to the questions."""
    quiet_month(bench)
    before = said(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "[ Answer the safety questions ]" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "has anything changed" in flat(app)
        await pilot.press("escape", "enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, SafetyScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert said(bench) == before
        await pilot.press("enter", "n")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    now = said(bench)
    assert (now.ticked, now.agreed, now.asked) == (before.ticked, before.agreed, before.asked)
    assert now.at == bench.clock.now()
    assert today(bench.book(), bench.clock.now()).state is TodayState.DUE


async def test_what_an_older_coach_did_not_ask_is_asked_before_the_next_session(bench: Bench) -> None:
    bench.set_up()
    old = frozenset(Contraindication) - {Contraindication.HEART, Contraindication.FEVER}
    bench.change(lambda book: _asked(book.events, old))
    lived(Store(bench.path, bench.clock), bench.clock, 2)
    bench.clock.advance(timedelta(minutes=1))
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "There are new safety questions." in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SafetyScreen)
        assert "There are new safety questions." in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert said(bench).asked == frozenset(Contraindication)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)


def _asked(events: tuple[Event, ...], asked: frozenset[Contraindication]) -> Change:
    older = tuple(each._replace(asked=asked) for each in events if isinstance(each, Screening))
    return Change("An older coach", put=older)


async def test_a_tick_holds_however_one_leaves_the_page(bench: Bench) -> None:
    bench.set_up(Answers(ticked=frozenset({Contraindication.FEVER}), tz="UTC"))
    bench.clock.advance(timedelta(minutes=1))
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("8", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    assert said(bench).ticked == {Contraindication.FEVER, Contraindication.HEART}


FEELING = frozenset({Contraindication.FEELING})


async def left(bench: Bench, *keys: str, says: str) -> Screening:
    """What holds once the page was left by Esc after some keys, and a sentence that Today says then."""
    bench.clock.advance(timedelta(minutes=1))
    app = bench.app()
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        app.go("safety")
        await pilot.pause()
        assert isinstance(app.screen, SafetyScreen)
        await pilot.press(*keys, "escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert says in flat(app)
        assert not app.context.drafts.may_exist()
    return said(bench)


async def test_a_part_without_its_areas_closes_them_all_until_they_are_named(bench: Bench) -> None:
    """Left by Esc it is not "none of these": a doctor's yes alone opens nothing."""
    bench.set_up(Answers(ticked=frozenset(), tz="UTC"))
    found = await left(bench, "7", says="Saved.")
    assert (found.ticked, found.numb_areas) == (FEELING, None)
    bench.clock.advance(timedelta(minutes=1))
    bench.change(lambda book: set_up(book, Answers(agreed=FEELING), bench.clock.now()))
    ramps, day = Ramps(bench.book()), bench.clock.now().date()
    assert prescribe(ramps, Area.BACK, day).rung is None
    app = bench.app()
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        assert "which areas" in text_in(app, "#reason")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SafetyScreen)
        assert "Say which areas you cannot feel well; until then all stay off the mat." in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Tick the areas that you cannot feel well, or none of these." in flat(app)
        await pilot.press(*["down"] * 13, "space", "enter")
        await pilot.pause()
        if isinstance(app.screen, SafetyScreen):
            assert "There are more questions" in flat(app)
            await pilot.press("enter")
            await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "[ Start ]" in flat(app)
    assert said(bench).numb_areas == frozenset()


async def test_a_doctors_yes_that_was_taken_back_holds_however_one_leaves_the_page(bench: Bench) -> None:
    pregnant = frozenset({Contraindication.PREGNANT})
    bench.set_up(Answers(ticked=pregnant, agreed=pregnant, tz="UTC"))
    found = await left(bench, *["down"] * 5, "space", says="Saved.")
    assert (found.ticked, found.agreed) == (pregnant, frozenset())
    found = await left(bench, *["down"] * 5, "space", says="Not saved: your earlier answers still count.")
    assert found.agreed == frozenset(), "a new yes waits for Enter"


async def test_more_areas_hold_however_one_leaves_the_page_and_fewer_do_not(bench: Bench) -> None:
    bench.set_up(
        Answers(ticked=FEELING, agreed=FEELING, numb_areas=frozenset({Area.LEGS, Area.FEET}), tz="UTC")
    )
    back, legs = ["down"] * 7, ["down"]
    found = await left(bench, *back, "space", says="Saved.")
    assert found.numb_areas == frozenset({Area.BACK, Area.LEGS, Area.FEET})
    found = await left(bench, *back, *legs, "space", says="Not saved: your earlier answers still count.")
    assert found.numb_areas == frozenset({Area.BACK, Area.LEGS, Area.FEET})
    found = await left(
        bench, *back, *legs, "space", "8", says="stricter answers are saved; the other answers stay"
    )
    assert found.numb_areas == frozenset({Area.BACK, Area.LEGS, Area.FEET})
    assert found.ticked == {Contraindication.FEELING, Contraindication.HEART}


async def test_leaving_by_escape_answers_no_open_question(bench: Bench) -> None:
    """The tick that was added is saved; what was asked is asked again."""
    quiet_month(bench)
    found = await left(bench, "5", says="pregnan")
    assert found.ticked == {Contraindication.PREGNANT}
    ask = open_questions(bench.book(), bench.clock.now())
    assert ask is not None
    assert ask.why is AskWhy.QUIET


async def test_walking_over_the_questions_folds_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where years are recorded a fold at each key is felt; only another answer asks for one."""
    thinners(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        asked: list[Answers] = []

        def previewed(book: Book, answers: Answers, _now: datetime) -> Book:
            asked.append(answers)
            return book

        monkeypatch.setattr("coach.screens.setup.setup_form.preview", previewed)
        await pilot.press("down", "down", "up")
        await pilot.pause()
        assert not asked
        await pilot.press("space")
        await pilot.pause()
        assert len(asked) == 1


@pytest.mark.parametrize("key", ["enter", "escape"])
@pytest.mark.parametrize("ticked", [frozenset(), frozenset({Contraindication.THINNERS})])
async def test_the_questions_can_be_seen_again_before_setup_is_finished(
    bench: Bench, ticked: frozenset[Contraindication], key: str
) -> None:
    """From a Today that is locked, and from one that asks after a month whether anything has changed."""
    bench.change(lambda book: set_up(book, Answers(ticked=ticked, tz="UTC"), bench.clock.now(), whole=False))
    bench.clock.advance(timedelta(days=40))
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark", "1", "enter")
        await pilot.pause()
        if isinstance(app.screen, Confirm):
            await pilot.press("s")
            await pilot.pause()
        assert isinstance(app.screen, SafetyScreen)
        await pilot.press("end", key)
        await pilot.pause()
        if isinstance(app.screen, SafetyScreen):
            assert "There are more questions" in flat(app)
            await pilot.press(key)
            await pilot.pause()
        assert not isinstance(app.screen, SafetyScreen)
    assert said(bench).ticked == ticked
