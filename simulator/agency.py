"""An agency's overlay: read from the file the settings name, its problems put into sentences with their lines."""

from pathlib import Path

from scoring.manual.manual import Manual
from scoring.manual.overlay import OverlayError, with_overlay
from scoring.strict_yaml import Problem
from simulator.problems import Exit, UserProblem, why
from simulator.texts import active_language, say

_OWN_CODES = "M"  # the overlay's own; the others are those of every file we read


def manual_of_agency(manual: Manual, file: Path) -> Manual:
    """Return the manual with an agency's overlay laid over it. Raises UserProblem with every problem of the file."""
    try:
        return with_overlay(manual, file)
    except FileNotFoundError as error:
        raise UserProblem("problem.file-missing", Exit.WRONG_USE, file=file) from error
    except OSError as error:
        raise UserProblem("problem.file-unreadable", Exit.ENVIRONMENT, file=file, reason=why(error)) from error
    except OverlayError as error:
        lines = "\n".join(_line(file, problem) for problem in error.problems)
        raise UserProblem("problem.overlay", Exit.FOUND_PROBLEMS, file=file, problems=lines) from error


def _line(file: Path, problem: Problem) -> str:
    place = problem.place
    return f"{file}:{place.line}:{place.column}: {problem.code} {_sentence(file, problem)}"


def _sentence(file: Path, problem: Problem) -> str:
    if not problem.code.startswith(_OWN_CODES):
        from dialogues.lint.diagnostics import report

        found = report(str(file), problem, active_language())
        return f"{found.sentence} {found.mend}"
    gaps = {"near": "", **problem.detail}
    near = say("overlay.near", near=gaps["near"]) if gaps["near"] else ""
    return " ".join(filter(None, (say(f"overlay.{problem.code}", **gaps), near)))
