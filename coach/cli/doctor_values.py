"""What `coach doctor` found, as a program reads it."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from coach.cli.picture_state import picture_state
from coach.hooks.hook_reports import hook_reports
from coach.installation import versions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Settings
    from coach.store.repair.checks import Health
    from coach.store.repair.place_checks import Finding
    from coach.store.repair.repair import Repaired
    from coach.store.repair.salvage import Salvaged


def doctor_values(
    context: CommandContext,
    health: Health,
    installed: Sequence[str],
    settings: Settings,
    *,
    repaired: Sequence[Repaired] | None = None,
    left: Sequence[Finding] = (),
) -> dict[str, object]:
    """Returns the findings, and what came of a repair; `repaired` is None if none was asked for."""
    exists = context.store.target.exists()
    sound = exists and not health.findings
    damaged = next((str(each.quarantined) for each in repaired or ()), None)
    rescue = next((each.salvaged for each in repaired or ()), health.salvaged)
    return {
        "file": str(context.path),
        "exists": exists,
        "findings": [_finding(each) for each in health.findings],
        "rescue": None if rescue is None else _rescue(rescue),
        "backup": None if health.backup is None or health.error is None else health.backup.path.name,
        "repaired": repaired is not None,
        "damaged_file": damaged,
        "left": [_finding(each) for each in left],
        "installation": list(installed),
        "hooks": [each.facts for each in hook_reports(context.path, os.environ)],
        "first_picture": picture_state(context.path, settings, time.time_ns()) if sound else None,
        "versions": list(versions()),
    }


def _finding(found: Finding) -> dict[str, object]:
    return {
        "path": str(found.path),
        "line": found.line or None,
        "text": found.text,
        "repairable": found.repairable,
    }


def _rescue(found: Salvaged) -> dict[str, Any]:
    """Returns what a repair keeps and loses; each count is by the table of the file."""
    return {
        "kept": dict(found.kept),
        "from_backup": dict(found.added + found.mended),
        "missing": dict(found.missing),
        "lost": [
            {"line": each.line, "id": each.id or None, "table": each.table or None} for each in found.lost
        ],
    }
