"""Wrong use and bad luck on the command line: the right exit code, a Korean sentence, never a traceback."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator import __version__, places
from simulator.commands.group import COMMANDS
from simulator.records.schema import SCHEMA_VERSION
from tests.simulator.commands_at_work import Command, Done, beside, no_database
from tests.simulator.scenario_files import SMALL, put_small
from tests.tools import ROOT, minwon

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


def _made_by_a_newer_program() -> None:
    places.data_folder().mkdir(parents=True)
    beside(f"PRAGMA user_version={SCHEMA_VERSION + 1}")


@pytest.mark.parametrize("command", ["results", "show 0", "replay 0", "play FILE --script -", "play --resume --plain"])
@pytest.mark.parametrize(
    "spoil",
    [_file_in_the_place_of_the_folder, _folder_in_the_place_of_the_file, no_database, _made_by_a_newer_program],
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
    listed = re.findall(r"^  ([\w-]+) +\S*[가-힣]", done.out.partition("명령:")[2], re.MULTILINE)
    assert tuple(listed) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(cli: Command, command: str) -> None:
    done = cli(command, "-h")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"사용법: minwon {command}")


def test_the_version_is_data(cli: Command) -> None:
    assert cli("--version") == Done(0, f"minwon {__version__}\n", "")
