from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.cli.errors import nearest
from coach.cli.plain_session.talk import SKIN_WORDS, skin_of
from coach.cli.registry import SUMMARIES, command
from coach.domain import labels
from coach.domain.model import Skin
from tests.cli.conftest import Shell

BAD = [
    ("log 1000", "minutes: 1000 is over 720"),
    ("log 720.001", "minutes: 720.001 is over 720"),
    ("log 0", "minutes: 0 is not a time on the mat"),
    ("log 0.001", "minutes: 0 is not a time on the mat"),
    ("log -3", "minutes: -3 is not a time on the mat"),
    ("log -0.5", "minutes: -0.5 is not a time"),
    ("log abc", "minutes: abc is not a number"),
    ("log nan", "minutes: nan is not a number"),
    ("log inf", "minutes: inf is not a number"),
    ("log 1e1", "minutes: 1e1 is not a number"),
    ("log 7,5,1", "minutes: 7,5,1 is not a number"),
    ("log \u0667", "minutes:"),
    ("log", "needs MINUTES"),
    ("log 5 6", "does not take 6"),
    ("log 5 --sharpness 11", "sharpness: 11 is not on the scale"),
    ("log 5 --sharpness -1", "sharpness: -1 is not on the scale"),
    ("log 5 --sharpness 3.5", "sharpness: 3.5 is not on the scale"),
    ("log 5 --before 11", "before: 11 is not on the scale"),
    ("log 5 --after x", "after: x is not on the scale"),
    ("log 5 --skin red", "skin: red is not one of clear, pink, sore, broken"),
    ("log 5 --cover towl", "did you mean towel?"),
    ("log 5 --area neck", "area: neck is not one of"),
    ("log 5 --on 2026-01-06", "on: 2026-01-06 is in the future"),
    ("log 5 --on 1969-12-31", "--on: Wed 31 Dec 1969 is before 1970"),
    ("log 5 --on 0001-01-01", "--on: Mon 1 Jan 1 is before 1970"),
    (
        "log 5 --on 2026-02-30",
        "--on: 2026-02-30 is not a day; type it as 7.3., 7 mar, Sat, yesterday, -3 or 2026-03-07",
    ),
    ("log 5 --on 20260101", "--on: 20260101 is not a day"),
    ("log 5 --on 30.2.", "--on: 30.2. is not a day"),
    ("log 5 --on tomorrow", "--on: 2026-01-06 is in the future"),
    ("log 5 --on yestreday", "--on: yestreday is not a day"),
    ("log 5 --at 07:31", "at: 2026-01-05 07:31 is in the future"),
    ("log 5 --at 24:00", "--at: 24:00 is not a time of day; type it like 07:30 or 7pm"),
    ("log 5 --at 7", "at: 7 is not a time"),
    ("log 5 --note", "--note needs a value"),
    ("log 5 --sharpnes 3", "log has no --sharpnes; did you mean --sharpness?"),
    ("log --area back --again", "log needs MINUTES; see coach help log"),
    ("log 5 --comf 3", "--comf"),
    ("ssh-wrapper --json", "ssh-wrapper does not take --json; see coach help ssh-wrapper"),
    ("log 5 --sharp 3", "log has no --sharp; did you mean --sharpness?"),
    ("setup --goal-m 15", "setup has no --goal-m; did you mean --goal-minutes?"),
    ("settings --js", "settings has no --js; did you mean --json?"),
    ("log 5 --s 3", "log does not take --s 3; see coach help log"),
    ("log 5 --NOTES=x", "log has no --NOTES=x; did you mean --note?"),
    ("completion bash --json", "completion does not take --json"),
    ("--versio", "there is no option --versio; did you mean --version?"),
    ("--day", "there is no option --day; see coach help"),
    ("lgo 5", "did you mean log?"),
    ("frobnicate", "there is no command frobnicate; see coach help"),
    ("--frobnicate", "there is no option --frobnicate"),
    ("check", "check needs"),
    ("check fine", "skin: fine is not one of"),
    ("setup", "needs an answer"),
    ("setup --screening", "--screening needs a value"),
    ("setup --screening none,wound", "none cannot go with others"),
    ("setup --screening wound,,skin", "screening:"),
    ("setup --screening none --goal-minutes 17", "goal-minutes: 17 is not one of 10, 12"),
    ("setup --screening nope", "screening: nope is not one of none, wound, skin"),
    ("setup --screening nope", "did you mean none?"),
    ("setup --screening=", "screening: a word is missing; give none, or some of wound"),
    ("setup --screening wound,", "screening: a word is missing"),
    ("setup --screening none,wound", "screening: none cannot go with others"),
    ("setup --screening feeling --numb-areas none,feet", "numb-areas: none cannot go with others"),
    ("setup --screening feeling --numb-areas=", "numb-areas: a word is missing; give none, or some of back"),
    ("setup --screening thinners --doctor-agreed none", "leave it out if no doctor agreed"),
    ("setup --screening thinners --doctor-agreed=", "leave it out if no doctor agreed"),
    ("setup --screening none --goal-cover socks", "goal-cover: socks is not one of towel, shirt, bare"),
    ("setup --screening none --start often", "start: often is not one of"),
    ("setup --screening none --tz Mars/Olympus", "tz: Mars/Olympus is not a time zone"),
    ("setup --screening none --tz ../../etc/passwd", "tz: ../../etc/passwd is not a time zone"),
    ("setup --screening none --tz Europe", "tz: Europe is not a time zone"),
    ("status --format {streak", "is alone"),
    ("status --format {foo}", "there is no field {foo}"),
    ("status --json --format x", "--format is not allowed with argument --json"),
    ("status --format x --json", "--json is not allowed with argument --format"),
    ("status --json=x", "--json takes no value"),
    ("calendar --month 2026-13", "--month: 2026-13 is not a month; type it as 2026-01 or jan"),
    ("calendar --month 1969-12", "before 1970"),
    ("calendar --year 26", "year: 26"),
    ("calendar --month 2026-01 --year 2026", "not allowed with"),
    ("pause someday", "from: someday is not a day"),
    ("help lgo", "there is no command lgo; did you mean log?"),
    ("pause --off 2026-01-08", "takes no day"),
    ("plan --days 0", "days: 0"),
    ("plan --days 367", "days: 367"),
    ("plan --lower 1 --days 9", "--days is for the days ahead"),
    ("plan --rules --days 9", "--days is for the days ahead"),
    ("plan --lower 1 --own", "--own is not allowed with argument --lower"),
    ("plan --yes", "--yes goes with --lower"),
    ("tips --topic spikes", "topic: spikes is not one of"),
    ("export --format xml", "format: xml is not one of json, csv, ics"),
    ("export --force", "--force needs -o"),
    ("export -o", "--output needs a value"),
    ("import", "needs FILE"),
    ("undo twice", "does not take twice"),
    ("log 5 --area=", "--area: type one of back, legs"),
    ("log 5 --sharpness=", "--sharpness: type a number from 0 to 10"),
    ("plan --days=", "--days: type a whole number from 1 to 366"),
    ("calendar --month=", "--month: type a month, as 2026-01 or jan"),
    ("plan --rules --lower 1", "not allowed with"),
    ("areas feet maybe", "areas: maybe is not one of on, off"),
    ("backup foo", "backup: foo is not one of list, create, restore"),
]


