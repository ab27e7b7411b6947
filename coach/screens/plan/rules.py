"""The rules of the ramp as the screen shows them."""

from __future__ import annotations

from coach.domain.ramp.rule_summary import RULES
from coach.widgets.reading.prose import Paragraph


def rule_text() -> tuple[Paragraph, ...]:
    """Returns what moves the step, each with its name first."""
    return tuple(Paragraph(((f"{name}: ", "block"), (text, "foreground")), indent=2) for name, text in RULES)
