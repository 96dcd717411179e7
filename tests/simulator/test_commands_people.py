"""`minwon people`: what an administrator sees, types and gets, in both languages and on both engines."""

import csv
import json
import os
import stat
from pathlib import Path

import pytest

from simulator import places
from simulator.problems import Exit
from tests.simulator.commands_at_work import Command

ROSTER = "코드,소속,직급,임용연도,역할,이름\nA1,시/국/과,7급,2019,,김하나\nB2,시/국/과,,,강사,=cmd()\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def roster(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a roster, beside empty records on each engine."""
    if request.param == "postgresql":
        monkeypatch.setenv("MINWON_DATABASE", request.getfixturevalue("postgres"))
    file = tmp_path / "명부.csv"
    file.write_text(ROSTER, encoding="utf-8")
    return file


def test_a_roster_is_looked_at_taken_over_and_taken_over_again(roster: Path, cli: Command) -> None:
    looked = cli("people", "import", roster, "--dry-run")
    assert (looked.code, "새 사람 2" in looked.out, "바꾸지 않았습니다" in looked.err) == (0, True, True)
    assert cli("people", "list").out == ""
    assert cli("people", "import", roster).out == looked.out
    assert "새 사람 0" in cli("people", "import", roster).out
    assert cli("people", "list").out.splitlines()[0] == "A1  교육생  시/국/과  7급  2019  김하나  PIN 없음"
    assert "모두 2명" in cli("people", "list").err
    assert [one["code"] for one in cli("people", "list", "--json").json] == ["A1", "B2"]


def test_one_wrong_row_and_nothing_is_written(roster: Path, cli: Command, tmp_path: Path) -> None:
    roster.write_text(f"{ROSTER}C3,,,,,\n=1+1,시,,,,\n", encoding="utf-8")
    report = tmp_path / "report.csv"
    done = cli("people", "import", roster, "--report", report)
    assert done.code == Exit.FOUND_PROBLEMS
    assert [line.partition(":")[0] for line in done.out.splitlines()] == ["4줄", "5줄"]
    assert cli("people", "list").out == ""
    rows = list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[2][3] == "'=1+1"
    assert cli("people", "import", roster, "--dry-run").code == Exit.FOUND_PROBLEMS


@pytest.mark.parametrize(("language", "words"), [("ko", "CP949"), ("en", "Read as a CP949 file")])
def test_cp949_is_read_and_said(
    tmp_path: Path, cli: Command, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setenv("MINWON_LANG", language)
    file = tmp_path / "r.csv"
    file.write_bytes(ROSTER.encode("cp949"))
    done = cli("people", "import", file)
    assert done.code == 0
    assert words in done.err
    assert "김하나" in cli("people", "list").out


def test_a_list_for_excel_carries_no_formula_and_comes_in_again(roster: Path, cli: Command, tmp_path: Path) -> None:
    cli("people", "import", roster)
    file = tmp_path / "list.csv"
    assert cli("people", "list", "--csv", file).code == 0
    assert "'=cmd()" in file.read_text(encoding="utf-8-sig")
    assert "소속 바뀜 0" in cli("people", "import", file).out


def test_an_export_is_for_one_person_and_private(roster: Path, cli: Command, tmp_path: Path) -> None:
    cli("people", "import", roster)
    file = tmp_path / "a.json"
    assert cli("people", "export", "A1", "--output", file).code == 0
    held = json.loads(file.read_text(encoding="utf-8"))
    assert held["person_name"] == [{"code": "A1", "name": "김하나"}]
    assert "B2" not in file.read_text(encoding="utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = cli("people", "export", "A1", "--output", file)
    assert (again.code, str(file) in again.err) == (Exit.WRONG_USE, True)
    assert cli("people", "export", "A1", "--output", tmp_path / "none" / "a.json").code == Exit.ENVIRONMENT


def test_erasing_asks_for_the_code_again(roster: Path, cli: Command) -> None:
    cli("people", "import", roster)
    refused = cli("people", "erase", "A1", stdin="B2\n")
    assert (refused.code, "아무것도 지우지 않았습니다" in refused.err) == (Exit.WRONG_USE, True)
    assert "김하나" in cli("people", "list").out
    assert "감사 기록" in cli("people", "erase", "A1", stdin="A1\n").out
    assert cli("people", "erase", "B2", "--yes", "--runs", "remove").code == 0
    assert cli("people", "list").out == ""
    assert cli("db", "verify").code == 0


def test_the_name_is_gone_from_the_file_itself(tmp_path: Path, cli: Command) -> None:
    file = tmp_path / "r.csv"
    file.write_text(ROSTER, encoding="utf-8")
    cli("people", "import", file)
    assert any("김하나".encode() in one.read_bytes() for one in places.data_folder().iterdir())
    cli("people", "erase", "A1", "--yes")
    assert not any("김하나".encode() in one.read_bytes() for one in places.data_folder().iterdir())


def test_a_pin_is_asked_for_twice_and_never_shown(roster: Path, cli: Command) -> None:
    cli("people", "import", roster)
    done = cli("people", "pin", "A1", stdin="482913\n482913\n")
    assert done.code == 0
    assert "482913" not in done.out + done.err
    assert "PIN 있음" in cli("people", "list").out
    assert cli("people", "pin", "A1", "482913").code == Exit.WRONG_USE  # click: one value too many


@pytest.mark.parametrize("typed", ["", "123456\n", "4829\n", "482913\n482914\n", "482913\n"])
def test_a_pin_that_will_not_do_is_said_and_not_kept(roster: Path, cli: Command, typed: str) -> None:
    cli("people", "import", roster)
    done = cli("people", "pin", "A1", stdin=typed)
    assert (done.code, "PIN" in done.err) == (Exit.WRONG_USE, True)
    assert "PIN 있음" not in cli("people", "list").out


@pytest.mark.parametrize("command", [["erase", "--yes"], ["pin"], ["export", "--output", "never.json"]])
def test_a_code_nobody_has_is_said(roster: Path, cli: Command, command: list[str]) -> None:
    done = cli("people", *command, "Z9", stdin="482913\n482913\n")
    assert (done.code, "Z9" in done.err) == (Exit.WRONG_USE, True)
    assert not Path("never.json").exists()


def test_the_hasher_is_the_one_of_the_configuration(tmp_path: Path, cli: Command) -> None:
    places.config_file().parent.mkdir(parents=True)
    places.config_file().write_text('pin_hasher = "md5"', encoding="utf-8")
    assert "pbkdf2-sha256" in cli("people", "pin", "A1").err
