"""Everything the linter says of files: each by itself, played through, and side by side."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dialogues.lint.check import in_order, problems_of
from dialogues.lint.context import Checked
from dialogues.lint.diagnostics import Report, is_error, report
from dialogues.lint.proofs import check_proofs
from dialogues.lint.silencing import without_silenced
from dialogues.lint.table import table_problems
from dialogues.reader import ScenarioFile, read_scenario_bytes
from scoring.manual.manual import Manual
from scoring.strict_yaml import Place, Problem

_PROOFS = tuple(f"D2{number:02}" for number in range(1, 16))


class Asked(msgspec.Struct, frozen=True):
    """Which codes are asked for, by how they begin: "D3" is all of D301 and on. Ignored ones win."""

    select: tuple[str, ...] = ("D",)
    ignore: tuple[str, ...] = ()

    def __call__(self, code: str) -> bool:
        """Return whether a code is asked for."""
        return code.startswith(self.select) and not (self.ignore and code.startswith(self.ignore))


EVERYTHING = Asked()


def lint_files(paths: Iterable[Path], manual: Manual, language: str, asked: Asked = EVERYTHING) -> list[Report]:
    """Return every problem of some files as a sentence, as `findings` yields them."""
    return list(findings(paths, manual, language, asked))


def findings(paths: Iterable[Path], manual: Manual, language: str, asked: Asked = EVERYTHING) -> Iterator[Report]:
    """Yield every problem as a sentence, file by file. Raises OSError for what cannot be opened.

    asked: the codes to look for; when no proof (D2xx) is among them nothing is played, which is much faster.
    """
    owners: dict[str, Path] = {}
    for path in paths:
        raw = path.read_bytes()
        file = read_scenario_bytes(raw, path)
        problems = [*_of_scenario(file, manual, asked), *_taken_id(file, owners)]
        kept = without_silenced(raw, filter(lambda problem: asked(problem.code), problems), asked)
        yield from (report(str(path), problem, language) for problem in in_order(kept))
        yield from _of_table(file, language, asked)


def _of_scenario(file: ScenarioFile, manual: Manual, asked: Asked) -> list[Problem]:
    problems = problems_of(file, manual)
    sound = file.scenario is not None and file.document is not None and not any(map(is_error, problems))
    if sound and any(map(asked, _PROOFS)):
        assert file.scenario is not None
        assert file.document is not None
        checked = Checked(file.scenario, file.document, manual)
        check_proofs(checked, file.hash)
        problems += checked.problems
    return problems


def _taken_id(file: ScenarioFile, owners: dict[str, Path]) -> Iterator[Problem]:
    """Yield a problem where an earlier file has the same id."""
    if file.scenario is None:
        return
    first = owners.setdefault(file.scenario.scenario, file.path)
    if first != file.path:
        yield Problem("D127", Place(), {"name": file.scenario.scenario, "other": str(first)})


def _of_table(file: ScenarioFile, language: str, asked: Asked) -> Iterator[Report]:
    if file.scenario is not None:
        path, problems = table_problems(file.path, file.scenario)
        yield from (report(str(path), problem, language) for problem in problems if asked(problem.code))
