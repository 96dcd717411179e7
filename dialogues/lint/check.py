"""What is looked at whenever a scenario is loaded: reading, names, structure, content. Nothing is played."""

from dialogues.lint.content import check_content
from dialogues.lint.context import Checked
from dialogues.lint.names import check_names
from dialogues.lint.structure import check_structure
from dialogues.reader import ScenarioFile
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
    return in_order(problems)


def in_order(problems: list[Problem]) -> list[Problem]:
    """Return problems in the order of their lines."""
    return sorted(problems, key=lambda problem: (problem.place.line, problem.place.column, problem.code))
