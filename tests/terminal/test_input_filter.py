"""Answers of a terminal are swallowed whole; keys come through at once, in order, however all is split."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.terminal.input_filter import InputFilter
from coach.terminal.input_limits import BULK, LONGEST_STRING, PASTE_S, REST_S, WHOLE_S
from coach.terminal.input_pieces import Piece, PieceKind
from coach.terminal.paste_buffer import LONGEST_PASTE
from tests.terminal.answers import nothing

DELAY = 0.1


def keys(text: str) -> list[Piece]:
    return [Piece(PieceKind.KEY, char) for char in text]


def fed(*parts: str, until: float | None = None) -> list[Piece]:
    """What comes of parts that arrive at one moment, and after a pause where `until` is given."""
    taken = InputFilter(DELAY)
    found = [piece for part in parts for piece in taken.feed(part, 0.0)]
    if until is not None:
        found += taken.tick(until)
    return found


@pytest.mark.parametrize(
    "answer",
    [
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        "\x9d11;rgb:1e1e/1e1e/2e2e\x9c",
        "\udc9d11;rgb:1e1e/1e1e/2e2e\udc9c",
        "\x1b]lrest day\x1b\\",
        "\x1b]\x07",
        "\x1bP>|tmux 3.4\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1bP1+r544e=787465726d\x1b\\",
        "\x1bP!|00000000\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b^private\x1b\\",
        "\x1bXstart of string\x1b\\",
        "\x1b[M !!",
        "\x1b[[",
    ],
)
def test_a_string_is_swallowed_and_the_key_behind_it_is_one(answer: str) -> None:
    assert fed(answer, "q", until=9.0) == keys("q")
    assert fed(*answer, "q", until=9.0) == keys("q")


@given(st.integers(0, 2**32), st.lists(st.integers(0, 4000), max_size=12))
@settings(deadline=None)
def test_any_split_of_any_stream_gives_what_the_whole_gives(seed: int, cuts: list[int]) -> None:
    random = Random(seed)
    stream = "".join(_anything(random) for _ in range(random.randint(1, 12)))[: BULK * 60]
    edges = sorted({0, len(stream), *(at for at in cuts if at < len(stream))})
    parts = [stream[a:b] for a, b in pairwise(edges)]
    whole = fed(stream, until=9.0)
    assert fed(*parts, until=9.0) == whole
    assert fed(*stream, until=9.0) == whole


def _anything(random: Random) -> str:
    if random.random() < 0.3:
        return "".join(
            chr(random.choice((random.randrange(32), random.randrange(256), 27))) for _ in range(9)
        )
    if random.random() < 0.2:
        return f"\x1b[200~{nothing(random)}\x1b[201~"
    whole = nothing(random)
    return whole[: random.randint(0, len(whole))] if random.random() < 0.3 else whole


@given(st.integers(0, 2**32))
@settings(deadline=None)
def test_keys_between_answers_all_come_through_in_order(seed: int) -> None:
    random = Random(seed)
    pressed = "".join(random.choice("qrsx123\r\t\x03 ä€") for _ in range(10))
    stream = "".join(nothing(random) + char for char in pressed)
    for found in (fed(stream), fed(*stream)):
        assert [piece for piece in found if piece.kind is not PieceKind.SEQUENCE] == keys(pressed)


def test_a_lone_escape_waits_for_the_usual_delay_and_no_longer() -> None:
    taken = InputFilter(DELAY)
    assert taken.feed("\x1b", 5.0) == []
    assert taken.deadline == 5.0 + DELAY
    assert taken.tick(5.0 + DELAY / 2) == []
    assert taken.tick(5.0 + DELAY) == keys("\x1b")
    assert taken.deadline is None


@pytest.mark.parametrize("char", list("aqzAZN:/?é"))
def test_alt_and_a_key_are_there_at_once(char: str) -> None:
    assert fed("\x1b" + char) == [Piece(PieceKind.ALT, char)]


@pytest.mark.parametrize("char", list("[]P_^XO"))
def test_alt_and_a_key_that_could_begin_a_sequence_wait_as_escape_does(char: str) -> None:
    taken = InputFilter(DELAY)
    assert taken.feed("\x1b" + char, 0.0) == []
    assert taken.deadline == DELAY
    assert taken.tick(DELAY) == [Piece(PieceKind.ALT, char)]
    assert taken.feed("q", 1.0) == keys("q")
    assert fed("\x1b" + char, "\x03") == [Piece(PieceKind.ALT, char), *keys("\x03")]


def test_keys_right_behind_escape_that_cannot_belong_to_it_are_keys() -> None:
    assert fed("\x1b\r") == keys("\x1b\r")
    assert fed("\x1b\x03") == keys("\x1b\x03")
    assert fed("\x1b\x1b[A") == [*keys("\x1b"), Piece(PieceKind.SEQUENCE, "\x1b[A")]
    assert fed("\x1b\t") == [Piece(PieceKind.SEQUENCE, "\x1b\t")]


@pytest.mark.parametrize(
    "begun", ["\x1b[1", "\x1b[?62;", "\x1b[<0;1", "\x1b[", "\x9b", "\x1bO1;", "\x1b[M!", "\x1b[["]
)
def test_what_is_left_of_a_control_sequence_is_no_key(begun: str) -> None:
    pressed = [Piece(PieceKind.ALT, "[")] if begun == "\x1b[" else []
    assert fed(begun, until=REST_S) == pressed
    assert fed(begun, "\x03", until=REST_S) == [*pressed, *keys("\x03")]
    assert fed(begun, "\r", until=REST_S) == [*pressed, *keys("\r")]
    up = Piece(PieceKind.SEQUENCE, "\x1b[A")
    assert fed(begun, "\x1b[A", until=REST_S) == [*pressed, up]


def test_a_string_that_never_ends_is_given_up() -> None:
    taken = InputFilter(DELAY)
    assert taken.feed("\x1b]11;rgb", 0.0) == []
    assert taken.feed("q", REST_S / 2) == []
    assert taken.tick(2 * REST_S) == []
    assert taken.feed("q", 2 * REST_S) == keys("q")


def test_keys_that_are_held_down_do_not_keep_a_string_open() -> None:
    taken = InputFilter(DELAY)
    taken.feed("\x1b]11;rgb", 0.0)
    found = [piece for n in range(1, 70) for piece in taken.feed("j", n * 0.05)]
    assert found == keys("j" * (69 - int(WHOLE_S / 0.05) + 1))


def test_a_string_that_still_comes_is_not_given_up() -> None:
    taken = InputFilter(DELAY)
    taken.feed("\x1b]52;c;", 0.0)
    for n in range(1, 40):
        assert taken.feed("Q" * BULK, n * REST_S * 0.9) == []
    assert taken.feed("\x07q", 40 * REST_S * 0.9) == keys("q")


def test_a_string_without_measure_ends_all_the_same() -> None:
    assert fed("\x1b]52;c;" + "Q" * LONGEST_STRING, "q") == keys("q")


def test_escape_in_a_string_is_its_end_or_was_pressed() -> None:
    assert fed("\x1b]11;rgb\x1b", until=DELAY) == []
    assert fed("\x1b]11;rgb\x1b", "[A") == [Piece(PieceKind.SEQUENCE, "\x1b[A")]
    assert fed("\x1b]11;rgb\x1b\x1b[A") == [Piece(PieceKind.SEQUENCE, "\x1b[A")]
    taken = InputFilter(DELAY)
    taken.feed("\x1b]11;rgb", 0.0)
    assert taken.feed("\x1b", 0.3) == []
    assert taken.tick(0.3 + DELAY) == keys("\x1b")
    assert taken.feed("q", 0.5) == keys("q")


def test_shift_and_home_of_rxvt_are_told_from_a_report_of_a_mode() -> None:
    assert fed("\x1b[7$", until=DELAY) == [Piece(PieceKind.SEQUENCE, "\x1b[7$")]
    assert fed("\x1b[7$", "\x1b[A") == [
        Piece(PieceKind.SEQUENCE, "\x1b[7$"),
        Piece(PieceKind.SEQUENCE, "\x1b[A"),
    ]
    assert fed("\x1b[7$y", "q") == [Piece(PieceKind.SEQUENCE, "\x1b[7$y"), *keys("q")]


@pytest.mark.parametrize("end", ["\x1b[201~", "\x9b201~"])
def test_a_paste_is_one_piece_with_all_that_is_in_it(end: str) -> None:
    text = "a\r\x1b[Ab\x03\x1b]11;x\x07 \x1b[200~ \x1b[20"
    for parts in ((f"\x1b[200~{text}{end}q",), tuple(f"\x1b[200~{text}{end}q")):
        assert fed(*parts) == [Piece(PieceKind.PASTE, text), *keys("q")]


def test_of_a_huge_paste_the_beginning_is_kept() -> None:
    text = "ab\x1b[31m" * 20_000
    for size in (1, 100, 4096):
        stream = f"\x1b[200~{text}\x1b[201~q"
        parts = (stream[at : at + size] for at in range(0, len(stream), size))
        assert fed(*parts) == [Piece(PieceKind.PASTE, text[:LONGEST_PASTE]), *keys("q")]


def test_a_paste_that_never_ends_is_given_up_with_what_came() -> None:
    taken = InputFilter(DELAY)
    assert taken.feed("\x1b[200~abc", 0.0) == []
    assert taken.tick(PASTE_S - 0.1) == []
    assert taken.tick(PASTE_S) == [Piece(PieceKind.PASTE, "abc")]
    assert taken.deadline is None
    assert taken.feed("q", PASTE_S + 1) == keys("q")


def test_keys_do_not_keep_a_paste_open_that_never_ends() -> None:
    taken = InputFilter(DELAY)
    taken.feed("\x1b[200~" + "x" * BULK, 0.0)
    found: list[Piece] = []
    for press in range(1, 5):
        found += taken.feed("q", press * (WHOLE_S / 4))
    assert found == [Piece(PieceKind.PASTE, "x" * BULK + "qqq"), *keys("q")]
    assert taken.deadline is None


@pytest.mark.parametrize("size", [1, 5, BULK - 1])
def test_a_paste_that_trickles_in_over_a_slow_line_is_still_one(size: int) -> None:
    text = "quit " * BULK
    parts = [text[at : at + size] for at in range(0, len(text), size)]
    step = WHOLE_S / BULK * size * 0.9
    taken = InputFilter(DELAY)
    found = taken.feed("\x1b[200~", 0.0)
    for number, part in enumerate(parts, 1):
        found += taken.feed(part, min(step, PASTE_S * 0.9) * number)
    found += taken.feed("\x1b[201~q", min(step, PASTE_S * 0.9) * (len(parts) + 1))
    assert found == [Piece(PieceKind.PASTE, text), *keys("q")]


def test_the_end_of_a_paste_counts_however_late_it_comes() -> None:
    taken = InputFilter(DELAY)
    found = taken.feed("\x1b[200~abc", 0.0) + taken.feed("def", PASTE_S * 0.9)
    found += taken.feed("ghi\x1b[201~q", PASTE_S * 1.8)
    assert found == [Piece(PieceKind.PASTE, "abcdefghi"), *keys("q")]


def test_the_rest_of_a_paste_that_stalled_is_no_row_of_keys() -> None:
    taken = InputFilter(DELAY)
    taken.feed("\x1b[200~abc", 0.0)
    taken.tick(PASTE_S)
    assert taken.feed("rest " * BULK, PASTE_S + 3) == []
    assert taken.feed("\x1b[201~q", PASTE_S + 3) == [Piece(PieceKind.PASTE, "rest " * BULK), *keys("q")]


def test_a_byte_that_is_no_letter_anywhere_is_nothing() -> None:
    assert fed("a\x85\x9c\udc85b\udcfcc") == keys("ab\ufffdc")
