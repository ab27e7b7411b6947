"""The programs that the tests of this folder run in terminals."""

from __future__ import annotations

from pathlib import Path

SMALL_APP = Path(__file__).with_name("small_app.py")
PROBE = Path(__file__).with_name("probe.py")
