"""How values are put into words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scoring.trace import Event, EventKind, Role
from simulator import wording

LETTERS = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3) | st.sampled_from("ㅅㅂㅏaZ9!ｆ１ \t한글")
LINE = st.text(LETTERS, max_size=20)


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("이런 {{씨발}} 진짜.", "이런 **** 진짜."),
        ("{{개 새끼}}야, {{fuck}}!", "** ****야, ****!"),
        ("{{ㅅㅂ}}", "****"),
        ("{{두\n줄}}", "**\n**"),
        ("괄호 {하나}는 그대로", "괄호 {하나}는 그대로"),
        ("", ""),
    ],
)
def test_profanity_is_masked(words: str, masked: str) -> None:
    assert wording.spoken(words, realistic=False) == masked


def test_the_realistic_level_shows_it() -> None:
    assert wording.spoken("이런 {{씨발}} {{놈}}.", realistic=True) == "이런 씨발 놈."


@given(before=LINE, hidden=LINE.filter(bool), after=LINE)
def test_a_masked_line_is_as_wide_and_shows_nothing(before: str, hidden: str, after: str) -> None:
    masked = wording.spoken(f"{before}{{{{{hidden}}}}}{after}", realistic=False)
    assert cell_len(masked) == cell_len(before + hidden + after)
    assert set(masked.removeprefix(before).removesuffix(after)) <= {"*", " ", "\t"}


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0, "매우 낮음"), (19, "매우 낮음"), (20, "낮음"), (39, "낮음"), (40, "보통"), (59, "보통"),
        (60, "높음"), (79, "높음"), (80, "매우 높음"), (100, "매우 높음"),
    ],
)  # fmt: skip
def test_a_meter_has_a_word(value: int, word: str) -> None:
    assert wording.level(value) == word


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "00:00"), (59, "00:59"), (60, "01:00"), (754, "12:34"), (3600, "60:00"), (6001, "100:01")],
)
def test_story_time_is_minutes_and_seconds(seconds: int, shown: str) -> None:
    assert wording.clock(seconds) == shown


@pytest.mark.parametrize("text", ["녹음 고지", "a한b", "ㅈㄷㅇㅊ", "café"])
def test_syllables_are_composed(text: str) -> None:
    assert wording.nfc(unicodedata.normalize("NFD", text)) == text


@pytest.mark.parametrize(("value", "word"), [(None, "해당 없음"), (0, "0"), (100, "100")])
def test_a_score_is_a_number_or_not_called_for(value: int | None, word: str) -> None:
    assert wording.score(value) == word


@pytest.mark.parametrize(("passed", "word"), [(True, "통과"), (False, "보완 필요"), (None, "채점 안 함")])
def test_a_run_has_a_verdict(passed: bool | None, word: str) -> None:
    assert wording.verdict_of_run(passed) == word


@pytest.mark.parametrize(
    ("actor", "kind", "name"),
    [
        ("clerk", "said", "나"), ("clerk", "did", "나"), ("clerk", "kept_silent", "나"),
        ("complainant", "opened", "민원인"), ("lead", "joined", "팀장"), ("system", "closed", "상황"),
    ],
)  # fmt: skip
def test_whoever_speaks_is_named(actor: Role, kind: EventKind, name: str) -> None:
    assert wording.speaker(Event(0, 0, actor, kind, "a", "b", "네.", 0, 0, 0, 0)) == name
