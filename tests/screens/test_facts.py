"""Every fact of the articles reaches a user: each id is followed to the words on a screen or of a command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from coach.cli import main
from coach.cli.command_words import in_commands
from coach.content.citations import rests_on, source_line
from coach.content.loader import load_evidence, load_facts, load_tips
from coach.domain.area_changes import turn_area
from coach.domain.model import OWN, Area, Change, Contraindication, Cover, Ended, Skin, Start
from coach.domain.onboarding.answers import Answers
from coach.domain.session.cues import STOP, STOP_SKIN, cues
from coach.domain.session.skin_check import answer_check
from coach.domain.tips.tip import Topic
from coach.screens.tips.screen import TipsScreen
from coach.store import Store
from coach.text.format import listed
from tests.facts import ELSEWHERE, FACTS, TOLD
from tests.screens.conftest import Bench, flat
from tests.screens.days import lived, session
from tests.screens.parts import all_in, text_in

ID = re.compile(r"\b[ABC]\d\d")

Run = Callable[..., str]


@pytest.fixture
def run(bench: Bench, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `coach` on the bench's file, and gives what it says."""

    def said(*words: str) -> str:
        capsys.readouterr()
        assert main(["--data", str(bench.path), *words], clock=bench.clock) == 0
        return " ".join(capsys.readouterr().out.split())

    return said


def test_every_fact_has_its_words_in_a_tip_or_on_the_page_of_evidence() -> None:
    assert len(FACTS) == len(set(FACTS)) == 26 + 8 + 33
    assert {*FACTS, *ELSEWHERE} == set(load_facts())
    pool: dict[str, list[str]] = {}
    for tip in load_tips():
        for fact in tip.facts:
            pool.setdefault(fact, []).append(f"{tip.title} {tip.text}")
    for chapter in load_evidence():
        for each in chapter.statements:
            for fact in each.facts:
                pool.setdefault(fact, []).append(each.text)
    for fact, words in (TOLD | ELSEWHERE).items():
        assert words
        for said in words:
            assert any(said in text for text in pool[fact]), (fact, said)


async def test_each_tip_can_be_read_with_its_sources_in_words(ready: Bench) -> None:
    """A walk over the whole list: the words of a tip, over those of what it rests on."""
    app = ready.app()
    seen: dict[str, str] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3", "g")
        await pilot.pause()
        while isinstance(app.screen, TipsScreen) and app.screen.tip and app.screen.tip.id not in seen:
            seen[app.screen.tip.id] = text_in(app, "#reading")
            await pilot.press("j")
            await pilot.pause()
    assert len(seen) == len(load_tips())
    for tip in load_tips():
        pane = seen[tip.id]
        assert tip.text in pane
        assert all(place[1:] in pane for place in rests_on(tip.facts)), tip.id
        assert not ID.search(pane)


def test_each_tip_can_be_read_by_a_command_with_its_sources(run: Run) -> None:
    told = ""
    for topic in Topic:
        told += run("tips", "--topic", topic)
    for tip in load_tips():
        assert in_commands(tip.text) in told
        assert source_line(tip) in told
    assert not ID.search(told)


async def test_the_page_of_what_is_known_names_its_facts(ready: Bench, run: Run) -> None:
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3", "e")
        await pilot.pause()
        page = await all_in(pilot, "#known")
    command = run("known")
    for chapter in load_evidence():
        for each in chapter.statements:
            sources = listed(rests_on(each.facts))
            assert f"{each.text} {sources[:1].upper()}{sources[1:]}" in page
            assert f"{each.text} {sources}" in command
    assert not ID.search(page + command)


async def test_the_questions_before_the_first_use_ask_for_what_the_articles_rule_out(bench: Bench) -> None:
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        asked = flat(app)
        await pilot.press(*["down"] * 9)
        await pilot.pause()
        asked += flat(app)
    for fact, words in {
        "B17": ("broken skin, a wound or a rash",),
        "B18": ("a blood-clot problem", "a skin infection"),
        "B19": ("pregnant",),
        "B32": ("skin infection or condition", "severe circulatory problems", "unsure whether it is for me"),
    }.items():
        assert all(said in asked for said in words), fact


@pytest.mark.parametrize(
    ("ticked", "facts"),
    [
        (Contraindication.WOUND, ("B17", "B32")),
        (Contraindication.SKIN, ("B18", "B32")),
        (Contraindication.CLOTS, ("B18", "C06")),
        (Contraindication.CIRCULATION, ("B32",)),
        (Contraindication.PREGNANT, ("B19",)),
        (Contraindication.THINNERS, ("C04", "C06", "C07")),
        (Contraindication.FEVER, ("C06",)),
        (Contraindication.HEART, ("C06", "C07")),
        (Contraindication.UNSURE, ("B32",)),
    ],
)
async def test_what_is_ticked_locks_the_mat_with_its_facts(
    ticked: Contraindication, facts: tuple[str, ...], bench: Bench, run: Run
) -> None:
    bench.set_up(Answers(ticked=frozenset({ticked}), tz="UTC"))
    found: dict[str, Any] = json.loads(run("today", "--json"))
    assert (found["state"], found["reason"]["facts"]) == ("locked", list(rests_on(facts)))
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert found["reason"]["text"] in text_in(app, "#reason")


def nothing(_: Bench) -> None:
    """Set up, and no session yet."""


def days(count: int, *, checked: Skin = Skin.CLEAR, **last: object) -> Callable[[Bench], None]:
    """So many clean days, of which the last one went otherwise, its skin check answered."""

    def made(bench: Bench) -> None:
        lived(Store(bench.path, bench.clock), bench.clock, count, answered=False)
        if last:
            changed = bench.book().sessions[-1]._replace(**last)  # type: ignore[arg-type]
            bench.change(lambda _: Change("Changed", put=(changed,)))
        bench.change(lambda book: answer_check(book, Area.BACK, checked, bench.clock.now()))

    return made


