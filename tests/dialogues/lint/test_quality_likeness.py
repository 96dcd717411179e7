"""Options can be told apart, and there is a right and a wrong one."""

from pathlib import Path

import pytest

from dialogues.lint.files import Asked, lint_files
from dialogues.lint.quality.likeness import likeness
from scoring.manual.reader import shipped_manual
from tests.dialogues.lint.quality_scenarios import codes_of, scenario_text, small
from tests.dialogues.small_scenarios import changed, put

_LIKE = Asked(select=("D31",))
_HEAR, _COLD = "        say: 말씀해 주세요.\n        steps", "say: 규정입니다."
_LONG = "과태료 통지서에 적힌 날까지 의견을 내시면 심사해서 알려 드리겠습니다."


def pair(one: str, other: str) -> str:
    """Return the small scenario with two options of its first state worded so."""
    return small((_HEAR, f'        say: "{one}"\n        steps'), (_COLD, f'say: "{other}"'))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_LONG, _LONG),
        (_LONG, _LONG.replace("날까지", "날까지는")),
        (_LONG, _LONG.replace(".", "!").replace(" ", "  ")),
        (_LONG, _LONG.replace("심사해서", "심사하고")),
        ("{{젠장}}, " + _LONG, "젠장 " + _LONG),
    ],
)
def test_near_duplicates_are_reported_at_the_later_one(tmp_path: Path, one: str, other: str) -> None:
    [found] = lint_files([put(tmp_path, text := pair(one, other))], shipped_manual(), "ko", _LIKE)
    assert found.code == "D311"
    assert "'cold-rule'" in found.sentence
    assert "'hear-out'" in found.sentence
    assert other in text.splitlines()[found.line - 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("112에 신고하고 자리를 옮깁니다.", "119에 신고하고 자리를 옮깁니다."),
        ("11월 7일까지 의견을 내시면 됩니다.", "11월 9일까지 의견을 내시면 됩니다."),
        (_LONG, "통지서에 적힌 날까지 의견을 내셔도 심사에서 달라질 것은 없습니다."),
        ("통화를 끝냅니다.", "통화를 이어 갑니다."),
        ("네.", "아니요."),
    ],
)
def test_what_a_trainee_can_tell_apart_is_not(tmp_path: Path, one: str, other: str) -> None:
    assert codes_of(tmp_path, pair(one, other), _LIKE) == []


def test_two_options_with_conditions_need_not_meet(tmp_path: Path) -> None:
    third = "      - {id: third, say: 됐습니다., faults: [argue], goto: insults, why: 다, impact: 라, better: 마}\n"
    both = changed("    after: {seconds: 20", third + "    after: {seconds: 20", pair(_LONG, _LONG))
    both = both.replace("        faults", "        when: anger >= 60\n        faults", 1)
    assert codes_of(tmp_path, both, _LIKE) == ["D311"]
    both = both.replace("        steps: [listen", "        when: anger < 60\n        steps: [listen", 1)
    assert codes_of(tmp_path, both, _LIKE) == []


def test_likeness_is_counted_in_letters_of_hangul() -> None:
    assert likeness("가", "가") == 1
    assert likeness("가나", "가다") > 0.7
    assert likeness("가", "노") == 0


def test_one_reason_for_every_option_explains_none(tmp_path: Path) -> None:
    same = scenario_text([(["하나", "둘", "셋"], 0)]).replace("1 까닭", "0 까닭").replace("2 까닭", "0 까닭")
    assert codes_of(tmp_path, same, _LIKE) == ["D312"]
    assert codes_of(tmp_path, same.replace("0 까닭", "다른 까닭", 1), _LIKE) == []


@pytest.mark.parametrize(
    ("edits", "codes"),
    [
        ([("        better: 까닭을 말하고 끊습니다.\n", "")], ["D313"]),
        ([("        better: 까닭을 말하고 끊습니다.\n", "        when: anger >= 70\n")], []),
        ([("        better: 까닭을 말하고 끊습니다.\n", "        faults: [end_without_reason]\n")], []),
        ([("        steps: [ask_to_stop]\n", "        faults: [argue]\n        better: 나\n")], ["D314"]),
        ([("        steps: [ask_to_stop]\n", "        better: 더 나은 말\n")], ["D314"]),
    ],
)
def test_a_state_needs_a_right_and_a_wrong_choice(
    tmp_path: Path, edits: list[tuple[str, str]], codes: list[str]
) -> None:
    assert codes_of(tmp_path, small(*edits), _LIKE) == codes


def test_the_right_answer_may_be_an_action_that_leads_on(tmp_path: Path) -> None:
    wrong = ("        steps: [ask_to_stop]\n", "        faults: [argue]\n        better: 나\n")
    leads_on = ("effect: {anger: +5}}", "effect: {anger: +5}, goto: explains}")
    assert codes_of(tmp_path, small(wrong, leads_on), _LIKE) == []


def test_a_single_choice_is_no_choice_to_judge(tmp_path: Path) -> None:
    assert codes_of(tmp_path, small(), _LIKE) == [], "after-call has one option"
