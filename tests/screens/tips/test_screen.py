"""Tips: found by topic and by words, marked by what was done with them; looking writes nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from textual.app import App

from coach.content.loader import load_tips
from coach.domain.model import Change, TipState
from coach.domain.tips.selection import by_topic
from coach.domain.tips.views import TipsView
from coach.screens.tips.review import Review
from coach.screens.tips.screen import TipsScreen
from coach.screens.today.screen import TodayScreen
from coach.widgets.chrome.tab_row import TabRow
from coach.widgets.reading.item_list import ItemList
from coach.widgets.reading.prose import Prose
from tests.screens.conftest import Bench, flat, seen
from tests.screens.parts import text_in

BROWSING = [
    "j", "j", "k", "down", "up", "pagedown", "pageup", "G", "g", "end", "home", "right", "l", "left", "h",
    "right_square_bracket", "left_square_bracket", "t", "slash", "s", "k", "i", "n", "enter", "j", "escape",
]  # fmt: skip


def states(bench: Bench) -> dict[str, TipState]:
    return dict(bench.book().tips)


def pane(app: App[None]) -> str:
    """The text beside the list."""
    return text_in(app, "#reading")


async def test_looking_at_tips_writes_nothing(ready: Bench) -> None:
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", *BROWSING)
        await pilot.pause()
        assert "new" in seen(app)
    assert ready.path.read_bytes() == before


async def test_the_list_begins_on_the_tip_of_the_day_and_says_why(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert isinstance(app.screen, TipsScreen)
        assert app.screen.tip is app.screen._todays()
        assert "Why today: You are in your first days on the mat." in pane(app)
        await pilot.press("j")
        await pilot.pause()
        assert "Why today" not in pane(app)
        await pilot.press("t")
        await pilot.pause()
        assert "Why today" in pane(app)


async def test_a_tip_shows_its_source_and_its_kind(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "g", "j")
        await pilot.pause()
        shown = pane(app)
    assert "Your first sessions are a skin test" in shown
    assert "Guidance." in shown
    assert "RunnerClick's guide (Side effects)" in shown


async def test_a_word_in_the_list_and_a_sentence_in_the_text_tell_studies_from_claims(ready: Bench) -> None:
    words = {
        "labels": ("study", "About studies."),
        "better-sleep": ("claim", "A claim that comes without evidence."),
        "no-dial": ("", "Guidance."),
        "half-an-hour": ("caution", "A caution."),
        "few-sessions": ("users say", "What users report."),
    }
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        listed = app.screen.query_one(ItemList)
        for tip, (tag, sentence) in words.items():
            listed.go(tip)
            await pilot.pause()
            assert listed.line is not None
            assert listed.line.tag == tag
            assert listed.line.text in seen(app)
            assert tag in seen(app)
            assert sentence in pane(app)


async def test_opening_a_tip_marks_it_read_once(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "g", "enter")
        await pilot.pause()
        opened = ready.path.read_bytes()
        assert [(s.read, s.seen) for s in states(ready).values()] == [(True, ready.clock.now().date())]
        assert isinstance(app.focused, Prose)
        await pilot.press("escape", "enter", "escape")
        await pilot.pause()
        assert ready.path.read_bytes() == opened
        assert f"1 of {len(load_tips())} read" in flat(app)


async def test_enter_on_an_open_tip_leads_to_the_next(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "g", "enter", "enter", "right", "left")
        await pilot.pause()
        assert isinstance(app.screen, TipsScreen)
        assert app.screen.tip is not None
        assert app.screen.tip.id == "skin-test"
    assert set(states(ready)) == {"five-on-a-towel", "skin-test", "no-dial"}


async def test_a_favourite_is_starred_and_listed_apart(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "g", "j", "f")
        await pilot.pause()
        assert "is a favourite now. Saved." in flat(app)
        assert re.search(r"Your first sessions are.* favourite ", seen(app))
        await pilot.press("left")
        await pilot.pause()
        lines = [line.id for line in app.screen.query_one(ItemList).lines if not line.heading]
        assert lines == ["skin-test"]
        await pilot.press("f")
        await pilot.pause()
        assert "No favourites yet. Press f on a tip to add it;" in flat(app)
    assert not states(ready)["skin-test"].favourite


async def test_got_it_and_again_exclude_one_another(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "g", "y")
        await pilot.pause()
        assert (states(ready)["five-on-a-towel"].got_it, states(ready)["five-on-a-towel"].again) == (
            True,
            False,
        )
        await pilot.press("a")
        await pilot.pause()
        assert (states(ready)["five-on-a-towel"].got_it, states(ready)["five-on-a-towel"].again) == (
            False,
            True,
        )
        assert "again" in seen(app).splitlines()[4]
        await pilot.press("u")
        await pilot.pause()
    assert states(ready)["five-on-a-towel"].got_it


async def test_words_that_no_favourite_has_are_looked_for_among_all(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "left", "slash", *"fever")
        await pilot.pause()
        assert "No favourite on that. Among all tips:" in flat(app)
        assert "fever" in [line.id for line in app.screen.query_one(ItemList).lines]


async def test_the_new_ones_alone_leave_out_what_was_read(ready: Bench) -> None:
    ready.change(lambda _: Change("Read", put=(TipState(id="skin-test", read=True),)))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "l")
        await pilot.pause()
        assert f"[New {len(load_tips()) - 1}]" in flat(app)
        assert "skin-test" not in [line.id for line in app.screen.query_one(ItemList).lines]


async def test_words_find_tips_and_are_marked(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "slash", *"towel")
        await pilot.pause()
        lines = app.screen.query_one(ItemList).lines
        marked = [line.text[start:end].lower() for line in lines for start, end in line.marks]
        assert marked
        assert all(word.startswith("towel") for word in marked)
        assert all(
            "towel" in f"{line.text} {app.screen._matches[line.id].tip.text}".lower()  # type: ignore[attr-defined]
            for line in lines
        )
        assert f"{len(lines)} found" in flat(app)
        await pilot.press("down")
        assert isinstance(app.focused, ItemList)
        await pilot.press("escape")
        await pilot.pause()
        assert "found" not in flat(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_what_is_not_found_says_so_and_markup_in_the_words_is_text(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "slash", *"xyz[b]")
        await pilot.pause()
        assert "No tip on that. This always applies:" in flat(app)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert f"All {len(load_tips())}" in flat(app)


async def test_keys_of_the_screen_are_letters_while_one_types(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "slash", *"favy?q1")
        await pilot.pause()
        assert "No tip on that. This always applies:" in flat(app)
    assert states(ready) == {}


async def test_below_72_columns_the_text_takes_the_place_of_the_list(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("3", "g")
        await pilot.pause()
        assert "The spikes have no dial" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Start with 5 minutes on a towel" in pane(app)
        assert "The spikes have no dial" not in flat(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "The spikes have no dial" in flat(app)


async def test_a_review_goes_through_what_is_due_and_writes_once_a_tip(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "v")
        await pilot.pause()
        assert isinstance(app.screen, Review)
        assert "1 of 5" in seen(app)
        await pilot.press("n", "y", "a", "enter", "space")
        await pilot.pause()
        assert "That is all for now." in flat(app)
        await pilot.press("escape")
        await pilot.pause()
        assert f"5 of {len(load_tips())} read" in flat(app)
    found = [(state.got_it, state.again) for state in states(ready).values()]
    assert sorted(found) == [(False, False), (False, False), (False, False), (False, True), (True, False)]


async def test_a_review_says_why_each_tip_is_in_it(ready: Bench) -> None:
    long_ago = ready.clock.now().date() - timedelta(days=40)
    asked = TipState(id="overuse", read=True, again=True, seen=long_ago)
    rest = [
        TipState(id=tip.id, read=True, seen=long_ago)
        for tip in load_tips()
        if tip.id not in ("overuse", "no-dial")
    ]
    ready.change(lambda _: Change("Read", put=(asked, *rest)))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "v")
        for said in (
            "Why now: You asked to see it again.",
            "Why now: You have not opened it yet.",
            "Why now: You have not opened it for a long time.",
        ):
            await pilot.pause()
            assert said in text_in(app, "#review-text")
            await pilot.press("n")


async def test_leaving_a_review_writes_nothing_of_the_tip_that_is_shown(ready: Bench) -> None:
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "v", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TipsScreen)
    assert ready.path.read_bytes() == before


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)])
async def test_tips_in_ascii_need_no_more_than_ascii(size: tuple[int, int], ready: Bench) -> None:
    ready.settings(marks="ascii")
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("3", "enter")
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        filtered = [
            segment.text
            for strip in strips
            for segment in strip.apply_filter(app.get_line_filters()[-1], app.screen.background_colors[1])
        ]
        assert "".join(filtered).isascii()


async def test_in_a_small_terminal_the_keys_of_a_review_stay_and_the_text_scrolls(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("3", "v")
        await pilot.pause()
        assert "n Next" in seen(app).splitlines()[-1]
        assert "(How to use, Side effects)" not in flat(app)
        await pilot.press("G")
        await pilot.pause()
        assert "Side effects)" in seen(app)
        assert "n Next" in seen(app).splitlines()[-1]


async def test_brackets_go_to_the_first_tip_of_each_topic_and_round(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "g")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TipsScreen)
        topics = list(by_topic(load_tips()).items())
        assert screen.tip is not None
        start = [topic for topic, _ in topics].index(screen.tip.topic)
        for n in range(1, len(topics) + 1):
            await pilot.press("right_square_bracket")
            await pilot.pause()
            assert screen.tip.id == topics[(start + n) % len(topics)][1][0].id
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert screen.tip.id == topics[start - 1][1][0].id


async def test_a_click_on_a_view_shows_its_tips_alone(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "j", "f")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TipsScreen)
        chosen = screen.tip
        tips = {}
        for view in (TipsView.FAVOURITES, TipsView.ALL):
            names = screen.query_one(TabRow).cells
            before = names[: list(TipsView).index(view)]
            await pilot.click(TabRow, offset=(sum(len(name) + 2 for name in before) + 1, 0))
            await pilot.pause()
            assert screen.view is view
            tips[view] = [line.id for line in screen.query_one(ItemList).lines if not line.heading]
    assert chosen is not None
    assert tips[TipsView.FAVOURITES] == [chosen.id]
    assert sorted(tips[TipsView.ALL]) == sorted(tip.id for tip in load_tips())
