"""A session in lines from beginning to end: the questions before it, its minutes, and the check-in."""

from __future__ import annotations

import os

from coach.cli.command_context import CommandContext
from coach.cli.next_command import next_line
from coach.cli.plain_session.before_session import planned
from coach.cli.plain_session.check_in_lines import CheckInLines
from coach.cli.plain_session.draft_lines import offer_drafts
from coach.cli.plain_session.line_reader import Cut, EndOfInput, Lines, StandardInput
from coach.cli.plain_session.lost_lines import ask_how_long
from coach.cli.plain_session.running_session import BEGIN_AGAIN, Left, RunningSession
from coach.cli.plain_session.talk import INTERRUPTED, Talk, scale_of
from coach.context import AppContext
from coach.domain import labels
from coach.domain.model import Area, Refused
from coach.domain.session.cues import STOP, STOP_SKIN
from coach.domain.session.live import SessionPlan
from coach.session_control.controller import SessionController
from coach.session_control.lost_session import lost_session
from coach.text.format import minutes as minutes_in_words

_LOCK_WAIT_S = 0.1
"""How long a try waits for the lock, so that the clock goes on; it is tried again."""


def standard_input() -> Lines:
    """Returns the lines that are typed; tests put others in their place."""
    return StandardInput()


def run_session(commands: CommandContext, area: Area | None, minutes: float | None, *, free: bool) -> int:
    """Runs a session in lines, and returns the status that the process is to end with.

    Raises Refused where none may start, with what to do.
    """
    lines = standard_input()
    commands.read(drafts=not lines.is_terminal)
    context = AppContext(commands.store, commands.clock, environ=os.environ)
    commands.store.wait_s = _LOCK_WAIT_S
    context.chosen_area = area or context.book.settings.area
    lines = lines.open()
    talk = Talk(lines, context)
    try:
        return _run(talk, context.chosen_area, minutes, free=free, asked=area)
    except Cut as cut:
        return cut.status
    finally:
        lines.close()
        context.drafts.close()


def _run(talk: Talk, area: Area, minutes: float | None, *, free: bool, asked: Area | None) -> int:
    context = talk.context
    try:
        # Lines from a pipe are answers to a session, and would be taken for answers to something else.
        checked_in = talk.lines.is_terminal and offer_drafts(talk)
    except EndOfInput:
        raise Refused(f"Nothing was started. {BEGIN_AGAIN}") from None
    if (lost := lost_session(context)) is not None:
        return ask_how_long(talk, lost)
    if context.book.live is not None:
        if free or minutes is not None or asked not in (None, context.book.live.area):
            talk.say("One session is running, and comes first; what you asked for has not begun.")
        controller = SessionController.of(context, context.book.live)
    elif checked_in and not free and context.today().prescription.done:
        talk.say(next_line(context.today(), told=True))
        return 0
    else:
        try:
            controller = _begin(talk, planned(talk, area, minutes, free=free))
        except EndOfInput:
            raise Refused(
                f"Nothing was started: a question was left without an answer. {BEGIN_AGAIN}"
            ) from None
        except KeyboardInterrupt:
            talk.say(f"Nothing was started. {BEGIN_AGAIN}")
            return INTERRUPTED
    running = RunningSession(talk, controller)
    try:
        session = running.run()
    except Left as left:
        return left.status
    if running.is_lost and (lost := lost_session(context)) is not None:
        return ask_how_long(talk, lost)
    if session is None:
        talk.say(next_line(context.today()))
        return 0
    return CheckInLines(talk, session, asks_why=running.asks_why).run()


def _begin(talk: Talk, plan: SessionPlan) -> SessionController:
    """Asks for the soreness before, says when to stop, and returns the session, which settles down."""
    try:
        before = talk.ask(
            f"How sore is your {labels.AREA[plan.area]} now, 0 to 10? {labels.SORENESS}. Enter skips.",
            lambda typed: scale_of(typed, "soreness before"),
        )
    except EndOfInput:
        if talk.lines.is_terminal:
            raise
        before = None
    kind = "Free session" if plan.free else "Your session"
    # The session that the day asks for has been named before the questions.
    as_asked = not plan.free and plan.rung == talk.context.today().prescription.rung
    named = "" if as_asked else f"{kind}: {minutes_in_words(plan.minutes)} {labels.on(plan.cover)}."
    trial = "Bare is still new, so it closes at 10 minutes. Watch your skin." if plan.trial else ""
    talk.say(named, trial)
    talk.say(STOP.text, STOP_SKIN.text)
    controller = SessionController.planned(talk.context, plan)
    controller.before = before
    ready = round(controller.ready_left_s)
    if ready:
        talk.say(f"Settle down. The clock starts in {ready} seconds; Enter starts it now, q goes back.")
    return controller
