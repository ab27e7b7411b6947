from __future__ import annotations

import pytest
from textual.app import App

from coach.terminal.notifications import alarm, emit, notification
from coach.terminal.textual_private.names import ALERTS
from coach.terminal.title import window_title
from coach.text.clean import brief

TMUX = {"TMUX": "/tmp/tmux-0/default,1,0"}


@pytest.mark.parametrize(
    ("bell", "notify", "environ", "written"),
    [
        (True, "off", {}, "\x07"),
        (False, "off", {}, ""),
        (False, "nonsense", {}, ""),
        (False, "osc9", {}, "\x1b]9;coach: Halfway\x07"),
        (True, "osc777", {}, "\x07\x1b]777;notify;coach;Halfway\x07"),
        (True, "off", TMUX, "\x07"),
        (True, "osc9", TMUX, "\x07\x1bPtmux;\x1b\x1b]9;coach: Halfway\x07\x1b\\"),
    ],
)
def test_each_setting_has_its_sequence(
    bell: bool, notify: str, environ: dict[str, str], written: str
) -> None:
    assert alarm("coach", "Halfway", bell=bell, notify=notify, environ=environ) == written


@pytest.mark.parametrize("notify", ["osc9", "osc777"])
def test_no_text_ends_its_sequence_early(notify: str) -> None:
    evil = "a\x1b\\b\x07c\x9cd\n;e\x1b]2;f\x00"
    sequence = notification(evil, evil, notify)
    inside = sequence.removeprefix("\x1b]").removesuffix("\x07")
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in inside)


def test_a_semicolon_adds_no_field() -> None:
    assert notification("a;b", "c;d", "osc777") == "\x1b]777;notify;a,b;c,d\x07"


def test_a_number_first_is_no_progress_bar() -> None:
    assert not notification("coach", "4;3;", "osc9").startswith("\x1b]9;4")


def test_a_title_is_one_short_line_without_controls() -> None:
    assert window_title("8 min\x1b[31m left\n\u202eon\u2069 the mat" + "." * 200) == (
        "\x1b]2;" + ("8 min\u241b[31m left on the mat" + "." * 200)[:80] + "\x07"
    )


def test_a_brief_text_keeps_letters_of_every_script() -> None:
    text = "Rücken 背中 ظهر 👩‍👧"
    assert brief(text, 100) == text


class Ringing(App[None]):
    """Counts how often it rang."""

    rung = 0

    def bell(self) -> None:
        self.rung += 1


def test_where_textual_does_not_tell_its_driver_the_bell_rings_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ALERTS, "_missing", set(ALERTS.names))
    app = Ringing()
    emit(app, alarm("coach", "Halfway", bell=True, notify="osc9", environ={}))
    assert app.rung == 1
    emit(app, alarm("coach", "Halfway", bell=False, notify="osc9", environ={}))
    emit(app, window_title("5 min left"))
    emit(app, "")
    assert app.rung == 1
