"""Answers that the app could not save, as the commands tell of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.drafts import CheckInDraft, Form, FormDraft
from coach.domain.model import Skin
from coach.paths import state_folder
from coach.store import Store
from coach.store.drafts import Drafts
from tests.cli.conftest import Shell

TOLD = "Something you filled in is not saved yet. coach session offers to save it, and so does the app."
TYPED = FormDraft(datetime(2026, 1, 5, tzinfo=UTC), Form.ENTRY, "01A", {"minutes": "5"})


@pytest.fixture
def drafts(coach: Shell) -> Drafts:
    """The drafts of another process on the same file."""
    coach.well("setup", "--screening", "none", "--tz", "UTC")
    store = Store(coach.path, coach.clock)
    store.read()
    made = Drafts(state_folder(), coach.path)
    made.file_id = store.file_id
    return made


def test_what_waits_is_told_once_by_each_command(coach: Shell, drafts: Drafts) -> None:
    drafts.put(TYPED)
    for words in (["today"], ["log", "5"], ["today"]):
        said = coach(*words)
        assert said.status == 0
        assert said.err.count(TOLD) == 1
    assert drafts.claim() == [TYPED], "no command takes it"


def test_what_is_being_typed_in_another_terminal_does_not_wait(coach: Shell, drafts: Drafts) -> None:
    drafts.hold(TYPED)
    assert TOLD not in coach("today").err
    drafts.close()
    assert TOLD in coach("today").err


def test_what_is_no_draft_is_not_offered(coach: Shell, drafts: Drafts) -> None:
    drafts.put(TYPED)
    (file,) = state_folder().glob("*/*.json")
    file.write_text("{", encoding="utf-8")
    assert TOLD not in coach("today").err


def test_answers_that_warn_count_before_a_command_changes_anything(coach: Shell, drafts: Drafts) -> None:
    coach.well("log", "5")
    store = Store(coach.path, coach.clock)
    (session,) = store.read().sessions
    drafts.put(CheckInDraft(coach.clock.now(), session, session._replace(skin_after=Skin.BROKEN)))
    coach.clock.advance(timedelta(days=1))
    said = coach("check", "clear")
    assert said.status == 1
    assert "Checked in on the back, Mon 5 Jan 2026: the coach had closed before it was saved." in said.err
    assert [each.skin_after for each in Store(coach.path, coach.clock).read().sessions] == [Skin.BROKEN]
    assert drafts.claim() == []