def too_soon(bench: Bench) -> None:
    """Four days after the last of three sessions."""
    lived(Store(bench.path, bench.clock), bench.clock, 3)
    bench.clock.advance(timedelta(days=4))


REASONS: list[tuple[Callable[[Bench], None], str, tuple[str, ...]]] = [
    (nothing, "short and soft, to learn how your skin reacts", ("A22", "A23", "B14")),
    (days(1), "1 of the 2 clean sessions", ("B14", OWN)),
    (days(2), "You had two clean sessions of 5 minutes: 7 minutes on a towel.", ("B14", OWN)),
    (days(30), "You are at your goal and it went well", ("A10", "B25", "B30")),
    (days(3, sharpness=6), "Sharpness was 6 in the last minute", ("B12", OWN)),
    (days(3, sharpness=9), "Sharpness was 9 in the last minute: one step down", ("B16", "B20", OWN)),
    (days(3, skin_after=Skin.SORE), "Your skin was sore right after", ("B30", OWN)),
    (days(3, ended=Ended.STOPPED), "stopped early", (OWN,)),
    (days(3, done_min=3.0), "lasted 3 of 7 minutes", (OWN,)),
    (days(5, cover=Cover.TOWEL), "was not in a T-shirt", (OWN,)),
    (days(3, sharpness=None), "Not every question about the last session was answered", (OWN,)),
    (days(3, checked=Skin.SORE), "a rest day, and the next session is", (OWN,)),
    (days(3, checked=Skin.BROKEN), "Your skin was hurt", ("B17", OWN)),
    (too_soon, "4 days off", (OWN,)),
]


@pytest.mark.parametrize(("made", "words", "facts"), REASONS, ids=[words for _, words, _ in REASONS])
async def test_a_reason_stands_on_today_with_the_facts_that_it_rests_on(
    made: Callable[[Bench], None], words: str, facts: tuple[str, ...], ready: Bench, run: Run
) -> None:
    made(ready)
    found: dict[str, Any] = json.loads(run("today", "--json"))
    assert words in found["reason"]["text"]
    assert set(found["reason"]["facts"]) == set(rests_on(facts))
    told = run("today")
    assert found["reason"]["text"] in told
    assert f"This is based on {listed(found['reason']['facts'])}." in told
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert words in text_in(app, "#reason")


async def test_a_session_says_what_the_articles_say_of_feeling_and_stopping(ready: Bench) -> None:
    """A08, B28: sharpest at first. A15: breath and body. B16: notice. B20: no longer. B33: stop."""
    app = ready.app()
    said: dict[str, str] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        stop = text_in(app, "#stop-text")
        skin = text_in(app, "#stop-skin")
        at = 0.0
        for cue in cues(300, Area.BACK):
            await ready.wait(pilot, cue.at_s - at + 0.5)
            at = cue.at_s + 0.5
            said |= dict.fromkeys(cue.facts, text_in(app, "#cue"))
    assert said["A08"] == said["B28"] == "It is sharpest at first. Breathe out slowly."
    assert "Follow your breath and feel where you rest." in said["A15"]
    assert "Notice how sharp it is now." in said["B16"]
    assert said["B20"]
    assert "Stop if it turns to pain, if discomfort grows or stays" in stop
    assert "dizzy, faint or numb" in stop
    assert set(STOP.facts) == {"B16", "B20", "B33", "C08"}
    assert "broken skin, a blister, a bruise, a rash or numbness" in skin
    assert set(STOP_SKIN.facts) == {"A12", "A21", "B17"}


async def test_the_page_of_each_area_names_the_facts_of_its_way(ready: Bench, run: Run) -> None:
    ways = {
        Area.BACK: ("the mat on the floor or a bed", {"A16", "B10", "B11"}),
        Area.LEGS: ("shift a little", {"B10", "B11", "B13"}),
        Area.GLUTES: ("20 minutes a day on it", {"A18"}),
        Area.FEET: ("guide has people stand on it", {"A20", "B11"}),
        Area.STOMACH: ("Not when you are pregnant", {"A17", "B19"}),
        Area.FACE: ("Press the mat to one cheek", {"A19"}),
    }
    told = run("areas")
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        for area, (words, facts) in ways.items():
            await pilot.pause()
            page = text_in(app, "#area-page")
            assert words in page
            assert words in told
            assert f"From {listed(rests_on(area.spec.facts))}." in page
            assert set(area.spec.facts) == facts
            await pilot.press("j")


def test_the_limits_of_the_articles_hold(bench: Bench, run: Run) -> None:
    """A12: 30 minutes. A18: 20 on the chair. A19: 3 a side. A24: 10 at first on bare skin. A10: 20 a day."""
    bench.set_up(Answers(ticked=frozenset(), start=Start.REGULAR, tz="UTC"))
    for area in Area:
        bench.change(lambda book, area=area: turn_area(book, area, bench.clock.now(), on=True))  # type: ignore[misc]

    def caps(area: Area) -> tuple[float, float]:
        found = json.loads(run("today", "--area", area, "--json"))["caps"]
        return found["session_min"], found["day_left_min"]

    assert caps(Area.BACK) == (10, 20)
    assert caps(Area.LEGS) == (30, 20)
    assert caps(Area.GLUTES) == (20, 20)
    assert caps(Area.FACE) == (6, 20)
    today = bench.clock.now().date()
    lain = session(today, bench.clock, 12, Cover.BARE, None)
    bench.change(lambda _: Change("Lain", put=(lain,)))
    assert caps(Area.LEGS) == (30, 8)
