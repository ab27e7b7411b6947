"""The commands, for scripts, prompts and people without a screen; none of them imports Textual."""

from __future__ import annotations

from coach.cli.main import main

__all__ = ["main"]
