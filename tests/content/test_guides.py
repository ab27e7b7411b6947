"""The guides: each has a file in the plain form that they are read by, and its own words for every part."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach import paths
from coach.content.glossary import load_glossary
from coach.content.guides import GUIDES, WORDS, Kind, blocks_of, load_guide, load_guides
from coach.content.json_fields import ContentError

FOLDER = paths.CONTENT / "guides"
FILES = sorted(FOLDER.glob("*.md"))


def test_every_guide_has_a_file_and_every_file_is_a_guide() -> None:
    assert {file.stem for file in FILES} == set(GUIDES) - {WORDS}
    assert [guide.name for guide in load_guides()] == list(GUIDES)


def test_the_words_are_those_of_the_glossary() -> None:
    (table,) = load_guide(WORDS).blocks
    assert table.rows == tuple((each.word, each.meaning) for each in load_glossary())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_guide_reads_well_as_it_stands(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.isascii()  # some terminals show nothing else
    assert "!" not in re.sub(r"`[^`]*`|\$!|#!", "", text)
    assert not re.search(
        r"\]\(|<\w|^[-*+>] |\*\*|^\d+\. ", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.M
    )
    prose = [line for line in text.splitlines() if not line.startswith("|")]
    assert max(map(len, prose)) <= 116


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_word_of_a_guide_is_lost(file: Path) -> None:
    guide = load_guide(file.stem)
    told = [guide.title, guide.summary]
    for block in guide.blocks:
        told += [block.text, *(cell for row in block.rows for cell in row)]
    shown = " ".join(" ".join(told).split())
    for line in re.sub(
        r"^\|.*\|\n\| --- \| --- \|", "", file.read_text(encoding="utf-8"), flags=re.M
    ).splitlines():
        for cell in re.split(r"(?<!\\)\|", re.sub(r"^(#+ |```\w*)", "", line)):
            assert " ".join(cell.replace("\\|", "|").split()) in shown


def test_each_kind_of_block_is_read() -> None:
    text = "# A\n\nb\nc\n\n```sh\n# d\n\ne\n```\n\n| f | g |\n| --- | --- |\n| `h\\|i` | j |\n"
    heading, words, code, table = blocks_of(text)
    assert (heading.kind, heading.text) == (Kind.HEADING, "A")
    assert (words.kind, words.text) == (Kind.TEXT, "b c")
    assert (code.kind, code.text) == (Kind.CODE, "# d\n\ne")
    assert (table.kind, table.rows) == (Kind.TABLE, (("`h|i`", "j"),))


def test_a_guide_that_is_gone_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "CONTENT", tmp_path)
    load_guide.cache_clear()
    with pytest.raises(ContentError, match=r"ssh\.md cannot be read: .*Install coach again"):
        load_guide("ssh")


def test_the_guide_for_a_screen_reader_is_heard_and_lives_a_whole_day() -> None:
    """No table, whose columns are read across, and every command that a day needs."""
    guide = load_guide("screen-reader")
    assert Kind.TABLE not in {block.kind for block in guide.blocks}
    text = " ".join(block.text for block in guide.blocks)
    for command in ("setup", "today", "check", "session", "day", "edit", "note", "undo"):
        assert f"coach {command}" in text, command