@pytest.mark.parametrize(("line", "says"), BAD, ids=[line for line, _ in BAD])
def test_wrong_usage_is_one_sentence_with_status_2_and_writes_nothing(
    coach: Shell, line: str, says: str
) -> None:
    said = coach(*line.split())
    assert said.status == 2
    assert says in said.err
    assert said.err.count("\n") == 1
    assert "usage:" not in said.err
    assert not said.out
    assert not coach.path.parent.exists()  # not even the folder


def test_an_empty_word_can_be_seen_in_the_refusal(coach: Shell) -> None:
    said = coach("today", "", "x")
    assert (said.status, said.err) == (2, "today does not take '' x; see coach help today.\n")


@pytest.mark.parametrize(("line", "says"), BAD, ids=[line for line, _ in BAD])
def test_wrong_usage_leaves_a_file_as_it_is(ready: Shell, line: str, says: str) -> None:
    before = ready.bytes()
    assert ready(*line.split()).status == 2
    assert ready.bytes() == before


REFUSED = [
    ("setup --start some", "safety questions first"),
    ("undo", "nothing to undo"),
    ("pause --off", "no pause to end"),
    ("import nowhere.csv", "no file nowhere.csv"),
]


@pytest.mark.parametrize(("line", "says"), REFUSED, ids=[line for line, _ in REFUSED])
def test_what_cannot_be_now_is_one_sentence_with_status_1(coach: Shell, line: str, says: str) -> None:
    said = coach(*line.split())
    assert (said.status, said.out) == (1, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert coach.bytes() is None


def test_data_is_taken_before_and_after_the_command_and_the_nearest_wins(
    ready: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    other = ready.path.with_name("other.json")
    assert ready("setup", "--screening", "wound", "--data", str(other)).status == 0
    assert ready.well("today", "--json").json["state"] == "due"
    assert ready.well("today", "--json", f"--data={other}").json["state"] == "locked"


def test_an_empty_name_never_falls_back_on_the_users_own_file(coach: Shell) -> None:
    said = coach("log", "5", "--data", "")
    assert said.status == 2
    assert "--data needs" in said.err


def test_a_file_that_is_no_json_is_one_sentence_and_left_alone(coach: Shell) -> None:
    coach.path.parent.mkdir()
    coach.path.write_text("{ no json")
    for line in ("today", "status", "calendar", "plan", "export", "log 5", "check clear", "undo", "pause"):
        said = coach(*line.split())
        assert (said.status, said.out) == (1, ""), line
        assert str(coach.path) in said.err
        assert said.err.count("\n") == 1
    assert coach.path.read_text() == "{ no json"


def test_a_wrong_word_cannot_send_commands_to_the_terminal(coach: Shell) -> None:
    said = coach("\x1b[31mlog\n")
    assert said.status == 2
    assert "\x1b" not in said.err


@pytest.mark.parametrize("name", SUMMARIES)
def test_each_command_has_help_and_declares_only_texts(coach: Shell, name: str) -> None:
    said = coach.well(name, "--help")
    assert said.out.startswith(f"usage: coach {name}")
    assert max(map(len, said.out.splitlines())) <= 80
    assert "show this help" in said.out
    assert callable(command(name).run)


def test_the_help_as_a_whole_names_each_command(coach: Shell) -> None:
    said = coach.well("--help")
    for name, summary in SUMMARIES.items():
        assert f"  {name}" in said.out
        assert summary in said.out
    assert "ics" not in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    assert coach.well("help").out == coach.well("-h").out == said.out


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("lgo 5", "there is no command lgo; did you mean log?"),
        ("hsitory", "there is no command hsitory; did you mean calendar?"),
        ("help stauts", "there is no command stauts; did you mean status?"),
        ("version", "there is no command version; did you mean --version?"),
        ("clean", "there is no command clean; see coach help."),
        ("restart", "there is no command restart; see coach help."),
        ("--data-fil x today", "there is no option --data-fil; see coach help."),
        ("log 10 min", "log does not take min; give the number alone, as in coach log 10."),
        ("log 10 feet", "log does not take feet; did you mean --area feet?"),
        ("log 10 towel", "log does not take towel; did you mean --cover towel?"),
        ("log 10 yesterday", "log does not take yesterday; did you mean --on yesterday?"),
        ("log 10 --date yesterday", "log has no --date; did you mean --on?"),
        ("log 10 --day yesterday", "log has no --day; did you mean --on?"),
        ("report --since jan", "report has no --since; did you mean --from?"),
        ("plan --json5", "plan has no --json5; did you mean --json?"),
        ("log 10 --ma 3", "log does not take --ma 3; see coach help log."),
    ],
)
def test_what_is_near_is_suggested_and_nothing_else(coach: Shell, line: str, says: str) -> None:
    said = coach(*line.split())
    assert (said.status, said.out, said.err) == (2, "", f"{says}\n")


