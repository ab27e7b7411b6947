"""The settings of the person: the goal, the safety questions, the skin, and the areas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from coach.domain import labels
from coach.domain.area_changes import turn_area
from coach.domain.habit.rhythm import EVERY_DAY
from coach.domain.habit.rhythm_choice import RHYTHMS, about_choice, choose_rhythm, chosen, rhythm_name
from coach.domain.model import Area, Screening
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import current_answer, is_sensitive
from coach.domain.setting_changes import set_usual_area
from coach.domain.setting_values import SettingLine
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.settings.setting_item import Choice, ItemMaker, SettingItem
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.key_reference import key_of

_AREA_KEYS = (("area-before", "left_square_bracket"), ("area-after", "right_square_bracket"))
"""The ids of the bindings of Today that turn to another area, and their first keys."""


class PersonalItems(ItemMaker):
    """Makes the lines of the groups "You" and "Areas"."""

    def editors(self) -> Mapping[str, Callable[[SettingLine], SettingItem]]:
        """Returns what makes the lines of both groups."""
        return {
            "goal": self.goal,
            "rhythm": self.rhythm,
            "screening": self.screening,
            "sensitive": self.sensitive,
            "area": self.main_area,
            **{f"area-{area}": partial(self.area, area) for area in Area},
        }

    def goal(self, line: SettingLine) -> SettingItem:
        """Returns the line of the goal, which opens its editor."""

        def turn(_: int) -> None:
            from coach.screens.plan.goal_dialog import GoalDialog

            self.screen.app.push_screen(GoalDialog(self.context, self.context.area), self.show_result)

        return SettingItem(line, turn)

    def rhythm(self, line: SettingLine) -> SettingItem:
        """Returns the line of the rhythm, which asks once more with what another one would mean."""
        context = self.context
        meanings = {EVERY_DAY: "what the articles ask for"}
        choices = tuple(Choice(str(n), rhythm_name(n), meanings.get(n, "")) for n in RHYTHMS)

        def take(chosen_id: str) -> None:
            wanted = int(chosen_id)

            def answered(value: str | None) -> None:
                if value == "yes":
                    day, now = context.day(), context.now()
                    self.change(lambda book: choose_rhythm(book, wanted, day, now))

            today = context.today()
            text = about_choice(context.book, wanted, today.streak, today.day)
            answers = (
                Answer("yes", "y", f"Choose {rhythm_name(wanted)}"),
                Answer("no", "n", "Leave it as it is"),
            )
            self.screen.app.push_screen(Confirm(line.label, text, answers), answered)

        return SettingItem(
            line, lambda _: self.pick(line, choices, str(chosen(self.book)), take), choices=choices
        )

    def screening(self, line: SettingLine) -> SettingItem:
        """Returns the line of the safety questions, which asks them again."""
        screening = current_answer(self.book, Screening)
        ticked = screening.ticked if screening else frozenset()
        applies = "; ".join(labels.CONTRAINDICATION[each] for each in sorted(ticked))
        said = f"{line.help} You ticked {applies}." if ticked else line.help
        return SettingItem(
            line._replace(help=f"{said} Enter takes you through setup again, these questions included."),
            lambda _: self.screen.post_message(CoachScreen.Go("setup")),
            warns=bool(ticked) or screening is None,
        )

    def sensitive(self, line: SettingLine) -> SettingItem:
        """Returns the line that turns sensitive skin on, once that is confirmed, or off."""
        on = is_sensitive(self.book)

        def answer(sensitive: bool) -> None:
            now = self.context.now()
            self.change(lambda book: set_up(book, Answers(sensitive=sensitive), now))

        def answered(value: str | None) -> None:
            if value == "yes":
                answer(True)

        def take(chosen: str) -> None:
            if chosen == "no":
                answer(False)
                return
            text = (
                "With sensitive skin you begin again at step 1, on a towel, whatever you have reached. You"
                " stay on a T-shirt until you confirm bare skin as your goal."
            )
            answers = (Answer("yes", "y", "My skin is sensitive"), Answer("no", "n", "Leave it as it is"))
            self.screen.app.push_screen(Confirm("Sensitive skin", text, answers), answered)

        choices = (Choice("no", "no"), Choice("yes", "yes", "begins again at step 1"))
        return SettingItem(
            line, lambda _: self.pick(line, choices, "yes" if on else "no", take), choices=choices
        )

    def main_area(self, line: SettingLine) -> SettingItem:
        """Returns the line of the area that Today opens with, among those that are open."""
        open_to = [a for a in Area if a is self.settings.area or self.context.ramps.open(a)]

        choices = tuple(Choice(area, labels.AREA[area]) for area in open_to)

        def take(chosen: str) -> None:
            self.change(lambda book: set_usual_area(book, Area(chosen), self.context.now()))

        def turn(_: int) -> None:
            self.pick(line, choices, self.settings.area, take)

        keys = [key_of(self.settings.keymap, *each) for each in _AREA_KEYS]
        about = f"{line.help} There, {' and '.join(keys)} switch to your other areas."
        return SettingItem(line._replace(help=about), turn)

    def area(self, area: Area, line: SettingLine) -> SettingItem:
        """Returns the line that turns an area on or off; where sources differ, after a notice."""
        ramps = self.context.ramps
        on, off = ramps.open(area), ramps.stays_off(area)
        notice = area.spec.notice

        def set_to(value: bool) -> None:
            now = self.context.now()
            self.change(lambda book: turn_area(book, area, now, on=value))

        def answered(value: str | None) -> None:
            if value == "on":
                set_to(True)

        def take(chosen: str) -> None:
            # Only an area that may harm asks first, and only on the way on: off is always safe.
            if chosen == "off" or not notice:
                set_to(chosen == "on")
                return
            answers = (Answer("on", "y", "Turn it on"), Answer("", "n", "Leave it off"))
            self.screen.app.push_screen(Confirm(line.label, notice, answers), answered)

        choices = (Choice("on", "on"), Choice("off", "off"))

        def turn(_: int) -> None:
            self.pick(line, choices, "on" if on else "off", take)

        about = f"{line.help}. {notice}".strip()
        if not notice and not on and not off:
            about = f"{about} It opens by itself once 10 minutes on a towel have gone well on your back."
        return SettingItem(line._replace(help=about), turn)
