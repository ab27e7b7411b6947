"""What the file did not take as a session in lines ends: kept for the next start, or named as lost."""

from __future__ import annotations

from coach.cli.output import complain
from coach.cli.plain_session.talk import Talk
from coach.domain.drafts import Draft, describe_unsaved
from coach.faults import KEPT, LOST
from coach.store import StoreError


def keep(talk: Talk, draft: Draft, why: str) -> int:
    """Keeps a draft for the next start, says whether that went well, and returns the status to end with."""
    try:
        talk.context.drafts.put(draft)
    except StoreError:
        complain(describe_unsaved([draft], why, kept=False))
        return LOST
    talk.say(describe_unsaved([draft], why, kept=True), "Next: coach session offers it again.")
    return KEPT
