"""What a translator has to know about a line: who speaks, where it stands, what it answers. Words in `notes.yaml`."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from dialogues.inputs import ACTION_MARK
from dialogues.model import Aside, Option, Reaction, Scenario, State
from scoring import strict_yaml, typed_data
from scoring.manual.manual import Manual, split_level
from scoring.texts import Text
from scoring.trace import Role

_FILE = Path(__file__).parent / "notes.yaml"
_MOST_WAYS = 3


class NotesFile(msgspec.Struct, frozen=True):
    """The file `notes.yaml`."""

    notes: dict[str, Text]
    roles: dict[Role, Text]


@cache
def _words() -> NotesFile:
    words, problems = typed_data.build(strict_yaml.read_file(_FILE), NotesFile)
    if words is None:
        raise ValueError(f"{_FILE}: {problems}")
    return words


def notes_of(scenario: Scenario, manual: Manual, language: str) -> dict[str, str]:
    """Return a note in `language` for every key that a text of the scenario can have."""
    teller = _Teller(scenario, manual, language)
    notes = dict(_before_the_start(scenario, teller))
    for name, state in scenario.states.items():
        notes.update(_state(name, state, teller))
    for name in scenario.endings:
        notes.update(_ending(name, teller))
    anywhere = teller.note("anywhere")
    for step, reaction in scenario.actions.items():
        notes.update(_reaction(f"actions/{step}", step, reaction, anywhere, teller))
    return notes


def note_on_braces(language: str) -> str:
    """Return what a translator has to know about profanity."""
    return _words().notes["braces"].in_language(language).format()


class _Teller:
    """Says notes in one language, with the manual's names."""

    def __init__(self, scenario: Scenario, manual: Manual, language: str) -> None:
        self._manual = manual
        self._language = language
        self._ways = _ways_to(scenario, self.note("silence"))

    def note(self, name: str, **gaps: object) -> str:
        return _words().notes[name].in_language(self._language).format_map(gaps)

    def role(self, role: Role) -> str:
        return _words().roles[role].in_language(self._language)

    def step(self, name: str) -> str:
        fact = self._manual.steps.get(name)
        return fact.name.in_language(self._language) if fact else name

    def steps(self, names: Iterable[str]) -> str:
        return self._listed("steps", [self.step(name) for name in names])

    def faults(self, names: Iterable[str]) -> str:
        known = self._manual.faults
        return self._listed("faults", [known[n].name.in_language(self._language) if n in known else n for n in names])

    def acts(self, names: Iterable[str]) -> str:
        return self._listed("acts", [self._act(name) for name in names])

    def follows(self, place: str) -> str:
        """Name what leads to a state or an ending, the first few of it."""
        ways = self._ways.get(place, [])
        further = [self.note("more", number=len(ways) - _MOST_WAYS)] if len(ways) > _MOST_WAYS else []
        return self.note("follows", ways=", ".join([*ways[:_MOST_WAYS], *further])) if ways else ""

    def _listed(self, note: str, names: list[str]) -> str:
        return self.note(note, names=", ".join(names)) if names else ""

    def _act(self, name: str) -> str:
        bare, level = split_level(name)
        fact = self._manual.acts.get(bare)
        said = fact.name.in_language(self._language) if fact else bare
        return f"{said}({level})" if level else said


def _ways_to(scenario: Scenario, silence: str) -> dict[str, list[str]]:
    """Return what leads to each state and ending: options, actions, silence."""
    ways: dict[str, list[str]] = {}
    moves = [(f"{ACTION_MARK}{step}", reaction.goto) for step, reaction in scenario.actions.items()]
    for name, state in scenario.states.items():
        moves += [(f"{name}/{option.id}", option.goto) for option in state.options]
        moves += [(f"{name}/{ACTION_MARK}{step}", reaction.goto) for step, reaction in state.actions.items()]
        moves += [(f"{name}/{silence}", state.after.goto)] if state.after else []
    for way, edges in moves:
        for place in dict.fromkeys(edge.to for edge in edges):
            ways.setdefault(place, []).append(way)
    return ways


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _before_the_start(scenario: Scenario, teller: _Teller) -> Iterator[tuple[str, str]]:
    yield "title", teller.note("title")
    yield "content-note", teller.note("content-note")
    yield "briefing/role", teller.note("role")
    yield "briefing/caller", teller.note("caller")
    yield "complainant/name", teller.note("name")
    for number in range(len(scenario.goals)):
        yield f"goals/{number}", teller.note("goal", number=number + 1)
    for number in range(len(scenario.briefing.facts)):
        yield f"briefing/facts/{number}", teller.note("fact", number=number + 1)


def _state(name: str, state: State, teller: _Teller) -> Iterator[tuple[str, str]]:
    yield f"{name}/scene", _joined(teller.note("scene", state=name), teller.follows(name))
    for number in range(len(state.says)):
        variant = teller.note("variant", number=number + 1, of=len(state.says)) if len(state.says) > 1 else ""
        spoken = teller.note("says", state=name)
        yield f"{name}/says/{number}", _joined(spoken, variant, teller.acts(state.acts), teller.follows(name))
    for number, aside in enumerate(state.others):
        yield f"{name}/others/{number}", _aside(aside, name, teller)
    for number, option in enumerate(state.options, start=1):
        yield from _option(f"{name}/{option.id}", name, state, number, option, teller)
    for step, reaction in state.actions.items():
        here = teller.note("here", state=name)
        yield from _reaction(f"{name}/actions/{step}", step, reaction, here, teller)


def _aside(aside: Aside, state: str, teller: _Teller) -> str:
    return _joined(teller.note("aside", role=teller.role(aside.by), state=state), teller.steps(aside.steps))


def _option(
    key: str, name: str, state: State, number: int, option: Option, teller: _Teller
) -> Iterator[tuple[str, str]]:
    heard = state.says[0] if state.says else state.scene
    answers = teller.note("answers", line=_on_one_line(heard)) if heard else ""
    what = _joined(teller.steps(option.steps), teller.faults(option.faults), answers)
    for field in ("say", "do"):
        yield f"{key}/{field}", _joined(teller.note(field, state=name, option=number), what)
    choice = teller.note("choice", state=name, option=number, words=_on_one_line(option.words))
    for field in ("why", "impact", "better"):
        yield f"{key}/{field}", _joined(teller.note(field), choice)


def _reaction(key: str, step: str, reaction: Reaction, where: str, teller: _Teller) -> Iterator[tuple[str, str]]:
    named = {"step": teller.step(step), "state": where}
    for number in range(len(reaction.says)):
        yield f"{key}/says/{number}", _joined(teller.note("reaction", **named), teller.acts(reaction.acts))
    for number, aside in enumerate(reaction.others):
        spoken = teller.note("aside-reaction", role=teller.role(aside.by), **named)
        yield f"{key}/others/{number}", _joined(spoken, teller.steps(aside.steps))
    for field in ("why", "impact", "better"):
        yield f"{key}/{field}", _joined(teller.note(field), teller.note("action", **named))


def _ending(name: str, teller: _Teller) -> Iterator[tuple[str, str]]:
    yield f"{name}/says", _joined(teller.note("ending", state=name), teller.follows(name))
    yield f"{name}/debrief", teller.note("debrief", state=name)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
