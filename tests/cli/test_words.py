"""What the commands say, word for word, line by line: kept as text, so that a change is seen.

After a change that was meant, and read: add `--snapshot-update`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.cli.conftest import Shell
from tests.cli.talk import Talk
from tests.cli.word_scenes import SCENES
from tests.conftest import FixedClock


class Transcript(SingleFileSnapshotExtension):
    """One readable file a scene."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"
    _file_extension = "txt"


@pytest.mark.parametrize("scene", SCENES)
def test_the_commands_say_what_was_kept(
    scene: str,
    store_path: Path,
    clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
    snapshot: SnapshotAssertion,
) -> None:
    talk = Talk(Shell(store_path, clock, capsys))
    SCENES[scene](talk)
    assert talk.text == snapshot(extension_class=Transcript)
