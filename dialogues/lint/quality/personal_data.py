"""Personal data that looks real. A scenario is read by many; what looks real may be somebody's.

What is looked for has the shape of the real thing (see `shapes`), and nothing else does: dates, sums, law articles,
document numbers, 112, 119, 110, 182, 1366, 02-120 and 1588-0000 (agencies and companies) are left alone. What cannot be
real is left alone, too: anything with a letter for a digit (010-OOOO-1234), telephone numbers whose exchange starts
with 0 (010-0000-1234; those of the Korean numbering plan start with 2 to 9) or that end in 0000, one digit all through,
addresses of the domain `example` and of .test or .invalid (RFC 2606), streets and boroughs written OO, and 홍길동.
"""

import re
from collections.abc import Iterator, Sequence

from dialogues.lint.context import Checked
from dialogues.lint.quality.shapes import is_full_name, shapes
from dialogues.lint.quality.texts import Found, Placed

_MAY_HOLD = re.compile(r"\d|@|씨| 님|공일공")


def check_complainant(checked: Checked) -> None:
    """Report a complainant with a full name."""
    name = checked.scenario.complainant.name
    if is_full_name(name):
        checked.report("D346", ("complainant", "name"), name=name)


def found_data(texts: Sequence[Placed]) -> Iterator[Found]:
    """Yield what may be a real person's, wherever a trainee can read it."""
    for where, text in texts:
        if _MAY_HOLD.search(text):
            for code, found in personal_data(text):
                yield Found(code, where, {"name": found})


def personal_data(text: str) -> Iterator[tuple[str, str]]:
    """Yield the code and the words of everything in a text that may be a real person's; nothing is told twice."""
    taken: list[tuple[int, int]] = []
    for shape in shapes():
        for found in shape.pattern.finditer(text):
            start, end = found.span()
            if all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))  # a fictional telephone number is no account either
                if shape.real(found):
                    yield shape.code, found.group().strip()
