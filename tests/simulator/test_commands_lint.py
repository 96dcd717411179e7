"""`minwon lint`: exit codes, what is printed where, JSON, SARIF, and the page of a code."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dialogues.lint.diagnostics import Report, diagnostics
from dialogues.lint.pages import as_read, page_of
from simulator.exports.sarif import sarif_of
from tests.dialogues.diagnostic_pages import CLEAN, TABLE
from tests.simulator.commands_at_work import Command

NOWHERE = CLEAN.replace("goto: swears\n", "goto: swear\n")
NO_WHY = CLEAN.replace("        why: 새로 하는 말이 있는지부터 물었습니다.\n", "")
LINES = {
    "D101": CLEAN[: CLEAN.index("goto: swears\n")].count("\n") + 1,
    "D121": CLEAN[: CLEAN.index("id: hear-out")].count("\n") + 1,
}


def put(folder: Path, text: str, name: str = "clean.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


# Exit codes


@pytest.mark.parametrize(
    ("text", "code", "summary"),
    [
        (CLEAN, 0, "파일 1개: 오류 0, 주의 0"),
        (NO_WHY, 0, "파일 1개: 오류 0, 주의 1"),
        (NOWHERE, 1, "파일 1개: 오류 1, 주의 0"),
    ],
    ids=["clean", "warning", "error"],
)
def test_only_errors_fail(cli: Command, tmp_path: Path, text: str, code: int, summary: str) -> None:
    done = cli("lint", put(tmp_path, text))
    assert done.code == code
    assert done.err.splitlines()[-1] == summary


def test_an_error_that_was_not_asked_for_does_not_fail(cli: Command, tmp_path: Path) -> None:
    file = put(tmp_path, NOWHERE)
    assert cli("lint", file, "--ignore", "d101").code == 0
    assert cli("lint", file, "--select", "D12,D3").code == 0
    assert cli("lint", file, "--select", "D12", "--select", "D1").code == 1


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("code", ["D9", "X101", "D1011", "D1-D2", "all"])
def test_a_code_there_is_not_is_wrong_use(cli: Command, tmp_path: Path, option: str, code: str) -> None:
    done = cli("lint", put(tmp_path, NOWHERE), option, code)
    assert (done.code, done.out) == (2, "")
    assert f"'{code.upper()}'" in done.err


def test_a_file_that_is_not_there_is_wrong_use(cli: Command, tmp_path: Path) -> None:
    done = cli("lint", tmp_path / "nothing.yaml")
    assert (done.code, done.out) == (2, "")
    assert str(tmp_path / "nothing.yaml") in done.err


def test_a_file_that_cannot_be_opened_is_named(cli: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path, CLEAN)
    whole = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == file:
            raise PermissionError(13, "Permission denied", str(file))
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    done = cli("lint", file)
    assert (done.code, done.out) == (2, "")
    assert str(file) in done.err
    assert re.search("[가-힣]", done.err)


# What is looked at


def test_a_folder_is_looked_at_with_all_below_it_but_the_tables(cli: Command, tmp_path: Path) -> None:
    put(tmp_path / "a", NO_WHY)
    put(tmp_path / "b" / "deep", NOWHERE.replace("scenario: clean", "scenario: other"), "other.yaml")
    put(tmp_path / "a", TABLE, "clean.en.yaml")
    put(tmp_path / "a", "nothing to read", "notes.txt")
    done = cli("lint", tmp_path, "--ignore", "D2", "--json")
    assert {(Path(one["file"]).name, one["code"]) for one in done.json} >= {
        ("clean.yaml", "D121"),
        ("other.yaml", "D101"),
    }
    assert "파일 2개" in done.err


def test_an_empty_folder_holds_nothing(cli: Command, tmp_path: Path) -> None:
    done = cli("lint", tmp_path)
    assert (done.code, done.out) == (0, "")
    assert "파일 0개" in done.err


def test_without_a_path_the_whole_library_is_looked_at(cli: Command) -> None:
    shipped = Path(__file__).parents[2] / "dialogues" / "scenarios"
    number = len([file for file in shipped.glob("*.yaml") if "." not in file.stem])
    done = cli("lint", "--select", "D1")
    assert done.code == 0
    assert f"파일 {number}개" in done.err


def test_a_translation_stands_for_its_scenario(cli: Command, tmp_path: Path) -> None:
    file = put(tmp_path, NOWHERE)
    table = put(tmp_path, TABLE, "clean.en.yaml")
    assert [(Path(one["file"]).name, one["code"]) for one in cli("lint", table, "--json").json] == [
        ("clean.yaml", "D101")
    ]
    assert len(cli("lint", table, file, "--json").json) == 1
    file.unlink()
    done = cli("lint", table)
    assert (done.code, done.out) == (2, "")
    assert "clean.yaml" in done.err


def test_a_file_named_twice_is_told_once(cli: Command, tmp_path: Path) -> None:
    file = put(tmp_path, NOWHERE)
    assert len(cli("lint", file, file, tmp_path, "--json").json) == 1


# What is printed


def test_a_problem_is_a_place_a_code_a_sentence_and_a_way_to_mend_it(cli: Command, tmp_path: Path) -> None:
    file = put(tmp_path, NOWHERE)
    done = cli("lint", file)
    assert done.out.splitlines() == [
        f"{file}:{LINES['D101']}:9: D101 오류: 'swear'(으)로 간다고 했지만 그런 상태나 결말이 없습니다. (swears?)",
        "    이름을 고치거나 그 상태를 만드세요.",
    ]
    assert "minwon lint --explain D101" in done.err


def test_in_english(cli: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINWON_LANG", "en")
    done = cli("lint", put(tmp_path, NO_WHY))
    assert done.code == 0
    assert "D121 warning: The option 'hear-out' has no why." in done.out
    assert not re.search("[가-힣]", done.out.replace(str(tmp_path), "") + done.err)
    assert "1 file. Errors: 0, warnings: 1" in done.err


def test_a_clean_file_leaves_stdout_empty(cli: Command, tmp_path: Path) -> None:
    done = cli("lint", put(tmp_path, CLEAN))
    assert done.out == ""
    assert "--explain" not in done.err


# JSON and SARIF


def test_json_is_one_list_of_flat_objects(cli: Command, tmp_path: Path) -> None:
    file = put(tmp_path, NOWHERE)
    [found] = cli("lint", file, "--json").json
    assert found == {
        "file": str(file),
        "line": LINES["D101"],
        "column": 9,
        "code": "D101",
        "severity": "error",
        "sentence": "'swear'(으)로 간다고 했지만 그런 상태나 결말이 없습니다. (swears?)",
        "mend": "이름을 고치거나 그 상태를 만드세요.",
        "page": "docs/diagnostics/D101.md",
    }
    assert (Path(__file__).parents[2] / found["page"]).is_file()


def test_json_of_a_clean_file_is_an_empty_list(cli: Command, tmp_path: Path) -> None:
    assert cli("lint", put(tmp_path, CLEAN), "--json").json == []


def test_sarif_has_the_shape_of_the_standard(cli: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "한글 폴더", NO_WHY)
    put(tmp_path / "b", NOWHERE.replace("scenario: clean", "scenario: other"), "other.yaml")
    done = cli("lint", tmp_path, "--ignore", "D2,D3", "--sarif", "found.sarif")
    assert done.code == 1
    log = json.loads(Path("found.sarif").read_text(encoding="utf-8"))
    assert_sarif(log)
    [run] = log["runs"]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {
        "%ED%95%9C%EA%B8%80%20%ED%8F%B4%EB%8D%94/clean.yaml",
        "b/other.yaml",
    }
    assert {(one["ruleId"], one["level"]) for one in run["results"]} == {("D101", "error"), ("D121", "warning")}
    assert {place["region"]["startLine"] for place in places} == set(LINES.values())


def test_sarif_of_nothing_is_a_run_without_results(cli: Command, tmp_path: Path) -> None:
    file = tmp_path / "found.sarif"
    assert cli("lint", put(tmp_path, CLEAN), "--sarif", file).code == 0
    log = json.loads(file.read_text(encoding="utf-8"))
    assert_sarif(log)
    assert log["runs"][0]["results"] == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_sarif_of_every_code(language: str) -> None:
    """The page of every code becomes the help of its rule; notes are notes."""
    reports = [Report("/a/b.yaml", 3, 4, code, one.severity, "s", "m") for code, one in diagnostics().items()]
    log = json.loads(sarif_of(reports, language))
    assert_sarif(log)
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert rules.keys() == diagnostics().keys()
    assert rules["D215"]["defaultConfiguration"]["level"] == "note"
    assert rules["D121"]["help"]["text"] == as_read(page_of("D121"), language)
    assert "```yaml" in rules["D121"]["help"]["markdown"]
    assert (
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "file:///a/b.yaml"
    )


def test_a_place_sarif_cannot_be_written_to_is_said(cli: Command, tmp_path: Path) -> None:
    done = cli("lint", put(tmp_path, CLEAN), "--sarif", tmp_path / "no" / "folder" / "found.sarif")
    assert done.code == 3
    assert "found.sarif" in done.err


def assert_sarif(log: dict[str, Any]) -> None:
    """What SARIF 2.1.0 requires of what we write (sections 3.13, 3.14, 3.19, 3.27, 3.30, 3.49)."""
    assert log["version"] == "2.1.0"
    assert "sarif-schema-2.1.0" in log["$schema"]
    for run in log["runs"]:
        assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
        rules = run["tool"]["driver"]["rules"]
        assert run["tool"]["driver"]["name"]
        assert len({rule["id"] for rule in rules}) == len(rules)
        for rule in rules:
            assert rule["shortDescription"]["text"]
            assert rule["help"]["text"]
            assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
            assert "{" not in rule["shortDescription"]["text"].replace("{{", "").replace(": {", "")
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] in ("none", "note", "warning", "error")
            assert result["message"]["text"]
            [location] = result["locations"]
            region = location["physicalLocation"]["region"]
            assert min(region["startLine"], region["startColumn"]) >= 1
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert uri.isascii()
            assert " " not in uri


# The page of a code


@pytest.mark.parametrize("code", ["D101", "d101", " D101 "])
def test_the_page_of_a_code_is_shown(cli: Command, code: str) -> None:
    done = cli("lint", "--explain", code)
    assert (done.code, done.err) == (0, "")
    assert done.out == as_read(page_of("D101"), "ko")
    assert "            goto: swear # ← 여기" in done.out.splitlines()


def test_the_page_of_a_code_in_english(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINWON_LANG", "en")
    done = cli("lint", "--explain", "D101")
    assert done.out == as_read(page_of("D101"), "en")
    assert "Wrong:" in done.out


@pytest.mark.parametrize(
    ("code", "near"),
    [("D1O1", "D101"), ("D10I", "D101"), ("101", "D101"), ("D1111", "D111"), ("D36", "D36"), ("hello", ""), ("", "")],
)
def test_a_code_without_a_page_is_wrong_use(cli: Command, code: str, near: str) -> None:
    done = cli("lint", "--explain", code)
    assert (done.code, done.out) == (2, "")
    assert f"'{code}'" in done.err
    assert ("혹시" in done.err) is bool(near)
    assert near in done.err
