"""What people type at a prompt, scene by scene, and all that the commands say to it."""

from __future__ import annotations

from collections.abc import Callable

from coach.domain.model import Area, Change, Settings
from coach.store import Store
from tests.cli import file_scenes
from tests.cli.plain_session.scripted import Passes
from tests.cli.talk import Talk, three_days


def each_day(talk: Talk) -> None:
    talk("today")
    talk("setup --screening none --tz UTC")
    talk("log 5 --sharpness 3 --skin clear --before 6 --after 4 --note slept")
    talk("today")
    talk("remind")
    talk("status")
    talk.waits(days=1)
    talk("remind")
    talk("check pink")
    talk("check clear")
    talk("status")
    talk("log 4.8 --at 06:30")
    talk("log 5.01 --at 06:32")
    talk("log 5.01 --at 07:00")
    talk("log 40")
    talk("log 2 --skin sore --stopped sharp --at 07:20")
    talk.waits(days=1)
    talk("today")
    talk("calendar")
    talk("fortnight")
    talk("insights")
    talk("plan")
    talk("areas")


def days_off(talk: Talk) -> None:
    talk.quietly("setup --screening none --tz UTC")
    talk("pause")
    talk("pause")
    talk("pause --off")
    talk("pause --off")
    talk("pause 2026-01-09 2026-01-12 --for illness")
    talk.waits(days=5)
    talk("today")
    talk("status")
    talk("remind")
    talk("calendar --ascii")


def taken_back(talk: Talk) -> None:
    talk("undo")
    talk("redo")
    three_days(talk)
    talk("undo --list")
    talk("undo")
    talk("undo --yes")
    talk("redo")
    talk("redo")


def rhythm(talk: Talk) -> None:
    three_days(talk)
    talk("settings rhythm")
    talk("settings rhythm 2")
    talk("settings rhythm 3")
    talk("settings rhythm 3")
    talk.waits(days=3)
    for _ in range(3):
        talk.waits(days=1)
        talk.quietly("check clear")
        talk.quietly("log 5 --sharpness 3 --skin clear")
        talk("status")
    talk("calendar")
    talk.waits(days=1)
    talk.quietly("check clear")
    talk("today")
    talk("remind")
    talk("status")
    talk.waits(days=14)
    talk("today")
    talk("insights")
    talk("settings rhythm every-day")
    talk("undo")


def settings(talk: Talk) -> None:
    talk("settings")
    three_days(talk)
    talk.quietly("setup --tz Europe/Zurich --sensitive --goal-minutes 15")
    other = Settings(
        tz="Europe/Zurich", rollover=4, week_start=6, grace=1, area=Area.FEET, ready_s=60, theme="dawn",
        marks="ascii", bell=False, notify="osc9", cues=False, breathing=True, animation=True,
        cue_sentence="I brush my teeth", keymap={"help": "f1"},
    )  # fmt: skip
    Store(talk.shell.path, talk.shell.clock).change(
        lambda book: Change("All of it", put=(other._replace(id=book.settings.id),))
    )
    talk("settings")
    talk("settings --json")


def written_out(talk: Talk) -> None:
    three_days(talk)
    for name in ("out.json", "out.csv", "out.ics"):
        talk(f"export -o {talk.folder / name} --format {name[4:]}")
    talk(f"export -o {talk.folder / 'out.csv'} --format csv")
    talk(f"report -o {talk.folder / 'page.html'}")
    talk(f"report -o {talk.folder / 'page.html'}")
    talk(f"report -o {talk.folder / 'page.txt'}")


def month(talk: Talk) -> None:
    """Two weeks, with two days left out, a stop, and notes of before and after."""
    talk.quietly("setup --screening none --tz UTC")
    for day in range(16):
        if day == 6:
            talk.quietly("log 3 --sharpness 8 --skin clear --before 5 --after 5 --stopped sharp")
        elif day not in (3, 9):
            minutes = talk.shell("today", "--json").json["minutes"] or 5
            talk.quietly(f"log {minutes} --sharpness 4 --skin clear --before 6 --after {3 + day % 2}")
        talk.waits(days=1)
        talk.quietly("check clear")


