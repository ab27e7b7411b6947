"""The texts of the session screen: the clock as text, and the lines around it."""

from __future__ import annotations

from math import ceil

from coach.domain import labels
from coach.domain.model import Rung
from coach.domain.session.cues import BRIEF, OVERTIME, SIT_UP, CueCode
from coach.domain.session.timer import Phase
from coach.screens.shared.key_reference import key_of
from coach.session_control.controller import SessionController
from coach.text.format import capital, clock, minutes, sentence

_TRIAL = "On bare skin 3 to 10 minutes are enough at first, so watch your skin; it closes at 10. "
_TRIAL_SHORT = "Bare is still new, so it closes at 10 minutes. Watch your skin."
_TRIAL_BRIEF = "Bare is new: closes at 10."
_PHASE = {
    Phase.RUNNING: "On the mat",
    Phase.PAUSED: "Paused",
    Phase.ASKED: "Stopped",
}


def time(controller: SessionController) -> str:
    """Returns the time left to settle down or on the mat; in overtime the time since the end, with a plus."""
    phase = controller.phase
    if phase is Phase.READY:
        return clock(ceil(controller.ready_left_s))
    if phase is Phase.OVERTIME or (phase in (Phase.ASKED, Phase.DONE) and controller.overtime_s):
        return f"+{clock(controller.overtime_s)}"
    return clock(ceil(controller.left_s))


def heading(controller: SessionController, width: int, *, muted: bool) -> str:
    """Returns the time as plain text, with as much of what else there is to say as fits in one line.

    It is there for whoever copies it, or has it read out: the big digits are no text.
    """
    timer, phase = controller.timer, controller.phase
    whole = minutes(timer.target_s / 60)
    left = f"{clock(ceil(controller.left_s))} left"
    said = f"{left} of {whole}"
    match phase:
        case Phase.READY:
            starts = f"Starts in {clock(ceil(controller.ready_left_s))}"
            found = [
                f"Settle down \u00b7 {whole} \u00b7 {starts.lower()}",
                f"{starts} \u00b7 {whole}",
                starts,
            ]
        case Phase.DONE:
            done = f"{clock(controller.elapsed_s)} of {whole}"
            found = [f"Off the mat \u00b7 {done}", done]
        case _ if phase is Phase.OVERTIME or controller.overtime_s:
            left = f"{clock(controller.overtime_s)} over"
            found = [f"Overtime \u00b7 {left} your {whole}", f"{left} your {whole}", left]
        case _:
            state = "Free session" if controller.free and phase is Phase.RUNNING else _PHASE[phase]
            short = left if phase is Phase.RUNNING else f"{state} \u00b7 {left}"
            found = [f"{state} \u00b7 {said}", *([said] if phase is Phase.RUNNING else []), short]
            if phase is Phase.PAUSED and controller.paused_s >= 60:
                found.insert(0, f"Paused for {minutes(controller.paused_s // 60)} \u00b7 {said}")
    if muted:
        found = [f"{each} \u00b7 muted" for each in found]
    return next((each for each in found if len(each) <= width), found[-1])


def cue(
    controller: SessionController,
    rung: Rung | None,
    greeted_s: float | None,
    *,
    trial: bool = False,
    brief: bool = False,
) -> str:
    """Returns the line below the clock; `greeted_s` is the time on the mat at which the user came back.

    With `brief` it has 28 characters at most, wherever nothing is wrong.
    """
    timer, phase = controller.timer, controller.phase
    how = _TRIAL_BRIEF if brief and trial else f"{labels.how(timer.area, rung)}."
    so_far = f"{clock(controller.elapsed_s)} on the mat so far."
    if phase is Phase.READY:
        return "" if brief and not trial else how
    if phase is Phase.DONE:
        return "It is over, but not saved yet. Enter tries again."
    if phase is Phase.PAUSED:
        return so_far if brief else f"{so_far} {_space(controller)} resumes."
    if phase is Phase.ASKED:
        return so_far if brief else f"{so_far} Get up slowly."
    if phase is Phase.OVERTIME:
        return BRIEF[CueCode.END] if brief else OVERTIME.text
    if greeted_s is not None and (controller.cue is None or controller.cue.at_s <= greeted_s):
        return (
            "Still on the mat?"
            if brief
            else f"{clock(ceil(timer.target_s - greeted_s))} left. Still on the mat?"
        )
    if controller.cue:
        return BRIEF.get(controller.cue.code, controller.cue.text) if brief else controller.cue.text
    return "" if brief and not trial else how


