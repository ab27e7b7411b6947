"""The examples in the help of each command: calls as people type them, which a test runs."""

from __future__ import annotations

from coach.cli.output import HELP_WIDTH

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "today": (("coach today --area feet", "the same for your feet"),),
    "check": (("coach check clear", "your skin looks as usual"),),
    "session": (
        ("coach session", "today's session"),
        ("coach session 5 --free", "five minutes more"),
    ),
    "log": (
        ("coach log 10 --skin pink", "ten minutes that have just ended"),
        ("coach log 7:30 --on yesterday --at 9pm", "seven and a half, last night"),
        ("coach log 4 --stopped dizzy", "you stopped because you felt dizzy"),
    ),
    "status": (
        ("coach status", "one line"),
        ("coach status --format '{mark} {streak}'", "a line of your own"),
    ),
    "remind": (
        ("coach remind --after 18:00", "nothing before six in the evening"),
        ("coach remind --install cron", "show the line that runs it every evening"),
    ),
    "pause": (
        ("coach pause tomorrow", "away from tomorrow on, with an open end"),
        ("coach pause Sat Sun", "away over the weekend"),
        ("coach pause today today", "a rest day"),
    ),
    "day": (("coach day yesterday", "what you recorded yesterday"),),
    "edit": (
        ("coach edit yesterday minutes=12", "it was 12 minutes"),
        ("coach edit yesterday/1 area=legs skin=pink", "the first session of that day"),
    ),
    "delete": (("coach delete yesterday/1", "the first session of that day"),),
    "note": (
        ('coach note "slept well"', "a note on today"),
        ('coach note yesterday "slept well"', "a note on yesterday"),
    ),
    "calendar": (
        ("coach calendar --month jan", "the latest January"),
        ("coach calendar --year 2026", "a whole year"),
        ("coach calendar --list", "the days in words, for a screen reader"),
    ),
    "plan": (("coach plan --days 60", "the next two months"),),
    "areas": (("coach areas feet off", "put one away that you do not use"),),
    "fortnight": (("coach fortnight", "after your first 14 days, or while they run"),),
    "insights": (("coach insights --area back", "figures for your back alone"),),
    "report": (
        ("coach report -o report.html", "a page for a browser or a printer"),
        ("coach report -o march.md --from 1.3.", "the days since the first of March"),
    ),
    "tips": (("coach tips towel", "tips that have to do with towels"),),
    "known": (("coach known", "all of it on one page"),),
    "guide": (("coach guide ssh", "how to use the coach over SSH"),),
    "demo": (("coach demo", "the last day of the made-up year"), ("coach demo --day 10", "its tenth day")),
    "help": (("coach help log", "everything about one command"),),
    "setup": (
        ("coach setup --screening none", "nothing on the list applies to you"),
        ("coach setup --goal-minutes 20 --goal-cover shirt", "another goal"),
    ),
    "settings": (
        ("coach settings", "all of them"),
        ("coach settings theme", "what one of them is, and what it can be"),
        ("coach settings bell off", "set one"),
    ),
    "undo": (("coach undo --list", "what it would take back, step by step"),),
    "redo": (("coach redo", "take back the last undo"),),
    "export": (
        ("coach export -o records.csv", "for a spreadsheet"),
        ("coach export --format json -o -", "everything, for another program"),
    ),
    "import": (
        ("coach import sessions.csv --dry-run", "say what would come in, and change nothing"),
        ("coach import - < sessions.csv", "the same file, as another program would send it"),
    ),
    "merge": (("coach merge copy.json --dry-run", "say what would change, and change nothing"),),
    "backup": (
        ("coach backup", "which backups there are"),
        ("coach backup create", "make one now"),
        ("coach backup restore 20260104", "back to the one of 4 January"),
    ),
    "doctor": (("coach doctor", "look, and change nothing"),),
    "completion": (("coach completion bash", "the script for bash"),),
    "ssh-wrapper": (("coach ssh-wrapper > coach-remote", "the script for your own machine"),),
}
"""Each call, with what it is for."""


def examples_of(name: str) -> str:
    """Returns the end of a command's help: its examples, each on one line, or two if one is long."""
    known = EXAMPLES.get(name, ())
    if not known:
        return ""
    wide = max(len(call) for call, _ in known) + 2
    fits = all(2 + wide + len(meaning) <= HELP_WIDTH for _, meaning in known)
    lines = [f"  {call:{wide}}{meaning}" if fits else f"  {call}\n      {meaning}" for call, meaning in known]
    return "\n".join(["", "Examples:" if len(known) > 1 else "Example:", *lines, ""])
