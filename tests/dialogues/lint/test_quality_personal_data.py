"""Personal data that looks real is reported; what cannot be anybody's, and every other number, is left alone."""

from pathlib import Path

import pytest

from dialogues.lint.files import Asked, lint_files
from dialogues.lint.quality.personal_data import personal_data
from dialogues.lint.quality.shapes import is_full_name
from scoring.manual.reader import shipped_manual
from tests.dialogues.lint.quality_scenarios import codes_of, small, split
from tests.dialogues.small_scenarios import SMALL, put

_DATA = Asked(select=("D34",))

REAL = [
    ("D341", "제 번호는 010-2345-6789입니다.", "010-2345-6789"),
    ("D341", "01023456789로 주세요", "01023456789"),
    ("D341", "010 2345 6789", "010 2345 6789"),
    ("D341", "010.2345.6789", "010.2345.6789"),
    ("D341", "016-234-5678", "016-234-5678"),
    ("D341", "+82 10-2345-6789", "+82 10-2345-6789"),
    ("D341", "02-345-6789", "02-345-6789"),
    ("D341", "(02)2345-6789", "02)2345-6789"),
    ("D341", "031-234-5678로 팩스", "031-234-5678"),
    ("D341", "070-7654-3210", "070-7654-3210"),
    ("D341", "공일공에 이삼사오에 육칠팔구요", "공일공에 이삼사오에 육칠팔구"),
    ("D342", "900101-1234567", "900101-1234567"),
    ("D342", "0503124123456", "0503124123456"),
    ("D342", "주민번호 851231 - 2345678이고요", "851231 - 2345678"),
    ("D343", "minsu77@naver.com으로 보내세요.", "minsu77@naver.com"),
    ("D343", "a.b-c+d@sub.korea.kr", "a.b-c+d@sub.korea.kr"),
    ("D344", "4556-7375-8689-9855", "4556-7375-8689-9855"),
    ("D344", "4556 7375 8689 9855", "4556 7375 8689 9855"),
    ("D344", "4556737586899855", "4556737586899855"),
    ("D344", "3712-345678-95006", "3712-345678-95006"),
    ("D344", "농협 352-1234-5678-93으로 입금", "농협 352-1234-5678-93"),
    ("D344", "계좌번호는 110-234-567890입니다.", "계좌번호는 110-234-567890"),
    ("D345", "차는 12가 3456이에요.", "12가 3456"),
    ("D345", "123나4567", "123나4567"),
    ("D345", "서울 12바 3456 택시", "서울 12바 3456"),
    ("D346", "김민수 씨가 그랬어요.", "김민수 씨"),
    ("D346", "저 박지영씨한테 들었어요.", "박지영씨"),
    ("D346", "접수는 김민수 님이 하셨습니다.", "김민수 님"),
    ("D346", "남궁민 씨", "남궁민 씨"),
    ("D347", "서울시 종로구 세종대로 175", "서울시 종로구 세종대로 175"),
    ("D347", "서울특별시 종로구 세종대로 175 앞", "서울특별시 종로구 세종대로 175"),
    ("D347", "강남구 테헤란로 152에 살아요", "강남구 테헤란로 152"),
    ("D347", "경기도 수원시 팔달구 정조로 825번길 12", "경기도 수원시 팔달구 정조로 825번길 12"),
    ("D347", "마포구 성산동 12-3입니다", "마포구 성산동 12-3"),
    ("D347", "역삼동 736-1번지", "역삼동 736-1번지"),
    ("D347", "한빛아파트 101동 1203호", "한빛아파트 101동 1203호"),
]

