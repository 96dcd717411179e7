"""The proof tables: for every rule small traces that keep it, break it and never call for it, as Markdown tables.

Each row of `tests/scoring/proof/*.md` says: rule, verdict, given, trace.

    verdict   what the rule must say of the trace: done, late, early, skipped, wrong_role, forbidden, needless;
              "kept": a prohibition whose situation arose and that was not broken; "-": the rule was not called for
    given     what holds besides: a channel (phone when none is named), legitimate, policy NAME, outcome NAME,
              filings N, notices N, statutory, mass, no bell; separated by commas
    trace     the notation of tests/scoring/traces.py
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast, get_args

import msgspec

from scoring.grading import grade
from scoring.manual.manual import Manual
from scoring.trace import Case, Channel, Outcome, Trace
from tests.scoring.traces import trace_of

FOLDER = Path(__file__).parent / "proof"
QUIET = ("kept", "-")
_ROW = re.compile(r"\| *(?P<rule>\S+) *\| *(?P<verdict>\S+) *\| *(?P<given>[^|]*?) *\| *(?P<trace>[^|]*?) *\|")
_HEAD = ("rule", "---")


class Row(NamedTuple):
    """One row of a table, and where it stands."""

    place: str
    rule: str
    verdict: str
    given: str
    story: str

    @property
    def expected(self) -> set[str]:
        """Return the verdicts the rule must give: none where it stays quiet."""
        return set() if self.verdict in QUIET else {self.verdict}


@cache
def rows() -> tuple[Row, ...]:
    """Return every row of every table. Raises ValueError on a line that is not one."""
    return tuple(row for file in sorted(FOLDER.glob("*.md")) for row in _rows(file))


def _rows(file: Path) -> Iterator[Row]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.startswith("|"):
            continue
        found = _ROW.fullmatch(line.strip())
        if found is None:
            raise ValueError(f"{file.name}:{number}: not a row: {line}")
        if found["rule"] not in _HEAD:
            yield Row(f"{file.name}:{number}", found["rule"], found["verdict"], found["given"], found["trace"])


def said_by(row: Row, manual: Manual) -> set[str]:
    """Return the verdicts the row's rule gives of the row's trace."""
    policy, trace = given(row)
    if "no bell" in row.given:
        manual = _without_bell(manual)
    return {finding.verdict for finding in grade(trace, manual, policy).findings if finding.rule == row.rule}


def given(row: Row) -> tuple[str, Trace]:
    """Return the policy and the trace of a row. Raises ValueError on words that are not known."""
    channel: Channel = "phone"
    outcome: Outcome = "unresolved"
    facts: dict[str, int | bool] = {}
    policy = ""
    for word in filter(None, (part.strip() for part in row.given.split(","))):
        name, _, value = word.partition(" ")
        if word in get_args(Channel):
            channel = cast("Channel", word)
        elif name == "policy":
            policy = value
        elif name == "outcome" and value in get_args(Outcome):
            outcome = cast("Outcome", value)
        elif name in ("filings", "notices"):
            facts[name] = int(value)
        elif word in ("statutory", "mass"):
            facts[word] = True
        elif word not in ("legitimate", "no bell"):
            raise ValueError(f"{row.place}: not known: {word}")
    case = Case(**facts)  # type: ignore[arg-type]
    legitimate = "legitimate" in row.given
    return policy, trace_of(row.story, channel=channel, legitimate=legitimate, outcome=outcome, case=case)


def _without_bell(manual: Manual) -> Manual:
    policies = {name: msgspec.structs.replace(policy, bell=False) for name, policy in manual.policies.items()}
    return msgspec.structs.replace(manual, policies=policies)
