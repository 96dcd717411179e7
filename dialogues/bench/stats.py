"""Figures of scenario files: how much there is to read and to play, in which languages."""

from pathlib import Path

import msgspec

from dialogues.model import Scenario
from dialogues.translation import belongs, coverage, read_table, table_path, texts_of
from scoring.texts import LANGUAGES
from scoring.trace import Channel

# Korean words (between spaces) an adult reads silently in a minute. Brysbaert's review of 2019 is quoted with 226, a
# study with 42 Koreans at a tablet with 202; the lower one is taken, since a trainee weighs what is to be said.
# Both figures come from pages that quote them; the papers themselves were not read.
WORDS_PER_MINUTE = 200


class Translated(msgspec.Struct, frozen=True):
    """How far a scenario is in a language: texts there are, and those with a current translation."""

    texts: int
    current: int

    @property
    def percent(self) -> int:
        """Return the share of current texts, rounded down so that 100 means all."""
        return self.current * 100 // self.texts if self.texts else 0


class Figures(msgspec.Struct, frozen=True):
    """One scenario in numbers.

    words: of every Korean text a trainee can meet in it, feedback too. reading_minutes: for all of them, rounded to a
    tenth. minutes: what one run takes, as its author says. options: over all states.
    """

    file: str
    scenario: str
    title: str
    channel: Channel
    words: int
    reading_minutes: float
    minutes: int
    states: int
    options: int
    endings: int
    languages: dict[str, Translated]


def figures_of(file: Path, scenario: Scenario) -> Figures:
    """Count one scenario as it was read from a file; its translations stand beside that file."""
    texts = texts_of(scenario)
    words = sum(len(text.split()) for text in texts.values())
    return Figures(
        file=str(file),
        scenario=scenario.scenario,
        title=scenario.title,
        channel=scenario.channel,
        words=words,
        reading_minutes=reading_minutes(words),
        minutes=scenario.minutes,
        states=len(scenario.states),
        options=sum(len(state.options) for state in scenario.states.values()),
        endings=len(scenario.endings),
        languages={language: _translated(file, scenario, language, len(texts)) for language in LANGUAGES},
    )


def reading_minutes(words: int) -> float:
    """Return how many minutes so many Korean words take to read."""
    return round(words / WORDS_PER_MINUTE, 1)


def _translated(file: Path, scenario: Scenario, language: str, texts: int) -> Translated:
    """Return how far a language is; a table that cannot be read, or is another scenario's, translates nothing."""
    if language == "ko":
        return Translated(texts, texts)
    try:
        table = read_table(table_path(file, language))[0]
    except OSError:
        return Translated(texts, 0)
    if table is None or not belongs(table, scenario, language):
        return Translated(texts, 0)
    found = coverage(scenario, table)
    return Translated(texts, texts - len({*found.missing, *found.stale}))
