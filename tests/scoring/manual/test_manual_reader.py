"""Reading a manual's folder: every problem of every file at once, each with file, line and column."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.manual.reader import SHIPPED, ManualError, read_manual, shipped_manual
from scoring.rules.model import Count

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped manual."""
    return shutil.copytree(SHIPPED, tmp_path / "manual")


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Return a function that replaces the first `old` in a file by `new`."""

    def replace(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def problems(folder: Path) -> list[tuple[str, str, int]]:
    with pytest.raises(ManualError) as caught:
        read_manual(folder)
    return [(p.file, p.problem.code, p.problem.place.line) for p in caught.value.problems]


def line_of(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_the_shipped_manual_reads_without_problems() -> None:
    manual = shipped_manual()
    assert len(manual.ladders) == 16
    assert manual.default_policy == "KR_2024_DECREE"
    assert shipped_manual() is manual


def test_a_copy_is_the_same_manual(folder: Path) -> None:
    assert read_manual(folder) == shipped_manual()


def test_the_hash_is_the_content_whatever_the_line_ends(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_manual(folder).hash == shipped_manual().hash


@pytest.mark.parametrize("name", ["acts.yaml", "ladders/phone-abuse.yaml"])
def test_any_change_changes_the_hash(folder: Path, name: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("# a word more\n")
    assert read_manual(folder).hash != shipped_manual().hash


def test_a_ladder_can_be_added(folder: Path) -> None:
    shutil.copy(folder / "ladders/repeated-demands.yaml", folder / "ladders/z.yaml")
    added = folder / "ladders/z.yaml"
    text = added.read_text(encoding="utf-8").replace("ladder: RP", "ladder: ZZ").replace("rule: rp-", "rule: zz-")
    added.write_text(text, encoding="utf-8")
    assert set(read_manual(folder).ladders) == {*shipped_manual().ladders, "ZZ"}


def test_problems_of_all_files_come_at_once_with_their_lines(folder: Path, edit: Edit) -> None:
    edit("acts.yaml", "    levels: 3", "    levels: many")
    edit("steps.yaml", "    group: limit", "    group: limits")
    edit("ladders/phone-threat.yaml", "    kind: response", "    kind: respond")
    (folder / "laws.yaml").write_text("laws: {a: &x 1}\n", encoding="utf-8")
    assert sorted(problems(folder)) == [
        ("acts.yaml", "D012", line_of(folder / "acts.yaml", "levels: many")),
        ("ladders/phone-threat.yaml", "D013", line_of(folder / "ladders/phone-threat.yaml", "rule: ph-th-hear")),
        ("laws.yaml", "D003", 1),
        ("steps.yaml", "D014", line_of(folder / "steps.yaml", "group: limits")),
    ]


def test_a_doubled_entry_is_a_problem(folder: Path, edit: Edit) -> None:
    edit("acts.yaml", "  thank:\n", "  calm_down:\n")
    [problem] = problems(folder)
    assert problem[:2] == ("acts.yaml", "D002")


def test_files_that_contradict_each_other_are_a_problem(folder: Path, edit: Edit) -> None:
    edit("policies.yaml", "default: KR_2024_DECREE", "default: KR_2099")
    edit("ladders/phone-abuse.yaml", "  - step: listen", "  - step: lissen")
    assert problems(folder) == [("policies.yaml", "M001", 1), ("ladders: PH-AB", "M001", 1)]


def test_the_error_says_file_line_and_code(folder: Path, edit: Edit) -> None:
    edit("acts.yaml", "acts:", "axts:")
    with pytest.raises(ManualError, match=r"acts\.yaml:\d+ D010"):
        read_manual(folder)


def test_a_rule_may_count_by_a_plain_number(folder: Path, edit: Edit) -> None:
    edit("ladders/phone-abuse.yaml", "at_least: warnings.verbal_abuse", "at_least: 2")
    rule = read_manual(folder).rules["ph-ab-warn-count"]
    assert isinstance(rule, Count)
    assert rule.at_least == 2


def test_a_missing_file_is_a_problem_of_the_manual(folder: Path) -> None:
    (folder / "acts.yaml").unlink()
    assert [file for file, _, _ in problems(folder)] == ["acts.yaml"]


@pytest.mark.parametrize(("old", "new"), [("ladder: RP", "ladder: EV"), ("rule: rp-hear", "rule: ev-listen")])
def test_two_ladders_or_rules_of_the_same_name_are_a_problem(folder: Path, edit: Edit, old: str, new: str) -> None:
    edit("ladders/repeated-demands.yaml", old, new)
    assert [code for _, code, _ in problems(folder)] == ["D002"]
