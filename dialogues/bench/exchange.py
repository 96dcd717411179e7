"""A scenario's texts on their way to a translator and back.

`lines_of` lays the texts out, one `Line` each, keyed by the stable ids of `dialogues.translation`. A file format
(`exchange_csv`, `exchange_po`) writes lines and reads `Given` ones. `merged` lays those over the table as it stands:
what was not given stays, what was translated from other Korean than today's stays stale, and nothing is taken
when anything is wrong.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

import msgspec

from dialogues.bench.notes import note_on_braces, notes_of
from dialogues.model import Scenario
from dialogues.translation import TextsFile, coverage, texts_of
from scoring.manual.manual import Manual
from scoring.texts import LANGUAGES, Text
from scoring.typed_data import nearest

TARGETS = tuple(language for language in LANGUAGES if language != "ko")
State = Literal["missing", "stale", "done"]
Mark = Literal["", "untouched", "unfinished"]
FlawCode = Literal[
    "encoding", "unreadable", "columns", "no-scenario", "other-scenario", "other-language", "no-key",
    "unknown-key", "twice", "braces-lost", "braces-odd", "control",
]  # fmt: skip
PAIR = re.compile(r"\{\{[^{}]+\}\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # what the reader of YAML files refuses


class Line(msgspec.Struct, frozen=True):
    """One text for a translator.

    source: the Korean as it stands. translation: "" where there is none. before: the Korean it was translated from,
    where that has changed since.
    """

    key: str
    note: str
    source: str
    translation: str = ""
    before: str = ""

    @property
    def state(self) -> State:
        """Return what is to be done with it."""
        if not self.translation:
            return "missing"
        return "stale" if self.before else "done"


class Given(msgspec.Struct, frozen=True):
    """One text that came back. place: line or row in the file, from 1.

    mark: "untouched" says that the file still calls it stale, which holds unless its words are new; "unfinished"
    that the translator says so; before: the Korean an unfinished one was made from.
    """

    key: str
    source: str
    translation: str
    mark: Mark = ""
    before: str = ""
    place: int = 1


class GivenFile(msgspec.Struct, frozen=True):
    """What was read of a file: the scenario and language it says it is for, and its lines.

    code_page: the encoding of old it was saved in, which may have turned letters into question marks; "" for UTF-8.
    """

    scenario: str
    language: str
    lines: tuple[Given, ...]
    code_page: str = ""


class Flaw(msgspec.Struct, frozen=True):
    """Why a file is refused. name: what it is about (a key, a column); near: what may have been meant."""

    code: FlawCode
    place: int = 1
    name: str = ""
    near: str = ""


class ExchangeError(ValueError):
    """A file that cannot be taken, with every flaw that was found in it."""

    def __init__(self, flaws: list[Flaw]) -> None:
        super().__init__(", ".join(f"{flaw.code} {flaw.name}" for flaw in flaws))
        self.flaws = flaws


class Merged(msgspec.Struct, frozen=True):
    """A table with what came back laid over it, and how many lines are new, changed, missing, stale now."""

    table: TextsFile
    new: int
    changed: int
    missing: int
    stale: int


def lines_of(scenario: Scenario, table: TextsFile | None, manual: Manual, speaking: str = "ko") -> list[Line]:
    """Return every text of a scenario in the order of its table; the notes are in the language `speaking`."""
    notes = notes_of(scenario, manual, speaking)
    known = table.texts if table else {}
    texts = texts_of(scenario)
    first_braces = next((key for key, text in texts.items() if PAIR.search(text)), "")
    if first_braces:
        notes[first_braces] = f"{notes[first_braces]} {note_on_braces(speaking)}"
    return [_line(key, text, notes[key], known.get(key)) for key, text in texts.items()]


def _line(key: str, source: str, note: str, entry: Text | None) -> Line:
    translation = entry.en if entry else ""
    before = entry.ko if entry and translation and entry.ko != source else ""
    return Line(key, note, source, translation, before)


def merged(scenario: Scenario, table: TextsFile | None, given: GivenFile, language: str) -> Merged:
    """Lay what came back over a table. Raises ExchangeError, with all there is to mend, when anything is wrong."""
    texts = texts_of(scenario)
    known = table.texts if table else {}
    _refuse_another(given, scenario.scenario, language)
    taken = {line.key: entry for line in given.lines if (entry := _entry(line, known.get(line.key), texts))}
    flaws = [*_wrong_keys(given.lines, texts), *_wrong_words(given.lines, taken, known)]
    if flaws:
        raise ExchangeError(sorted(flaws, key=lambda flaw: flaw.place))
    result = TextsFile(scenario.scenario, language, _in_order({**known, **taken}, texts))
    found = coverage(scenario, result)
    differing = [key for key, entry in taken.items() if entry != known.get(key)]
    new = sum(not _has_words(known.get(key)) for key in differing)
    return Merged(result, new, len(differing) - new, len(found.missing), len(found.stale))


def composed(text: str) -> str:
    """Return a text as the reader of scenarios would have it: NFC, and only one kind of line break."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _has_words(entry: Text | None) -> bool:
    return bool(entry and entry.en)


def _in_order(entries: dict[str, Text], texts: dict[str, str]) -> dict[str, Text]:
    """Return entries in the order of the scenario; those it does not know any more come last."""
    ordered = [key for key in texts if key in entries]
    return {key: entries[key] for key in [*ordered, *(key for key in entries if key not in texts)]}


def _entry(line: Given, kept: Text | None, texts: dict[str, str]) -> Text | None:
    """Return what a line makes of its entry; None where it was not translated."""
    words = composed(line.translation)
    if not words.strip():
        return None
    if line.mark and kept and kept.en == words:
        return kept
    if line.mark == "unfinished":
        before = composed(line.before)
        return Text(before, words) if before and before != texts.get(line.key) else None
    return Text(composed(line.source), words)


def _refuse_another(given: GivenFile, scenario: str, language: str) -> None:
    if not given.scenario:
        raise ExchangeError([Flaw("no-scenario", name=scenario)])
    if given.scenario != scenario:
        raise ExchangeError([Flaw("other-scenario", name=given.scenario)])
    if given.language != language:
        raise ExchangeError([Flaw("other-language", name=given.language)])


def _wrong_keys(lines: Iterable[Given], texts: dict[str, str]) -> Iterable[Flaw]:
    seen: set[str] = set()
    for line in lines:
        if not line.key:
            yield Flaw("no-key", line.place)
        elif line.key not in texts:
            yield Flaw("unknown-key", line.place, line.key, nearest(line.key, texts))
        elif line.key in seen:
            yield Flaw("twice", line.place, line.key)
        seen.add(line.key)


def _wrong_words(lines: Iterable[Given], taken: dict[str, Text], known: dict[str, Text]) -> Iterable[Flaw]:
    """Report new words that would be shown unmasked, or could not be read back."""
    for line in lines:
        entry = taken.get(line.key)
        if entry is None or entry == known.get(line.key):
            continue
        rest = PAIR.sub("", entry.en)
        if "{" in rest or "}" in rest:
            yield Flaw("braces-odd", line.place, line.key)
        elif len(PAIR.findall(entry.en)) < len(PAIR.findall(entry.ko)):
            yield Flaw("braces-lost", line.place, line.key)
        if _CONTROL.search(entry.en) or _CONTROL.search(entry.ko):
            yield Flaw("control", line.place, line.key)
