"""What stands on the screen at one moment can be read there."""

from pathlib import Path

import pytest

from dialogues.lint.files import Asked
from dialogues.lint.quality.reading import lines_of, reading_seconds
from tests.dialogues.lint.quality_scenarios import codes_of, small
from tests.dialogues.small_scenarios import scenario_of

_READING = Asked(select=("D32",))
_SCENE, _STOP = "    scene: 목소리가 커진다.\n", "say: 욕설은 멈춰 주세요."


@pytest.mark.parametrize(("words", "codes"), [(118, []), (120, []), (130, ["D321"])])
def test_a_moment_has_forty_seconds(tmp_path: Path, words: int, codes: list[str]) -> None:
    scene = f"    scene: {'말 ' * words}\n"
    assert codes_of(tmp_path, small((_SCENE, scene)), _READING) == codes


def test_seconds_count_the_longest_line_every_option_and_one_conditional() -> None:
    text = small(
        ("says: [이게 뭡니까?, 이거 왜 이래요?]", "says: [하나, 하나 둘 셋]"),
        ("        say: 다시 말씀해 주세요.", "        say: 하나 둘 셋 넷"),
    )
    states = scenario_of(text).states
    assert reading_seconds(states["opening"]) == pytest.approx((3 + 2 + 1) * 0.3)
    assert reading_seconds(states["explains"]) == pytest.approx((4 + 4 + 4) * 0.3)
    assert reading_seconds(states["insults"]) == pytest.approx((2 + 3 + 1 + 3 + 2) * 0.3)


def test_of_options_with_a_condition_only_the_longest_counts() -> None:
    text = small(
        ("        steps: [listen, empathise]", "        steps: [listen, empathise]\n        when: anger < 50"),
        ("        faults: [dismiss_feelings]", "        faults: [dismiss_feelings]\n        when: anger >= 50"),
    )
    assert reading_seconds(scenario_of(text).states["opening"]) == pytest.approx((3 + 2) * 0.3)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("네.", 1),
        ("가" * 36, 1),
        ("가" * 37, 2),
        ("가나 " * 14, 1),  # 14 words of 4 cells and a space after each: 70
        ("가나 " * 15, 2),
        ("가나 " * 29, 2),  # 15 words without a number before them: 74
        ("가나 " * 30, 3),
        ("a" * 73, 1),
        ("Ａ" * 37, 2),
        ("{{" + "가" * 36 + "}}", 1),
        ("가" * 100, 4),  # a word too long for a line begins one of its own
    ],
)
def test_lines_are_those_of_a_screen_of_eighty_columns(words: str, lines: int) -> None:
    assert lines_of(words) == lines


@pytest.mark.parametrize(("number", "codes"), [(29, []), (30, ["D322"])])
def test_an_option_has_two_lines(tmp_path: Path, number: int, codes: list[str]) -> None:
    assert codes_of(tmp_path, small((_STOP, f"say: {'가나 ' * number}")), _READING) == codes
