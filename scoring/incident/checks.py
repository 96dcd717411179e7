"""A report against the run it tells of: the six W's, quoted words, calm language, and what the trace says.

The checks look for words, not for meaning: they can say that nothing in a text tells when it happened, never that it
tells it well. Their sentences and words stand in data/report-checks.yaml.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from scoring import strict_yaml, typed_data
from scoring.incident.form import IncidentReport, report_form
from scoring.incident.need import IncidentFacts
from scoring.incident.quotes import quotations, unquoted, was_said
from scoring.incident.times import is_day, minutes_between
from scoring.texts import Text

_FILE = Path(__file__).parent / "data" / "report-checks.yaml"
_SENTENCES = (3, 5)  # how long a summary should be (facts 5: three to five sentences)
_MINUTES_OFF = 2  # story time jumps by half minutes, and nobody notes the second
_NEAR = 40  # how many letters before and behind a place its clause is looked at
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


class Around(msgspec.Struct, frozen=True):
    """What may stand in the same clause, just before a place or just behind it (regular expressions)."""

    before: tuple[str, ...]
    behind: tuple[str, ...]


class CheckData(msgspec.Struct, frozen=True):
    """The file `report-checks.yaml`. words, claims, mentions: regular expressions by name.

    denials: a claim near them was not claimed. reported: feelings near them are what the complainant said.
    own: a quotation near them is what the agency said.
    """

    checks: dict[CheckName, CheckTexts]
    words: dict[str, tuple[str, ...]]
    claims: dict[str, tuple[str, ...]]
    mentions: dict[str, tuple[str, ...]]
    denials: Around
    reported: Around
    own: Around


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
    summary = _summary(report)
    return (*_six_w(summary), *_language(summary, facts), *_fields(report, facts))


def _summary(report: IncidentReport) -> str:
    """Return the summary with its syllables composed: the words looked for are."""
    return unicodedata.normalize("NFC", report.value("summary"))


def _six_w(summary: str) -> Iterator[Checked]:
    plain = unquoted(summary)
    for name in _SIX:
        told = bool(_found(name, plain)) or (name == "what" and bool(quotations(summary)))
        yield Checked(name, told)


def _language(summary: str, facts: IncidentFacts) -> Iterator[Checked]:
    sentences = _sentences(summary)
    yield Checked("length", _SENTENCES[0] <= sentences <= _SENTENCES[1], {"found": str(sentences)})
    quoted = quotations(summary)
    yield Checked("quote", bool(quoted))
    if quoted:
        own = check_data().own
        heard = (quote.words for quote in quoted if not _near(own, summary, quote.start, quote.end))
        invented = next((words for words in heard if not was_said(words, facts.words)), "")
        yield Checked("quote_true", not invented, {"found": invented})
    feelings = _feeling(unquoted(summary))
    yield Checked("neutral", not feelings, {"found": feelings})


_ENDS_WITHIN = re.compile(r"([.!?])([\"”’'])(?=\s+[A-Z])")  # an English sentence ends with its quotation
_ITEM = re.compile(r"(?:^|\n)\s*(?:[-·○●ㅇ□■※▶*•]|\d{1,2}[.)](?!\s*\d)|[가-하][.)])\s*|\n(?=\s*\d{1,2}[:시])")
_NO_END = re.compile(
    r"(?<!\d)\d{1,2}\.\s*\d{1,2}\.(?!\d)|(?<=\d)\.(?=\s*[\d(])|\b[ap]\.m\.(?!\s+[A-Z])|\b(?:Mr|Mrs|Ms|Dr|No|approx)\."
)
_END = re.compile(r"[.!?。]+(?=\s|$)|(?<=[음함됨임짐])[ \t]*\n")


def _sentences(text: str) -> int:
    """Count sentences. Dates and abbreviations end none; items of a list and lines that end like 함 are some."""
    plain = _NO_END.sub(" ", _ITEM.sub(". ", unquoted(_ENDS_WITHIN.sub(r"\2\1", text))))
    return sum(bool(re.search(r"\w", part)) for part in _END.split(plain))


def _found(words: str, text: str) -> str:
    """Return the first of some words that stands in a text, "" where none does."""
    found = _pattern(check_data().words[words]).search(text)
    return found[0] if found else ""


def _feeling(text: str) -> str:
    """Return the first feeling or judgement in a text that is not told as the complainant's own."""
    data = check_data()
    found = _pattern(data.words["neutral"]).finditer(text)
    return next((one[0] for one in found if not _near(data.reported, text, one.start(), one.end())), "")


def _near(words: Around, text: str, start: int, end: int) -> bool:
    """Return whether one of some words stands in the clause just before a place of a text, or just behind it."""
    before = re.split(r"[.,;!?\n]", text[max(0, start - _NEAR) : start].rstrip(",: "))[-1]
    behind = re.split(r"[.,;!?\n]", text[end : end + _NEAR])[0]
    return bool(_pattern(words.before).search(before) or _pattern(words.behind).search(behind))


