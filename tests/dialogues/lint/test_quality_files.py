"""The rules of quality as `minwon lint` tells them: asked for, silenced, in tables, over files; the shipped silent."""

import unicodedata
from pathlib import Path

import pytest

from dialogues.lint.check import problems_of
from dialogues.lint.diagnostics import diagnostics
from dialogues.lint.files import Asked, lint_files
from dialogues.translation import texts_of
from scoring.manual.reader import shipped_manual
from tests.dialogues.lint.quality_scenarios import STATIC, codes_of, scenario_text, small
from tests.dialogues.lint.test_quality_best_option import longest
from tests.dialogues.shipped_files import FILES, each_file
from tests.dialogues.small_scenarios import SMALL, changed, file_of, put, scenario_of

_PHONE = ("title: 작은 전화", "title: 작은 전화 010-2345-6789")
_LONG = ("say: 욕설은 멈춰 주세요.", f"say: {'가나 ' * 40}")
QUALITY = sorted(code for code in diagnostics() if code.startswith("D3"))


def table_text(english: str) -> str:
    """Return the whole table of the small scenario. english: its title."""
    lines = (f'  {key}: {{ko: "{korean}", en: Words}}\n' for key, korean in texts_of(scenario_of(SMALL)).items())
    table = "scenario: small-call\nlanguage: en\ntexts:\n" + "".join(lines)
    return changed('title: {ko: "작은 전화", en: Words}', f'title: {{ko: "작은 전화", en: "{english}"}}', table)


def codes_of_table(folder: Path, english: str, comment: str = "") -> list[str]:
    """Return what the linter says of the small scenario and its table. comment: what ends the line of the title."""
    file = put(folder)
    lines = table_text(english).splitlines()
    lines[3] += comment
    (folder / "small-call.en.yaml").write_text("\n".join(lines), encoding="utf-8")
    return [found.code for found in lint_files([file], shipped_manual(), "en", STATIC)]


def test_the_clean_scenario_is_clean(tmp_path: Path) -> None:
    assert codes_of(tmp_path) == []
    assert codes_of_table(tmp_path, "A small call") == []


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (Asked(), ["D341", "D322"]),
        (Asked(select=("D3",)), ["D341", "D322"]),
        (Asked(select=("D34",)), ["D341"]),
        (Asked(ignore=("D34",)), ["D322"]),
        (Asked(select=("D1", "D2")), []),
        (Asked(ignore=("D3",)), []),
    ],
)
def test_only_what_is_asked_for_is_told(tmp_path: Path, asked: Asked, codes: list[str]) -> None:
    assert codes_of(tmp_path, small(_PHONE, _LONG), asked) == codes


def test_nothing_of_it_keeps_a_scenario_from_being_played() -> None:
    assert problems_of(file_of(small(_PHONE, _LONG)), shipped_manual()) == []


def test_a_file_with_errors_is_not_judged_for_its_style(tmp_path: Path) -> None:
    assert codes_of(tmp_path, small(_PHONE, ("start: opening", "start: nowhere"))) == ["D116"]


@pytest.mark.parametrize(
    ("edits", "codes"),
    [
        ([(_PHONE[0], _PHONE[1] + "  # noqa: D341")], []),
        ([(_PHONE[0], _PHONE[1] + "  # noqa: D342")], ["D341", "D140"]),
        ([("title: 작은 전화", "title: 작은 전화  # noqa: D341")], ["D140"]),
        ([(_LONG[0], _LONG[1] + "  # noqa: D322")], []),
        ([("intensity: 2", "intensity: 1  # noqa: D331")], []),
    ],
)
def test_a_line_can_be_silenced(tmp_path: Path, edits: list[tuple[str, str]], codes: list[str]) -> None:
    assert codes_of(tmp_path, small(*edits)) == codes


