"""Apps on one file and one clock: a second one is another terminal, or a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen

from coach.app import CoachApp
from coach.context import AppContext
from coach.domain.model import Book, Change, Live, Session
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.screen import SessionScreen
from coach.store import Store
from coach.terminal.capabilities import Capabilities
from tests.conftest import FixedClock


class Bench:
    """A file, a clock that is moved by hand, and as many apps on them as a test wants."""

    def __init__(self, path: Path, clock: FixedClock) -> None:
        self.path = path
        self.clock = clock

    def app(self, *, unicode: bool = True, hold_s: float = 0.0) -> CoachApp:
        """A new app on the file; no key counts as held in it, unless there is a time for that."""
        context = AppContext(Store(self.path, self.clock, wait_s=0.0), self.clock)
        return CoachApp(context, Capabilities(unicode=unicode, remote=False), hold_s=hold_s)

    def book(self) -> Book:
        """What is on the disk."""
        return Store(self.path, self.clock).read()

    def live(self) -> Live:
        """The session that runs."""
        live = self.book().live
        assert live is not None
        return live

    def only_session(self) -> Session:
        """The one session that there is."""
        (session,) = self.book().sessions
        return session

    def change(self, decide: Callable[[Book], Change | None]) -> Book:
        """Change the file from beside the apps."""
        return Store(self.path, self.clock).change(decide).book

    def set_up(self, answers: Answers | None = None) -> None:
        """Answer the first-run questions: nothing ticked, all else as it comes."""
        said = answers or Answers(ticked=frozenset(), tz="UTC")
        self.change(lambda book: set_up(book, said, self.clock.now()))

    def settings(self, **values: object) -> None:
        """Change settings."""
        self.change(lambda book: Change("Settings", put=(book.settings._replace(**values),)))  # type: ignore[arg-type]

    async def wait(self, pilot: Pilot[None], seconds: float) -> None:
        """Let time go by, and the app look at the clock and at the file once."""
        self.clock.advance(timedelta(seconds=seconds))
        await self.look(pilot)

    async def look(self, pilot: Pilot[None]) -> None:
        """Do what the app does each second, now."""
        app = pilot.app
        assert isinstance(app, CoachApp)
        with app._context():  # of two apps in one test, Textual would take the later one for both
            app.file_watch.look()
            app.file_watch.retry()
        await pilot.pause()
        with app._context():
            for screen in app.screen_stack:
                if isinstance(screen, SessionScreen | CheckInScreen):
                    screen.look()
        await pilot.pause()


def seen(app: App[None]) -> str:
    """The screen as text, lines joined."""
    rows = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in rows)


def flat(app: App[None]) -> str:
    """The words on the screen, without frames and line breaks; those of a question come first.

    Where its lines break depends on what it says, such as the path of a file; what lies behind it must not
    come between its words.
    """
    texts = [seen(app)]
    if isinstance(app.screen, ModalScreen):
        texts[:0] = [_within(texts[0], part.region) for part in app.screen.children]
    return " ".join(" ".join(texts).replace("\u2502", " ").split())


def _within(text: str, region: Region) -> str:
    lines = text.splitlines()[region.y : region.bottom]
    return "\n".join(line[region.x : region.right] for line in lines)


@pytest.fixture(scope="session", autouse=True)
def _sheets_parsed_once() -> Iterator[None]:
    """Keeps the rules of a sheet for the next app, as Textual does within one: a tenth of a test's time."""
    kept: dict[tuple[object, ...], list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parsed(sheet: Stylesheet, css: str, *where: Any, **more: Any) -> list[RuleSet]:
        key = (css, *where, *more.items(), *sheet._variables.items())
        if key not in kept:
            kept[key] = parse(sheet, css, *where, **more)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed)
        yield


@pytest.fixture
def bench(store_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A bench on which nothing was answered yet; an app looks at the file when the test says so,
    and its messages stay until the next key."""
    monkeypatch.setattr("coach.screens.shared.file_watch.FOLLOW_S", 3600.0)
    monkeypatch.setattr("coach.screens.shared.file_watch.RETRY_S", 3600.0)
    monkeypatch.setattr("coach.widgets.chrome.message_line.MESSAGE_S", 3600.0)
    return Bench(store_path, clock)


@pytest.fixture
def ready(bench: Bench) -> Bench:
    """A bench with the first-run questions answered: 5 minutes on a towel are due."""
    bench.set_up()
    return bench


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the session wrote to the terminal beside its picture."""
    written: list[str] = []
    monkeypatch.setattr(
        "coach.screens.session.session_alerts.emit", lambda _app, sequence: written.append(sequence)
    )
    return written