def _fields(report: IncidentReport, facts: IncidentFacts) -> Iterator[Checked]:
    yield _same_set("boxes", report.ticked("boxes"), facts.boxes)
    yield Checked("date", is_day(report.value("date"), facts.day), {"wanted": facts.day})
    took = minutes_between(report.value("began"), report.value("ended"))
    in_time = took is not None and abs(took - facts.minutes) <= _MINUTES_OFF
    yield Checked("times", in_time, {"wanted": str(facts.minutes)})
    yield _warnings(report, facts)
    yield Checked("recording", report.value("recording") == ("yes" if facts.recorded else "no"))
    yield _same_set("called", tuple(dict.fromkeys([*report.ticked("called"), *_told(report, facts)])), facts.called)


def _same_set(check: CheckName, ticked: tuple[str, ...], wanted: tuple[str, ...]) -> Checked:
    missing = tuple(name for name in wanted if name not in ticked)
    extra = tuple(name for name in ticked if name not in wanted)
    return Checked(check, not (missing or extra), ticked={"missing": missing, "extra": extra})


def _warnings(report: IncidentReport, facts: IncidentFacts) -> Checked:
    """Compare the number in its field, and the numbers told in the summary, with the record."""
    field, text = _number(report.value("warnings")), unquoted(_summary(report))
    told = [field, *_told_warnings(text, facts.warnings)]
    wrong = next((number for number in told if number != str(facts.warnings)), None)
    return Checked("warnings", wrong is None, {"wanted": str(facts.warnings), "found": wrong or "-"})


_NUMBERS = {
    "한": "1", "두": "2", "세": "3", "네": "4", "첫": "1", "없음": "0",
    "one": "1", "once": "1", "two": "2", "twice": "2", "three": "3", "four": "4", "none": "0",
}  # fmt: skip
_UNIT = r"\s*(?:번|차례|회)"
_TIMES = rf"(?<![\d:.])(\d{{1,2}}|한|두|세|네){_UNIT}"
_ENGLISH = r"(one|two|three|four|\d{1,2})"
_COUNTED = re.compile(
    rf"(?<!다시 )(?<!또 )(?<!재차 )(?<!각 )(?<!각각 ){_TIMES}(?:의|에 걸쳐|에 걸친)?\s*(?:구두|정식|공식|사전)?\s*경고"
    rf"|경고(?:를|는| 조치를?|조치를?| 멘트를?|방송을?)?[\s:(]*(?:총|모두)?\s*{_TIMES}(?!\s*(?:더|도|만|없이|째))"
    rf"|\b{_ENGLISH} (?:(?!more\b|further\b|last\b|final\b|of\b)\w+ ){{0,2}}warnings?\b"
    rf"|\bwarned (?:\w+ ){{0,2}}(once|twice|{_ENGLISH}(?= times))(?! more| again)|\b(once|twice) warned",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?:다시|또|재차|거듭|더|추가로?)[^.,]{0,6} ?경고|경고[^.,]{0,6} 더"
    r"|warned[^.,]{0,20} again|another warning|more warning"
)
_NUMBERED = re.compile(r"(?<!\d)(\d{1,2})차 ?(?:구두 ?)?경고|(\d{1,2}|첫|두|세|네) ?번째 ?(?:구두 ?)?경고")


def _told_warnings(text: str, wanted: int) -> Iterator[str]:
    """Yield the numbers a text gives that cannot be the wanted one; several counts may be parts or the sum."""
    counts = [int(number) for number in _numbers(_COUNTED, text)]
    total = sum(counts)
    if counts and wanted not in (*counts, total) and not (total < wanted and _AGAIN.search(text)):
        yield str(total)
    yield from (number for number in _numbers(_NUMBERED, text) if int(number) > wanted)


def _numbers(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield the number in each place of a pattern, in figures."""
    return (_number(next(filter(None, found.groups()))) for found in pattern.finditer(text))


def _number(text: str) -> str:
    """Return a number in figures, whatever stands for it; what is none is returned as it stands."""
    word = re.sub(rf"{_UNIT}$", "", text.lower())
    return str(int(word[:4])) if word.isdecimal() else _NUMBERS.get(word, word)


def _told(report: IncidentReport, facts: IncidentFacts) -> Iterator[str]:
    """Yield whom the summary says was called, by the names of the field `called`.

    A mere mention, as of a report to the head after the talk, counts only where the record has the call.
    """
    data, summary = check_data(), unquoted(_summary(report))
    yield from _claimed(data.claims, summary)
    yield from (name for name in _claimed(data.mentions, summary) if name in facts.called)


def _claimed(claims: dict[str, tuple[str, ...]], text: str) -> Iterator[str]:
    denials = check_data().denials
    for name, words in claims.items():
        found = _pattern(words).finditer(text)
        if any(not _near(denials, text, one.start(), one.end()) for one in found):
            yield name


_pattern: Callable[[tuple[str, ...]], re.Pattern[str]] = cache(
    lambda words: re.compile("|".join(f"(?:{word})" for word in words), re.IGNORECASE)
)
