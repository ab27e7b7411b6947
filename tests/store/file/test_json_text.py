"""What is no sound file, and where it is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.store.errors import Unreadable
from coach.store.file.json_text import Tables, canonical, joined, parse, render

AFTER_A_COMMA = (2, 8) if sys.version_info >= (3, 13) else (3, 1)
"""Python names the comma itself from 3.13 on, and what follows it before."""

HERE = Path("coach.json")
SOUND: Tables = {
    "meta": {"1": {"schema": 1}},
    "sessions": {"1": {"id": "a", "note": "½ ✓"}, "2": {"id": "b", "done_min": 5.5}},
    "live": {},
}


def text_of(tables: Tables) -> bytes:
    return joined(render(tables))


def test_what_is_written_is_read() -> None:
    assert parse(text_of(SOUND), HERE) == SOUND


def test_each_document_has_a_line() -> None:
    assert '"2": {"id": "b", "done_min": 5.5}' in text_of(SOUND).decode().splitlines()


def test_an_unknown_table_follows_the_known_ones() -> None:
    tables: Tables = {"zz": {}, "undo": {}, "aa": {"1": {}}, "meta": {}, "sessions": {}}
    assert list(render(tables)) == ["meta", "sessions", "undo", "aa", "zz"]


def test_a_lone_surrogate_survives() -> None:
    tables: Tables = {"sessions": {"1": {"note": "half \ud83d"}}}
    assert parse(text_of(tables), HERE) == tables
    assert b"\\ud83d" in text_of(tables)


def test_windows_line_ends_are_read() -> None:
    assert parse(text_of(SOUND).replace(b"\n", b"\r\n"), HERE) == SOUND


def test_a_byte_order_mark_is_read_over() -> None:
    assert parse(b"\xef\xbb\xbf" + text_of(SOUND), HERE) == SOUND


@pytest.mark.parametrize(
    ("data", "why", "place"),
    [
        (b"", "empty", (0, 0)),
        (b" \n", "blanks", (0, 0)),
        (b"\0" * 4096, "blanks", (0, 0)),
        (b"null", "no tables", (0, 0)),
        (b"[]", "no tables", (0, 0)),
        (b'"x"', "no tables", (0, 0)),
        (b"\xef\xbb\xbf{}", "no tables", (0, 0)),
        (b'{\n"a": \xff}', "UTF-8", (2, 6)),
        (b'{"a": {}', "not JSON", (1, 9)),
        (b'{"a": {}}{', "not JSON", (1, 10)),
        (b'{\n"a": {},\n}', "not JSON", AFTER_A_COMMA),
        (b'{\n<<<<<<< HEAD\n"a": {}\n=======\n"b": {}\n>>>>>>> x\n}', "conflict markers", (2, 1)),
        (b'{"a": {}, "a": {}}', "given twice", (1, 1)),
        (b'{"a":\n {"1": {"x": 1, "x": 2}}}', "given twice", (2, 8)),
        (b'{"a": {\n"1": {},\n"1": {"x": 1}}}', "given twice", (1, 7)),
        (b'{"a": {"1":\n{"x": NaN}}}', "NaN", (2, 1)),
        (b'{"a": {"1":\n{"x": -Infinity}}}', "-Infinity", (2, 1)),
        (b'{"a": {"1":\n{"x": 1e999}}}', "too large", (2, 1)),
        (b'{"a": {"1": {"x": ' + b"9" * 5000 + b"}}}", "digits", (1, 13)),
        (b'{"a": 5}', "a is not a table", (0, 0)),
        (b'{"a": {"1": null}}', "a 1 is not a document", (0, 0)),
        (b'{"a": {"1": []}}', "a 1 is not a document", (0, 0)),
        (b'{"a": {"1": {}, "01": {}}}', 'numbered "01"', (0, 0)),
        (b'{"a": {"x": {}}}', 'numbered "x"', (0, 0)),
        (b'{"a": {"-1": {}}}', 'numbered "-1"', (0, 0)),
        (b"[" * 100_000, "deep", (0, 0)),
        (b'{"a":' * 100_000, "deep", (0, 0)),
    ],
    ids=lambda value: repr(value[:24]) if isinstance(value, bytes) else None,
)
def test_damage_is_told_by_line_and_column(data: bytes, why: str, place: tuple[int, int]) -> None:
    with pytest.raises(Unreadable, match="left as it is") as caught:
        parse(data, HERE)
    assert why in caught.value.why
    assert (caught.value.line, caught.value.column) == place


def test_every_truncation_is_damage() -> None:
    data = text_of(SOUND).rstrip()
    for end in range(len(data)):
        with pytest.raises(Unreadable):
            parse(data[:end], HERE)


def test_one_text_for_one_value() -> None:
    assert canonical({"b": 1, "a": [True, "ä"]}) == canonical({"a": [True, "ä"], "b": 1})
