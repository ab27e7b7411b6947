"""Answers of an earlier run that are not saved yet, offered one after the other in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.domain.drafts import CheckInDraft, Draft, Form, FormDraft, SessionDraft
from coach.session_control.waiting_drafts import WaitingDrafts, say_unsaved

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen


class UnsavedAnswers(WaitingDrafts):
    """The drafts that wait, each in a dialog."""

    def offer(self, app: App[None], draft: Draft, then: Callable[[str], None]) -> None:
        """Asks what to do with a draft; `then` is called with a sentence on what was done."""
        from coach.screens.dialogs.confirm import Answer, Confirm

        opens = self._opened(draft)
        answers = [
            *([] if isinstance(draft, FormDraft) else [Answer("save", "s", "Save it now")]),
            *([Answer("open", "o", "Look at it")] if opens is not None else []),
            Answer("later", "l", "Later: it is offered again"),
            Answer("drop", "t", "Throw it away"),
        ]

        def answered(value: str | None) -> None:
            self.done(draft)
            if value == "open" and opens is not None:
                app.push_screen(opens(), lambda result: then(str(result or "")))
            elif value == "save" and not isinstance(draft, FormDraft):
                result, session = self.save(draft)
                if isinstance(draft, SessionDraft) and session is not None:
                    from coach.screens.session.check_in import CheckInScreen

                    app.push_screen(CheckInScreen(self.context, session))
                else:
                    then(result)
            else:
                then(self.throw_away(draft) if value == "drop" else self.put_off(draft))

        question = say_unsaved(draft, self.context.now())
        app.push_screen(Confirm("Not saved yet", question, answers), answered)

    def _opened(self, draft: Draft) -> Callable[[], Screen[None] | Screen[str | None]] | None:
        """Returns what makes the screen with the draft filled in; None if there is no such screen."""
        match draft:
            case CheckInDraft() if (session := self.session_of(draft)) is not None:
                from coach.screens.session.check_in import CheckInScreen

                return lambda: CheckInScreen(self.context, session, draft)
            case FormDraft(form=Form.ENTRY, day=day, area=area) if day and area:
                from coach.screens.calendar.session_form import SessionForm

                known = (*self.context.book.sessions, *self.context.book.ahead)
                edited = next((each for each in known if each.id == draft.edits), None)
                if draft.edits and edited is None:
                    return None  # the session that it edits was deleted since
                return lambda: SessionForm(self.context, day, area, edited, draft)
            case FormDraft(form=Form.SETUP):
                from coach.screens.setup.screen import SetupScreen

                return lambda: SetupScreen(self.context, draft)
        return None