def looks(talk: Talk) -> None:
    talk("fortnight")
    month(talk)
    talk("calendar --month 2025-12")
    talk("calendar --year 2026")
    talk("calendar --year 2026 --ascii")
    talk("plan --rules")
    talk("plan --own")
    talk("plan --area feet --days 5")
    talk("insights")
    talk("insights --area feet")
    talk("fortnight")
    talk("tips")
    talk("tips towel --topic safety")
    talk("tips nothingatall")
    talk("known")
    talk("status --format {streak}/{minutes}/{state}")
    talk("remind --streak")
    talk("remind --after 23:00")
    talk("check clear")
    talk("undo --list")
    talk("export --format csv")


def as_json(talk: Talk) -> None:
    three_days(talk)
    for name in ("today", "status", "plan", "areas", "insights", "fortnight", "settings", "known"):
        talk(f"{name} --json")
    talk("tips towel --json")


def one_day(talk: Talk) -> None:
    three_days(talk)
    talk("day")
    talk("day yesterday")
    talk("day 2026-01-01")
    talk("note calm")
    talk("pause today today")
    talk("day")
    talk("edit yesterday sharpness=8 skin=pink")
    talk("day yesterday")
    talk("edit yesterday minutes=7 note=")
    talk("edit yesterday sharpness=")
    talk("edit yesterday minutes=40")
    talk("edit yesterday")
    talk("edit yesterday sharp=3")
    talk("edit 2026-01-01 minutes=6")
    talk("log 3 --on yesterday --at 19:00")
    talk("edit yesterday minutes=6")
    talk("edit yesterday/2 day=2026-01-06 at=20:30")
    talk("check sore --on yesterday")
    talk("delete yesterday")
    talk("delete yesterday --yes")
    talk("note --remove today")
    talk("day yesterday")


def tip_marks(talk: Talk) -> None:
    three_days(talk)
    talk("tips lie-still")
    talk("tips --favourite back-first")
    talk("tips --favourites")
    talk("tips --open back-first")
    talk("tips --open nothing-at-all")
    talk("tips --review 2")
    talk("tips --topic nothing")


def in_lines(talk: Talk) -> None:
    """A session from its questions to what is next; stopped, left and joined; and where none may start."""
    talk.lies()
    talk.quietly("setup --screening none --tz UTC")
    talk.lies("sore", "4", "", Passes(301), "f", "what", "3", "2", "?", "1", "slept well")
    talk.lies()
    talk.waits(days=1)
    talk.lies("?", "rosy", "clear", "", "?", "", Passes(70), "p", Passes(5), "?", "", "x", "d", "q")
    talk.waits(days=1)
    talk.lies("1", "", Passes(40), "q")
    talk.lies("+", "f", "k", "?", "m", "f", "", "q")
    talk.waits(days=1)
    talk.lies("pink")
    talk.lies()
    talk.waits(days=2)
    talk.quietly("check clear")
    talk.lies(words="99")
    talk.lies("", "", Passes(2), words="--free 2")
    talk.waits(hours=2)
    talk.lies("q")
    talk.lies("d")
    talk.quietly("pause today today")
    talk.lies()


def open_questions(talk: Talk) -> None:
    month(talk)
    talk("check numb")
    talk("areas")
    talk("plan")
    talk("plan --own")
    talk("today")
    talk("setup --screening heart")
    talk("today")
    talk("areas")
    talk("plan")
    talk("log 5")
    talk("remind")
    talk("status")


SCENES: dict[str, Callable[[Talk], None]] = {
    "each day": each_day,
    "looks": looks,
    "as JSON": as_json,
    "open questions": open_questions,
    "one day": one_day,
    "tip marks": tip_marks,
    "session": in_lines,
    "days off": days_off,
    "taken back": taken_back,
    "copies": file_scenes.copies,
    "rhythm": rhythm,
    "settings": settings,
    "written out": written_out,
    "doctor, misfits": file_scenes.misfits,
    "doctor, damage": file_scenes.damage,
    "doctor, loss": file_scenes.loss,
    "doctor, beyond repair": file_scenes.beyond_repair,
    "doctor, much damage": file_scenes.much_damage,
    "doctor, beside": file_scenes.beside,
    "doctor, much loss": file_scenes.much_loss,
    "asked first": file_scenes.asked_first,
    "import, deleted there": file_scenes.deleted_there,
    "import, rows": file_scenes.rows,
    "import, records": file_scenes.records,
    "merge": file_scenes.grown_apart,
}
