"""How values are put into words, the same in the app, in plain lines and in reports."""

import re
import unicodedata

from scoring.trace import Event
from simulator.texts import say

_BRACED = re.compile(r"\{\{(.+?)\}\}", re.DOTALL)
_LEVELS = ((80, "very-high"), (60, "high"), (40, "middle"), (20, "low"), (0, "very-low"))


def spoken(words: str, realistic: bool) -> str:
    """Return a line with profanity masked, or as it is where the trainee chose so."""
    return _BRACED.sub(lambda found: found[1] if realistic else _mask(found[1]), words)


def _mask(text: str) -> str:
    """Mask every letter by stars of its own width, so that lines keep their length."""
    wide = ("W", "F")
    return "".join(
        letter if letter.isspace() else "*" * (2 if unicodedata.east_asian_width(letter) in wide else 1)
        for letter in text
    )


def level(value: int) -> str:
    """Return the word for a meter's value: very low to very high."""
    return say("level." + next(name for least, name in _LEVELS if value >= least))


def clock(seconds: int) -> str:
    """Return story time as minutes and seconds."""
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def speaker(event: Event) -> str:
    """Return who speaks."""
    return say("actor.you") if event.kind in ("said", "did", "kept_silent") else say(f"actor.{event.actor}")


def score(value: int | None) -> str:
    """Return a score, or that the dimension was not called for."""
    return say("score.none") if value is None else str(value)


def verdict_of_run(passed: bool | None) -> str:
    """Return the word for passed, not yet, or not judged."""
    return say({True: "run.passed", False: "run.not-yet", None: "run.unjudged"}[passed])


def nfc(text: str) -> str:
    """Return text with its syllables composed: macOS file names and some pastes come apart."""
    return unicodedata.normalize("NFC", text)
