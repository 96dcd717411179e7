"""Reading the manual's files: all problems at once, each with file, line and column."""

import hashlib
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from scoring import strict_yaml, typed_data
from scoring.manual import checks
from scoring.manual.manual import Manual
from scoring.manual.model import (
    ActsFile,
    AfterFile,
    ConductsFile,
    FaultsFile,
    HardRulesFile,
    Ladder,
    LawsFile,
    PoliciesFile,
    StandardsFile,
    StepsFile,
)
from scoring.manual.resolving import resolved
from scoring.strict_yaml import Problem

SHIPPED = Path(__file__).parent / "data"
F = TypeVar("F")


class FileProblem(msgspec.Struct, frozen=True):
    """A problem and the file it stands in."""

    file: str
    problem: Problem


class ManualError(Exception):
    """The manual could not be read; `problems` holds every reason."""

    def __init__(self, problems: list[FileProblem]) -> None:
        super().__init__(
            "; ".join(f"{p.file}:{p.problem.place.line} {p.problem.code} {p.problem.detail}" for p in problems)
        )
        self.problems = problems


@cache
def shipped_manual() -> Manual:
    """Return the manual that comes with the program."""
    return read_manual(SHIPPED)


def read_manual(folder: Path) -> Manual:
    """Read a manual from a folder. Raises ManualError with every problem of every file."""
    reader = _FolderReader(folder)
    manual = reader.manual()
    if reader.problems or manual is None:
        raise ManualError(reader.problems)
    if wrong := checks.inconsistencies(manual):
        raise ManualError([FileProblem(w.file, Problem("M001", strict_yaml.Place(), w.detail)) for w in wrong])
    return resolved(manual)


def _place(ladder: Ladder) -> tuple[bool, bool]:
    """Return where a ladder stands among the others: what every run stands on first, what comes after the talk last."""
    return ladder.phase == "after", bool(ladder.triggers)


class _FolderReader:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._digest = hashlib.sha256()
        self.problems: list[FileProblem] = []

    def manual(self) -> Manual | None:
        steps = self._read("steps.yaml", StepsFile)
        faults = self._read("faults.yaml", FaultsFile)
        acts = self._read("acts.yaml", ActsFile)
        conducts = self._read("conducts.yaml", ConductsFile)
        laws = self._read("laws.yaml", LawsFile)
        policies = self._read("policies.yaml", PoliciesFile)
        after = self._read("after.yaml", AfterFile)
        standards = self._read("standards.yaml", StandardsFile)
        hard_rules = self._read("hard-rules.yaml", HardRulesFile)
        ladders = self._ladders()
        if not (steps and faults and acts and conducts and laws and policies and after and standards and hard_rules):
            return None
        return Manual(
            hash=self._digest.hexdigest(),
            steps=steps.steps,
            faults=faults.faults,
            acts=acts.acts,
            conducts=conducts.conducts,
            laws=laws.laws,
            default_policy=policies.default,
            policies=policies.policies,
            after=after.after,
            standards=standards.standards,
            hard_rules=hard_rules.hard_rules,
            ladders={ladder.ladder: ladder for ladder in ladders},
        )

    def _ladders(self) -> list[Ladder]:
        files = sorted((self._folder / "ladders").glob("*.yaml"))
        read = [(f"ladders/{file.name}", self._read(f"ladders/{file.name}", Ladder)) for file in files]
        ladders = [(name, ladder) for name, ladder in read if ladder]
        self._twice([(name, ladder.ladder) for name, ladder in ladders])
        self._twice([(name, rule.rule) for name, ladder in ladders for rule in ladder.rules])
        return sorted((ladder for _, ladder in ladders), key=_place)

    def _twice(self, named: list[tuple[str, str]]) -> None:
        """Refuse an id that stands twice; the later one would silently win."""
        first: dict[str, str] = {}
        for file, name in named:
            if name in first:
                detail = {"name": name, "first": first[name]}
                self.problems.append(FileProblem(file, Problem("D002", strict_yaml.Place(), detail)))
            first.setdefault(name, file)

    def _read(self, name: str, kind: type[F]) -> F | None:
        try:
            raw = (self._folder / name).read_bytes()
        except OSError as error:
            missing = Problem("M002", strict_yaml.Place(), {"reason": error.strerror or ""})
            self.problems.append(FileProblem(name, missing))
            return None
        self._digest.update(name.encode() + b"\0" + raw.replace(b"\r\n", b"\n") + b"\0")
        try:
            value, problems = typed_data.build(strict_yaml.read_bytes(raw), kind)
        except strict_yaml.UnreadableError as error:
            value, problems = None, error.problems
        self.problems += [FileProblem(name, problem) for problem in problems]
        return value
