"""The stated intensity fits what is heard and done, and profanity is masked."""

from pathlib import Path

import pytest

from dialogues.lint.files import Asked
from tests.dialogues.lint.quality_scenarios import codes_of, small

_INTENSITY = Asked(select=("D33",))
_CALM = ('says: "이런 {{나쁜}} 사람들!"', "says: 이런 사람들!")
_MILD, _REAL = ("intensity: 2", "intensity: 1"), ("intensity: 2", "intensity: 3")
_SILENT = ("content_note: 거친 말을 듣습니다.\n", "")
_OPENING = "    acts: [complain]\n"


def act(name: str) -> tuple[str, str]:
    return _OPENING, f"    acts: [{name}]\n"


@pytest.mark.parametrize(
    ("edits", "codes"),
    [
        ([], []),
        ([_MILD], ["D331"]),
        ([_MILD, _CALM], []),
        ([_MILD, _CALM, _SILENT], []),
        ([_MILD, _CALM, act("threaten(3)")], ["D332"]),
        ([_MILD, _CALM, act("threaten(1)")], []),
        ([_MILD, act("threaten(3)")], ["D331", "D332"]),
        ([_MILD, _CALM, ("녹음하세요.}", "녹음하세요., acts: [threaten(3)]}")], ["D332"]),
        ([_MILD, _CALM, ("acts: [raise_voice]", "acts: [threaten(3)]")], ["D332"]),
        ([_REAL], []),
        ([_REAL, _CALM], ["D333"]),
        ([_REAL, _CALM, act("threaten(3)")], []),
        ([_REAL, _CALM, act("threaten(1)")], ["D333"]),
        ([_REAL, _CALM, act("harass_sexually")], []),
        ([_REAL, _CALM, act("hint_self_harm")], []),
        ([_SILENT], ["D334"]),
        ([_REAL, _CALM, _SILENT], ["D333", "D334"]),
        ([("says: 오 분밖에", "says: 씨발 오 분밖에")], ["D335"]),
        ([("title: 작은 전화", "title: 지랄 같은 전화")], ["D335"]),
        ([("better: 말씀을 먼저", "better: 개새끼라고 하셔도 말씀을 먼저")], ["D335"]),
        ([("says: 오 분밖에 안 됐어요.", 'says: "{{씨발}} 오 분 갖고 병신아."')], ["D335"]),
        ([("says: 오 분밖에 안 됐어요.", 'says: "{{씨발}} 오 분 갖고 {{병신아}}."')], []),
    ],
)
def test_intensity_and_words(tmp_path: Path, edits: list[tuple[str, str]], codes: list[str]) -> None:
    assert codes_of(tmp_path, small(*edits), _INTENSITY) == codes


@pytest.mark.parametrize(
    "words",
    [
        "오늘이 시발점입니다.",
        "시발역에서 탔어요.",
        "이 새끼손가락을 다쳤어요.",
        "병신년 기록입니다.",
        "개 소리가 시끄러워요.",
        "미친 듯이 바빠요.",
    ],
)
def test_words_that_only_look_like_swearing(tmp_path: Path, words: str) -> None:
    assert codes_of(tmp_path, small(("says: 오 분밖에 안 됐어요.", f"says: {words}")), _INTENSITY) == []
