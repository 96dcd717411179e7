"""All checks over one file or several."""

from collections.abc import Iterable
from pathlib import Path

from dialogues.lint.content import check_content
from dialogues.lint.context import Checked
from dialogues.lint.diagnostics import Report, report
from dialogues.lint.names import check_names
from dialogues.lint.structure import check_structure
from dialogues.model import Scenario
from dialogues.reader import ScenarioFile, read_scenario
from dialogues.translation import belongs, coverage, read_table, table_path
from scoring.manual.manual import Manual
from scoring.strict_yaml import Place, Problem


def problems_of(file: ScenarioFile, manual: Manual) -> list[Problem]:
    """Return everything wrong in one scenario, in the order of its lines; its translations are not looked at."""
    problems = list(file.problems)
    if file.scenario is not None and file.document is not None:
        checked = Checked(file.scenario, file.document, manual)
        check_names(checked)
        check_structure(checked)
        check_content(checked)
        problems += checked.problems
        if file.path.stem != file.scenario.scenario:
            problems.append(Problem("D126", Place(), {"name": file.scenario.scenario}))
    return sorted(problems, key=lambda problem: (problem.place.line, problem.place.column, problem.code))


def translation_problems(path: Path, scenario: Scenario) -> list[Problem]:
    """Report what is missing or stale in the English table beside a file; having none is no problem."""
    beside = table_path(path, "en")
    if not beside.is_file():
        return []
    table, problems = read_table(beside)
    if table is None:
        return [Problem("D130", Place(), {"file": beside.name, "line": str(problems[0].place.line)})]
    if not belongs(table, scenario, "en"):
        return [Problem("D131", Place(), {"file": beside.name, "name": scenario.scenario})]
    found = coverage(scenario, table)
    if found.complete and not found.unknown:
        return []
    counts = {name: str(len(getattr(found, name))) for name in ("missing", "stale", "unknown")}
    return [Problem("D129", Place(), {"file": beside.name, **counts})]


def lint_files(paths: Iterable[Path], manual: Manual, language: str) -> list[Report]:
    """Check files and return every problem as a sentence. Raises OSError for files that cannot be opened."""
    reports: list[Report] = []
    owners: dict[str, Path] = {}
    for path in paths:
        file = read_scenario(path)
        problems = problems_of(file, manual)
        if file.scenario is not None:
            problems += translation_problems(file.path, file.scenario)
            first = owners.setdefault(file.scenario.scenario, path)
            if first != path:
                problems.append(Problem("D127", Place(), {"name": file.scenario.scenario, "other": str(first)}))
        reports += [report(str(path), problem, language) for problem in problems]
    return reports
