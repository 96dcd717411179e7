"""What can happen in a scenario and what it is worth, proved by playing it through.

Where the courses of a run are few enough all of them are looked at, and what is said holds without exception.
Otherwise D201 says how far the search went and what was not met in it; everything else is only said where it is sure.
"""

from dialogues.bench.coverage import edges_of
from dialogues.bench.exploration import Budget, Exploration, Graded, Inputs, Trap
from dialogues.bench.exploring import explore
from dialogues.bench.scripts import script_of
from dialogues.bench.walking import SILENCE, EdgeId
from dialogues.inputs import ACTION_MARK
from dialogues.lint.context import Checked
from dialogues.lint.playing_time import minutes_of
from dialogues.lint.rungs import check_rungs
from dialogues.lint.words import dimension_names
from dialogues.machine import Stage
from dialogues.model import Scenario
from dialogues.staging import staged
from scoring.strict_yaml import Where

_BUDGET = Budget(runs=1_000, graded=300, gradings=4_000)
_MOST_NAMES = 8
_WHOLE: Where = ("scenario",)


def check_proofs(checked: Checked, scenario_hash: str) -> None:
    """Play a scenario without errors through, and report what its places and scores do not hold."""
    stage = staged(checked.scenario, scenario_hash, checked.manual, "ko")
    found = explore(stage, checked.manual, budget=_BUDGET)
    _Places(checked, stage, found).check()
    _Scores(checked, stage, found).check()
    check_rungs(checked, found)


class _Places:
    """What can be met, and how a run comes out of it."""

    def __init__(self, checked: Checked, stage: Stage, found: Exploration) -> None:
        self._checked = checked
        self._stage = stage
        self._found = found

    def check(self) -> None:
        """Report every place, option and way that is not what it seems."""
        if self._found.complete:
            self._never()
        else:
            self._not_met()
        for trap in self._found.traps:
            detail = {"name": trap.states[0], "names": ", ".join(trap.states)}
            self._checked.report(
                _trap_code(trap), ("states", trap.states[0]), **detail, script=script(self._stage, trap.inputs)
            )
        self._length()

    def _never(self) -> None:
        """Report what cannot happen: not again what stands in a state, or belongs to an option, that cannot."""
        never = self._found.unreached
        for name in never.states:
            self._checked.report("D209", ("states", name), name=name)
        for name in never.endings:
            self._checked.report("D210", ("endings", name), name=name)
        shut = set(never.states)
        hidden = {(one.state, one.option) for one in never.options}
        for state, option in hidden:
            if state not in shut:
                self._checked.report("D207", option_at(self._checked.scenario, state, option), name=option)
        edges = edges_of(self._stage)
        for edge in never.edges:
            if edge.state not in shut and (edge.state, edge.source) not in hidden:
                self._checked.report("D211", edge_at(self._checked.scenario, edge), name=edges[edge].to)

    def _not_met(self) -> None:
        never = self._found.unreached
        names = [*never.states, *never.endings, *("/".join(option) for option in never.options)]
        looked = f"{self._found.run_states:,}"
        if names:
            self._checked.report("D201", _WHOLE, looked=looked, names=_few(names))
        else:
            self._checked.report("D215", _WHOLE, looked=looked)

    def _length(self) -> None:
        longest, stated = self._found.longest, self._checked.scenario.minutes
        needed = minutes_of(self._stage, longest.inputs) if longest else 0
        if longest and needed > stated:
            way = script(self._stage, longest.inputs)
            self._checked.report("D214", ("minutes",), needed=str(needed), minutes=str(stated), script=way)


class _Scores:
    """What runs are worth."""

    def __init__(self, checked: Checked, stage: Stage, found: Exploration) -> None:
        self._checked = checked
        self._stage = stage
        self._sample = found.sample

    def check(self) -> None:
        """Report a score that cannot be reached or cannot be lost, and a pass that must not be one."""
        self._full_score()
        for run in self._sample.passing_with_hard_break[:1]:
            self._report("D203", run, names=", ".join(run.hard_fails))
        for run in self._sample.passing_after_ending_calm[:1]:
            self._report("D213", run)
        for name, scores in self._sample.dimensions.items():
            if scores.always and scores.lowest.score == scores.highest.score:
                words = dimension_names()[name]
                detail = {"name": words.ko, "name.en": words.en, "score": str(scores.lowest.score)}
                self._checked.report("D204", _WHOLE, **detail)

    def _full_score(self) -> None:
        best = self._sample.best
        if best is not None and not self._sample.full_score:
            self._report("D202", best, score=str(best.total))

    def _report(self, code: str, run: Graded, **detail: str) -> None:
        self._checked.report(code, _WHOLE, script=script(self._stage, run.inputs), **detail)


def _trap_code(trap: Trap) -> str:
    if trap.kind == "actions-only":
        return "D208"
    return "D206" if len(trap.states) > 1 else "D205"


def _few(names: list[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" (+{more})" if more > 0 else "")


def script(stage: Stage, inputs: Inputs) -> str:
    """Return a run as the lines of a script, in one line."""
    return ", ".join(script_of(stage, inputs))


def option_at(scenario: Scenario, state: str, option: str) -> Where:
    """Return where an option stands in its file."""
    ids = [one.id for one in scenario.states[state].options]
    return ("states", state, "options", ids.index(option))


def edge_at(scenario: Scenario, edge: EdgeId) -> Where:
    """Return where a way stands in its file."""
    here: Where = ("states", edge.state) if edge.state else ()
    if edge.source == SILENCE:
        return (*here, "after", "goto", edge.number)
    if edge.source.startswith(ACTION_MARK):
        return (*here, "actions", edge.source.removeprefix(ACTION_MARK), "goto", edge.number)
    return (*option_at(scenario, edge.state, edge.source), "goto", edge.number)
