"""Answers of an earlier run that are not saved yet, offered in lines before a session."""

from __future__ import annotations

from coach.cli.plain_session.check_in_lines import CheckInLines
from coach.cli.plain_session.talk import Talk
from coach.domain.drafts import CheckInDraft, Draft, Form, FormDraft, SessionDraft
from coach.domain.model import Ended, Refused, Session
from coach.session_control.waiting_drafts import WaitingDrafts, say_unsaved

_NO_FORM = {
    Form.ENTRY: "coach opens it, and coach log records a session in one line.",
    Form.SETUP: "coach opens it, and coach setup takes the same answers.",
}
"""What to do with a form that lines cannot show."""


def offer_drafts(talk: Talk) -> bool:
    """Offers what an earlier run could not save, one after the other; returns whether a check-in was made."""
    waiting = WaitingDrafts(talk.context)
    checked_in = False
    draft = waiting.next()
    talk.say(waiting.saved)
    while draft is not None:
        checked_in |= _offer(talk, waiting, draft)
        draft = waiting.next()
    return checked_in


def _offer(talk: Talk, waiting: WaitingDrafts, draft: Draft) -> bool:
    session = waiting.session_of(draft) if isinstance(draft, CheckInDraft) else None
    talk.say(say_unsaved(draft, talk.context.now()))
    done = talk.ask(_what_can_be_typed(draft, session), lambda typed: _word(typed, draft, session))
    waiting.done(draft)
    if done == "later":
        talk.say(waiting.put_off(draft))
    elif done == "throw":
        talk.say(waiting.throw_away(draft))
    elif done == "answer" and session is not None and isinstance(draft, CheckInDraft):
        CheckInLines(talk, session, asks_why=False, draft=draft).run(more=True)
        return True
    elif not isinstance(draft, FormDraft):
        said, saved = waiting.save(draft)
        talk.say(said)
        if isinstance(draft, SessionDraft) and saved is not None:
            CheckInLines(talk, saved, asks_why=saved.ended is Ended.SENSATION).run(more=True)
            return True
    return False


def _what_can_be_typed(draft: Draft, session: Session | None) -> str:
    if isinstance(draft, FormDraft):
        return f"{_NO_FORM[draft.form]} Enter leaves it for later, t throws it away."
    others = "l leaves it for later, t throws it away."
    if session is not None:
        return f"Enter asks you the rest now, s saves it as it is, {others}"
    return f"Enter saves it now, {others}"


def _word(typed: str, draft: Draft, session: Session | None) -> str:
    """Returns what a typed letter does; Enter does the first of what is offered."""
    at_once = "later" if isinstance(draft, FormDraft) else "save" if session is None else "answer"
    does = {"": at_once, "l": "later", "later": "later", "q": "later", "t": "throw", "throw": "throw"}
    if not isinstance(draft, FormDraft):
        does |= {"s": "save", "save": "save"}
    if typed.lower() not in does:
        raise Refused(_what_can_be_typed(draft, session))
    return does[typed.lower()]
