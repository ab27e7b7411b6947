"""Every name of Textual that the coach uses although nothing promises that it stays, in groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from coach.terminal.textual_private.probe import (
    Group,
    PrivateName,
    built_from,
    function,
    in_new,
    method,
    set_by_init,
    set_for,
    value,
)

APP = "textual.app:App"
SCREEN = "textual.screen:Screen"
_COMPOSITOR = "textual._compositor"
_DRIVER = "textual.drivers.linux_driver:LinuxDriver"

_BATCH = PrivateName(
    APP,
    "_batch_count",
    set_by_init,
    "nothing is drawn while a batch of changes is made",
    "a public App.is_batching",
    int,
)
_OWN_DRIVER = PrivateName(
    APP,
    "_driver",
    set_by_init,
    "what is written to the terminal goes through the driver, in its turn",
    "a public App.driver, or App.write",
)


def _parser_fits(owner: Any, name: str) -> bool:
    """Returns whether a parser can be made that keeps what the terminal has reported."""
    parser = getattr(owner, name)(False)
    return {"last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size", "feed"} <= set(
        dir(parser)
    )


def _waits_fits(owner: Any, name: str) -> bool:
    parser = owner(False)
    return getattr(parser, name).timeout is None


DRAWING: Final = Group(
    "more than what changed is sent over the line",
    PrivateName(
        APP,
        "_display",
        method("screen", "renderable", using=("post_display_hook",)),
        "sends the cells that differ, in place of whole widgets",
        "a public hook between a screen's update and the driver",
    ),
    PrivateName(
        SCREEN,
        "_compositor_refresh",
        method(using=("_display",)),
        "is what hands each picture to App._display",
        "the same hook",
    ),
    PrivateName(
        _COMPOSITOR,
        "ChopsUpdate",
        built_from("chops", "spans", "chop_ends"),
        "the parts of a screen that changed",
        "public updates that tell their strips and where they go",
    ),
    PrivateName(_COMPOSITOR, "LayoutUpdate", built_from("strips", "region"), "a whole screen", "the same"),
    _BATCH,
    _OWN_DRIVER,
)
"""DESIGN §11, Bytes: a tick of the countdown repaints a few cells."""

ALERTS: Final = Group(
    "neither the title nor a notification reaches the terminal, only the bell",
    _OWN_DRIVER,
)
"""What calls somebody who is not looking at the terminal."""

FAULTS: Final = Group(
    "a fault of its own is shown as a traceback, and what was open is not saved",
    PrivateName(
        APP,
        "_handle_exception",
        method("error"),
        "saves what is open before a fault ends the app, and says so in a sentence",
        "a public App.on_exception that may take the fault over",
    ),
)
"""DESIGN §11, Ways out: after a fault the file is whole."""

LEAVING: Final = Group(
    "a stalled connection holds it up, and one that is lost under nohup leaves it running",
    PrivateName(
        _DRIVER,
        "_file",
        set_by_init,
        "writes through a stream that neither fails nor waits for ever at a terminal that is gone",
        "a driver that takes the stream, and survives a failed write",
    ),
    PrivateName(
        _DRIVER,
        "_in_band_window_resize",
        set_by_init,
        "is put back on leaving, so that another terminal is asked for its size again",
        "stop_application_mode doing that itself",
    ),
    PrivateName(
        _DRIVER,
        "_get_terminal_size",
        method(),
        "a window of a size beyond reason is drawn as a large one",
        "a public bound on the size",
    ),
    PrivateName(
        _DRIVER, "__init__", method("app", "debug", "mouse", "size"), "makes the driver", "its documentation"
    ),
    PrivateName(
        _DRIVER,
        "fileno",
        set_for("start_application_mode"),
        "is read and watched by the coach's own input thread",
        "documentation of the drivers",
    ),
    PrivateName(
        _DRIVER,
        "attrs_before",
        set_by_init,
        "tells whether the terminal was taken over, and what to give back to it",
        "documentation of the drivers",
    ),
    *(
        PrivateName(_DRIVER, name, method(*parameters), purpose, "documentation of the drivers")
        for name, parameters, purpose in (
            ("start_application_mode", (), "saves the title as well"),
            ("stop_application_mode", (), "also switches off what late answers have switched on"),
            ("disable_input", (), "ends the input thread at once"),
            ("close", (), "is the last word of the driver"),
            ("run_input_thread", (), "stops reading when the terminal is gone"),
            ("process_message", ("message",), "sees whether the mouse reports in pixels"),
        )
    ),
)
"""DESIGN §11, Ways out: the terminal as it was found, within 4 seconds."""

INPUT: Final = Group(
    "a late answer of the terminal may act as keys",
    PrivateName(
        "textual._xterm_parser",
        "XTermParser",
        _parser_fits,
        "reads a whole sequence, after what is none was dropped",
        "a public parser that drops what it cannot read",
    ),
    PrivateName(
        "textual._xterm_parser:XTermParser",
        "_awaiting",
        _waits_fits,
        "tells whether the parser waits for more, so that it is replaced",
        "a public Parser.is_waiting",
    ),
    PrivateName(
        "textual._ansi_sequences",
        "ANSI_SEQUENCES_KEYS",
        value(Mapping),
        "tells which sequences are keys",
        "a public table of keys",
    ),
    PrivateName(
        "textual._keyboard_protocol",
        "FUNCTIONAL_KEYS",
        value(Mapping),
        "tells which keys kitty's protocol names",
        "the same table",
    ),
    PrivateName(
        "textual.keys",
        "_character_to_key",
        function("character"),
        "names a character as Textual's bindings do",
        "a public keys.name_of(character)",
    ),
)
"""DESIGN §11, Input: what a terminal answers late or sends malformed is no key."""

LAYOUT: Final = Group(
    "it starts more slowly",
    PrivateName(
        SCREEN,
        "_screen_resized",
        method("size"),
        "the same size told again lays nothing out",
        "Textual looking at the size itself",
    ),
    PrivateName(
        SCREEN,
        "_compositor_refresh",
        method(using=("render_update",)),
        "draws no picture that the layout which is due would replace",
        "Textual skipping it itself",
    ),
    PrivateName(
        SCREEN,
        "_on_timer_update",
        method(using=("_refresh_layout", "_layout_required", "_repaint_required")),
        "draws what the layout moved, once that is done",
        "the same",
    ),
    PrivateName(SCREEN, "_layout_required", set_by_init, "tells that a layout is due", "the same", bool),
    PrivateName(SCREEN, "_compositor", set_by_init, "knows the regions to draw", "the same"),
    PrivateName(
        f"{_COMPOSITOR}:Compositor",
        "_dirty_regions",
        in_new(set),
        "the regions that are to be drawn",
        "the same",
    ),
    _BATCH,
    *(
        PrivateName(
            APP, name, set_by_init, f"each screen is made without {what}", "a public option of the App", bool
        )
        for name, what in (
            ("_disable_notifications", "a place for toasts"),
            ("_disable_tooltips", "a tooltip"),
        )
    ),
)
"""No promise of DESIGN, but a start that is felt; `tests/bench` measures it."""

GROUPS: Final = (DRAWING, ALERTS, FAULTS, LEAVING, INPUT, LAYOUT)
