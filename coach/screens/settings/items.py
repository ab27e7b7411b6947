"""The lines of the settings: what each shows, explains, and does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from coach.clock import zone, zone_warning
from coach.domain import labels, setting_values
from coach.domain.area_changes import turn_area
from coach.domain.model import Area, Change, Refused, Screening
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import current_answer, is_sensitive
from coach.domain.setting_options import DAY, LOOK, SESSION, SettingOption, set_theme
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.dialogs.prompt import Pick, Prompt
from coach.screens.settings.keymap_dialog import Set
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.export import export_beside, is_locked
from coach.screens.shared.key_reference import key_of
from coach.store import StoreError
from coach.terminal.notifications import alarm
from coach.terminal.run import emit
from coach.widgets.reading.item_list import Line

LONGEST_SENTENCE = 100
_TURNS = (("area-before", "left_square_bracket"), ("area-after", "right_square_bracket"))

_SOURCES_DIFFER = (
    "Sources differ here: RunnerClick's guide describes it, a mat maker advises against"
    " standing on the mat and against stomach and face."
)
_NOTICED = (Area.FEET, Area.STOMACH, Area.FACE)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the settings."""

    id: str
    label: str
    value: str
    about: str
    turn: Callable[[int], object]
    """Changes it, or does it; by -1 backwards, where it goes in a circle."""
    warns: bool = False
    """Whether its value deserves attention."""


def groups(screen: CoachScreen, change: Set) -> Iterable[tuple[str, Sequence[Item]]]:
    """Returns the groups with their lines, as the book has them now."""
    items = _Items(screen, change)
    made = {item.id: item for item in items.every()}
    for title, ids in setting_values.GROUPS:
        yield title, (*(made[id] for id in ids), *([items.test()] if title == "Session" else []))
    yield "File", (items.file(), *([] if is_locked() else [items.backups(), items.export()]), items.undo())


