"""What is kept, in types: database rows never leave this folder."""

import os
import time
import uuid
from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec

from dialogues.model import Sector
from scoring.scorecard import Scorecard
from scoring.trace import Case, Channel, Event, Outcome, Trace, surviving

Mode = Literal["practice", "assessment"]
PaperState = Literal["none", "due", "done"]


class Setting(NamedTuple):
    """When and where a run took place: what decides which law it was under. day: ISO; sector: "" where not kept."""

    day: str
    sector: Sector | Literal[""]


class RunFacts(msgspec.Struct, frozen=True):
    """What judging needs of the scenario besides the events; kept with the run so that it can be judged again.

    sector: for the laws it is explained by; "" for runs from before it was kept.
    """

    channel: Channel
    conduct: tuple[str, ...]
    legitimate: bool
    case: Case = Case()
    sector: Sector | Literal[""] = ""


class Attempt(msgspec.Struct, frozen=True):
    """One run as it was begun. The hashes say which scenario and manual it began with (`hashes`: and went on with).

    began: time of the desk with its offset, ISO 8601.
    pairing_key: joins survey answers to the run without naming either's owner.
    facts: None for runs from before they were kept.
    person, training_class, unit: codes of who played it, in which class, and of the unit that was theirs then; None
    for private practice, which belongs to nobody.
    """

    id: str
    scenario: str
    version: int
    scenario_hash: str
    manual_hash: str
    policy: str
    language: str
    seed: int
    mode: Mode
    began: str
    pairing_key: str
    facts: RunFacts | None = None
    person: str | None = None
    training_class: str | None = None
    unit: str | None = None

    @property
    def day(self) -> str:
        """Return the day it began."""
        return self.began[:10]

    @property
    def setting(self) -> Setting:
        """Return when and where it took place."""
        return Setting(self.day, self.facts.sector if self.facts else "")

    def hashes(self, events: Iterable[Event]) -> tuple[str, ...]:
        """Return the hashes of the scenario it was played on, by its journal: the first, then each it went on with."""
        return (self.scenario_hash, *(event.source for event in events if event.kind == "edited"))

    def trace(self, events: Iterable[Event], ending: str, outcome: Outcome) -> Trace | None:
        """Return the run as judging sees it, from its journal; None where its facts were not kept."""
        if self.facts is None:
            return None
        return Trace(
            scenario=self.scenario,
            version=self.version,
            channel=self.facts.channel,
            conduct=self.facts.conduct,
            legitimate=self.facts.legitimate,
            seed=self.seed,
            began=self.day,
            events=surviving(events),
            ending=ending,
            outcome=outcome,
            case=self.facts.case,
        )


class Summary(msgspec.Struct, frozen=True):
    """One run as it ended. A stopped run has no scorecard and no scores.

    paper: whether the incident has to go on paper, and whether it did. closed: when it was closed, "" until then: a
    practice at its end, an assessed run by its reflection.
    """

    attempt: str
    scenario: str
    version: int
    mode: Mode
    policy: str
    began: str
    ended: str
    ending: str
    outcome: Outcome
    turns: int
    seconds: int
    anger_first: int
    anger_last: int
    scorecard: Scorecard | None
    paper: PaperState = "none"
    closed: str = ""

    @property
    def total(self) -> int | None:
        """Return the score, None for a stopped run."""
        return self.scorecard.total if self.scorecard else None

    @property
    def passed(self) -> bool | None:
        """Return whether the run passed, None for a stopped run."""
        return self.scorecard.passed if self.scorecard else None


class Reflection(msgspec.Struct, frozen=True):
    """The trainee's own words to one reflection question, for nobody else: never exported."""

    question: str
    answer: str


class SurveyAnswer(msgspec.Struct, frozen=True):
    """One answer to one item; `value` for scales, `comment` for free text."""

    item: str
    value: int | None = None
    comment: str = ""


def new_attempt_id() -> str:
    """Return a UUID version 7 (RFC 9562): sorted by time, safe to make on any machine."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return str(uuid.UUID(int=value))


def new_pairing_key() -> str:
    """Return a random key of 128 bits."""
    return os.urandom(16).hex()
