"""`# noqa: D301` at the end of a line: a warning that its author has seen and does not want to hear again."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from dialogues.lint.diagnostics import is_error
from scoring.strict_yaml import Place, Problem

_NOQA = re.compile(r"(?:^|\s)#\s*noqa:\s*(?P<codes>D\d+(?:[\s,]+D\d+)*)", re.IGNORECASE)
_CODE = re.compile(r"D\d+", re.IGNORECASE)
_IDLE = "D140"
_Marks: TypeAlias = "dict[int, dict[str, int]]"  # the codes of each marked line, with their columns


def without_silenced(raw: bytes, problems: Iterable[Problem], asked: Callable[[str], bool]) -> list[Problem]:
    """Return the problems of a file that no `noqa` on their line silences, and those of `noqa` that silence nothing.

    What keeps a scenario from being played cannot be silenced. asked: whether a code was looked for; only such a code
    can be found to silence nothing.
    """
    marks = dict(_marks(raw))
    used: set[tuple[int, str]] = set()
    left = []
    for problem in problems:
        mark = (problem.place.line, problem.code)
        if problem.code in marks.get(problem.place.line, {}) and not is_error(problem):
            used.add(mark)
        else:
            left.append(problem)
    return left + list(_idle(marks, used, asked)) if asked(_IDLE) else left


def _idle(marks: _Marks, used: set[tuple[int, str]], asked: Callable[[str], bool]) -> Iterator[Problem]:
    for line, codes in marks.items():
        for code, column in codes.items():
            if (line, code) not in used and asked(code):
                yield Problem(_IDLE, Place(line, column), {"name": code})


def _marks(raw: bytes) -> Iterator[tuple[int, dict[str, int]]]:
    """Yield each line with a mark, and its codes with their columns."""
    for number, line in enumerate(raw.decode("utf-8-sig", errors="replace").splitlines(), start=1):
        if found := _NOQA.search(line):
            start = found.start("codes") + 1
            yield number, {one[0].upper(): start + one.start() for one in _CODE.finditer(found["codes"])}
