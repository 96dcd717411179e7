"""Times of day as people write them in a report."""

import re

_CLOCK = re.compile(r"(\d{1,2})\s*[:시]\s*(\d{1,2})?\s*분?")
_DAY = 24 * 60


def minute_of_day(text: str) -> int | None:
    """Return the minute of the day of "14:05" or "14시 5분", None where it is no time of day."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def minutes_between(began: str, ended: str) -> int | None:
    """Return the minutes from one time of day to another, past midnight too; None where either is no time."""
    first, last = minute_of_day(began), minute_of_day(ended)
    return None if first is None or last is None else (last - first) % _DAY
