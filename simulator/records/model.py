"""What is kept, in types: database rows never leave this folder."""

import os
import time
import uuid
from typing import Literal

import msgspec

from scoring.scorecard import Scorecard
from scoring.trace import Outcome

Mode = Literal["practice", "assessment"]


class Attempt(msgspec.Struct, frozen=True):
    """One run as it was begun. The hashes say which scenario and manual it is bound to.

    began: time of the desk with its offset, ISO 8601.
    pairing_key: joins survey answers to the run without naming either's owner.
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

    @property
    def day(self) -> str:
        """Return the day it began."""
        return self.began[:10]


class Summary(msgspec.Struct, frozen=True):
    """One run as it ended. A stopped run has no scorecard and no scores."""

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

    @property
    def total(self) -> int | None:
        """Return the score, None for a stopped run."""
        return self.scorecard.total if self.scorecard else None

    @property
    def passed(self) -> bool | None:
        """Return whether the run passed, None for a stopped run."""
        return self.scorecard.passed if self.scorecard else None


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