NOBODYS = {
    "telephone numbers that are nobody's, and those of agencies and companies": """
        010-0000-1234 | 010-0000-0000 | 010-OOOO-1234 | 010-1234-XXXX | 010-2345-0000 | 02-0000-1234 |
        031-000-0000 | 110 | 112에 신고 | 119 | 120 다산콜 | 182 | 1366 | 109번 | 02-120 | 국번 없이 110 |
        1588-1234 | 1577-0199로 전화 | 공일공에 공공공공에 일이삼사 | 내선 2345 | 구내 02-2345
    """,
    "masked and reserved": """
        900101-1****** | 900101-1OOOOOO | hong@example.com | a@mail.example.org | a@b.test | a@b.invalid | OOO@OO.kr |
        OO@korea.kr | 4556-****-****-9855 | 12가 OOOO | 12가 0000 | 계좌 110-OOO-OOOOOO | 김OO 씨 | 홍길동 씨 |
        홍길동 님 | 김 씨 | 박씨가 | OO구 OO로 12 | OO구 세종대로 12 | OO동 12-3 | OO아파트 101동 1203호 |
        서울시 OO구 OO로 12
    """,
    "dates and times": """
        2026-11-25 | 2026. 11. 25. | 2026년 11월 25일 12:30 | 11월 7일까지 | 2023-2024-2025-2026 |
        2023 2024 2025 2026 | 09:00-18:00
    """,
    "documents, cases and laws": """
        접수번호 2026-0123456 | 제2026-1234호 | 사건번호 2025고단1234 | 2025가합12345 | 2024두56789 |
        2025구합1234 | 신청번호 1AA-2611-0123456 | 민원처리법 제23조 제1항 | 형법 제136조 | 법 23조 2항 3호 |
        형법 제12조 2026. 1. 1. 시행 | 12조 2026. 1. 1. 시행 | 시행령 제5조의2 | 고시 제2026-45호 |
        은행 등록번호 123-45-67890 | 접수 4556737586899856 | 등록번호 12345678901234567 | 20261125123456
    """,
    "sums and counts": """
        4만 원 | 40,000원 | 32,000원을 입금 | 3억 2천만 원 | 1,234,567,890원 송금 | 12하 3456원 |
        100개 2000번 | 30명 1200건 | 15분 20초 | 계좌로 2026-11-25에 입금 | 우체국에서 12345번 |
        입금은 123456원 | 30도 1000미터 | 101동 1203호 | 3층 12호 1004번 | 101호 1004호
    """,
    "words that look like names and addresses": """
        민원인 씨 | 이웃집 씨 | 선생님 | 담당자 님 | 주무관 님 | 구청장님 | 조그만 씨앗 | 고운 솜씨 | 날씨 |
        아저씨 | 마음씨 좋은 | 이런 말씨 | 다시 서로 2 번 | 다시 차례로 1, 2번 | 내시면 차례로 1, 2번 |
        친구 전화로 2 | 창구 순서로 3 | 요구 서류로 2 | 출입구 오른쪽으로 2 | 연구 자료로 3 | 행동 3-2 |
        처리 3-1 | 자동 1-2 | 5번 출구 앞으로 2 | 신청서를 우편으로 2부 | 관리 12-3 | 경기 규칙 바로 2 |
        대구 다음으로 2
    """,
}


@pytest.mark.parametrize(("code", "text", "found"), REAL, ids=[text for _, text, _ in REAL])
def test_what_looks_real(code: str, text: str, found: str) -> None:
    assert list(personal_data(text)) == [(code, found)]


@pytest.mark.parametrize("text", [text for texts in NOBODYS.values() for text in split(texts)])
def test_what_is_nobodys(text: str) -> None:
    assert list(personal_data(text)) == []


@pytest.mark.parametrize(("code", "text", "found"), REAL[::5])
def test_it_is_found_in_the_middle_of_a_line_and_twice(code: str, text: str, found: str) -> None:
    assert list(personal_data(f"그게요, {text} 아시겠어요? 2026년 {text}")) == [(code, found)] * 2


def test_nothing_is_told_twice() -> None:
    assert list(personal_data("계좌는 010-2345-6789")) == [("D341", "010-2345-6789")]
    assert list(personal_data("농협 계좌 010-0000-1234")) == []


@pytest.mark.parametrize("name", ["김민수", "이영희", "박지영", "남궁민", "제갈공명", "황보라"])
def test_full_names(name: str) -> None:
    assert is_full_name(name)


@pytest.mark.parametrize(
    "name",
    [*split("""
        박OO | 김 씨 | 민원인 | 신고인 | 이웃집 | 조합원 | 어머니 | 홍길동 | 최사장 | 김선생 | 이여사 |
        박 사장 | 익명 | 윤○○ | 주민 | OOO | 50대 남성 | 배달원 | 고령자 | 임산부 | 정비사 | 어느 주민 | Kim
    """), ""],
)  # fmt: skip
def test_what_a_complainant_may_be_called(name: str) -> None:
    assert not is_full_name(name)


def test_a_complainant_with_a_full_name(tmp_path: Path) -> None:
    named = small(("name: 박OO", "name: 김민수"))
    [found] = lint_files([put(tmp_path, named)], shipped_manual(), "en", _DATA)
    assert (found.code, found.severity) == ("D346", "error")
    assert "name: 김민수" in named.splitlines()[found.line - 1]


@pytest.mark.parametrize(
    "old",
    split("""
        title: 작은 전화 | content_note: 거친 말을 듣습니다. | facts: [통지서가 나갔습니다. |
        caller: 운전자입니다. | role: 교통과 담당자입니다. | goals: [먼저 듣는다. |
        says: 오 분밖에 안 됐어요. | scene: 목소리가 커진다. | say: 규정입니다. | do: 녹음을 저장한다. |
        why: 먼저 들었습니다. | impact: 멈칫합니다. | better: 까닭을 말하고 끊습니다. | warn: {says: 경고요? |
        says: 팀장입니다. | says: 녹음하세요. | says: 끊었습니다. | debrief: 까닭을 알리세요.
    """),
)
def test_every_text_a_trainee_sees_is_looked_at(tmp_path: Path, old: str) -> None:
    assert codes_of(tmp_path, small((old, f"{old} 010-2345-6789")), _DATA) == ["D341"]


def test_names_and_counters_are_not_texts(tmp_path: Path) -> None:
    assert codes_of(tmp_path, SMALL.replace("cold-rule", "cold-010-2345-6789"), _DATA) == []
