"""Every screen, dialog and question that there is in the code has a scene, which is kept as a picture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from textual.screen import Screen

from coach import screens
from coach.screens.dialogs.confirm import Confirm
from coach.screens.dialogs.prompt import Pick, Prompt
from tests.screens.scenes import SCENES

ROOT = Path(screens.__file__ or "").parent
BASES = {
    "AnswerForm",
    "Dialog",
    "CoachScreen",
    "DayChanges",
    "FastLayout",
    "FaultScreen",
    "LayoutHook",
    "LiveSession",
}
"""Screens that others are made from."""
QUESTIONS = (Confirm, Prompt, Pick)
"""Dialogs that are made in many places, each with its own words."""

SHOWN = {
    "AfterSaveScreen": "after-save",
    "AreasScreen": "areas",
    "BackupsDialog": "backups",
    "CalendarScreen": "calendar",
    "CheckInScreen": "check-in",
    "DamagedFileScreen": "unreadable",
    "DatedAheadDialog": "dated-ahead",
    "EasierDialog": "easier",
    "EvidenceScreen": "known",
    "GoalDialog": "goal",
    "GuideScreen": "guide",
    "HelpScreen": "help",
    "InsightsScreen": "insights",
    "KeymapDialog": "keys",
    "MilestonesScreen": "milestones",
    "MissingFileScreen": "missing-file",
    "Palette": "palette",
    "PauseDialog": "pause",
    "PlanScreen": "plan",
    "PressKey": "press-key",
    "RecoveryScreen": "recovery",
    "Review": "review",
    "SafetyScreen": "safety",
    "SessionForm": "entry",
    "SessionScreen": "session-running",
    "SettingsScreen": "settings",
    "SetupScreen": "setup-1",
    "SkinCheckDialog": "skin",
    "TipsScreen": "tips",
    "TodayScreen": "today-due",
    "UndoDialog": "undo",
}
"""A scene of each screen and dialog; `test_pictures` holds each, and those named after it, against it."""

ASKED = {
    "calendar.day_changes.DayChanges.write_note": "day-note",
    "dialogs.confirmations.ask_about": "skin-slip",
    "plan.screen.PlanScreen.action_lower": "plan-lower",
    "plan.screen.PlanScreen.action_pause": "pause-there",
    "session.end_questions.EndQuestions._ask": "session-stop",
    "session.recovery.RecoveryScreen.action_stopped": "recovery-stopped",
    "settings.backups_dialog.BackupsDialog._ask_merge": "backups-merge",
    "settings.backups_dialog.BackupsDialog._ask_restore": "backups-restore",
    "settings.keymap_dialog.KeymapDialog.action_own_all": "keys-all-default",
    "settings.personal_items.PersonalItems.area.take": "area-on",
    "settings.personal_items.PersonalItems.rhythm.take": "setting-rhythm-ask",
    "settings.personal_items.PersonalItems.sensitive.take": "sensitive",
    "settings.preference_items.PreferenceItems._ask": "cue",
    "settings.setting_item.ItemMaker.pick": "theme",
    "setup.owner_question.ask_owner": "whose",
    "setup.owner_question.ask_owner.answered": "own-file",
    "shared.damaged_file.DamagedFileScreen.action_restore": "unreadable-restore",
    "shared.record_questions.may_delete": "day-delete",
    "shared.record_questions.which_answer": "which-answer",
    "shared.missing_file.MissingFileScreen.action_start_over": "begin-anew",
    "shared.missing_file.MissingFileScreen.action_open": "another-open",
    "shared.missing_file.MissingFileScreen.action_restore": "missing-restore",
    "shared.report_dialog.ask_for_report": "report",
    "shared.undo_dialog.UndoDialog.action_take": "undo-several-asked",
    "today.dated_ahead.DatedAheadDialog._ask": "dated-ahead-right",
    "today.old_answers.ask": "old-answers",
    "today.safety_question.confirm_safety": "today-ask-dialog",
    "today.unsaved_answers.UnsavedAnswers.offer": "unsaved",
}
"""A scene of each place in the code that asks a question."""


def screen_of(scene: str) -> str | None:
    """Returns the screen that a scene is named after, as `after-save-week` is; a question tells its own."""
    if scene in ASKED.values():
        return None
    named = {shown: screen for screen, shown in SHOWN.items() if f"{scene}-".startswith(f"{shown}-")}
    return named[max(named, key=len)] if named else None


def classes() -> dict[str, type[Screen[Any]]]:
    """Returns every screen and dialog of the coach that is no base of others and no question."""
    modules = [import_module(each.name) for each in walk_packages(screens.__path__, f"{screens.__name__}.")]
    found = {
        each.__name__: each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, Screen)
        and each.__module__.startswith(screens.__name__)
    }
    questions = {each.__name__ for each in QUESTIONS}
    return {name: each for name, each in found.items() if name not in BASES | questions}


def places() -> set[str]:
    """Returns every function of the screens that makes a question."""
    found = set()
    for path in ROOT.rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {f"{module}.{function}" for function in _asking(tree, "")}
    return found


def _asking(node: ast.AST, function: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        name = function
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{function}.{child.name}".lstrip(".")
        made = child.func if isinstance(child, ast.Call) else None
        if isinstance(made, ast.Name) and made.id in {each.__name__ for each in QUESTIONS}:
            yield function
        yield from _asking(child, name)


def test_every_screen_and_dialog_has_a_scene() -> None:
    assert sorted(classes()) == sorted(SHOWN)


def test_every_question_has_a_scene() -> None:
    assert sorted(places()) == sorted(ASKED)


def test_each_question_has_a_scene_of_its_own() -> None:
    """By which `test_pictures` knows the question that is to be shown there."""
    assert len({*ASKED.values()}) == len(ASKED)
    assert {*ASKED.values()} <= {*SCENES}
