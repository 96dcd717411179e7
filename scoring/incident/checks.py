"""A report against the run it tells of: the six W's, quoted words, calm language, and what the trace says.

The checks look for words, not for meaning: they can say that nothing in a text tells when it happened, never that it
tells it well. Their sentences and words stand in data/report-checks.yaml.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from scoring import strict_yaml, typed_data
from scoring.incident.form import IncidentReport, report_form
from scoring.incident.need import IncidentFacts
from scoring.incident.quotes import quotations, unquoted, was_said
from scoring.incident.times import minutes_between
from scoring.texts import Text

_FILE = Path(__file__).parent / "data" / "report-checks.yaml"
_SENTENCES = (3, 5)  # how long a summary should be (facts 5: three to five sentences)
_MINUTES_OFF = 2  # story time jumps by half minutes, and nobody notes the second
_DENIAL_WITHIN = 14  # letters behind a claim in which a denial is looked for
CheckName = Literal[
    "who", "when", "where", "what", "how", "why", "length", "quote", "quote_true", "neutral",
    "boxes", "date", "times", "warnings", "recording", "called",
]  # fmt: skip
_SIX: tuple[CheckName, ...] = ("who", "when", "where", "what", "how", "why")


class CheckTexts(msgspec.Struct, frozen=True):
    """The sentences of one check; gaps are written {name}."""

    name: Text
    met: Text
    unmet: Text


class CheckData(msgspec.Struct, frozen=True):
    """The file `report-checks.yaml`. words, claims, denials: regular expressions."""

    checks: dict[CheckName, CheckTexts]
    words: dict[str, tuple[str, ...]]
    claims: dict[str, tuple[str, ...]]
    denials: tuple[str, ...]


class Checked(msgspec.Struct, frozen=True):
    """What one check says. gaps: what fills the gaps of its sentence; ticked: choices of the form that fill gaps."""

    check: CheckName
    met: bool
    gaps: dict[str, str] = {}
    ticked: dict[str, tuple[str, ...]] = {}

    def name(self, language: str) -> str:
        """Return what was checked."""
        return check_data().checks[self.check].name.in_language(language)

    def sentence(self, language: str) -> str:
        """Return the sentence of feedback."""
        texts = check_data().checks[self.check]
        named = {gap: _named(self.check, choices, language) for gap, choices in self.ticked.items()}
        return (texts.met if self.met else texts.unmet).in_language(language).format_map({**self.gaps, **named})


def _named(field: str, choices: tuple[str, ...], language: str) -> str:
    """Return the names of some choices of a field, or a dash where there are none."""
    names = {choice.id: choice.name.in_language(language) for choice in report_form().fields[field].choices}
    return ", ".join(names.get(choice, choice) for choice in choices) or "-"


@cache
def check_data() -> CheckData:
    """Return the sentences and words of the checks."""
    data, problems = typed_data.build(strict_yaml.read_file(_FILE), CheckData)
    if data is None:
        raise ValueError(f"{_FILE}: {problems}")
    return data


def checked(report: IncidentReport, facts: IncidentFacts) -> tuple[Checked, ...]:
    """Check a report against the facts of its run; the same two always give the same answer."""
    summary = report.value("summary")
    return (*_six_w(summary), *_language(summary, facts), *_fields(report, facts))


def _six_w(summary: str) -> Iterator[Checked]:
    plain = unquoted(summary)
    for name in _SIX:
        told = bool(_found(name, plain)) or (name == "what" and bool(quotations(summary)))
        yield Checked(name, told)


def _language(summary: str, facts: IncidentFacts) -> Iterator[Checked]:
    sentences = len([part for part in re.split(r"[.!?]+(?:\s|$)", unquoted(summary)) if part.strip()])
    yield Checked("length", _SENTENCES[0] <= sentences <= _SENTENCES[1], {"found": str(sentences)})
    quoted = quotations(summary)
    yield Checked("quote", bool(quoted))
    if quoted:
        invented = next((quote for quote in quoted if not was_said(quote, facts.words)), "")
        yield Checked("quote_true", not invented, {"found": invented})
    feelings = _found("neutral", unquoted(summary))
    yield Checked("neutral", not feelings, {"found": feelings})


def _found(words: str, text: str) -> str:
    """Return the first of some words that stands in a text, "" where none does."""
    found = _pattern(check_data().words[words]).search(text)
    return found[0] if found else ""


def _fields(report: IncidentReport, facts: IncidentFacts) -> Iterator[Checked]:
    yield _same_set("boxes", report.ticked("boxes"), facts.boxes)
    yield Checked("date", report.value("date") == facts.day, {"wanted": facts.day})
    took = minutes_between(report.value("began"), report.value("ended"))
    in_time = took is not None and abs(took - facts.minutes) <= _MINUTES_OFF
    yield Checked("times", in_time, {"wanted": str(facts.minutes)})
    yield _warnings(report, facts)
    yield Checked("recording", report.value("recording") == ("yes" if facts.recorded else "no"))
    yield _same_set("called", tuple(dict.fromkeys([*report.ticked("called"), *_claimed(report)])), facts.called)


def _same_set(check: CheckName, ticked: tuple[str, ...], wanted: tuple[str, ...]) -> Checked:
    missing = tuple(name for name in wanted if name not in ticked)
    extra = tuple(name for name in ticked if name not in wanted)
    return Checked(check, not (missing or extra), ticked={"missing": missing, "extra": extra})


def _warnings(report: IncidentReport, facts: IncidentFacts) -> Checked:
    """Compare the number in its field, and a number told in the summary, with the record."""
    told = [report.value("warnings"), *_counted_warnings(unquoted(report.value("summary")))]
    wrong = next((number for number in told if number != str(facts.warnings)), None)
    return Checked("warnings", wrong is None, {"wanted": str(facts.warnings), "found": wrong or "-"})


_NUMBERS = {"한": "1", "두": "2", "세": "3", "네": "4", "one": "1", "once": "1", "two": "2", "twice": "2", "three": "3"}
_TIMES = r"(\d+|한|두|세|네)\s*(?:번|차례|회)"
_WARNED = re.compile(
    rf"{_TIMES}[^.,]{{0,6}}경고|경고[^.,]{{0,5}}?{_TIMES}"
    r"|(\d+|one|two|three) warnings?|warned[^.,]{0,12}(once|twice)",
    re.IGNORECASE,
)


def _counted_warnings(text: str) -> Iterator[str]:
    for found in _WARNED.finditer(text):
        number = next(group for group in found.groups() if group).lower()
        yield _NUMBERS.get(number, number)


def _claimed(report: IncidentReport) -> Iterator[str]:
    """Yield whom the summary says was called, by the names of the field `called`."""
    summary = unquoted(report.value("summary"))
    data = check_data()
    denial = _pattern(data.denials)
    for name, words in data.claims.items():
        for found in _pattern(words).finditer(summary):
            if not denial.search(summary[found.end() : found.end() + _DENIAL_WITHIN]):
                yield name


_pattern: Callable[[tuple[str, ...]], re.Pattern[str]] = cache(
    lambda words: re.compile("|".join(f"(?:{word})" for word in words), re.IGNORECASE)
)
