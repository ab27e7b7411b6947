"""The facts behind each reason, and the advice of each rule; the words of the facts are in the content."""

from __future__ import annotations

from coach.domain.model import OWN, Contraindication, Notice, StopReason
from coach.domain.ramp.rules import Code

FACTS: dict[Code, tuple[str, ...]] = {
    Code.FIRST: ("A22", "A23", "B14"),
    Code.REPEAT: ("B14", OWN),
    Code.ADVANCE: ("B14", OWN),
    Code.HOLD_GOAL: ("A10", "B25", "B30"),
    Code.HOLD_SHARP: (OWN,),
    Code.HOLD_SORE: (OWN,),
    Code.HOLD_WORSE: ("B16", OWN),
    Code.HOLD_UNATTENDED: ("C10", OWN),
    Code.HOLD_CAP: ("A10", OWN),
    Code.HOLD_UNANSWERED: (OWN,),
    Code.HOLD_STOPPED: (OWN,),
    Code.HOLD_SHORT: (OWN,),
    Code.HOLD_COVER: (OWN,),
    Code.HOLD_RECOVERED: (OWN,),
    Code.HOLD_HOURS: (OWN,),
    Code.RETURN_REPEAT: (OWN,),
    Code.RETURN: (OWN,),
    Code.TOO_MUCH: (OWN,),
    Code.TOO_LONG: (OWN,),
    Code.SHARP_TWICE: (OWN,),
    Code.WORSE_THRICE: ("B16", OWN),
    Code.REST_SKIN: (OWN,),
    Code.FLOOR: (OWN,),
    Code.LOWERED: (OWN,),
    Code.NEW_GOAL: (OWN,),
    Code.LOCKED_SKIN: ("B17", OWN),
    Code.LOCKED_SCREENING: (),
    Code.CLOSED_AREA: ("A16", OWN),
}
"""The facts behind the sentence of each code; a lock by the safety questions has those of the questions."""

ADVICE: dict[Code, str] = {
    Code.HOLD_SHARP: "While the spikes feel this sharp, put more cloth in between.",
    Code.SHARP_TWICE: "While the spikes feel this sharp, put more cloth in between.",
    Code.TOO_MUCH: "Stop as soon as it hurts; stopping is always right.",
    Code.TOO_LONG: "Longer than 30 minutes at a time may leave skin inflamed or bruised.",
    Code.HOLD_SORE: "Too long on the mat irritates the skin.",
    Code.HOLD_WORSE: "Stop when discomfort grows or stays.",
    Code.WORSE_THRICE: "Ask a professional before you go on.",
}
"""The advice for each rule that fits, whichever of them names the code."""

STOP_ADVICE: dict[StopReason | None, Notice] = {
    StopReason.DIZZY: Notice("Stop at once when you feel dizzy, and get up slowly.", ("B20", "C08")),
    StopReason.NUMB: Notice("Stop at once when something goes numb.", ("C09",)),
}
"""The advice after a stop for dizziness or numbness, which replaces that on pain."""

ADVICE_FACTS: dict[Code, tuple[str, ...]] = {
    Code.HOLD_SHARP: ("B12",),
    Code.SHARP_TWICE: ("B12",),
    Code.TOO_MUCH: ("B16", "B20"),
    Code.TOO_LONG: ("A12",),
    Code.HOLD_SORE: ("B30",),
    Code.HOLD_WORSE: ("B16", "B33"),
    Code.WORSE_THRICE: ("B32", "B33"),
}
"""The facts behind each piece of advice."""

SCREENING_FACTS = {
    Contraindication.WOUND: ("B17", "B32"),
    Contraindication.SKIN: ("B18", "B32"),
    Contraindication.CLOTS: ("B18", "C06"),
    Contraindication.CIRCULATION: ("B32",),
    Contraindication.PREGNANT: ("B19",),
    Contraindication.THINNERS: ("C04", "C06", "C07"),
    Contraindication.FEELING: ("C09",),
    Contraindication.HEART: ("C06", "C07"),
    Contraindication.FEVER: ("C06",),
    Contraindication.UNSURE: ("B32",),
}
"""The facts behind each safety question."""
