"""Every text of a scenario, or of its English table, that a trainee can see, with its way in the file."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dialogues.model import Aside, Reaction, Scenario, State
from dialogues.translation import TextsFile
from scoring.strict_yaml import Where

_OF_OPTION = ("say", "do", "why", "impact", "better")
_OF_REACTION = ("why", "impact", "better")


class Placed(NamedTuple):
    """A text, and where it stands."""

    where: Where
    text: str


class Found(NamedTuple):
    """Something wrong in a text: its code, where the text stands, what fills the gaps of the sentence."""

    code: str
    where: Where
    detail: dict[str, str]


def placed_texts(scenario: Scenario) -> Iterator[Placed]:
    """Yield every text in the order of the fields; empty ones are left out."""
    return (placed for placed in _all(scenario) if placed.text)


def table_texts(table: TextsFile) -> Iterator[Placed]:
    """Yield the English texts of a table; the Korean beside them stands in the scenario."""
    return (Placed(("texts", key, "en"), text.en) for key, text in table.texts.items() if text.en)


def bare(text: str) -> str:
    """Return a text without the braces that mask profanity: what stands on the screen."""
    return text.replace("{{", "").replace("}}", "") if "{{" in text else text


def _all(scenario: Scenario) -> Iterator[Placed]:
    briefing = scenario.briefing
    yield Placed(("title",), scenario.title)
    yield Placed(("content_note",), scenario.content_note)
    yield from _each(("goals",), scenario.goals)
    yield Placed(("briefing", "role"), briefing.role)
    yield from _each(("briefing", "facts"), briefing.facts)
    yield Placed(("briefing", "caller"), briefing.caller)
    yield Placed(("complainant", "name"), scenario.complainant.name)
    for name, state in scenario.states.items():
        yield from _state(("states", name), state)
    for step, reaction in scenario.actions.items():
        yield from _reaction(("actions", step), reaction)
    for name, ending in scenario.endings.items():
        yield Placed(("endings", name, "says"), ending.says)
        yield Placed(("endings", name, "debrief"), ending.debrief)


def _state(where: Where, state: State) -> Iterator[Placed]:
    yield Placed((*where, "scene"), state.scene)
    yield from _each((*where, "says"), state.says)
    yield from _asides(where, state.others)
    for number, option in enumerate(state.options):
        for field in _OF_OPTION:
            yield Placed((*where, "options", number, field), getattr(option, field))
    for step, reaction in state.actions.items():
        yield from _reaction((*where, "actions", step), reaction)


def _reaction(where: Where, reaction: Reaction) -> Iterator[Placed]:
    yield from _each((*where, "says"), reaction.says)
    yield from _asides(where, reaction.others)
    for field in _OF_REACTION:
        yield Placed((*where, field), getattr(reaction, field))


def _asides(where: Where, others: tuple[Aside, ...]) -> Iterator[Placed]:
    for number, aside in enumerate(others):
        yield Placed((*where, "others", number, "says"), aside.says)


def _each(where: Where, texts: Iterable[str]) -> Iterator[Placed]:
    for number, text in enumerate(texts):
        yield Placed((*where, number), text)