def soreness(character: str | None) -> int | None:
    """Returns the soreness that a key stands for: a digit, or 10 for a dash; None for other keys."""
    if character == "-":
        return 10
    return int(character) if character and character in "0123456789" else None


def before(controller: SessionController, *, short: bool, brief: bool = False) -> str:
    """Returns the question about the soreness before the session, or the answer to it."""
    area = labels.AREA[controller.timer.area]
    if controller.before is not None:
        said = f"Soreness before: {controller.before}"
        return said if brief else f"{said}. Another number corrects it."
    if brief:
        return "How sore now? 0-9, - is 10"
    if short:
        return "How sore now? 0 (none) to 9, - is 10 (worst)"
    return f"How sore is your {area} now, 0 none to 10 worst? Press 0-9, or - for 10."


def coming(controller: SessionController, *, trial: bool = False, short: bool = False) -> str:
    """Returns what comes next, by the time that the clock will show then, or what is wrong with the file.

    With `short` it says so in fewer words.
    """
    phase = controller.phase
    if phase is Phase.DONE:
        return fault(controller)
    if controller.fault:
        return f"{fault(controller)} The clock goes on."
    if phase is Phase.READY:
        if trial and short:
            return _TRIAL_SHORT  # the key bar has Enter
        return f"{_TRIAL if trial else ''}Enter starts the clock at once."
    if phase is Phase.OVERTIME:
        why = ", as bare is still new" if trial else " on the mat"
        ends = f"It closes by itself at {clock(controller.timer.close_s)}{why}."
        return ends if short else f"{ends} {_space(controller)} finishes."
    after = controller.next_cue
    if phase is not Phase.RUNNING or after is None or after.code is CueCode.END:
        return ""
    return f"The next cue comes at {clock(ceil(controller.timer.target_s - after.at_s))} left."


def note(controller: SessionController, *, trial: bool, rings: bool) -> str:
    """Returns why a bare session closes early, or in overtime which key calms the alarm; else nothing."""
    if controller.phase is Phase.OVERTIME and rings:
        mute = _key(controller, "session-mute", "m")
        if controller.attended:
            return f"The alarm comes once a minute. {mute} mutes it."
        return f"Any key calms the alarm, and {mute} mutes it."
    return _TRIAL_SHORT if trial and controller.phase in (Phase.RUNNING, Phase.PAUSED) else ""


def plain_note(controller: SessionController, *, trial: bool, rings: bool) -> str:
    """Returns the note for a window without a clock, with what a larger one shows in other places."""
    match controller.phase:
        case Phase.READY:
            return _TRIAL_SHORT if trial else ""
        case Phase.ASKED:
            return "Get up slowly."
        case Phase.OVERTIME | Phase.DONE:
            return f"{SIT_UP.text} {note(controller, trial=trial, rings=rings)}".rstrip()
        case _:
            return note(controller, trial=trial, rings=rings)


def fault(controller: SessionController) -> str:
    """Returns why the file is not up to date, as a sentence; empty where it is."""
    if controller.fault and controller.unsaved and controller.phase is not Phase.DONE:
        return f"Not saved yet: {controller.fault}."
    return sentence(controller.fault) if controller.fault else ""


def one_line(controller: SessionController) -> tuple[str, str]:
    """Returns the time and the keys for a window without digits; together at most 40 characters."""
    text, pause, stop = (
        time(controller),
        _key(controller, "session-pause", "space"),
        _key(controller, "session-stop", "x"),
    )
    match controller.phase:
        case Phase.READY:
            return f"{text} to settle", "enter start \u00b7 esc back"
        case Phase.PAUSED:
            return f"{text} paused", f"{pause} resume \u00b7 {stop} stop"
        case Phase.OVERTIME:
            return f"{text} over", f"{pause} finish \u00b7 {stop} stop"
        case Phase.ASKED:
            return f"{clock(controller.elapsed_s)} on the mat so far", ""
        case Phase.DONE:
            return "over, not saved", "enter try again"
        case _:
            return f"{text} on the mat", f"{pause} pause \u00b7 {stop} stop"


def _space(controller: SessionController) -> str:
    return capital(_key(controller, "session-pause", "space"))


def _key(controller: SessionController, id: str, keys: str) -> str:
    key = key_of(controller.context.book.settings.keymap, id, keys)
    return key.lower() if len(key) > 1 else key


def title(controller: SessionController) -> str:
    """Returns the title of the window, which changes by the minute."""
    match controller.phase:
        case Phase.READY:
            return "settle down"
        case Phase.PAUSED:
            return "paused"
        case Phase.RUNNING:
            return f"{minutes(ceil(controller.left_s / 60))} left"
        case _:
            return "time is over"
