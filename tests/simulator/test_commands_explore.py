"""The command `explore`: what it prints, writes and refuses, and that its scripts replay."""

import os
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from dialogues.bench.exploration import Sample
from simulator.exports.score_drawing import scores_svg
from simulator.plain.bars import bars, bins_of
from simulator.problems import Exit
from tests.dialogues.bench.test_exploring import SOFT_LOCK
from tests.simulator.commands_at_work import Command, Done
from tests.simulator.scenario_files import SMALL
from tests.tools import minwon

pytestmark = pytest.mark.usefixtures("small")

NUMBERED = SMALL.replace("{id: rule,", "{id: 1,").replace("{id: argue,", "{id: 2,").replace("{id: wait,", "{id: 7,")


def put(folder: Path, text: str) -> Path:
    file = folder / "small-call.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def replayed(cli: Command, scenario: str | Path, script: Path) -> Any:
    done = cli("play", scenario, "--script", script, "--json")
    assert done.code == 0, done.err
    return done.json


# What it prints


def test_the_report_says_what_can_happen_how_it_ends_and_what_it_is_worth(cli: Command) -> None:
    done = cli("explore", "small-call", "--runs", "60")
    assert done.code == Exit.DONE
    lines = done.out.splitlines()
    assert lines[0] == "작은 전화 (small-call)"
    assert "빠짐없이 살폈습니다" in lines[1]
    assert "나온 것: 상태 3/3, 선택지 9/9, 행동 12/12, 길(goto) 10/10, 결말 2/2" in lines
    assert "  calmed (원만히 마무리됨, 2차례): hear, rule" in lines
    assert "  hung-up (민원인이 떠남, 1차례): !end" in lines
    assert "가장 좋은 실행: 100점, 통과, 2차례: hear, rule" in lines
    assert "  선택지만으로 끝없이 맴돌 수 있는 곳: explains, insults" in lines
    assert any("(ph-ab-stop)" in line and "지킴" in line for line in lines)
    assert "꼭 고칠 것은 찾지 못했습니다." in done.err


