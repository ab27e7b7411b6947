"""The screen that the coach opens with, and how a screen is made by its name."""

from __future__ import annotations

from importlib import import_module

from coach.context import AppContext
from coach.domain.drafts import FormDraft
from coach.domain.onboarding.user_profile import unanswered
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.fault_screen import screen_for
from coach.screens.shared.screen_table import SCREENS


def first_screen(context: AppContext) -> str:
    """Returns the name of the screen that the coach opens with."""
    if context.error is not None:
        return screen_for(context.error)
    if unanswered(context.book):
        return "setup"
    return "today"


def new_screen(name: str, context: AppContext, draft: FormDraft | None = None) -> CoachScreen:
    """Returns a new screen of that name; setup may be filled in with a draft."""
    module, _, class_name = SCREENS[name].path.rpartition(".")
    # Imported here and by name: the first picture needs one screen, and waits for no other.
    screen_class = getattr(import_module(f"coach.{module}"), class_name)
    screen: CoachScreen = screen_class(context, draft) if draft else screen_class(context)
    return screen
