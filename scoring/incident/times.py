"""Days and times of day as people write them in a report."""

import re

_ABOUT = re.compile(r"^(?:약|대략|about|around|at)\s+|\s*(?:경|쯤|께|무렵|정각)$")
_CLOCK = re.compile(
    r"(?P<half>오전|오후|[ap]\.?m\.?)?\s*(?P<hour>\d{1,2})"
    r"(?P<sign>\s*[:：.시]\s*(?:(?P<minute>\d{1,2})\s*분?|(?P<thirty>반))?(?:\s*[:：]\s*\d\d|\s*\d\d?\s*초)?)?"
    r"\s*(?P<behind>[ap]\.?m\.?)?"
)
_DAY = 24 * 60
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def minute_of_day(text: str) -> int | None:
    """Return the minute of the day of "14:05", "14시 5분경" or "오후 2:05", None where it is no time of day."""
    found = _CLOCK.fullmatch(_ABOUT.sub("", text.strip().lower()))
    half = (found["half"] or found["behind"] or "").replace(".", "") if found else ""
    if found is None or not (found["sign"] or half):
        return None
    hour, minute = _of_24(int(found["hour"]), half), 30 if found["thirty"] else int(found["minute"] or 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def minutes_between(began: str, ended: str) -> int | None:
    """Return the minutes from one time of day to another, past midnight too; None where either is no time."""
    first, last = minute_of_day(began), minute_of_day(ended)
    return None if first is None or last is None else (last - first) % _DAY


def is_day(text: str, day: str) -> bool:
    """Return whether a text names a day (ISO): "2026-03-02", "2026. 3. 2.(월)", "3월 2일", "2 March 2026"."""
    wanted, numbers = _numbers(day), _numbers(text)
    if len(wanted) != 3:
        return text == day
    year, month, date = wanted
    if named := _month(text):
        return named == month and date in numbers and {*numbers} <= {date, year}
    ways = ([year, month, date], [year % 100, month, date], [month, date], [date, month, year], [month, date, year])
    return numbers in ways or text.strip() == day.replace("-", "")


def _of_24(hour: int, half: str) -> int:
    if half in ("오후", "pm") and hour < 12:
        return hour + 12
    return 0 if half in ("오전", "am") and hour == 12 else hour


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,8}", text)]


def _month(text: str) -> int:
    """Return the month an English name stands for, 0 where there is none."""
    names = (word[:3].lower() for word in re.findall(r"[A-Za-z]{3,}", text))
    return next((_MONTHS.index(name) + 1 for name in names if name in _MONTHS), 0)
