"""Laying an English table over a scenario: `<id>.en.yaml` beside the file, keyed by stable ids.

Each entry holds the Korean it was translated from, so that a line whose Korean has changed since is known to
be stale. Missing and stale lines fall back to Korean: a trainee never meets a wrong sentence.

    texts:
      opening/hear-out/say: {ko: "...", en: "..."}
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import msgspec

from dialogues.model import Aside, Ending, Option, Reaction, Scenario, State
from scoring import strict_yaml, typed_data
from scoring.strict_yaml import Document, Problem
from scoring.texts import Text

Say: TypeAlias = Callable[[str, str], str]  # (key, Korean) -> text to use
_LINES = ("say", "do", "why", "impact", "better")


class TextsFile(msgspec.Struct, frozen=True):
    """A translation table of one scenario."""

    scenario: str
    language: str
    texts: dict[str, Text]


class Coverage(msgspec.Struct, frozen=True):
    """How much of a scenario is translated: keys without a line, keys whose Korean has changed, unknown keys."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Return whether every text has a current translation."""
        return not self.missing and not self.stale


def table_path(scenario_path: Path, language: str) -> Path:
    """Return where the table of a scenario file would stand."""
    return scenario_path.with_suffix(f".{language}.yaml")


def read_table(path: Path) -> tuple[TextsFile | None, list[Problem]]:
    """Read a translation table; returns it (None if anything is wrong) and the problems. Raises OSError."""
    return read_table_bytes(path.read_bytes())


def read_table_bytes(raw: bytes) -> tuple[TextsFile | None, list[Problem]]:
    """Read the bytes of a translation table."""
    try:
        return table_of(strict_yaml.composed(strict_yaml.read_bytes(raw)))
    except strict_yaml.UnreadableError as error:
        return None, error.problems


def table_of(document: Document) -> tuple[TextsFile | None, list[Problem]]:
    """Return the table a document holds (None if anything is wrong) and the problems."""
    return typed_data.build(document, TextsFile)


def belongs(table: TextsFile, scenario: Scenario, language: str) -> bool:
    """Return whether a table says that it was made for this scenario and language."""
    return table.scenario == scenario.scenario and table.language == language


def texts_of(scenario: Scenario) -> dict[str, str]:
    """Return every text of a scenario that a trainee can see, by its stable key."""
    collected: dict[str, str] = {}

    def note(key: str, text: str) -> str:
        if text:
            collected[key] = text
        return text

    _mapped(scenario, note)
    return collected


def coverage(scenario: Scenario, table: TextsFile) -> Coverage:
    """Compare a table with the scenario as it stands."""
    korean = texts_of(scenario)
    return Coverage(
        missing=tuple(key for key in korean if not table.texts.get(key, Text("")).en),
        stale=tuple(key for key, text in table.texts.items() if key in korean and text.ko != korean[key]),
        unknown=tuple(key for key in table.texts if key not in korean),
    )


def translated(scenario: Scenario, table: TextsFile) -> Scenario:
    """Return the scenario in the table's language; missing and stale lines stay Korean."""

    def look_up(key: str, text: str) -> str:
        entry = table.texts.get(key)
        return entry.en if entry and entry.en and entry.ko == text else text

    return _mapped(scenario, look_up)


def _mapped(scenario: Scenario, say: Say) -> Scenario:
    briefing, complainant = scenario.briefing, scenario.complainant
    return msgspec.structs.replace(
        scenario,
        title=say("title", scenario.title),
        content_note=say("content-note", scenario.content_note),
        goals=_each("goals", scenario.goals, say),
        briefing=msgspec.structs.replace(
            briefing,
            role=say("briefing/role", briefing.role),
            caller=say("briefing/caller", briefing.caller),
            facts=_each("briefing/facts", briefing.facts, say),
        ),
        complainant=msgspec.structs.replace(complainant, name=say("complainant/name", complainant.name)),
        states={name: _state(name, state, say) for name, state in scenario.states.items()},
        endings={name: _ending(name, ending, say) for name, ending in scenario.endings.items()},
        actions={step: _reaction(f"actions/{step}", r, say) for step, r in scenario.actions.items()},
    )


def _each(key: str, texts: tuple[str, ...], say: Say) -> tuple[str, ...]:
    return tuple(say(f"{key}/{number}", text) for number, text in enumerate(texts))


def _state(name: str, state: State, say: Say) -> State:
    return msgspec.structs.replace(
        state,
        scene=say(f"{name}/scene", state.scene),
        says=_each(f"{name}/says", state.says, say),
        others=_asides(name, state.others, say),
        options=tuple(_option(f"{name}/{option.id}", option, say) for option in state.options),
        actions={step: _reaction(f"{name}/actions/{step}", r, say) for step, r in state.actions.items()},
    )


def _asides(key: str, others: tuple[Aside, ...], say: Say) -> tuple[Aside, ...]:
    return tuple(
        msgspec.structs.replace(aside, says=say(f"{key}/others/{number}", aside.says))
        for number, aside in enumerate(others)
    )


def _option(key: str, option: Option, say: Say) -> Option:
    return msgspec.structs.replace(option, **{line: say(f"{key}/{line}", getattr(option, line)) for line in _LINES})


def _reaction(key: str, reaction: Reaction, say: Say) -> Reaction:
    return msgspec.structs.replace(
        reaction,
        says=_each(f"{key}/says", reaction.says, say),
        others=_asides(key, reaction.others, say),
        **{line: say(f"{key}/{line}", getattr(reaction, line)) for line in ("why", "impact", "better")},
    )


def _ending(name: str, ending: Ending, say: Say) -> Ending:
    return msgspec.structs.replace(
        ending, says=say(f"{name}/says", ending.says), debrief=say(f"{name}/debrief", ending.debrief)
    )
