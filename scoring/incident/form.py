"""The incident report form, and one report filled in. The form is known only from third-party copies (grade R)."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from scoring import strict_yaml, typed_data
from scoring.evidence import Grade
from scoring.texts import Text

FieldKind = Literal["date", "time", "line", "long", "number", "choice", "choices"]
_FILE = Path(__file__).parent / "data" / "report-form.yaml"


class Choice(msgspec.Struct, frozen=True):
    """One thing that can be ticked. id: what is kept and compared with the run."""

    id: str
    name: Text


class Field(msgspec.Struct, frozen=True):
    """One field. evidence: R where it stands in the copied form, D where this program added it.

    choices: for `choice` (one) and `choices` (any number). by_head: filled in by the head, not by the trainee.
    """

    name: Text
    kind: FieldKind
    evidence: Grade
    hint: Text = Text("")
    choices: tuple[Choice, ...] = ()
    by_head: bool = False


class Form(msgspec.Struct, frozen=True):
    """The form: its title, where it comes from, and its fields in order."""

    title: Text
    note: Text
    fields: dict[str, Field]


class IncidentReport(msgspec.Struct, frozen=True):
    """A report: what stands in each field by the field's id; ticked choices are separated by commas."""

    values: dict[str, str] = {}

    def value(self, field: str) -> str:
        """Return what stands in a field, "" where nothing does."""
        return self.values.get(field, "").strip()

    def ticked(self, field: str) -> tuple[str, ...]:
        """Return the choices ticked in a field."""
        return tuple(filter(None, (part.strip() for part in self.value(field).split(","))))

    def with_value(self, field: str, value: str) -> "IncidentReport":
        """Return the report with one field filled in otherwise."""
        return IncidentReport({**self.values, field: value})


@cache
def report_form() -> Form:
    """Return the form that comes with the program."""
    form, problems = typed_data.build(strict_yaml.read_file(_FILE), Form)
    if form is None:
        raise ValueError(f"{_FILE}: {problems}")
    return form
