"""Files in trouble: damaged, gone, apart, someone else's, of an older coach, or with a slip in them."""

from __future__ import annotations

from datetime import time, timedelta

from coach.context import AppContext
from coach.domain.day_notes import note_day
from coach.domain.drafts import Form, FormDraft, Value
from coach.domain.model import (
    Area,
    Change,
    Check,
    Contraindication,
    Cover,
    DayNote,
    Live,
    Skin,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.session.manual_entry import ManualEntry, log
from coach.store import Store
from coach.store.repair.repair import back_up
from tests.screens.conftest import Bench
from tests.screens.days import lived, session
from tests.screens.files import checked, month
from tests.store.schema import schema_2


def dated_ahead(bench: Bench) -> None:
    """A month of use, and then a clock that was three weeks ahead for a day."""
    checked(bench)
    later = bench.clock.now() + timedelta(days=21)
    lain = session(later.date(), bench.clock, 10, Cover.TOWEL, None)._replace(
        started_at=later + timedelta(minutes=10)
    )
    told = Check(day=later.date(), area=Area.BACK, skin=Skin.CLEAR, at=later)
    note = DayNote(day=later.date(), text="travelled [home]")
    bench.change(lambda _: Change("Ahead", put=(lain, told, note)))


def upgraded(bench: Bench) -> None:
    """The day on which a coach with other rules opens a file of three years, with old answers in doubt."""
    life = schema_2.life("3 years", "soreness grew thrice")
    bench.path.parent.mkdir(parents=True, exist_ok=True)
    bench.path.write_bytes(life.data())
    bench.clock.set(life.now)


def unreadable(bench: Bench) -> None:
    bench.path.parent.mkdir(parents=True, exist_ok=True)
    bench.path.write_text('{"meta": {"1": {"schema": 1,,}}}', encoding="utf-8")


def missing(bench: Bench) -> None:
    month(bench)
    back_up(bench.path, bench.clock.now())
    bench.path.unlink()


def a_minute_later(bench: Bench) -> None:
    """Nobody has pressed a key."""
    bench.clock.advance(timedelta(seconds=45))


def grown_apart(bench: Bench) -> None:
    month(bench)
    bench.path.with_name("coach.sync-conflict-20261121-062958-KJ2QXPA.json").write_bytes(
        bench.path.read_bytes()
    )
    bench.change(lambda book: Change("Grace", put=(book.settings._replace(grace=1),)))


def lapsed(bench: Bench) -> None:
    """Twenty minutes were begun two hours before, and nobody ended them."""
    checked(bench)
    began, elapsed, boot = bench.clock.now(), bench.clock.elapsed(), bench.clock.boot()
    live = Live(Area.BACK, Cover.BARE, 20, 30, began, began.date(), boot, elapsed, before=6)
    bench.change(lambda _: Change("Started", put=(live,)))
    bench.clock.advance(timedelta(hours=2))


def unsaved(bench: Bench) -> None:
    """A form that the coach could not save as it was closed, an hour before."""
    checked(bench)
    at = bench.clock.now() - timedelta(hours=1)
    values: dict[str, Value] = {"minutes": "4.8", "at": "06:10", "sharpness": 4, "note": "the neck was stiff"}
    context = AppContext(Store(bench.path, bench.clock), bench.clock)
    context.drafts.put(FormDraft(at, Form.ENTRY, "01F", values, at.date(), Area.BACK))
    context.drafts.close()


def imported_years(bench: Bench) -> None:
    """Two hundred days from another tracker, then the setup, and the first session after it."""
    bench.clock.advance(-timedelta(days=1))
    bench.set_up()
    events = bench.book().events
    bench.clock.advance(timedelta(days=1))
    lived(Store(bench.path, bench.clock), bench.clock, 200, missed=(40, 41, 42, 43))
    assert bench.book().events == events


def recorded_by_someone(bench: Bench) -> None:
    """Sessions of two days, and the safety questions never answered: whose are they?"""
    days = [bench.clock.now().date() - timedelta(days=ago) for ago in (2, 1)]
    taken = tuple(session(day, bench.clock, 5, Cover.TOWEL, Skin.CLEAR) for day in days)
    bench.change(lambda _: Change("Imported", put=taken))


def damaged(bench: Bench) -> None:
    """Some bytes of the file are gone, and there is a backup of the whole."""
    month(bench)
    back_up(bench.path, bench.clock.now())
    whole = bench.path.read_bytes()
    at = whole.index(b'"done_min"')
    bench.path.write_bytes(whole[:at] + b"\0" * 40 + whole[at + 40 :])


def grown_apart_with_more(bench: Bench) -> None:
    """The copy in conflict has a session that the file has not."""
    grown_apart(bench)
    (copy,) = bench.path.parent.glob("*conflict*")
    more = session(bench.clock.now().date(), bench.clock, 12, Cover.TOWEL, None)
    Store(copy, bench.clock).change(lambda _: Change("More", put=(more,)))
    back_up(bench.path, bench.clock.now())


def someone_elses(bench: Bench) -> None:
    """In the place of the file lies another's."""
    there = bench.path.with_name("another.json")
    Store(there, bench.clock).change(
        lambda _: Change(
            "Theirs", put=(session(bench.clock.now().date(), bench.clock, 5, Cover.TOWEL, None),)
        )
    )
    there.replace(bench.path)


def mistaken(bench: Bench) -> None:
    """A clot ticked by mistake, a session a minute before, and a note and a setting before that."""
    checked(bench)
    day = bench.clock.now().date()
    bench.change(lambda book: note_day(book, day, "slept badly", day))
    bench.change(lambda book: Change('Set "Grace" to 1 day', put=(book.settings._replace(grace=1),)))
    bench.change(lambda book: log(book, ManualEntry(12, at=time(6, 40)), bench.clock.now()).change)
    bench.clock.advance(timedelta(minutes=1))
    clots = Answers(ticked=frozenset({Contraindication.CLOTS}))
    bench.change(lambda book: set_up(book, clots, bench.clock.now()))


def own_keys(bench: Bench) -> None:
    """Two keys of Today are the user's own."""
    month(bench)
    bench.settings(keymap={"backfill": "f5", "easier": "w"})
