"""The settings of the coach itself: the day, the look, the keys, and the signals of a session."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import partial

from coach.clock import zone, zone_warning
from coach.domain import labels, setting_values
from coach.domain.model import Change, Refused
from coach.domain.setting_options import DAY, LOOK, SESSION, SettingOption, set_theme
from coach.screens.dialogs.prompt import Pick, Prompt
from coach.screens.settings.setting_item import ItemMaker, SettingItem
from coach.terminal.notifications import alarm
from coach.terminal.run import emit
from coach.widgets.reading.item_list import Line

LONGEST_SENTENCE = 100
"""Characters of the moment after which the mat is rolled out, at most."""


class PreferenceItems(ItemMaker):
    """Makes the lines of the groups "Day", "Look" and "Session"."""

    def all(self) -> Iterable[SettingItem]:
        """Yields every line of the three groups, but not the test of the signals."""
        yield from (self.zone(), self.cue_sentence(), self.theme(), self.keys())
        yield from self.options((*DAY, *LOOK, *SESSION))

    def options(self, table: Sequence[SettingOption]) -> list[SettingItem]:
        """Returns a line for each setting that Enter turns from one value to the next."""

        def turn(option: SettingOption, by: int) -> None:
            self.change(lambda book: option.change_by(book.settings, by))

        return [
            SettingItem(
                each.field, each.label, each.current_name(self.settings), each.about, partial(turn, each)
            )
            for each in table
        ]

    def zone(self) -> SettingItem:
        """Returns the line of the time zone, which asks for another one."""

        def turn(_: int) -> None:
            # It reads the whole database of time zones, which takes a while.
            from zoneinfo import available_timezones

            about = "A name as in Europe/Zurich; empty for the machine's own. Down takes a suggestion."
            ask = Prompt("Time zone", about, self.settings.tz, _check_zone, sorted(available_timezones()))
            self.screen.app.push_screen(ask, answered)

        def answered(value: str | None) -> None:
            if value is not None and value != self.settings.tz:
                label = f"Set the time zone to {value or labels.OWN_ZONE}"
                self.change(lambda book: Change(label, put=(book.settings._replace(tz=value),)))

        about = "Where your days are counted; a server often runs on UTC. Days that were stay as they were."
        if warning := zone_warning(self.settings.tz):
            about = f"{warning} {about}"
        return SettingItem("tz", "Time zone", setting_values.zone(self.settings), about, turn)

    def cue_sentence(self) -> SettingItem:
        """Returns the line of the moment after which the mat is rolled out, which asks for it."""

        def turn(_: int) -> None:
            about = "A fixed moment of your day is the best reminder, as in: the morning coffee."
            ask = Prompt("Roll out the mat after", about, self.settings.cue_sentence, _check_length)
            self.screen.app.push_screen(ask, answered)

        def answered(value: str | None) -> None:
            if value is not None and value != self.settings.cue_sentence:
                label = "Changed the moment of the day"
                self.change(lambda book: Change(label, put=(book.settings._replace(cue_sentence=value),)))

        about = "After what you roll out the mat, in your words. Short and daily beats long and rare."
        return SettingItem("cue", "Roll out after", setting_values.cue(self.settings), about, turn)

    def theme(self) -> SettingItem:
        """Returns the line of the theme, which opens the list: each shows at once, Enter saves it."""

        def turn(_: int) -> None:
            app = self.screen.app
            known = sorted(app.available_themes, key=lambda name: (name not in ("dusk", "dawn"), name))
            lines = [
                Line(name, "16 colours" if app.available_themes[name].ansi else "", name) for name in known
            ]

            def try_on(name: str) -> None:
                app.theme = name

            app.push_screen(Pick("Theme", lines, app.theme, try_on), answered)

        def answered(value: str | None) -> None:
            if value is None or value == self.settings.theme:
                self.screen.app.theme = self.settings.theme  # walking the list has tried others on
                return
            self.change(lambda book: set_theme(book.settings, value))

        about = "dusk is dark, dawn light. Those of 16 colours take the colours of your terminal."
        return SettingItem("theme", "Theme", self.settings.theme, about, turn)

    def keys(self) -> SettingItem:
        """Returns the line that opens the list of keys."""

        def turn(_: int) -> None:
            from coach.screens.settings.keymap_dialog import KeymapDialog

            self.screen.app.push_screen(
                KeymapDialog(self.context, self.change), lambda _: self.screen.renew()
            )

        about = "Every key can be another one. What you change shows at the bottom, in Help and in commands."
        return SettingItem("keymap", "Keys", setting_values.keys(self.settings), about, turn)

    def test(self) -> SettingItem:
        """Returns the line that rings and notifies as a cue would."""

        def turn(_: int) -> None:
            sequence = alarm(
                "Mat",
                "This is a test.",
                bell=self.settings.bell,
                notify=self.settings.notify,
                environ=os.environ,
            )
            if sequence:
                emit(self.screen.app, sequence)
            self.screen.say("Sent." if sequence else "Bell and notifications are both off.")

        about = "Rings and notifies as a session does. If nothing came, your terminal keeps it to itself."
        return SettingItem("test", "Send a test", "", about, turn)


def _check_zone(name: str) -> None:
    """Raises Refused if there is no such time zone."""
    try:
        zone(name)
    except ValueError as error:
        raise Refused(f"{error}.") from None


def _check_length(text: str) -> None:
    """Raises Refused if the words are too long for the line on Today."""
    if len(text) > LONGEST_SENTENCE:
        raise Refused(f"That is long; {LONGEST_SENTENCE} characters are enough.")
