"""Every screen by its name, the one that the coach opens with, and how a screen is made."""

from __future__ import annotations

from importlib import import_module

from coach.context import AppContext
from coach.domain.drafts import FormDraft
from coach.domain.onboarding.user_profile import unanswered
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.fault_screen import screen_for
from coach.widgets.chrome.top_bar import SCREENS as TITLES

SCREENS = {
    "today": "today.screen.TodayScreen",
    "calendar": "calendar.screen.CalendarScreen",
    "tips": "tips.screen.TipsScreen",
    "plan": "plan.screen.PlanScreen",
    "insights": "insights.screen.InsightsScreen",
    "settings": "settings.screen.SettingsScreen",
    "help": "help.screen.HelpScreen",
    "setup": "setup.screen.SetupScreen",
    "safety": "setup.safety_dialog.SafetyScreen",
    "session": "session.screen.SessionScreen",
    "recovery": "session.recovery.RecoveryScreen",
    "damaged_file": "shared.damaged_file.DamagedFileScreen",
    "missing_file": "shared.missing_file.MissingFileScreen",
}
"""The class of each screen, below `coach.screens`."""

TABS = tuple(title.lower() for title in TITLES)
"""The screens that have a digit; each is kept as the user left it."""


def first_screen(context: AppContext) -> str:
    """Returns the name of the screen that the coach opens with."""
    if context.error is not None:
        return screen_for(context.error)
    if unanswered(context.book):
        return "setup"
    return "today"


def new_screen(name: str, context: AppContext, draft: FormDraft | None = None) -> CoachScreen:
    """Returns a new screen of that name; setup may be filled in with a draft."""
    module, _, class_name = SCREENS[name].rpartition(".")
    # Imported here and by name: the first picture needs one screen, and waits for no other.
    screen_class = getattr(import_module(f"coach.screens.{module}"), class_name)
    screen: CoachScreen = screen_class(context, draft) if draft else screen_class(context)
    return screen
