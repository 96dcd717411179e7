"""The commands of the terminal: what they print where, with which exit code, and what they say of wrong use."""

import gettext
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from simulator import __version__, places
from simulator.commands.group import COMMANDS, run
from simulator.records.engine import sqlite_module
from simulator.records.schema import SCHEMA_VERSION
from tests.simulator.scenario_files import SMALL, put_small
from tests.tools import ROOT, minwon

KEYS_OF_A_RUN = {"attempt", "scenario", "version", "policy", "seed", "ending", "meters", "events", "scorecard"}


class Stdin(io.BytesIO):
    """What is piped in."""

    name = "<stdin>"


class Done(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Read stdout, which has to be one JSON value and nothing else."""
        return json.loads(self.out)


Command = Callable[..., Done]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """Run a command line in this process; anything it does not catch itself fails the test."""
    monkeypatch.setenv("LANGUAGE", "ko")
    monkeypatch.setenv("LINES", "24")

    def command(*arguments: str | Path, stdin: str | bytes = "") -> Done:
        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Stdin(raw), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Done(code, out, err)

    yield command
    gettext.textdomain("messages")


@pytest.fixture
def small() -> Path:
    """Put the small call into the library of this machine."""
    return put_small(places.own_scenarios_folder())


def played(cli: Command, *options: str, lines: str = "hear rule", scenario: str | Path = "small-call") -> Any:
    """Play a script, a word a line, and return the run as the command prints it."""
    done = cli("play", scenario, "--script", "-", "--json", *options, stdin="\n".join(lines.split()))
    assert done.code == 0, done.err
    return done.json


def beside(statement: str) -> None:
    """Change the database past the program."""
    with closing(sqlite_module().connect(places.database_file(), isolation_level=None)) as other:
        for (trigger,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {trigger}")
        other.execute(statement)


# Wrong use


WRONG_USES = [
    ("nosuch", 2, "그런 명령이 없습니다: nosuch"),
    ("--nosuch", 2, "그런 옵션이 없습니다: --nosuch"),
    ("play --sead 1", 2, "'--seed'"),
    ("play", 2, "minwon scenarios"),
    ("play one two", 2, "필요 없는 말이 더 있습니다: two"),
    ("play nosuch --plain", 2, "'nosuch'"),
    ("play smal-call --plain", 2, "small-call"),
    ("play nosuch.yaml --plain", 2, "그런 파일이나 폴더가 없습니다: nosuch.yaml"),
    ("play small-call --plain --policy NOPE", 2, "KR_2024_DECREE"),
    ("play small-call --plain --seed one", 2, "수가 아닙니다"),
    ("play small-call --script nosuch.txt", 2, "nosuch.txt"),
    ("play --resume --plain", 2, "이어 할 연습이 없습니다"),
    ("play nosuch --resume --plain", 2, "이어 할 연습이 없습니다"),
    ("show", 2, "빠진 인자"),
    ("show nosuch", 2, "'nosuch'"),
    ("show nosuch --json", 2, "'nosuch'"),
    ("replay nosuch", 2, "'nosuch'"),
    ("manual nosuch", 2, "'nosuch'"),
    ("lint nosuch.yaml", 2, "그런 파일이나 폴더가 없습니다: nosuch.yaml"),
    ("locate nosuch", 2, "쓸 수 있는 값: 'config'"),
    ("results --csv nosuch/results.csv", 3, "파일을 쓸 수 없습니다: nosuch/results.csv"),
    ("", 3, "--plain"),
    ("play small-call", 3, "--plain"),
    ("play --resume", 3, "--plain"),
]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("line", "code", "sentence"), WRONG_USES, ids=[use[0] or "no terminal" for use in WRONG_USES])
def test_wrong_use_is_said_in_korean(cli: Command, line: str, code: int, sentence: str) -> None:
    done = cli(*line.split())
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err
    assert re.search("[가-힣]", done.err)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("line", "english"),
    [
        pytest.param("play small-call --policy", "requires an argument"),
        pytest.param("play small-call --plain=1", "does not take a value"),
        pytest.param("results --csv /", "is a directory"),
        pytest.param("play --sead 1", "OPTIONS"),
        pytest.param("play -h", "INTEGER"),
        ("show -h", "Options"),
    ],
)
def test_no_english_of_the_library_shows(cli: Command, line: str, english: str) -> None:
    done = cli(*line.split())
    assert english not in done.out + done.err


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("number", ["9223372036854775807", pytest.param("9223372036854775808")])
def test_a_seed_of_any_size_is_taken_or_refused(cli: Command, number: str) -> None:
    assert cli("play", "small-call", "--script", "-", "--seed", number).code in (0, 2)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("line", ["4", "nothing", "!press_bell", "/undo"])
def test_a_script_line_that_does_not_fit_ends_the_run(cli: Command, line: str) -> None:
    done = cli("play", "small-call", "--script", "-", "--json", stdin=f"{line}\nhear")
    assert (done.code, done.out) == (2, "")
    assert f"스크립트의 '{line}' 줄을" in done.err


@pytest.mark.usefixtures("small")
def test_a_script_that_is_not_utf8_begins_nothing(cli: Command, tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_bytes("1\n녹음".encode("cp949"))
    for source, raw in ((script, b""), ("-", script.read_bytes())):
        done = cli("play", "small-call", "--script", source, stdin=raw)
        assert (done.code, done.out) == (2, "")
        assert "UTF-8이 아닙니다" in done.err
    assert not places.database_file().exists()


@pytest.mark.usefixtures("small")
def test_typed_lines_that_are_not_utf8_are_said() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "play", "small-call", "--plain"],
        input=b"\xb3\xec\n",
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 2)


BROKEN = {
    "not closed": b"scenario: [",
    "not UTF-8": "title: 민원".encode("cp949"),
    "empty": b"",
    "a list": b"- one\n- two\n",
    "too deep": b"[" * 500,
    "anchor": b"scenario: &a small-call\ntitle: *a\n",
    "lacks everything": b"scenario: small-call\n",
    "leads nowhere": SMALL.replace("goto: insults", "goto: nowhere").encode(),
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=list(BROKEN))
def test_a_broken_scenario_is_not_played_and_lint_says_why(cli: Command, tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "small-call.yaml"
    file.write_bytes(raw)
    done = cli("play", file, "--plain")
    assert (done.code, done.out) == (1, "")
    assert f"잘못이 있어 연습할 수 없습니다: {file}" in done.err
    done = cli("lint", file)
    assert done.code == 1
    assert re.match(rf"{re.escape(str(file))}:\d+:\d+: D\d+ 오류: .*[가-힣]", done.out)
    assert "파일 1개" in done.err


@pytest.fixture
def broken_settings() -> None:
    """Put a configuration with a mistake in its place."""
    places.config_file().parent.mkdir(parents=True)
    places.config_file().write_text('theme = "pink"', encoding="utf-8")


@pytest.mark.usefixtures("broken_settings")
@pytest.mark.parametrize("command", ["play small-call --plain", "scenarios", "lint", "doctor"])
def test_a_broken_configuration_is_named_by_what_needs_it(cli: Command, command: str) -> None:
    done = cli(*command.split())
    assert (done.code, done.out) == (2, "")
    assert str(places.config_file()) in done.err
    assert "'theme'" in done.err


@pytest.mark.usefixtures("broken_settings")
@pytest.mark.parametrize("command", ["-h", "--version", "locate config"])
def test_a_broken_configuration_can_be_found_and_mended(cli: Command, command: str) -> None:
    done = cli(*command.split())
    assert (done.code, done.err) == (0, "")
    assert done.out


def _file_in_the_place_of_the_folder() -> None:
    places.data_folder().parent.mkdir(parents=True)
    places.data_folder().write_text("a file")


def _folder_in_the_place_of_the_file() -> None:
    places.database_file().mkdir(parents=True)


def _no_database() -> None:
    places.data_folder().mkdir(parents=True)
    places.database_file().write_bytes(b"no database at all " * 60)


def _made_by_a_newer_program() -> None:
    places.data_folder().mkdir(parents=True)
    beside(f"PRAGMA user_version={SCHEMA_VERSION + 1}")


@pytest.mark.parametrize("command", ["results", "show 0", "replay 0", "play FILE --script -", "play --resume --plain"])
@pytest.mark.parametrize(
    "spoil",
    [_file_in_the_place_of_the_folder, _folder_in_the_place_of_the_file, _no_database, _made_by_a_newer_program],
)
def test_records_that_cannot_be_used_are_named(
    cli: Command, tmp_path: Path, command: str, spoil: Callable[[], None]
) -> None:
    spoil()
    file = put_small(tmp_path)
    done = cli(*command.replace("FILE", str(file)).split(), stdin="hear")
    assert (done.code, done.out) == (3, "")
    assert str(places.database_file()) in done.err
    assert re.search("[가-힣]", done.err)


def test_the_program_itself_catches_its_problems(tmp_path: Path) -> None:
    """The table above runs inside the tests; here is one of each exit code as its own process."""
    broken = tmp_path / "broken.yaml"
    broken.write_bytes(b"scenario: [")
    for arguments, code in ((("--version",), 0), (("play", str(broken), "--plain"), 1), (("nosuch",), 2), ((), 3)):
        done = minwon(*arguments)
        assert done.returncode == code
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("terminal", ["dumb", "xterm"])
def test_a_poor_terminal_is_refused_kindly(cli: Command, monkeypatch: pytest.MonkeyPatch, terminal: str) -> None:
    monkeypatch.setenv("TERM", terminal)
    if terminal == "dumb":
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = cli()
    assert (done.code, done.out) == (3, "")
    assert "minwon play" in done.err


# Help and version


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_command_in_korean(cli: Command, option: str) -> None:
    done = cli(option)
    assert (done.code, done.err) == (0, "")
    listed = re.findall(r"^  (\w+) +\S*[가-힣]", done.out.partition("명령:")[2], re.MULTILINE)
    assert tuple(listed) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(cli: Command, command: str) -> None:
    done = cli(command, "-h")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"사용법: minwon {command}")


def test_the_version_is_data(cli: Command) -> None:
    assert cli("--version") == Done(0, f"minwon {__version__}\n", "")


# Playing


@pytest.mark.usefixtures("small")
def test_a_script_is_played_and_reported(cli: Command) -> None:
    done = cli("play", "small-call", "--script", "-", stdin="hear\nrule\n")
    assert done.code == 0
    assert "[민원인] 오 분밖에 안 됐다니까요." in done.out
    assert "점수 100 / 100 (통과" in done.out
    kept = re.search(r"minwon show (\S+)", done.err)
    assert kept
    assert cli("show", kept[1]).code == 0


@pytest.mark.usefixtures("small")
def test_json_is_one_object_and_nothing_else(cli: Command) -> None:
    run_ = played(cli, "--seed", "7", "--policy", "MOIS_2018")
    assert set(run_) - {"outcome"} == KEYS_OF_A_RUN
    assert (run_["scenario"], run_["version"], run_["policy"], run_["seed"]) == ("small-call", 1, "MOIS_2018", 7)
    assert run_["ending"] == "calmed"
    assert set(run_["meters"]) == {"anger", "trust", "fear"}
    assert [event["seq"] for event in run_["events"]] == list(range(len(run_["events"])))
    assert [event["source"] for event in run_["events"]] == ["opening", "hear", "explains", "rule", "calmed"]
    assert (run_["scorecard"]["total"], run_["scorecard"]["passed"]) == (100, True)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("lines", ["cold", "cold /stop", ""])
def test_json_of_a_run_without_a_judgement(cli: Command, lines: str) -> None:
    run_ = played(cli, lines=lines)
    assert (run_["ending"], run_["scorecard"]) == (None, None)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("lines", ["hear rule", "cold stop rule", "cold /undo !notify_recording ... hear rule", "2 2"])
def test_the_same_seed_and_script_give_the_same_run(cli: Command, lines: str) -> None:
    first, second = (played(cli, "--seed", "3", lines=lines) for _ in range(2))
    assert first["attempt"] != second["attempt"]
    assert {**first, "attempt": ""} == {**second, "attempt": ""}


@pytest.mark.usefixtures("small")
def test_the_seed_picks_the_lines(cli: Command) -> None:
    openings = {played(cli, "--seed", str(seed))["events"][0]["words"] for seed in (0, 1)}
    assert openings == {"왜 과태료예요?", "과태료라니 무슨 소리예요?"}


@pytest.mark.usefixtures("small")
def test_a_script_file_may_have_a_byte_order_mark_and_windows_lines(cli: Command, tmp_path: Path) -> None:
    script = tmp_path / "대본.txt"
    script.write_bytes(b"\xef\xbb\xbfhear\r\n\r\nrule\r\n")
    done = cli("play", "small-call", "--script", script, "--json")
    assert done.json["ending"] == "calmed"


@pytest.mark.usefixtures("small")
def test_an_assessment_is_recorded_as_one(cli: Command) -> None:
    attempt = played(cli, "--assessment")["attempt"]
    assert cli("show", attempt, "--json").json["attempt"]["mode"] == "assessment"
    done = cli("play", "small-call", "--assessment", "--script", "-", stdin="cold\n/undo\n")
    assert done.code == 2


@pytest.mark.usefixtures("small")
def test_the_settings_choose_policy_and_masking(cli: Command) -> None:
    places.config_file().write_text('policy = "MOIS_2018"\nrealistic = true\n', encoding="utf-8")
    assert played(cli)["policy"] == "MOIS_2018"
    assert played(cli, "--policy", "DASAN_2014")["policy"] == "DASAN_2014"
    assert "이런 씨발 진짜." in cli("play", "small-call", "--script", "-", stdin="cold").out


def test_a_file_outside_the_library_is_played(cli: Command, tmp_path: Path) -> None:
    file = put_small(tmp_path / "어떤 폴더")
    assert played(cli, scenario=file)["ending"] == "calmed"


def test_a_file_may_end_in_yml(cli: Command, tmp_path: Path) -> None:
    file = put_small(tmp_path).rename(tmp_path / "small-call.yml")
    assert played(cli, scenario=file)["ending"] == "calmed"


# Going on

WHOLE = ["cold", "!notify_recording", "/undo", "stop", "...", "wait", "argue", "stop", "rule"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("cut", range(len(WHOLE)))
def test_a_resumed_run_is_the_uninterrupted_one(cli: Command, cut: int) -> None:
    whole = played(cli, "--seed", "1", lines=" ".join(WHOLE))
    first = played(cli, "--seed", "1", lines=" ".join(WHOLE[:cut]))
    assert first["ending"] is None
    went_on = played(cli, "--resume", lines=" ".join(WHOLE[cut:]))
    assert went_on["attempt"] == first["attempt"]
    assert {**went_on, "attempt": ""} == {**whole, "attempt": ""}


@pytest.mark.usefixtures("small")
def test_the_newest_unfinished_run_goes_on_unless_another_is_named(cli: Command, tmp_path: Path) -> None:
    older, newer = (played(cli, lines="cold")["attempt"] for _ in range(2))
    assert played(cli, "--resume", lines="", scenario=older)["attempt"] == older
    assert played(cli, "--resume", lines="stop rule")["attempt"] == newer
    assert played(cli, "--resume", lines="stop rule")["attempt"] == older
    done = cli("play", "--resume", "--plain")
    assert (done.code, done.out) == (2, "")


def test_a_run_of_a_file_goes_on_with_the_file(cli: Command, tmp_path: Path) -> None:
    file = put_small(tmp_path)
    attempt = played(cli, lines="cold", scenario=file)["attempt"]
    assert played(cli, "--resume", lines="stop rule", scenario=file)["attempt"] == attempt


@pytest.mark.parametrize(
    "change", [("version: 1", "version: 2"), ("오 분밖에", "십 분밖에"), ("minutes: 2", "minutes:  2")]
)
def test_a_run_of_a_changed_scenario_does_not_go_on(cli: Command, small: Path, change: tuple[str, str]) -> None:
    played(cli, lines="cold")
    small.write_text(SMALL.replace(*change), encoding="utf-8")
    done = cli("play", "--resume", "--script", "-", "--json", stdin="stop")
    assert (done.code, done.out) == (2, "")
    assert "'작은 전화' 시나리오가 그 뒤로 바뀌어" in done.err


# Looking back


@pytest.mark.usefixtures("small")
def test_results_are_listed_newest_first(cli: Command) -> None:
    good, stopped = played(cli)["attempt"], played(cli, lines="cold /stop")["attempt"]
    played(cli, lines="cold")
    done = cli("results")
    first, second = done.out.splitlines()
    assert first.startswith(stopped)
    assert "채점 안 함" in first
    assert second.startswith(good)
    assert "100 통과" in second
    assert done.err == "결과 2건\n"


@pytest.mark.usefixtures("small")
def test_results_as_json(cli: Command) -> None:
    attempt = played(cli)["attempt"]
    (result,) = cli("results", "--json").json
    assert (result["attempt"], result["scenario"], result["total"], result["passed"]) == (
        attempt,
        "small-call",
        100,
        True,
    )
    assert set(result["dimensions"]) == {"de_escalation", "procedure", "service", "safety", "law"}
    assert "words" not in json.dumps(result)


@pytest.mark.usefixtures("small")
def test_results_as_csv(cli: Command, tmp_path: Path) -> None:
    attempt = played(cli)["attempt"]
    file = tmp_path / "결과.csv"
    done = cli("results", "--csv", file)
    assert (done.code, done.out) == (0, "")
    assert str(file) in done.err
    assert attempt in file.read_text(encoding="utf-8-sig")


def test_without_results_nothing_is_listed(cli: Command) -> None:
    assert cli("results") == Done(0, "", "결과 0건\n")
    assert cli("results", "--json").json == []


@pytest.mark.usefixtures("small")
def test_one_result_is_shown_by_the_beginning_of_its_id(cli: Command) -> None:
    attempt = played(cli, lines="cold stop rule")["attempt"]
    done = cli("show", attempt[:13])
    assert (done.code, done.err) == (0, "")
    assert f"작은 전화 / {attempt}" in re.sub(r"/ \d{4}-\d\d-\d\d ", "", done.out)
    assert "더 나은 말: 놀라셨지요." in done.out


@pytest.mark.usefixtures("small")
def test_one_result_as_json(cli: Command) -> None:
    run_ = played(cli)
    shown = cli("show", run_["attempt"], "--json").json
    assert shown["attempt"]["id"] == run_["attempt"]
    assert shown["summary"]["scorecard"]["total"] == run_["scorecard"]["total"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("lines", "sentence"), [("cold", "아직 끝나지 않은"), ("cold /stop", "점수가 없습니다")])
def test_what_was_not_judged_cannot_be_shown(cli: Command, lines: str, sentence: str) -> None:
    attempt = played(cli, lines=lines)["attempt"]
    done = cli("show", attempt)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err


@pytest.mark.parametrize("change", ["changed", "gone", "broken"])
def test_scores_outlive_their_scenario(cli: Command, small: Path, change: str) -> None:
    attempt = played(cli, lines="cold stop rule")["attempt"]
    before = cli("show", attempt).out
    if change == "gone":
        small.unlink()
    else:
        small.write_text(SMALL.replace("작은", "큰") if change == "changed" else "scenario: [", encoding="utf-8")
    done = cli("show", attempt)
    assert done.code == 0
    assert "작성자의 설명은 빠졌습니다" in done.out
    assert "놀라셨지요" not in done.out
    for line in before.splitlines():
        if line.startswith(("점수 ", "- [")):
            assert line in done.out


@pytest.mark.usefixtures("small")
def test_a_replay_shows_the_words_and_agrees(cli: Command) -> None:
    attempt = played(cli, lines="cold /undo hear rule")["attempt"]
    done = cli("replay", attempt)
    assert done.code == 0
    assert "[나] 규정입니다." in done.out
    assert "(마지막 차례를 되돌렸습니다.)" in done.out
    assert "이런 **** 진짜." in done.out
    assert "똑같이 재현되었습니다" in done.err


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        ("UPDATE event SET payload = json_set(payload, '$.anger', 1) WHERE seq = 2", 2, "똑같이 재현되지 않습니다"),
        ("UPDATE attempt SET scenario_hash = 'other'", 2, "시나리오가 그 뒤로 바뀌어"),
        ("UPDATE attempt_summary SET scorecard = json_set(scorecard, '$.total', 1)", 1, "점수가 달라집니다"),
    ],
    ids=["journal", "scenario", "judgement"],
)
def test_a_replay_that_differs_is_said(cli: Command, change: str, code: int, sentence: str) -> None:
    attempt = played(cli)["attempt"]
    beside(change)
    done = cli("replay", attempt)
    assert done.code == code
    assert "[나] 많이 놀라셨겠습니다." in done.out, "the words are shown all the same"
    assert sentence in done.err


# The library


@pytest.mark.usefixtures("small")
def test_the_library_is_listed(cli: Command) -> None:
    done = cli("scenarios")
    assert done.code == 0
    assert "small-call\n  작은 전화 / 약 2분 / 난이도 1\n  폭언, 전화, 교통, 강도: 순함\n" in done.out
    number = len(re.findall(r"^\S", done.out, re.MULTILINE))
    assert done.err == f"시나리오 {number}개\n"


def test_the_library_as_json(cli: Command, small: Path) -> None:
    cards = {card["scenario"]: card for card in cli("scenarios", "--json").json}
    assert len(cards) > 1, "the shipped ones are there too"
    card = cards["small-call"]
    assert card["file"] == str(small)
    assert (card["title"], card["family"], card["minutes"], card["intensity"]) == ("작은 전화", "abuse", 2, 1)


def test_folders_of_the_settings_belong_to_the_library(cli: Command, tmp_path: Path) -> None:
    put_small(tmp_path / "further")
    places.config_file().parent.mkdir(parents=True)
    places.config_file().write_text(f'scenarios = ["{tmp_path / "further"}"]', encoding="utf-8")
    assert "small-call" in {card["scenario"] for card in cli("scenarios", "--json").json}


def test_a_broken_file_is_named_and_the_others_are_listed(cli: Command, small: Path) -> None:
    broken = small.with_name("broken.yaml")
    broken.write_text("scenario: [", encoding="utf-8")
    done = cli("scenarios")
    assert done.code == 1
    assert "small-call" in done.out
    assert str(broken) in done.err


@pytest.mark.parametrize("command", ["scenarios", "scenarios --json", "doctor", "play small-call --script -"])
@pytest.mark.parametrize(
    "trap",
    [
        pytest.param("dangling link"),
        pytest.param("folder"),
        "broken file of the same name",
    ],
)
def test_odd_files_in_a_folder_harm_nothing(cli: Command, small: Path, command: str, trap: str) -> None:
    if trap == "dangling link":
        small.with_name("a.yaml").symlink_to("/nowhere.yaml")
    elif trap == "folder":
        small.with_name("a.yaml").mkdir()
    else:
        put_small(small.parent / "sub")
        small.write_text("scenario: [", encoding="utf-8")
    done = cli(*command.split())
    assert done.code in (0, 1)


# The manual, the checks, the places


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", "KR_2024_DECREE"),
        ("ask_to_stop", "중단 요청"),
        ("KR_2024_DECREE", "종료할 수 있는 사람"),
        ("중단 요청", "ask_to_stop"),
        ("ㅈㄷ ㅇㅊ", "ask_to_stop"),
    ],
    ids=["index", "step", "policy", "words", "initial consonants"],
)
def test_the_manual_is_looked_up(cli: Command, words: str, found: str) -> None:
    done = cli("manual", *words.split())
    assert (done.code, done.err) == (0, "")
    assert found in done.out


def test_lint_finds_nothing_in_a_good_file(cli: Command, small: Path) -> None:
    done = cli("lint", small, "--json")
    assert [found for found in done.json if found["severity"] == "error"] == []
    assert done.code == 0


def test_lint_as_json(cli: Command, tmp_path: Path) -> None:
    file = tmp_path / "small-call.yaml"
    file.write_text(SMALL.replace("goto: insults", "goto: nowhere"), encoding="utf-8")
    done = cli("lint", tmp_path, "--json")
    assert done.code == 1
    errors = [found for found in done.json if found["severity"] == "error"]
    assert errors
    for found in errors:
        assert found["file"] == str(file)
        assert found["line"] > 1
        assert found["column"] >= 1
        assert re.fullmatch(r"D\d+", found["code"])
        assert re.search("[가-힣]", found["sentence"])
        assert re.search("[가-힣]", found["mend"])


def test_places_are_printed_and_nothing_is_made(cli: Command) -> None:
    lines = cli("locate").out.splitlines()
    listed = {name: Path(place) for name, place in (line.split(maxsplit=1) for line in lines)}
    assert listed.keys() == {"config", "data", "database", "scenarios", "library", "cache"}
    assert listed["database"] == places.database_file()
    assert listed["config"] == places.config_file()
    for name, place in listed.items():
        assert cli("locate", name) == Done(0, f"{place}\n", "")
    assert not places.data_folder().parent.exists()


def test_the_doctor_advises_where_something_is_wrong(cli: Command) -> None:
    _no_database()
    done = cli("doctor")
    assert done.code == 1
    assert "[확인] 터미널" in done.out, "tests have none"
    assert "[확인] 기록: 기록 파일을 열 수 없습니다" in done.out
    assert "'minwon locate data'" in done.out
    assert "[좋음] SQLite: 3." in done.out


def test_the_doctor_is_content_with_a_good_machine(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = cli("doctor")
    assert done.code == 0
    assert "[확인]" not in done.out


# English, in processes of their own: help is put into words when a command is imported


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("-h", 0, "List the scenarios"),
        ("play -h", 0, "Rehearse one scenario"),
        ("nosuch", 2, "No such command 'nosuch'"),
        ("play nosuch --plain", 2, "There is no scenario 'nosuch'"),
        ("play --resume --plain", 2, "There is no unfinished run."),
        ("", 3, "--plain"),
        ("manual warn", 0, "Warn"),
        ("results", 0, "0 results"),
    ],
)
def test_english_is_spoken_to_who_asks_for_it(line: str, code: int, sentence: str) -> None:
    done = minwon(*line.split(), MINWON_LANG="en")
    assert done.returncode == code
    assert sentence in done.stdout + done.stderr
    assert not re.search("[가-힣]", done.stdout + done.stderr)


def test_a_run_is_reported_in_english(small: Path) -> None:
    done = minwon("play", "small-call", "--script", "-", stdin="hear\nrule\n", MINWON_LANG="en")
    assert "Score 100 / 100 (passed, pass mark" in done.stdout
    assert "[You] " in done.stdout
    assert "Kept. See it again: minwon show" in done.stderr


def test_the_configuration_may_ask_for_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINWON_LANG")
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    places.config_file().parent.mkdir(parents=True)
    places.config_file().write_text('language = "en"', encoding="utf-8")
    assert minwon("results").stderr == "0 results\n"
    assert minwon("results", MINWON_LANG="ko").stderr == "결과 0건\n"


# Pipes


def test_korean_goes_through_a_pipe_that_asked_for_less() -> None:
    done = minwon("manual", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "대조하지 못했습니다" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="SIGPIPE is a POSIX signal")
@pytest.mark.parametrize("code", [{0, 1}, {0}], ids=["says nothing", "is no failure"])
def test_a_reader_that_leaves_is_no_problem(code: set[int]) -> None:
    """As in `minwon manual | head -1`."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "manual"], stdout=writing, stderr=subprocess.PIPE, cwd=ROOT
    )
    os.close(writing)
    os.close(reading)
    _, errors = process.communicate(timeout=30)
    assert errors == b""
    assert process.returncode in code
