"""The commands that look things up: what they print where, with which exit code."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from simulator import places
from tests.simulator.commands_at_work import Command, Done, beside, no_database, played
from tests.simulator.scenario_files import SMALL, put_small
from tests.tools import ROOT, minwon

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
    assert "small-call\n  작은 전화 / 약 2분 / 난이도 1\n  폭언, 전화, 교통, 강도: 거침\n" in done.out
    number = len(re.findall(r"^\S", done.out, re.MULTILINE))
    assert done.err == f"시나리오 {number}개\n"


def test_the_library_as_json(cli: Command, small: Path) -> None:
    cards = {card["scenario"]: card for card in cli("scenarios", "--json").json}
    assert len(cards) > 1, "the shipped ones are there too"
    card = cards["small-call"]
    assert card["file"] == str(small)
    assert (card["title"], card["family"], card["minutes"], card["intensity"]) == ("작은 전화", "abuse", 2, 2)


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
    assert listed.keys() == {"config", "data", "database", "scenarios", "courses", "library", "cache"}
    assert listed["database"] == places.database_file()
    assert listed["config"] == places.config_file()
    for name, place in listed.items():
        assert cli("locate", name) == Done(0, f"{place}\n", "")
    assert not places.data_folder().parent.exists()


def test_the_doctor_advises_where_something_is_wrong(cli: Command) -> None:
    no_database()
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
