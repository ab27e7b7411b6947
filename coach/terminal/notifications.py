"""The bell and the desktop notifications, for someone who is not looking at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coach.text.clean import brief

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

BELL: Final = "\x07"

_LONGEST = 120


def emit(app: App[Any], sequence: str) -> None:
    """Writes an alarm or a title to the app's terminal; does nothing without one, as in most tests.

    The bell rings even where Textual does not tell the driver.
    """
    # Imported late: what rings without an app, as a session in plain lines, imports no Textual.
    from coach.terminal.textual_private.app_hooks import driver_of

    driver = driver_of(app)
    if driver is None:
        if sequence.startswith(BELL):
            app.bell()
    elif sequence and not driver.is_headless:
        driver.write(sequence)


def alarm(title: str, body: str, *, bell: bool, notify: str, environ: Mapping[str, str]) -> str:
    """Returns the bell and the desktop notification of a cue, as far as the user wants them.

    Args:
        title: who speaks.
        body: what is said.
        bell: whether to ring, which is the only alarm that every terminal, tmux and mosh let through.
        notify: the setting: `off`, `osc9` or `osc777`; anything else is off.
        environ: tells whether tmux is in between, which then has to be asked to let the sequence pass.

    Returns:
        The text to write through the driver; empty where all is silenced.
    """
    sequence = notification(title, body, notify)
    if sequence and environ.get("TMUX"):
        sequence = through_tmux(sequence)
    return (BELL if bell else "") + sequence


def notification(title: str, body: str, notify: str) -> str:
    """Returns the sequence of a desktop notification; empty if `notify` names none.

    OSC 9 is for iTerm2, kitty, WezTerm and Ghostty, OSC 777 for foot, urxvt and Ghostty.
    """
    head, text = _field(title), _field(body)
    match notify:
        case "osc9":
            # The title comes first: a text that begins with a number, like `9;4;50`, would be a progress bar.
            return f"\x1b]9;{head}: {text}\x07"
        case "osc777":
            return f"\x1b]777;notify;{head};{text}\x07"
        case _:
            return ""


def through_tmux(sequence: str) -> str:
    """Returns the sequence in the form that tmux passes on, from 3.3 on with `allow-passthrough`."""
    return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def _field(text: str) -> str:
    return brief(text, _LONGEST).replace(";", ",")
