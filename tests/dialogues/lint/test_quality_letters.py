"""Letters that terminals draw in different ways, letters that are not seen, emoji, and Hangul in parts."""

import unicodedata
from pathlib import Path

import pytest

from dialogues.lint.files import Asked
from dialogues.lint.quality.letters import letters_problems, odd_letters
from dialogues.lint.quality.texts import Placed
from tests.dialogues.lint.quality_scenarios import codes_of, small, split

_LETTERS = Asked(select=("D36",))


def _found(text: str) -> list[tuple[str, str]]:
    return [(found.code, found.detail["codes"]) for found in odd_letters([Placed((), text)])]


@pytest.mark.parametrize(
    ("text", "code", "letters"),
    [
        ("①번 창구", "D361", "U+2460"),
        ("○○구청", "D361", "U+25CB"),
        ("창구→접수", "D361", "U+2192"),
        ("※주의", "D361", "U+203B"),
        ("25℃입니다", "D361", "U+2103"),
        ("3×4", "D361", "U+00D7"),
        ("①번, ②번", "D361", "U+2460, U+2461"),
        ("여기\u200b까지", "D362", "U+200B"),
        ("여기\ufeff까지", "D362", "U+FEFF"),
        ("여기\u00ad까지", "D362", "U+00AD"),
        ("빈\u3164칸", "D362", "U+3164"),
        ("네 😀", "D363", "U+1F600"),
        ("네 ☎️", "D363", "U+260E, U+FE0F"),
        ("네 👨‍👩‍👧 네", "D363", "U+1F468, U+200D, U+1F469, U+1F467"),
        ("네 ✅", "D363", "U+2705"),
    ],
)
def test_odd_letters(text: str, code: str, letters: str) -> None:
    assert _found(text) == [(code, letters)]


@pytest.mark.parametrize(
    "text",
    [*split("""
        “큰따옴표”와 ‘작은따옴표’ | 줄임표…네 | 가운뎃점·네 | 줄표—네 | ① 번 창구 | 끝→ | ※ 주의 | 25도 |
        「법」과 『책』 | 《신문》 | Q&A (1) 50% 3~4개 | ㅋㅋ ㅠㅠ | 金씨 | café déjà | 10㎡ 5㎏
    """), "", "가\u00a0나"],
)  # fmt: skip
def test_letters_that_do_no_harm(text: str) -> None:
    assert _found(text) == []


def test_several_kinds_in_one_text() -> None:
    assert [code for code, _ in _found("①번 \u200b창구 😀")] == ["D361", "D362", "D363"]


def test_braces_that_mask_are_not_what_follows(tmp_path: Path) -> None:
    assert _found("{{①}}") == []
    assert codes_of(tmp_path, small(("title: 작은 전화", "title: ①번 전화")), _LETTERS) == ["D361"]


@pytest.mark.parametrize(
    ("text", "line", "column", "count"),
    [
        (unicodedata.normalize("NFD", "가"), 1, 1, "1"),
        ("title: 가\nsay: " + unicodedata.normalize("NFD", "나라"), 2, 6, "1"),
        ("a\r\n" + unicodedata.normalize("NFD", "각\r\n둘"), 2, 1, "2"),
        ("가\u11a8", 1, 1, "1"),
        ("cafe\u0301", 1, 4, "1"),
    ],
)
def test_letters_in_parts_are_told_once(text: str, line: int, column: int, count: str) -> None:
    [found] = letters_problems(text.encode())
    assert (found.code, found.place.line, found.place.column) == ("D364", line, column)
    assert found.detail == {"count": count}


@pytest.mark.parametrize("text", ["", "가나다 café", "\uf90a 金", "ㄱㅏ", "\u1100 \u1161", "\ufeff가"])
def test_other_letters_are_whole(text: str) -> None:
    assert letters_problems(text.encode()) == []


def test_bytes_that_are_no_text_are_no_letters() -> None:
    assert letters_problems(b"\xff\xfe\x00") == []
