"""The diagnostics in types, and a problem at a place as a sentence in the reader's language."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from scoring import strict_yaml, typed_data
from scoring.strict_yaml import Problem
from scoring.texts import Text

_FOLDER = Path(__file__).parent / "codes"
_FIRST_PROOF = "D200"  # codes from here on speak of scores and wording: they never keep a scenario from being played
Severity = Literal["error", "warning", "note"]


class Diagnostic(msgspec.Struct, frozen=True):
    """One code: how grave it is, what it says, how to mend it. Gaps are written {name}.

    severity: "note" tells what was not looked at, and asks for nothing.
    """

    severity: Severity
    says: Text
    mend: Text


class DiagnosticsFile(msgspec.Struct, frozen=True):
    """A file of `codes/`."""

    diagnostics: dict[str, Diagnostic]


class Report(msgspec.Struct, frozen=True):
    """One problem of one file, ready to be shown or written as JSON."""

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    sentence: str
    mend: str


@cache
def diagnostics() -> dict[str, Diagnostic]:
    """Return every diagnostic by its code."""
    return {code: found for file in sorted(_FOLDER.glob("*.yaml")) for code, found in _read(file).items()}


def _read(file: Path) -> dict[str, Diagnostic]:
    table, problems = typed_data.build(strict_yaml.read_file(file), DiagnosticsFile)
    if table is None:
        raise ValueError(f"{file}: {problems}")
    return table.diagnostics


def report(file: str, problem: Problem, language: str) -> Report:
    """Say a problem in a language ("ko" or "en"). A gap that says itself otherwise in English has a `name.en`, too."""
    diagnostic = diagnostics()[problem.code]
    detail = {gap: problem.detail.get(f"{gap}.{language}", text) for gap, text in problem.detail.items()}
    return Report(
        file=file,
        line=problem.place.line,
        column=problem.place.column,
        code=problem.code,
        severity=diagnostic.severity,
        sentence=_sentence(diagnostic.says.in_language(language), detail),
        mend=diagnostic.mend.in_language(language).format_map(_Gaps(detail)),
    )


def is_error(problem: Problem) -> bool:
    """Return whether a problem keeps a scenario from being played."""
    return problem.code < _FIRST_PROOF and diagnostics()[problem.code].severity == "error"


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def _sentence(template: str, detail: dict[str, str]) -> str:
    near = detail.get("near")
    text = template.format_map(_Gaps(detail))
    return f"{text} ({near}?)" if near else text
