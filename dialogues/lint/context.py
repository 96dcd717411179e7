"""What every check is given: the scenario, where its parts stand, the manual, and a place for problems."""

from collections.abc import Iterator
from typing import TypeAlias

from dialogues.model import Edge, Option, Reaction, Scenario, State
from dialogues.staging import actions_in
from scoring.manual.manual import Manual
from scoring.strict_yaml import Document, Problem, Where

Located: TypeAlias = "tuple[Where, Edge]"


class Checked:
    """One scenario under examination."""

    def __init__(self, scenario: Scenario, document: Document, manual: Manual) -> None:
        self.scenario = scenario
        self.manual = manual
        self.problems: list[Problem] = []
        self._document = document

    def report(self, code: str, where: Where, **detail: str) -> None:
        """Note a problem at the place of a value."""
        self.problems.append(Problem(code, self._document.place(where), detail))

    def states(self) -> Iterator[tuple[Where, str, State]]:
        """Return every state with its way in the file."""
        for name, state in self.scenario.states.items():
            yield ("states", name), name, state

    def options(self) -> Iterator[tuple[Where, str, Option]]:
        """Return every option with its way in the file and its state."""
        for where, name, state in self.states():
            for number, option in enumerate(state.options):
                yield (*where, "options", number), name, option

    def reactions(self) -> Iterator[tuple[Where, str, str, Reaction]]:
        """Return every reaction with its way, its state ("" scenario-wide) and its action."""
        for step, reaction in self.scenario.actions.items():
            yield ("actions", step), "", step, reaction
        for where, name, state in self.states():
            for step, reaction in state.actions.items():
                yield (*where, "actions", step), name, step, reaction

    def edge_groups(self) -> Iterator[tuple[Where, tuple[Edge, ...]]]:
        """Return every `goto` of the file with its way."""
        for where, _, option in self.options():
            yield (*where, "goto"), option.goto
        for where, _, _, reaction in self.reactions():
            if reaction.goto:
                yield (*where, "goto"), reaction.goto
        for where, _, state in self.states():
            if state.after:
                yield (*where, "after", "goto"), state.after.goto

    def ways_out(self, state: str) -> set[str]:
        """Return every state or ending one turn can lead to, whatever its conditions say."""
        here, scenario = self.scenario.states[state], self.scenario
        groups = [option.goto for option in here.options]
        reactions = {**scenario.actions, **here.actions}
        usable = {
            step
            for step, fact in actions_in(self.manual, scenario.channel).items()
            if here.phase == "talk" or fact.after_the_talk
        }
        groups += [reaction.goto for step, reaction in reactions.items() if step in usable]
        groups += [here.after.goto] if here.after else []
        return {edge.to for group in groups for edge in group}
