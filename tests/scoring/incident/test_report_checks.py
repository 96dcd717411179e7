"""The checks of a report, tried on reports as civil servants write them: reports.yaml says what each must find."""

from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import strict_yaml, typed_data
from scoring.incident.checks import Checked, CheckName, checked
from scoring.incident.form import IncidentReport
from scoring.incident.need import IncidentFacts

FILE = Path(__file__).with_name("reports.yaml")


class Run(msgspec.Struct, frozen=True):
    """What the record says, and the fields of a right report of it."""

    facts: IncidentFacts
    fields: dict[str, str]


class Labelled(msgspec.Struct, frozen=True):
    """One report of a run, with the checks that must find fault with it."""

    run: str
    summary: str
    fields: dict[str, str] = {}
    unmet: tuple[CheckName, ...] = ()


class Labels(msgspec.Struct, frozen=True):
    """The file `reports.yaml`."""

    runs: dict[str, Run]
    reports: tuple[Labelled, ...]


@cache
def labels() -> Labels:
    read, problems = typed_data.build(strict_yaml.read_file(FILE), Labels)
    assert read is not None, problems
    return read


def checks_of(labelled: Labelled) -> tuple[Checked, ...]:
    run = labels().runs[labelled.run]
    fields = {**run.fields, **labelled.fields, "summary": labelled.summary}
    return checked(IncidentReport(fields), run.facts)


@pytest.mark.parametrize("labelled", labels().reports, ids=lambda labelled: f"{labelled.run}: {labelled.summary[:30]}")
def test_a_report_is_found_fault_with_where_it_should_be_and_nowhere_else(labelled: Labelled) -> None:
    unmet = [one for one in checks_of(labelled) if not one.met]
    found = "\n".join(f"{one.check}: {one.sentence('ko')}" for one in unmet)
    assert {one.check for one in unmet} == set(labelled.unmet), f"{labelled.summary}\n\n{found}"