@given(
    word=st.text("abcdefghij", min_size=3, max_size=9), at=st.integers(0, 8), letter=st.sampled_from("xyz")
)
def test_one_slip_is_always_near_and_three_never(word: str, at: int, letter: str) -> None:
    at = min(at, len(word))
    for slip in (word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]):
        assert nearest(slip, [word, "uvwuvwuvwuvw"]) == word
    assert not nearest(f"xyz{word}", [word])
    assert not nearest(word[:2], ["kl"])


def test_ctrl_c_ends_with_130(coach: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coach.cli.command_context.CommandContext.read", interrupted)
    said = coach("today")
    assert (said.status, said.out, said.err) == (130, "", "")


@pytest.mark.parametrize(
    "words",
    [
        "log 5 --skin broken --skin clear",
        "log 5 --sharpness 9 --sharpness=2",
        "setup --screening fever --screening none",
        "check --area back clear --area legs",
    ],
)
def test_an_option_that_is_given_twice_is_refused_by_name(ready: Shell, words: str) -> None:
    before = ready.bytes()
    said = ready(*words.split())
    assert (said.status, said.out) == (2, "")
    assert said.err.endswith(" is given twice; give it once.\n")
    assert ready.bytes() == before


def test_letters_in_common_make_no_word_near() -> None:
    assert nearest("clean", ["plan"]) == ""


def test_the_helps_name_every_answer_with_its_meaning(coach: Shell) -> None:
    helps = {name: " ".join(coach.well("help", name).out.split()) for name in ("check", "log", "setup")}
    for skin, meaning in labels.SKIN_MEANING.items():
        assert f"{skin} ({meaning})" in helps["check"]
    assert labels.SKIN_ANSWERS in helps["log"]
    for each, meaning in labels.CONTRAINDICATION.items():
        assert f"{each} for {meaning}" in helps["setup"]


def test_the_answers_in_lines_are_numbered_as_the_screen_numbers_them() -> None:
    assert SKIN_WORDS == "1 clear, 2 pink, 3 sore, 4 broken, 5 numb"
    assert [skin_of(each.split()[0]) for each in SKIN_WORDS.split(", ")] == list(Skin)
