"""Everything the linter says of files: each by itself, played through, and side by side; scenarios and courses."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from dialogues.lint.check import in_order, problems_of
from dialogues.lint.context import Checked
from dialogues.lint.courses import course_problems
from dialogues.lint.diagnostics import Report, diagnostics, is_error, report
from dialogues.lint.proofs import check_proofs
from dialogues.lint.quality.check import LIBRARY_CODES, check_quality, letters_problems, library_problems
from dialogues.lint.silencing import without_silenced
from dialogues.lint.table import table_problems
from dialogues.reader import ScenarioFile, read_scenario_bytes
from scoring.manual.manual import Manual
from scoring.strict_yaml import Place, Problem

_PROOFS, _QUALITY = "D2", "D3"


class Asked(msgspec.Struct, frozen=True):
    """Which codes are asked for, by how they begin: "D3" is all of D301 and on. Ignored ones win."""

    select: tuple[str, ...] = ("D",)
    ignore: tuple[str, ...] = ()

    def __call__(self, code: str) -> bool:
        """Return whether a code is asked for."""
        return code.startswith(self.select) and not (self.ignore and code.startswith(self.ignore))

    def any_of(self, start: str) -> bool:
        """Return whether some code that begins so is asked for."""
        return any(self(code) for code in diagnostics() if code.startswith(start))


EVERYTHING = Asked()


class _Read(NamedTuple):
    """A file as it was read."""

    raw: bytes
    file: ScenarioFile


def no_others() -> Iterable[str]:
    """Return no scenarios: a course may name only those that are checked with it."""
    return ()


def lint_files(
    paths: Iterable[Path],
    manual: Manual,
    language: str,
    asked: Asked = EVERYTHING,
    others: Callable[[], Iterable[str]] = no_others,
) -> list[Report]:
    """Return every problem of some files as a sentence, as `findings` yields them."""
    return list(findings(paths, manual, language, asked, others))


def findings(
    paths: Iterable[Path],
    manual: Manual,
    language: str,
    asked: Asked = EVERYTHING,
    others: Callable[[], Iterable[str]] = no_others,
) -> Iterator[Report]:
    """Yield every problem as a sentence, file by file. Raises OSError for what cannot be opened, before anything else.

    What only shows side by side is told at one of the files: a taken id at the later one, a habit of several files
    (D351 to D353) at the one that has most of it.
    asked: the codes to look for; when no proof (D2xx) is among them nothing is played, which is much faster.
    others: returns the ids of scenarios a course may name besides those of the files; asked only for a course.
    """
    read = [_read(path) for path in dict.fromkeys(paths)]
    files = [one.file for one in read]
    beside, courses = _side_by_side(files), course_problems(files, others)
    for one in read:
        path = one.file.path
        own = courses[path] if path in courses else [*_of_scenario(one.file, manual, asked), *beside[path]]
        problems = [*own, *letters_problems(one.raw)]
        yield from _said(one.file.path, one.raw, problems, language, asked)
        yield from _of_table(one.file, language, asked)


def _read(path: Path) -> _Read:
    raw = path.read_bytes()
    return _Read(raw, read_scenario_bytes(raw, path))


def _of_scenario(file: ScenarioFile, manual: Manual, asked: Asked) -> list[Problem]:
    problems = problems_of(file, manual)
    if file.scenario is None or file.document is None or any(map(is_error, problems)):
        return problems
    checked = Checked(file.scenario, file.document, manual)
    if asked.any_of(_QUALITY):
        check_quality(checked)
    if asked.any_of(_PROOFS):
        check_proofs(checked, file.hash)
    return problems + checked.problems


def _side_by_side(files: Sequence[ScenarioFile]) -> dict[Path, list[Problem]]:
    """Return what is wrong with several files taken together, by the file it is told at."""
    found: dict[Path, list[Problem]] = defaultdict(list)
    owners: dict[str, Path] = {}
    readable = [file for file in files if file.scenario is not None and file.document is not None]
    for file in readable:
        name = file.scenario.scenario if file.scenario else ""
        first = owners.setdefault(name, file.path)
        if first != file.path:
            found[file.path].append(Problem("D127", Place(), {"name": name, "other": str(first)}))
    scenarios = [file.scenario for file in readable if file.scenario]
    for number, code, detail in library_problems(scenarios) if len(scenarios) > 1 else ():
        document = readable[number].document
        place = document.place(("states",)) if document else Place()
        found[readable[number].path].append(Problem(code, place, detail))
    return found


def _of_table(file: ScenarioFile, language: str, asked: Asked) -> Iterator[Report]:
    if file.scenario is not None:
        path, problems, raw = table_problems(file.path, file.scenario)
        yield from _said(path, raw, [*problems, *letters_problems(raw)], language, asked)


def _said(path: Path, raw: bytes, problems: Sequence[Problem], language: str, asked: Asked) -> Iterator[Report]:
    """Yield what is asked for and not silenced, in the order of the lines."""
    sound = not any(map(is_error, problems))
    wanted = [problem for problem in problems if asked(problem.code)]
    kept = without_silenced(raw, wanted, lambda code: asked(code) and _is_looked_for(code, sound))
    yield from (report(str(path), problem, language) for problem in in_order(kept))


def _is_looked_for(code: str, sound: bool) -> bool:
    """Return whether a file was searched for a code: only then a `noqa` for it can be one too many."""
    return code not in LIBRARY_CODES and (sound or not code.startswith((_PROOFS, _QUALITY)))