def test_it_speaks_english(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINWON_LANG", "en")
    done = cli("explore", "small-call", "--runs", "60")
    assert "Reached: states 3/3, options 9/9, actions 12/12, ways (goto) 10/10, endings 2/2" in done.out
    assert "  hung-up (the complainant left, 1 turn): !end" in done.out
    assert not re.search("[가-힣]", done.out.replace("작은 전화", ""))


def test_the_picture_of_the_scores_is_plain_ascii(cli: Command) -> None:
    done = cli("explore", "small-call", "--runs", "60")
    rows = [line for line in done.out.splitlines() if re.match(r" +\d+(-\d+)? \|", line)]
    assert len(rows) == 11
    assert all(line.isascii() and len(line) <= 80 for line in rows)
    assert sum(int(line.split()[-1]) for line in rows if line[-1].isdigit() and " " in line.split("|")[1]) == 60


def test_a_bounded_search_says_so_and_calls_nothing_a_problem(cli: Command) -> None:
    done = cli("explore", "demands-visit-seal-certificate", "--runs", "20")
    assert "다 살피지는 못했습니다" in done.out
    assert "나오지 않은 것도 나올 수 있습니다" in done.out
    assert "선택지만 골라서 갈 수 있는 곳은 빠짐없이 살폈습니다" in done.out
    assert done.code == Exit.DONE


def test_what_has_to_be_mended_is_counted(cli: Command, tmp_path: Path) -> None:
    hidden = "- {id: never, say: 네., when: seen(after-call) >= 9, goto: calmed, why: 없음., impact: 없음.}"
    text = SOFT_LOCK.replace("      - id: show-way", f"      {hidden}\n      - id: show-way")
    done = cli("explore", put(tmp_path, text), "--runs", "20")
    assert done.code == Exit.FOUND_PROBLEMS
    assert "들어가면 끝나지 않습니다: pit (들어가는 길: hear-out, fall)" in done.out
    assert "상태에는 갔지만 한 번도 보이지 않은 선택지: explains/never, pit/leave" in done.out
    assert "고칠 것 3건을 찾았습니다." in done.err


# For other programs


def test_the_object_holds_everything_with_scripts_for_witnesses(cli: Command) -> None:
    found = cli("explore", "small-call", "--runs", "60", "--json").json
    assert found["scenario"] == "small-call"
    assert found["complete"] is True
    assert found["policy"] == "KR_2024_DECREE"
    assert found["reached"]["endings"] == {"hung-up": ["!end"], "calmed": ["hear", "rule"]}
    assert found["reached"]["options"]["insults/stop"] == ["cold", "stop"]
    edge = next(edge for edge in found["reached"]["edges"] if edge["source"] == "!end")
    assert edge == {"state": "", "source": "!end", "number": 0, "to": "hung-up", "script": ["!end"]}
    assert found["unreached"] == {"states": [], "options": [], "actions": [], "edges": [], "endings": []}
    assert found["sample"]["best"]["script"] == ["hear", "rule"]
    assert len(found["sample"]["scores"]) == 60
    assert found["longest"]["loop"] == ["explains", "insults"]
    assert set(found["sample"]["dimensions"]) == {"de_escalation", "procedure", "service", "safety", "law"}


def test_the_seed_decides_and_nothing_else_does() -> None:
    def out(hash_seed: str, seed: str) -> str:
        arguments = ("explore", "tests/simulator/small-call.yaml", "--runs", "200", "--json", "--seed", seed)
        done = minwon(*arguments, PYTHONHASHSEED=hash_seed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = out("1", "4")
    assert out("2", "4") == first
    assert out("1", "5") != first


# Scripts that replay


@pytest.mark.parametrize("text", [SMALL, NUMBERED])
def test_every_script_replays_to_what_it_is_a_witness_of(cli: Command, tmp_path: Path, text: str) -> None:
    scenario, folder = put(tmp_path, text), tmp_path / "new" / "witness"
    done = cli("explore", scenario, "--runs", "60", "--json", "--witness", folder)
    assert done.code == 0, done.err
    sample = done.json["sample"]
    files = {file.stem for file in folder.iterdir()}
    assert files == {"best", "worst", "pass", "fail", "longest", "ending-calmed", "ending-hung-up"}
    for name, key in (("best", "best"), ("worst", "worst"), ("pass", "passing"), ("fail", "failing")):
        run = replayed(cli, scenario, folder / f"{name}.txt")
        told = sample[key]
        assert (run["scorecard"]["total"], run["scorecard"]["passed"]) == (told["total"], told["passed"])
        assert (run["ending"], run["outcome"]) == (told["ending"], told["outcome"])
        assert (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines() == told["script"]
    for ending in ("calmed", "hung-up"):
        assert replayed(cli, scenario, folder / f"ending-{ending}.txt")["ending"] == ending
    longest = replayed(cli, scenario, folder / "longest.txt")
    assert longest["events"][-1]["turn"] == done.json["longest"]["turns"]


def test_the_best_run_of_a_shipped_scenario_replays_to_a_full_score(cli: Command, tmp_path: Path) -> None:
    name = "harassment-phone-civil-affairs"
    assert cli("explore", name, "--runs", "20", "--witness", tmp_path).code == 0
    assert replayed(cli, name, tmp_path / "best.txt")["scorecard"]["total"] == 100
    endings = [file.stem.removeprefix("ending-") for file in tmp_path.glob("ending-*.txt")]
    assert len(endings) == 6
    for ending in endings:
        assert replayed(cli, name, tmp_path / f"ending-{ending}.txt")["ending"] == ending


def test_a_way_into_a_trap_is_a_script_too(cli: Command, tmp_path: Path) -> None:
    scenario = put(tmp_path, SOFT_LOCK)
    cli("explore", scenario, "--runs", "20", "--witness", tmp_path)
    run = replayed(cli, scenario, tmp_path / "trap-1.txt")
    assert run["ending"] is None
    assert run["events"][-1]["state"] == "pit"


# The picture


def drawn(sample_scores: tuple[int, ...], passing: tuple[int, ...]) -> ElementTree.Element:
    sample = Sample(
        scores=sample_scores, passing_scores=passing, runs=9, cut=0, best=None, worst=None, passing=None, failing=None,
        passing_with_hard_break=(), passing_after_ending_calm=(), dimensions={}, rules={}, ladders=(), not_called=(),
    )  # fmt: skip
    return ElementTree.fromstring(scores_svg(sample))


def test_the_drawing_has_a_bar_for_each_ten_points_and_says_it_in_words(cli: Command, tmp_path: Path) -> None:
    file = tmp_path / "scores.svg"
    assert cli("explore", "small-call", "--runs", "60", "--svg", file).code == 0
    root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    bars = [node for node in root.iter() if node.get("class") == "bar"]
    assert [bar.get("data-label") for bar in bars][-2:] == ["90-99", "100"]
    assert sum(int(bar.get("data-runs", "")) for bar in bars) == 60
    description = next(node for node in root.iter() if node.tag.endswith("desc"))
    assert "100점" in (description.text or "")


def test_the_drawing_of_no_runs_is_a_drawing() -> None:
    root = drawn((), ())
    assert next(node.text for node in root.iter() if node.tag.endswith("desc")) == "채점한 실행이 없습니다."


def test_bars_tell_what_passed_and_hide_nothing() -> None:
    lines = list(bars(bins_of((0,) * 400 + (85, 85, 72, 100), (85, 100))))
    assert lines[0] == "     0-9 |" + "-" * 40 + " 400"
    assert lines[7] == "   70-79 |- 1"
    assert lines[8] == "   80-89 |- 2"
    assert lines[10] == "     100 |# 1"
    assert lines[5] == "   50-59 |"


def test_a_bin_in_which_some_failed_shows_both() -> None:
    assert list(bars(bins_of((75, 75, 75, 75), (75,))))[7] == "   70-79 |" + "#" * 10 + "-" * 30 + " 4"
    assert list(bars(bins_of((75,) * 200, (75,) * 199)))[7] == "   70-79 |" + "#" * 39 + "-" + " 200"


# Wrong use


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (("nope",), Exit.WRONG_USE, "nope"),
        (("nowhere.yaml",), Exit.WRONG_USE, "nowhere.yaml"),
        ((), Exit.WRONG_USE, "시나리오"),
        (("small-call", "--runs", "0"), Exit.WRONG_USE, "--runs"),
        (("small-call", "--runs", "many"), Exit.WRONG_USE, "--runs"),
        (("small-call", "--seed", "-1"), Exit.WRONG_USE, "--seed"),
        (("small-call", "extra"), Exit.WRONG_USE, "extra"),
    ],
)
def test_wrong_use_is_said(cli: Command, arguments: tuple[str, ...], code: Exit, part: str) -> None:
    done = cli("explore", *arguments)
    assert (done.code, done.out) == (code, "")
    assert part in done.err


@pytest.mark.parametrize("content", [b"scenario: small-call\nversion: 1\n", b"\xff\xfe\x00", b"", b"a: [\n"])
def test_a_broken_scenario_is_refused(cli: Command, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "small-call.yaml"
    file.write_bytes(content)
    done = cli("explore", file)
    assert (done.code, done.out) == (Exit.FOUND_PROBLEMS, "")
    assert str(file) in done.err


def test_a_folder_in_the_place_of_a_scenario_is_refused(cli: Command, tmp_path: Path) -> None:
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    assert cli("explore", folder).code == Exit.WRONG_USE


def test_an_unknown_policy_in_the_settings_is_said(cli: Command, own_folders: Path) -> None:
    (own_folders).mkdir(parents=True, exist_ok=True)
    (own_folders / "config.toml").write_text('policy = "NO_SUCH"\n', encoding="utf-8")
    done = cli("explore", "small-call")
    assert (done.code, done.out) == (Exit.WRONG_USE, "")
    assert "NO_SUCH" in done.err


def assert_unwritten(done: Done, folder: Path) -> None:
    assert done.code == Exit.ENVIRONMENT
    assert "쓸 수 없습니다" in done.err
    assert list(folder.rglob("*.part")) == []


def test_what_cannot_be_written_is_said(cli: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert_unwritten(cli("explore", "small-call", "--runs", "9", "--svg", tmp_path / "no" / "a.svg"), tmp_path)
    assert_unwritten(cli("explore", "small-call", "--runs", "9", "--witness", tmp_path / "file"), tmp_path)
    assert_unwritten(cli("explore", "small-call", "--runs", "9", "--witness", tmp_path / "file" / "in"), tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_is_said(cli: Command, tmp_path: Path) -> None:
    file = put(tmp_path, SMALL)
    file.chmod(0)
    assert cli("explore", file).code == Exit.WRONG_USE
