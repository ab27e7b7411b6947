"""`coach note`: the note of a day, read and written."""

from __future__ import annotations

from tests.cli.conftest import Shell

DAY = "2026-01-04"


def test_a_note_is_written_added_to_replaced_and_removed(ready: Shell) -> None:
    assert ready.well("note", "slept well").out.startswith("Wrote a note on Mon 5 Jan 2026.\n")
    assert ready("note", "badly").status == 1
    assert ready.well("note", "walked", "--add", "--json").json["note"] == "slept well\nwalked"
    assert ready.well("note").out == "slept well\nwalked\n"
    assert ready.well("note", "badly", "--replace").out.startswith("Changed the note on Mon 5 Jan 2026.\n")
    assert ready.well("note").out == "badly\n"
    assert ready.well("note", "--remove", "today").out.startswith("Removed the note on Mon 5 Jan 2026.\n")


def test_a_day_alone_is_read_and_never_written_as_a_note(ready: Shell) -> None:
    ready.well("note", DAY, "a long walk")
    before = ready.bytes()
    for words in (("yesterday",), ("4.1.",), ("sun",), (DAY, "--json")):
        assert "a long walk" in ready.well("note", *words).out
    assert ready.well("note", "-2").out == (
        'No note on Sat 3 Jan 2026. Write one: coach note 2026-01-03 "slept well"\n'
    )
    assert ready.well("note", "tomorrow").out == "No note on Tue 6 Jan 2026.\n"
    assert ready.bytes() == before
    ready.well("note", "today", "sun")
    assert ready.well("note").out == "sun\n"


def test_a_note_that_is_added_to_is_no_longer_than_any_other(ready: Shell) -> None:
    ready.well("note", "x" * 3999)
    said = ready("note", "y", "--add")
    assert (said.status, said.err) == (2, "note: it has 4001 characters, and 4000 is the limit.\n")
