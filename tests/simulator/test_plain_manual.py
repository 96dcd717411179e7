"""The manual as lines: the index, finding things in it, and the page of each."""

import re

import msgspec
import pytest

from scoring.manual.manual import Manual
from scoring.manual.reader import shipped_manual
from simulator.plain.manual.index import TABLES, entries, found_lines, index_lines, page_lines
from simulator.texts import say, use_language

ANY_KEY = re.compile(
    r"\b(manual|grade|actor|need|dimension|stage|kind|when|amount|figure|hard|channel|report|ground)\.[a-z]"
)


@pytest.fixture(scope="module")
def manual() -> Manual:
    return shipped_manual()


# The index


def test_the_index_names_everything_by_id(manual: Manual) -> None:
    lines = list(index_lines(manual))
    assert "대조하지 못했습니다" in lines[0], "it says first what it is not"
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert listed == [name for table in TABLES for name in getattr(manual, table)]
    assert {"PH-AB", "warn", "insult_back", "insult", "letter", "pick_up", "H1"} <= set(listed)


def test_the_index_has_a_part_for_every_table_of_the_manual(manual: Manual) -> None:
    tables = {field.name for field in msgspec.structs.fields(Manual)} - {"hash", "default_policy"}
    assert set(TABLES) == tables
    assert [line for line in index_lines(manual) if line in {say(f"manual.{table}") for table in TABLES}] == [
        say(f"manual.{table}") for table in TABLES
    ]


# Finding


@pytest.mark.parametrize("name", ["warn", "WARN", "kr_2024_decree", "threaten(2)", "ph-ab", "h4", "af"])
def test_a_page_is_found_by_its_id(manual: Manual, name: str) -> None:
    assert page_lines(manual, name)[0].lower().startswith(name.partition("(")[0].lower())


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("A10", "warn"), ("a10_warn", "warn"), ("X05", "judge_extension"), ("N05", "end_without_reason"),
        ("T15", "information_requests"), ("AF-3", "report_to_head"), ("af-10", "share_case"), ("S09", "hang_up_last"),
    ],
)  # fmt: skip
def test_a_page_is_found_by_its_code(manual: Manual, code: str, name: str) -> None:
    lines = page_lines(manual, code)
    assert [line for line in lines if line.startswith(f"{name}  ")] == lines[:1]


def test_what_shares_an_id_is_shown_together(manual: Manual) -> None:
    assert {"A05_RESTATE", "S05"} <= set(re.findall(r"\((\w+)\)", "\n".join(page_lines(manual, "restate"))))


@pytest.mark.parametrize("words", ["중단 요청", "중단요청", "ㅈㄷㅇㅊ", "ㅈㄷ ㅇㅊ", "ask_to_stop", "ASK_to", "a09"])
def test_an_entry_is_found_by_words_and_initial_consonants(manual: Manual, words: str) -> None:
    assert any(line.startswith("ask_to_stop ") for line in found_lines(manual, words))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("증거 확보", "secure_evidence"), ("ㅈㄱ ㅎㅂ", "secure_evidence"), ("AF-2", "secure_evidence"),
        ("나중에 끊기", "hang_up_last"), ("ㄴㅈㅇ ㄲㄱ", "hang_up_last"), ("s09", "hang_up_last"),
        ("욕설만을", "H5"), ("ㅇㅅㅁㅇ", "H5"), ("h5", "H5"),
        ("사후 조치", "no_retaliation"), ("응대 표준", "delay"), ("반드시 지킬 것", "H9"),
    ],
)  # fmt: skip
def test_the_tables_of_the_agency_are_found_too(manual: Manual, words: str, name: str) -> None:
    assert any(line.startswith(f"{name} ") for line in found_lines(manual, words))


@pytest.mark.parametrize("words", ["없는 낱말", "ㅋㅋㅋㅋㅋ", "zzz"])
def test_what_is_not_there_is_not_found(manual: Manual, words: str) -> None:
    assert page_lines(manual, words) == []
    assert found_lines(manual, words) == []


# Every page


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_entry_has_a_page_in_both_languages(manual: Manual, language: str) -> None:
    use_language(language)
    for entry in entries(manual):
        lines = page_lines(manual, entry.name)
        assert entry.name in lines[0]
        assert len(lines) > 1, entry.name
        assert [line for line in lines if ANY_KEY.search(line)] == []


def test_the_english_manual_is_english(manual: Manual) -> None:
    use_language("en")
    korean = re.compile("[가-힣]")
    assert [line for line in index_lines(manual) if korean.search(line)] == []
    lines = [line for entry in entries(manual) for line in page_lines(manual, entry.name)]
    boxes = say("manual.report-box", name="")  # the form of the incident report is Korean
    assert [line for line in lines if korean.search(line) and not line.startswith(boxes)] == []