def test_a_mark_is_idle_only_where_its_code_was_looked_for(tmp_path: Path) -> None:
    marked = ("title: 작은 전화", "title: 작은 전화  # noqa: D341")
    assert codes_of(tmp_path, small(marked), Asked(ignore=("D34",))) == []
    assert codes_of(tmp_path, small(marked, ("start: opening", "start: nowhere"))) == ["D116"]
    assert codes_of(tmp_path, scenario_text(longest(0, 4), note="  # noqa: D351")) == []


def test_habits_of_a_file_and_of_a_library_are_silenced_where_they_stand(tmp_path: Path) -> None:
    assert codes_of(tmp_path, scenario_text(longest(9, 14), note="  # noqa: D301")) == []
    worst = put(tmp_path, scenario_text(longest(8, 14), "worst", note="  # noqa: D351"))
    others = [put(tmp_path, scenario_text(longest(6, 14), f"file-{number}")) for number in range(4)]
    assert lint_files([*others, worst], shipped_manual(), "ko", STATIC) == []
    put(tmp_path, scenario_text(longest(8, 14), "worst"))
    assert [found.code for found in lint_files([*others, worst], shipped_manual(), "ko", STATIC)] == ["D351"]


def test_a_file_named_twice_is_one_file(tmp_path: Path) -> None:
    file = put(tmp_path, scenario_text(longest(8, 14)))
    assert lint_files([file] * 5, shipped_manual(), "ko", STATIC) == []


def test_letters_in_parts_are_found_in_files_that_cannot_be_read_too(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "작은 전화")
    assert codes_of(tmp_path, small(("title: 작은 전화", f"title: {apart}"))) == ["D364"]
    assert codes_of(tmp_path, small(("title: 작은 전화", f"title: {apart}  # noqa: D364"))) == []
    assert codes_of(tmp_path, small(("title: 작은 전화", f"title: {apart}: 둘"))) == ["D364", "D001"]


# The English table


@pytest.mark.parametrize(
    ("english", "codes"),
    [
        ("Ring 010-2345-6789", ["D341"]),
        ("Ring 010-0000-1234", []),
        ("Write to kim77@naver.com", ["D343"]),
        ("A call ☎️", ["D363"]),
        ("Step ①here", ["D361"]),
        ("A call in a café — “there”", []),
        (unicodedata.normalize("NFD", "The café"), ["D364"]),
    ],
)
def test_a_table_is_looked_at_as_well(tmp_path: Path, english: str, codes: list[str]) -> None:
    assert codes_of_table(tmp_path, english) == codes


def test_a_line_of_a_table_can_be_silenced(tmp_path: Path) -> None:
    assert codes_of_table(tmp_path, "Ring 010-2345-6789", "  # noqa: D341") == []
    assert codes_of_table(tmp_path, "Ring", "  # noqa: D341") == ["D140"]


# The shipped scenarios, and faults put into them


@each_file
def test_shipped_scenarios_are_well_written(path: Path) -> None:
    assert lint_files([path], shipped_manual(), "ko", Asked(select=("D3",))) == []


def test_the_shipped_library_has_no_habits() -> None:
    assert len(FILES) > 1
    assert lint_files(FILES, shipped_manual(), "ko", Asked(select=("D35",))) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("OO구청", "강남구 테헤란로 152 강남구청", "D347"),
        ("OO구청", "○○구청", "D361"),
        ("{{", "", "D335"),
        ("intensity: 2", "intensity: 1", "D331"),
        ("content_note:", "# content_note:", "D334"),
        ("박OO", "박영수", "D346"),
    ],
)
def test_faults_put_into_shipped_scenarios_are_found(tmp_path: Path, old: str, new: str, code: str) -> None:
    told: list[str] = []
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        if old in text:
            text = text.replace("}}", "") if old == "{{" else text
            file = put(tmp_path, text.replace(old, new), path.name)
            told += (found.code for found in lint_files([file], shipped_manual(), "ko", Asked(select=("D3",))))
    assert code in told


def test_every_code_of_quality_is_tried_in_these_tests() -> None:
    tests = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_quality_*.py"))
    assert [code for code in QUALITY if f'"{code}"' not in tests] == []
