"""The questions of setup in words, and what follows from an answer: the same on the screen and in lines."""

from __future__ import annotations

from coach.domain import labels
from coach.domain.model import Book, Contraindication, Cover, Screening, Start
from coach.domain.onboarding.answers import CHOSE_BARE
from coach.domain.ramp.prescription import Prescription
from coach.domain.safety.screening import unlocks
from coach.text.format import count, long_date

ABOUT = (
    "A few minutes a day on an acupressure mat. Start gently, build up slowly, stick with it."
    " Each session comes with its reason."
)
NO_DEVICE = "The coach is not a medical device. If you are unsure, ask a professional."
BRISK = "A few questions, then your first session."

TITLES = {
    "about": "What this is",
    "screening": "Is the mat for you?",
    "start": "How much have you used a mat?",
    "goal": "What are you aiming for?",
    "zone": "Which time zone are you in?",
    "first": "Your first session",
}
"""The title of each step."""

SAFETY = {
    Contraindication.WOUND: "broken skin, a wound or a rash",
    Contraindication.SKIN: "a skin infection or condition",
    Contraindication.CLOTS: "a blood-clot problem, now or before",
    Contraindication.CIRCULATION: "severe circulatory problems",
    Contraindication.PREGNANT: "pregnant, or might be",
    Contraindication.THINNERS: "blood thinners or easy bleeding",
    Contraindication.FEELING: "a part I cannot feel well",
    Contraindication.HEART: "heart trouble or epilepsy",
    Contraindication.FEVER: "fever, or ill right now",
    Contraindication.UNSURE: "unsure whether it is for me",
}
"""The safety questions, in their order."""

_PRECAUTIONS = "the article on sore legs (Precautions)"
MEANS = {
    Contraindication.WOUND: f"No mat on broken skin, a wound or a rash, says {_PRECAUTIONS}.",
    Contraindication.SKIN: "No mat with a skin infection or condition, says the article on sore"
    " legs (Precautions, FAQ).",
    Contraindication.CLOTS: f"No mat with a blood-clot problem, says {_PRECAUTIONS}; a mat maker's rules add"
    " inflamed veins.",
    Contraindication.CIRCULATION: "No mat with a severe circulatory problem, says the article on sore legs"
    " (FAQ).",
    Contraindication.PREGNANT: f"A doctor first, says {_PRECAUTIONS}; the stomach stays off the mat.",
    Contraindication.THINNERS: "Blood thinners, easy bleeding or bruising, or long use of cortisone: from"
    " a clinic's trial and a mat maker's rules.",
    Contraindication.FEELING: "As with diabetes or nerve damage: what you cannot feel cannot warn you."
    " Several mat sellers say to ask first.",
    Contraindication.HEART: "Heart trouble, a pacemaker or epilepsy: from a mat maker's rules and a mat"
    " seller's page.",
    Contraindication.FEVER: "A fever or an acute illness: from a mat maker's rules.",
    Contraindication.UNSURE: "Ask a professional first, says the article on sore legs (FAQ).",
}
"""What each safety question means, and which article or maker says so."""

NUMB_MEANS = "What you cannot feel well stays off the mat, even if a doctor agreed."

STARTS = {
    Start.NEW: "new to it",
    Start.SOME: "used a mat before",
    Start.REGULAR: "regularly on bare skin, no trouble",
}
SOFTER = "A softer or shorter goal is just as good. You can change it any time."
GOAL_COVER_WORDS = {Cover.TOWEL: "towel", Cover.SHIRT: "T-shirt", Cover.BARE: "bare"}
ON_UTC = "This machine runs on UTC. Your day should follow your own clock."
MOMENT = "When in your day? Right after something you do anyway:"


def lock_means(answer: Screening, first: Prescription) -> str:
    """Returns what would open the mat where these safety answers close it; empty where they do not."""
    if first.rung is not None:
        return ""
    opens = unlocks(answer, here=True)
    return f"No session while this applies. {opens}" if opens else first.reason.full_text


def start_means(first: Prescription, *, sensitive: bool) -> str:
    """Returns with which session someone begins."""
    if first.rung is None:
        return first.reason.full_text
    begin = f"You start with {labels.session(first.rung)}."
    if first.decision is not None and first.decision.chose_bare:
        return f"{begin} {CHOSE_BARE}"
    if sensitive:
        return f"{begin} Spikes can pierce sensitive skin if it is bare."
    return begin


def goal_means(first: Prescription) -> str:
    """Returns how many steps lead up to the goal."""
    return f"{first.steps} steps lead there, one at a time. 30 minutes is the most for any goal."


def whose_history(book: Book) -> str:
    """Returns what the file has already, and for whom the answers are."""
    last = book.sessions[-1].day
    return (
        f"This file has {count(len(book.sessions), 'session')}, the last on {long_date(last)}."
        " What you answer here is for the person who recorded them."
    )
