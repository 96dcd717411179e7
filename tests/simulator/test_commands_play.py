"""`minwon play` in plain lines and scripts: what is printed, kept and taken up again."""

import re
from pathlib import Path

import pytest

from simulator import places
from tests.simulator.commands_at_work import Command, played
from tests.simulator.scenario_files import put_small

KEYS_OF_A_RUN = {
    "attempt", "scenario", "version", "scenario_hashes", "policy", "seed", "ending", "meters", "events", "scorecard",
}  # fmt: skip


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
