"""From the first picture to the app, and from the app to the next first picture."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from textual.events import Mount, MouseDown, MouseMove

from coach import opening
from coach.app import CoachApp
from coach.context import AppContext
from coach.domain.drafts import Form, FormDraft
from coach.domain.habit.pauses import announce
from coach.domain.model import Area, Change, Cover, Live, Skin
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.session.manual_entry import ManualEntry, log
from coach.domain.session.skin_check import answer_check
from coach.first_picture.key import PICTURE, key
from coach.first_picture.read import Part, Shown
from coach.opening import CTRL_C, Handover, Launch, may_be_kept
from coach.store import Store
from coach.terminal.capabilities import Capabilities
from tests.conftest import FixedClock

SIZE = (80, 24)
DAY = timedelta(days=1)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The keys for which a painter was started."""
    found: list[bytes] = []
    monkeypatch.setattr(opening, "spawn_painter", lambda key, environ: found.append(key))
    return found


@pytest.fixture
def context(store_path: Path, clock: FixedClock) -> AppContext:
    """Set up, and nothing recorded yet."""
    found = AppContext(Store(store_path, clock), clock)
    found.change(lambda book: set_up(book, Answers(ticked=frozenset(), tz="UTC"), clock.now()))
    return found


def recorded(context: AppContext) -> None:
    """Records five minutes."""
    entry = ManualEntry(minutes=5, area=Area.BACK, cover=Cover.TOWEL)
    context.change(lambda book: log(book, entry, context.now()).change)


def runs(context: AppContext) -> None:
    """Starts a session."""
    now = context.now()
    live = Live(Area.BACK, Cover.TOWEL, 5, 30, now, context.day(), "boot-1", 1000.0)
    context.change(lambda _: Change("Started", put=(live,)))


def test_what_was_changed_is_painted_once_nothing_is_pressed(
    context: AppContext, painted: list[bytes]
) -> None:
    found = Handover(context, Launch(("--data", "x")))
    found.note_input()
    found.rest(SIZE)
    assert painted == []
    found.rest(SIZE)
    assert painted == [key(PICTURE, ["--data", "x"], SIZE)]
    found.rest(SIZE)
    assert len(painted) == 1
    recorded(context)
    found.note_input()
    found.rest(SIZE)
    found.rest(SIZE)
    found.rest(SIZE)
    assert len(painted) == 2


def test_nothing_is_painted_without_a_start(context: AppContext, painted: list[bytes]) -> None:
    """A coach with another clock, as in a test, is none that the next one could go on from."""
    Handover(context, None).rest(SIZE)
    Handover(context, None).paint_next(SIZE)
    assert painted == []


def turned_off(context: AppContext) -> None:
    off = context.book.settings._replace(first_picture=False)
    context.change(lambda _: Change("Off", put=(off,)))


def damaged(context: AppContext) -> None:
    context.store.path.write_text("{", encoding="utf-8")
    context.read()


def waits(context: AppContext) -> None:
    context.drafts.put(FormDraft(context.now(), Form.ENTRY, "1", {"minutes": "5"}, context.day()))


@pytest.mark.parametrize("happens", [runs, turned_off, damaged, waits], ids=lambda each: each.__name__)
def test_it_is_not_painted(
    context: AppContext, painted: list[bytes], happens: Callable[[AppContext], None]
) -> None:
    assert may_be_kept(context)
    happens(context)
    assert not may_be_kept(context)
    Handover(context, Launch(())).paint_next(SIZE)
    assert painted == []


def test_before_setup_there_is_no_today_to_paint(store_path: Path, clock: FixedClock) -> None:
    assert not may_be_kept(AppContext(Store(store_path, clock), clock))


def test_another_thing_to_do_is_another_meaning(context: AppContext) -> None:
    """Each of these would make a key at the picture do something else."""
    clock = context.clock
    assert isinstance(clock, FixedClock)
    found = [context.today().meaning]
    recorded(context)
    found.append(context.today().meaning)
    clock.advance(DAY)
    found.append(context.today().meaning)
    context.change(lambda book: answer_check(book, Area.BACK, Skin.CLEAR, context.now()))
    found.append(context.today().meaning)
    context.change(lambda book: announce(book, context.now(), context.day(), context.day()))
    found.append(context.today().meaning)
    assert all(one != other for one, other in pairwise(found)), found


def shown(means: str, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """A picture with a meaning, on no terminal."""
    monkeypatch.setattr("termios.tcgetattr", lambda number: [])
    return Shown(Part(means, b"", b""), SIZE)


def test_what_is_typed_counts_only_at_a_picture_of_the_same(
    context: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = Handover(context, Launch((), shown(context.today().meaning, monkeypatch)))
    other = Handover(context, Launch((), shown("done back 1 5 towel -", monkeypatch)))
    assert (same.means_another_day, other.means_another_day) == (False, True)
    assert not Handover(context, Launch(())).means_another_day


def test_dropping_notes_that_there_was_something(context: AppContext) -> None:
    found = Handover(context, Launch(()))
    assert not found.drop(b"")
    assert not found.has_dropped
    assert not found.drop(b"r2")
    assert found.has_dropped
    assert found.drop(b"r" + CTRL_C)


def test_only_a_mouse_that_moves_means_nothing(context: AppContext, monkeypatch: pytest.MonkeyPatch) -> None:
    start = Launch((), shown("done back 1 5 towel -", monkeypatch))
    app = CoachApp(context, Capabilities(unicode=True, remote=False), start)
    place = (None, 1, 1, 0, 0, 0, False, False, False)
    assert app.drops(MouseMove(*place))
    assert not app.opening.has_dropped
    assert app.drops(MouseDown(*place))
    assert app.opening.has_dropped
    assert not app.drops(Mount())


async def test_keys_before_the_first_draw_are_dropped_with_a_line_and_later_ones_are_not(
    context: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = Launch((), shown("done back 1 5 towel -", monkeypatch))
    app = CoachApp(context, Capabilities(unicode=True, remote=False), start)
    app.drop(b"r")  # what the driver found typed
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        said = "\n".join("".join(cell[0] for cell in row if cell) for row in app.cell_diff.rows)
        assert "Your day had changed as the coach opened" in said
        await pilot.press("2")
        assert app.current_mode == "calendar"


def test_a_painter_that_has_ended_leaves_no_process_behind(
    context: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    children: list[int] = []

    def spawned(key: bytes, environ: object) -> int:
        children.append(os.posix_spawn("/bin/true", ["true"], {}))
        return children[-1]

    monkeypatch.setattr(opening, "spawn_painter", spawned)
    found = Handover(context, Launch(()))
    found.rest(SIZE)
    os.waitid(os.P_PID, children[0], os.WEXITED | os.WNOWAIT)
    found.rest(SIZE)
    with pytest.raises(ChildProcessError):
        os.waitpid(children[0], os.WNOHANG)
