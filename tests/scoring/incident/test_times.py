"""Days and times of day as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.incident.times import is_day, minute_of_day, minutes_between

AT_14_05 = [
    "14:05", "14:5", " 14:05 ", "14 : 05", "14：05", "１４：０５", "14.05", "14:05:30", "14시 5분", "14시5분",
    "14시 05분", "14시 5분 30초",
    "14시 5분경", "14:05경", "14:05 쯤", "약 14시 5분", "오후 2시 5분", "오후 2:05", "오후2시5분경",
    "오후 14:05", "2:05 pm", "2:05 p.m.",
    "2.05PM", "PM 2:05", "about 2:05 pm", "at 14:05",
]  # fmt: skip
OTHERS = {
    "0:00": 0, "00:00": 0, "23:59": 1439, "9시": 540, "오전 9시 정각": 540, "2시 반": 150, "오후 2시 반쯤": 870,
    "오전 12:10": 10,
    "오후 12:10": 730, "12 am": 0, "2 pm": 840, "오후 2시경": 840, "14:": 840,
}  # fmt: skip
NONSENSE = [
    "", " ", "14", "24:00", "12:60", "14시 70분", "두 시", "점심때", "14:05~14:11", "2026-03-02", "-1:05",
    "14:05 어제", "114:05",
    "시", ":", "오후", "pm", "14:005", "now", "１４",
]  # fmt: skip


@pytest.mark.parametrize("text", AT_14_05)
def test_five_past_two_in_many_notations(text: str) -> None:
    assert minute_of_day(text) == 14 * 60 + 5


@pytest.mark.parametrize(("text", "minute"), OTHERS.items())
def test_other_times(text: str, minute: int) -> None:
    assert minute_of_day(text) == minute


@pytest.mark.parametrize("text", NONSENSE)
def test_what_is_no_time_of_day(text: str) -> None:
    assert minute_of_day(text) is None
    assert minutes_between(text, "14:05") is None
    assert minutes_between("14:05", text) is None


@pytest.mark.parametrize(
    ("began", "ended", "minutes"),
    [
        ("14:05", "14:11", 6),
        ("14시 5분", "오후 2시 11분", 6),
        ("11:58", "12:04", 6),
        ("오전 11시 58분", "오후 12시 4분", 6),
        ("23:58", "00:04", 6),
        ("23:58", "0시 4분", 6),
        ("14:05", "14:05", 0),
        ("14:11", "14:05", 24 * 60 - 6),
    ],
)
def test_minutes_between(began: str, ended: str, minutes: int) -> None:
    assert minutes_between(began, ended) == minutes


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_the_minutes_between_lead_from_one_time_to_the_other(first: int, took: int) -> None:
    last = (first + took) % 1440
    began, ended = (f"{minute // 60}:{minute % 60:02}" for minute in (first, last))
    assert minutes_between(began, ended) == took


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02", "2026-3-2", "2026.03.02", "2026.3.2.", "2026. 3. 2.", "2026. 3. 2.(월)", "2026/03/02", "20260302",
        "2026년 3월 2일", "2026년 3월 2일 월요일", "'26. 3. 2.", "26.3.2", "3월 2일", "3. 2.", "3/2",
        "02/03/2026", "3/2/2026",
        "2 March 2026", "March 2, 2026", "2 Mar", "Mon 2 March 2026",
    ],
)  # fmt: skip
def test_a_day_in_many_notations(text: str) -> None:
    assert is_day(text, "2026-03-02")
    assert not is_day(text, "2026-03-03")
    assert not is_day(text, "2026-04-02")


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-03-03", "2025-03-02", "25. 3. 2.", "2일", "2026", "어제", "April 2, 2026", "20260303",
        "2026-03-02-01", "9" * 5000,
    ],
)  # fmt: skip
def test_another_day_or_none(text: str) -> None:
    assert not is_day(text, "2026-03-02")


@given(st.dates().map(str))
def test_a_day_is_itself(day: str) -> None:
    assert is_day(day, day)


@given(st.text(max_size=30), st.text(max_size=30) | st.just("2026-03-02"))
def test_any_text_can_be_read(text: str, day: str) -> None:
    assert is_day(text, day) in (True, False)
    minute = minute_of_day(text)
    assert minute is None or 0 <= minute < 1440
