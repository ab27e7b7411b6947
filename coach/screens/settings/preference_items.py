"""The settings of the coach itself: the day, the look, the keys, and the signals of a session."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from coach.clock import zone, zone_warning
from coach.domain.model import SETTINGS, Refused
from coach.domain.setting_changes import next_value, set_value
from coach.domain.setting_values import SettingLine
from coach.screens.dialogs.prompt import Prompt
from coach.screens.settings.setting_item import Choice, ItemMaker, SettingItem
from coach.screens.shared.base import Host
from coach.terminal.notifications import alarm, emit
from coach.widgets.base.theme import THEME_ABOUT, THEME_NAMES, nearest_theme

MOST_TURNED = 3
"""The most values among which left and right turn; where there are more, they open the list."""


class PreferenceItems(ItemMaker):
    """Makes the lines of the groups "Day", "Look" and "Session"."""

    def editors(self) -> Mapping[str, Callable[[SettingLine], SettingItem]]:
        """Returns what makes the lines that neither go from value to value nor ask for any text."""
        return {"tz": self.zone, "theme": self.theme, "keymap": self.keys}

    def simple(self, line: SettingLine) -> SettingItem:
        """Returns the line of a setting that is typed, or chosen from a list of its values."""
        setting = SETTINGS[line.id]
        choices = [
            Choice(str(value), name, setting.meanings.get(value, "")) for value, name in setting.values
        ]
        by_id = {str(value): value for value, _ in setting.values}

        def take(chosen: str) -> None:
            self.change(lambda book: set_value(book.settings, line.id, by_id[chosen]))

        def turn(by: int) -> None:
            if setting.question is not None:
                self._ask(line.id)
            elif by and len(choices) <= MOST_TURNED:
                self.change(lambda book: next_value(book.settings, line.id, by))
            else:
                look = partial(self._try_on, line.id) if line.id == "marks" else None
                self.pick(line, choices, str(getattr(self.settings, line.id)), take, look)

        return SettingItem(line, turn, choices=choices if len(choices) <= MOST_TURNED else ())

    def zone(self, line: SettingLine) -> SettingItem:
        """Returns the line of the time zone, which suggests those that there are."""

        def turn(_: int) -> None:
            # It reads the whole database of time zones, which takes a while.
            from zoneinfo import available_timezones

            self._ask("tz", _check_zone, sorted(available_timezones()))

        if warning := zone_warning(self.settings.tz):
            line = line._replace(help=f"{warning} {line.help}")
        return SettingItem(line, turn)

    def theme(self, line: SettingLine) -> SettingItem:
        """Returns the line of the theme, which opens the list: each shows at once, Enter saves it."""

        choices = [Choice(name, name, THEME_ABOUT[name]) for name in THEME_NAMES]

        def take(chosen: str) -> None:
            self.change(lambda book: set_value(book.settings, "theme", chosen))

        def turn(_: int) -> None:
            shown = nearest_theme(self.settings.theme)
            self.pick(line, choices, shown, take, partial(self._try_on, "theme"))

        if (shown := nearest_theme(self.settings.theme)) != self.settings.theme:
            gone = f"{self.settings.theme} is no longer here, so you see {shown}."
            line = line._replace(help=f"{gone} {line.help}")
        return SettingItem(line, turn)

    def keys(self, line: SettingLine) -> SettingItem:
        """Returns the line that opens the list of keys."""

        def turn(_: int) -> None:
            from coach.screens.settings.keymap_dialog import KeymapDialog

            self.screen.app.push_screen(
                KeymapDialog(self.context, self.change), lambda _: self.screen.renew()
            )

        return SettingItem(line, turn)

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

        about = "Rings and notifies as a session does. If nothing happens, your terminal does not pass it on."
        return SettingItem(SettingLine("test", "Send a test", "", about), turn)

    def _try_on(self, id: str, value: str) -> None:
        """Shows the coach as it would look with another value, without saving it."""
        app = self.screen.app
        if isinstance(app, Host):
            app.show_look(self.context.book.settings._replace(**{id: value}))  # type: ignore[arg-type]

    def _ask(
        self, id: str, check: Callable[[str], None] | None = None, suggestions: Sequence[str] = ()
    ) -> None:
        """Asks for the text of a setting, and saves it if it is another one."""
        question, before = SETTINGS[id].question, str(getattr(self.settings, id))
        assert question is not None

        def answered(value: str | None) -> None:
            if value is not None and value != before:
                self.change(lambda book: set_value(book.settings, id, value))

        check = check or partial(_check_length, question.longest)
        ask = Prompt(question.title, question.about, before, check, suggestions)
        self.screen.app.push_screen(ask, answered)


def _check_zone(name: str) -> None:
    """Raises Refused if there is no such time zone."""
    try:
        zone(name)
    except ValueError as error:
        raise Refused(f"{error}.") from None


def _check_length(longest: int, text: str) -> None:
    """Raises Refused if a text is longer than its place is wide."""
    if len(text) > longest:
        raise Refused(f"That is long; {longest} characters are enough.")
