"""`minwon stats`: the figures of scenarios and the gaps of the manual, as a table and as JSON."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from simulator.problems import Exit
from tests.dialogues.shipped_files import FILES
from tests.simulator.commands_at_work import Command
from tests.simulator.scenario_files import SMALL, put_small


def test_the_library_is_counted_with_its_sum(cli: Command, small: Path) -> None:
    done = cli("stats")
    assert done.code == 0
    rows = {line.split()[0]: line.split()[1:] for line in done.out.splitlines()[1 : len(FILES) + 3]}
    assert rows["small-call"][-4:] == ["3", "9", "2", "0%"]
    assert {path.stem for path in FILES} <= rows.keys()
    words = [int(row[0]) for name, row in rows.items() if name != "모두"]
    assert int(rows["모두"][0]) == sum(words)
    assert f"시나리오 {len(FILES) + 1}개" in done.err


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_columns_stand_under_each_other_within_eighty(
    cli: Command, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("MINWON_LANG", language)
    lines = cli("stats").out.splitlines()
    assert max(map(cell_len, lines)) < 80
    ends = {cell_len(line) for line in lines[: len(FILES) + 1]}
    assert len(ends) == 1


def test_one_file_has_no_sum(cli: Command, small: Path) -> None:
    out = cli("stats", small).out
    assert "\n모두" not in out
    assert "1분에 200낱말" in out


def test_what_nobody_exercises_is_named(cli: Command, small: Path) -> None:
    out = " ".join(cli("stats", small).out.split())
    assert re.search(r"대응 단계표 \d+ / \d+", out)
    assert "press_bell 비상벨" in out
    assert re.search(r"PH-AB 전화 폭언의 단계 \(\d+개\): [^:]*ask_to_calm", out)
    [steps] = re.findall(r"(?<!의) 단계 \(\d+개\): ([^:]*)", out)
    assert "ban_entry 일시 출입 제한" in steps
    assert "ask_to_stop" not in steps


def test_json_holds_everything(cli: Command, small: Path) -> None:
    found = cli("stats", small, "--json").json
    [one] = found["scenarios"]
    assert (one["scenario"], one["states"], one["options"], one["endings"]) == ("small-call", 3, 9, 2)
    assert one["languages"]["en"]["current"] == 0
    assert one["reading_minutes"] == round(one["words"] / found["words_per_minute"], 1)
    assert set(found["manual"]) == {
        "ladders", "rungs", "conducts", "acts", "steps", "faults", "rules", "hard_rules", "laws",
    }  # fmt: skip
    assert {*found["manual"]["faults"]["exercised"]} == {"dismiss_feelings", "tolerate_abuse", "argue", "insult_back"}
    assert "ask_to_stop" in found["manual"]["rungs"]["PH-AB"]["exercised"]


def test_english_is_spoken(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINWON_LANG", "en")
    done = cli("stats")
    assert "Exercised by no scenario" in done.out
    assert not re.search("[가-힣]", done.out + done.err)


def test_a_folder_is_looked_through_without_its_translations(cli: Command, tmp_path: Path) -> None:
    put_small(tmp_path / "deep" / "er")
    (tmp_path / "deep" / "small-call.en.yaml").write_text("texts: {}\n", encoding="utf-8")
    done = cli("stats", tmp_path / "deep", "--json")
    assert done.code == 0
    assert [one["scenario"] for one in done.json["scenarios"]] == ["small-call"]


def test_in_the_library_an_id_counts_once(cli: Command, small: Path) -> None:
    (small.parent / "copy.yaml").write_text(SMALL, encoding="utf-8")
    names = [one["scenario"] for one in cli("stats", "--json").json["scenarios"]]
    assert names.count("small-call") == 1
    assert len(cli("stats", small.parent, "--json").json["scenarios"]) == 2


def test_a_file_with_errors_that_reads_is_counted(cli: Command, small: Path) -> None:
    small.write_text(SMALL.replace("goto: calmed", "goto: clamed"), encoding="utf-8")
    assert cli("stats", small).code == 0


def test_files_that_do_not_read_are_named_and_the_others_counted(cli: Command, small: Path) -> None:
    bad = small.parent / "bad.yaml"
    bad.write_text("scenario: [", encoding="utf-8")
    done = cli("stats", small, bad)
    assert done.code == Exit.FOUND_PROBLEMS
    assert "small-call" in done.out
    assert f"minwon lint {bad}" in done.err
    found = cli("stats", bad, "--json")
    assert (found.code, found.json["scenarios"], found.json["unread"]) == (Exit.FOUND_PROBLEMS, [], [str(bad)])


def test_where_nothing_reads_nothing_is_printed(cli: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("x: [", encoding="utf-8")
    assert cli("stats", tmp_path / "bad.yaml").out == ""


@pytest.mark.parametrize(("arguments", "part"), [(("missing.yaml",), "missing.yaml"), (("--xml",), "--xml")])
def test_wrong_use_is_said(cli: Command, arguments: tuple[str, ...], part: str) -> None:
    done = cli("stats", *arguments)
    assert (done.code, done.out) == (Exit.WRONG_USE, "")
    assert part in done.err