class _Items:
    """Makes the lines for a screen."""

    def __init__(self, screen: CoachScreen, change: Set) -> None:
        self.screen = screen
        self.context = screen.context
        self.book = screen.context.book
        self.settings = screen.context.book.settings
        self.change = change

    def every(self) -> Iterable[Item]:
        """Returns every setting that `shown.GROUPS` names."""
        yield from (self.goal(), self.screening(), self.sensitive(), self.main_area())
        yield from (self.area(area) for area in Area)
        yield from (self.zone(), self.cue_sentence(), self.theme(), self.keys())
        yield from self.cycles((*DAY, *LOOK, *SESSION))

    def cycles(self, table: Sequence[SettingOption]) -> list[Item]:
        """Returns the fields that go in a circle."""

        def turn(cycle: SettingOption, by: int) -> None:
            self.change(lambda book: cycle.change_by(book.settings, by))

        return [
            Item(each.field, each.label, each.current_name(self.settings), each.about, partial(turn, each))
            for each in table
        ]

    def goal(self) -> Item:
        """Opens the editor of the goal."""

        def turn(_: int) -> None:
            from coach.screens.plan.goal_dialog import GoalDialog

            self.screen.app.push_screen(GoalDialog(self.context, self.settings.area), self._told)

        about = "The longest session and the thinnest cover to work towards; shows what a change would do."
        return Item("goal", "Goal", setting_values.goal(self.book), about, turn)

    def screening(self) -> Item:
        """Asks the safety questions again."""
        said = current_answer(self.book, Screening)
        ticked = said.ticked if said else frozenset()
        about = "What speaks against the mat, from broken skin to a fever."
        applies = "; ".join(labels.CONTRAINDICATION[each] for each in sorted(ticked))
        return Item(
            "screening",
            "Safety questions",
            setting_values.screening(self.book),
            f"{about} You ticked {applies}. Enter asks them again."
            if ticked
            else f"{about} Enter asks them again.",
            lambda _: self.screen.post_message(CoachScreen.Go("setup")),
            warns=bool(ticked) or said is None,
        )

    def sensitive(self) -> Item:
        """Turns sensitive skin on, once confirmed, or off."""
        on = is_sensitive(self.book)

        def answer(sensitive: bool) -> None:
            now = self.context.now()
            self.change(lambda book: set_up(book, Answers(sensitive=sensitive), now))

        def answered(value: str | None) -> None:
            if value == "yes":
                answer(True)

        def turn(_: int) -> None:
            if on:
                answer(False)
                return
            text = (
                "Sensitive skin begins again at step 1, on a towel, whatever was reached; the steps then stay"
                " on a T-shirt until you confirm bare skin as your goal."
            )
            answers = (Answer("yes", "y", "My skin is sensitive"), Answer("no", "n", "Leave it as it is"))
            self.screen.app.push_screen(Confirm("Sensitive skin", text, answers), answered)

        about = (
            "Spikes can pierce sensitive skin that is bare (RunnerClick's guide, Side effects). It begins at"
            " step 1, and the steps stay on a T-shirt until you confirm bare skin as your goal."
        )
        return Item("sensitive", "Sensitive skin", "yes" if on else "no", about, turn)

    def main_area(self) -> Item:
        """Returns the area that Today opens with, among those that are open."""
        open_to = [a for a in Area if a is self.settings.area or self.context.ramps.open(a)]

        def turn(by: int) -> None:
            area = open_to[(open_to.index(self.settings.area) + by) % len(open_to)]
            label = f"Today opens with the {labels.AREA[area]}"
            self.change(
                lambda book: Change(label, put=(book.settings._replace(area=area),), joins="main area")
            )

        keys = [key_of(self.settings.keymap, *each) for each in _TURNS]
        about = (
            f"The area that Today opens with. {' and '.join(keys)} there turn to the others that are open."
        )
        return Item("main", "Today opens with", labels.AREA[self.settings.area], about, turn)

    def area(self, area: Area) -> Item:
        """Turns an area on or off; with a notice where sources differ."""
        ramps = self.context.ramps
        on, off = ramps.open(area), setting_values.stays_off(ramps, area)

        def set_to(value: bool) -> None:
            now = self.context.now()
            self.change(lambda book: turn_area(book, area, now, on=value))

        def answered(value: str | None) -> None:
            if value == "on":
                set_to(True)

        def turn(_: int) -> None:
            if on or area not in _NOTICED:
                set_to(not on)
                return
            answers = (Answer("on", "y", "Turn it on"), Answer("", "n", "Leave it off"))
            title = capital_of(area)
            self.screen.app.push_screen(
                Confirm(title, f"{_NOTICES[area]} {_SOURCES_DIFFER}", answers), answered
            )

        about = f"{labels.how(area)}. {_NOTICES.get(area, '')}".strip()
        if area in _NOTICED:
            about = f"{about} {_SOURCES_DIFFER}"
        elif not on and not off:
            about = f"{about} Opens by itself once 10 minutes on a towel went well on your back."
        return Item(f"area-{area}", capital_of(area), setting_values.area(ramps, area), about, turn)

    def zone(self) -> Item:
        """Asks for the time zone."""

        def turn(_: int) -> None:
            from zoneinfo import available_timezones

            about = "A name as in Europe/Zurich; empty for the machine's own. Down takes a suggestion."
            ask = Prompt("Time zone", about, self.settings.tz, _is_zone, sorted(available_timezones()))
            self.screen.app.push_screen(ask, answered)

        def answered(value: str | None) -> None:
            if value is not None and value != self.settings.tz:
                label = f"Set the time zone to {value or labels.OWN_ZONE}"
                self.change(lambda book: Change(label, put=(book.settings._replace(tz=value),)))

        about = "Where your days are counted; a server often runs on UTC. Days that were stay as they were."
        if warning := zone_warning(self.settings.tz):
            about = f"{warning} {about}"
        return Item("tz", "Time zone", setting_values.zone(self.settings), about, turn)

    def cue_sentence(self) -> Item:
        """Asks after what the mat is rolled out."""

        def turn(_: int) -> None:
            about = "A fixed moment of your day is the best reminder, as in: the morning coffee."
            ask = Prompt("Roll out the mat after", about, self.settings.cue_sentence, _is_short)
            self.screen.app.push_screen(ask, answered)

        def answered(value: str | None) -> None:
            if value is not None and value != self.settings.cue_sentence:
                label = "Changed the moment of the day"
                self.change(lambda book: Change(label, put=(book.settings._replace(cue_sentence=value),)))

        about = "After what you roll out the mat, in your words. Short and daily beats long and rare."
        return Item("cue", "Roll out after", setting_values.cue(self.settings), about, turn)

    def theme(self) -> Item:
        """Opens the list of themes; the one under the cursor is shown at once, and saved with Enter."""

        def turn(_: int) -> None:
            app = self.screen.app
            known = sorted(app.available_themes, key=lambda name: (name not in ("dusk", "dawn"), name))
            lines = [
                Line(name, "16 colours" if app.available_themes[name].ansi else "", name) for name in known
            ]

            def look(name: str) -> None:
                app.theme = name

            app.push_screen(Pick("Theme", lines, app.theme, look), answered)

        def answered(value: str | None) -> None:
            if value is None or value == self.settings.theme:
                self.screen.app.theme = self.settings.theme
                return
            self.change(lambda book: set_theme(book.settings, value))

        about = "dusk is dark, dawn light. Those of 16 colours take the colours of your terminal."
        return Item("theme", "Theme", self.settings.theme, about, turn)

    def keys(self) -> Item:
        """Opens the list of keys."""

        def turn(_: int) -> None:
            from coach.screens.settings.keymap_dialog import KeymapDialog

            self.screen.app.push_screen(
                KeymapDialog(self.context, self.change), lambda _: self.screen.renew()
            )

        about = "Every key can be another one. What you change shows at the bottom, in Help and in commands."
        return Item("keymap", "Keys", setting_values.keys(self.settings), about, turn)

    def test(self) -> Item:
        """Rings and notifies as a cue would."""

        def turn(_: int) -> None:
            said = alarm(
                "Mat",
                "This is a test.",
                bell=self.settings.bell,
                notify=self.settings.notify,
                environ=os.environ,
            )
            if said:
                emit(self.screen.app, said)
            self.screen.say("Sent." if said else "Bell and notifications are both off.")

        about = "Rings and notifies as a session does. If nothing came, your terminal keeps it to itself."
        return Item("test", "Send a test", "", about, turn)

    def file(self) -> Item:
        """Says where the data is."""
        path = str(self.context.store.path)
        about = f"{path} holds all that you recorded, as JSON. coach --data names another."
        return Item("file", "Data file", self.context.store.path.name, about, lambda _: self.screen.say(path))

    def backups(self) -> Item:
        """Opens the list of backups, and of copies that grew apart."""

        def turn(_: int) -> None:
            from coach.screens.settings.backups_dialog import BackupsDialog

            self.screen.app.push_screen(BackupsDialog(self.context), self._told)

        about = "Copies made each day by themselves, to put back; a copy in conflict is merged there too."
        return Item("backups", "Backups", "", about, turn)

    def export(self) -> Item:
        """Writes everything out."""

        def turn(_: int) -> None:
            try:
                self.screen.say(f"Exported to {export_beside(self.context)}")
            except (Refused, StoreError, OSError) as error:
                self.screen.say(str(error))

        about = "A copy of everything, in a file beside the data. coach export writes CSV as well."
        return Item("export", "Export", "", about, turn)

    def undo(self) -> Item:
        """Undoes the last change."""
        last = self.context.store.undoable()
        about = (
            "Shows the last changes, to go back to before one of them. u undoes the last one anywhere, "
            "ctrl+r takes that back."
        )
        return Item(
            "undo", "Undo", last or "nothing to undo", about, lambda _: self.screen.action_undo_list()
        )

    def _told(self, said: str | None) -> None:
        self.screen.renew()
        if said:
            self.screen.say(said)


_NOTICES = {
    Area.FEET: "It begins seated in socks and goes on to standing.",
    Area.STOMACH: "Not when pregnant; 10 minutes at most.",
    Area.FACE: "Eyes closed; 3 minutes a side at most.",
}


def capital_of(area: Area) -> str:
    """Returns an area with a capital letter."""
    return labels.AREA[area].capitalize()


def _is_zone(name: str) -> None:
    try:
        zone(name)
    except ValueError as error:
        raise Refused(f"{error}.") from None


def _is_short(text: str) -> None:
    if len(text) > LONGEST_SENTENCE:
        raise Refused(f"That is long; {LONGEST_SENTENCE} characters are enough.")
