"""Keys of every protocol reach the app as Textual names them; reports and wild numbers make no event."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message
from textual.messages import InBandWindowResize, TerminalSupportsSynchronizedOutput

from coach.terminal.input_reader import InputReader
from coach.terminal.window_size import LARGEST
from tests.terminal.answers import nothing


def read(*parts: str | bytes) -> list[Message]:
    reader = InputReader(0.1)
    found: list[Message] = []
    for part in parts:
        found += reader.feed(part.encode() if isinstance(part, str) else part, 0.0)
    return [*found, *reader.tick(9.0)]


def pressed(*parts: str | bytes) -> list[tuple[str, str | None]]:
    found = read(*parts)
    assert all(isinstance(event, events.Key) for event in found)
    return [(event.key, event.character) for event in found if isinstance(event, events.Key)]


def is_one_key(sequence: str) -> bool:
    """Whether it is no pair of keys, and no report of the cursor's place, as Textual takes it too."""
    return len(sequence) > 1 and sequence != "\x1b\x1b" and not (sequence[-1] == "R" and ";" in sequence)


@pytest.mark.parametrize("sequence", [key for key in ANSI_SEQUENCES_KEYS if is_one_key(key)])
def test_every_key_that_textual_knows_is_what_it_is_there(sequence: str) -> None:
    stock: list[tuple[str, str | None]] = []
    for event in XTermParser().feed(sequence):
        assert isinstance(event, events.Key)
        stock.append((event.key, event.character))
    assert pressed(sequence) == pressed(*sequence) == stock


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        ("q", ("q", "q")),
        ("\r", ("enter", "\r")),
        ("\n", ("ctrl+j", "\n")),
        ("é", ("é", "é")),
        ("\x1bq", ("alt+q", None)),
        ("\x1bQ", ("alt+shift+q", None)),
        ("\x1b:", ("alt+colon", None)),
        ("\x1b[27u", ("escape", None)),
        ("\x1b[113u", ("q", "q")),
        ("\x1b[113;;113u", ("q", "q")),
        ("\x1b[113;1:1u", ("q", "q")),
        ("\x1b[113;1:2u", ("q", "q")),
        ("\x1b[103;2u", ("G", "G")),
        ("\x1b[103:71;2u", ("G", "G")),
        ("\x1b[103;65u", ("G", "G")),
        ("\x1b[103;66u", ("g", "g")),
        ("\x1b[47:63;2u", ("question_mark", "?")),
        ("\x1b[47:63;2:1;63u", ("question_mark", "?")),
        ("\x1b[1079::112;5u", ("ctrl+з", None)),
        ("\x1b[99;5u", ("ctrl+c", None)),
        ("\x1b[99:67:99;5:1u", ("ctrl+c", None)),
        ("\x1b[27;5;99~", ("ctrl+c", None)),
        ("\x1b[27;2;65~", ("A", "A")),
        ("\x1b[13;65u", ("enter", "\r")),
        ("\x1b[13;2u", ("shift+enter", None)),
        ("\x1b[9;2u", ("shift+tab", None)),
        ("\x1b[32;2u", ("shift+space", " ")),
        ("\x1b[1;1:1A", ("up", None)),
        ("\x1b[1;129B", ("down", None)),
        ("\x1b[3;1:2~", ("delete", None)),
        ("\x1b[57427~", ("kp_begin", None)),
        ("\x1b[0;;228u", ("ä", "ä")),
    ],
)
def test_keys_of_the_protocols(sequence: str, key: tuple[str, str | None]) -> None:
    assert pressed(sequence) == pressed(*sequence) == [key]


@pytest.mark.parametrize(
    ("sequence", "kind"),
    [
        ("\x1b[I", events.AppFocus),
        ("\x1b[O", events.AppBlur),
        ("\x1b[<0;5;5M", events.MouseDown),
        ("\x1b[<0;5;5m", events.MouseUp),
        ("\x1b[<35;5;5M", events.MouseMove),
        ("\x1b[<64;5;5M", events.MouseScrollUp),
        ("\x1b[?2026;2$y", TerminalSupportsSynchronizedOutput),
        ("\x1b[?2048;2$y", InBandWindowResize),
        ("\x1b[48;24;80;480;800t", events.Resize),
        ("\x1b[200~two\rlines\x1b[201~", events.Paste),
    ],
)
def test_what_the_coach_needs_from_a_terminal_passes(sequence: str, kind: type[Message]) -> None:
    for parts in ((sequence,), tuple(sequence)):
        [event] = read(*parts)
        assert type(event) is kind


@pytest.mark.parametrize(
    ("rows", "columns", "size"),
    [
        (24, 80, (80, 24)),
        (1, 1, (1, 1)),
        (65535, 65535, LARGEST),
        (999_999_999, 2, (2, LARGEST[1])),
        (0, 0, None),
        (0, 80, None),
    ],
)
def test_sizes_are_taken_within_bounds(rows: int, columns: int, size: tuple[int, int] | None) -> None:
    found = read(f"\x1b[48;{rows};{columns};0;0t")
    assert [event.size for event in found if isinstance(event, events.Resize)] == ([size] if size else [])


@pytest.mark.parametrize("pixels", ["0;0", "1;1", "999999999;999999999", "480;800"])
def test_the_mouse_is_where_it_is_for_whatever_pixels(pixels: str) -> None:
    *_, moved = read(f"\x1b[48;24;80;{pixels}t", "\x1b[<35;5;5M")
    assert isinstance(moved, events.MouseMove)
    assert (moved.x, moved.y) == ((4, 4) if pixels != "480;800" else (0, 0))


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=200)
def test_what_presses_nothing_makes_no_event(seed: int) -> None:
    random = Random(seed)
    for _ in range(10):
        answer = nothing(random)
        assert pressed(answer, "q") == pressed(*answer, "q") == [("q", "q")]


@given(st.binary(max_size=300), st.integers(0, 2**32))
@settings(deadline=None, max_examples=200)
def test_no_bytes_end_it(data: bytes, seed: int) -> None:
    random = Random(seed)
    reader = InputReader(0.1)
    mixed = data + b"".join(
        b"\x1b[" + bytes(random.choices(b"0123456789;:<>?$ ", k=random.randint(0, 30))) + b"u" for _ in "123"
    )
    list(reader.feed(mixed, 0.0))
    list(reader.tick(9.0))
    assert [type(event) for event in reader.feed(b"\x18q", 20.0)][-1] is events.Key


def test_a_sequence_that_the_parser_cannot_read_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.terminal.input_reader.normalized", lambda sequence: sequence)
    assert pressed("\x1b[99999999;5u", "q", "\x1b[97;1:3u", "q", "\x1b[?62;22c", "q") == [("q", "q")] * 3


def test_bytes_that_are_no_utf8_are_shown_as_such_in_a_paste() -> None:
    [pasted] = read(b"\x1b[200~a\xff\x9bb\x00c\x1b[201~")
    assert isinstance(pasted, events.Paste)
    assert pasted.text == "a\ufffd\ufffdbc"


def test_eight_bit_answers_are_swallowed_as_well() -> None:
    assert pressed(b"\x9b?62;22c\x9d11;rgb:1/2/3\x9cq\x90>|x\x9cr") == [("q", "q"), ("r", "r")]
