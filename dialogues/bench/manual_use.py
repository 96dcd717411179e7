"""What of the manual some scenarios exercise, judged by the names they use, without playing them.

A name counts when an author wrote it: a step of an option, of somebody else, or with a reaction of its own. That a
trainee could take an action anywhere does not count. A rule counts when what sets it off is there; whether a run can
bring it about under all its conditions is what `minwon explore` finds.
"""

from collections.abc import Iterable, Iterator

import msgspec

from dialogues.model import Reaction, Scenario
from scoring.manual.manual import Manual, split_level
from scoring.manual.model import Ladder
from scoring.rules.model import (
    Absence,
    Count,
    Existence,
    Needless,
    Order,
    OutcomeRule,
    Precedence,
    Response,
    RoleRule,
    Rule,
)


class Use(msgspec.Struct, frozen=True):
    """What is exercised of one part of the manual, and what no scenario exercises, both in the manual's order."""

    exercised: tuple[str, ...]
    missing: tuple[str, ...]


class ManualUse(msgspec.Struct, frozen=True):
    """The whole manual. rungs: the steps of each ladder that a scenario on that ladder uses.

    acts: each level of an act by itself. rules: those of the ladders; a fault's own prohibition stands and falls with
    the fault. laws: those that something exercised rests on.
    """

    ladders: Use
    rungs: dict[str, Use]
    conducts: Use
    acts: Use
    steps: Use
    faults: Use
    rules: Use
    hard_rules: Use
    laws: Use


def use_of(scenarios: Iterable[Scenario], manual: Manual) -> ManualUse:
    """Return what scenarios exercise of a manual."""
    used = [_Used(scenario, manual) for scenario in scenarios]
    ladders = {name for one in used for name in one.ladders}
    steps, faults, acts = (frozenset().union(*(getattr(one, part) for one in used)) for part in _NAMES)
    called = {rule.rule for one in used for rule in one.rules()}
    return ManualUse(
        ladders=_use(manual.ladders, ladders),
        rungs={name: _rungs(ladder, used) for name, ladder in manual.ladders.items()},
        conducts=_use(manual.conducts, {name for one in used for name in one.scenario.conduct}),
        acts=_use(_each_level(manual), acts),
        steps=_use(manual.steps, steps),
        faults=_use(manual.faults, faults),
        rules=_use([rule.rule for ladder in manual.ladders.values() for rule in ladder.rules], called),
        hard_rules=_use(manual.hard_rules, {n for n, hard in manual.hard_rules.items() if called & {*hard.rules}}),
        laws=_use(manual.laws, _laws(manual, (steps, faults, acts, called))),
    )


_NAMES = ("steps", "faults", "acts")


def _use(every: Iterable[str], exercised: Iterable[str]) -> Use:
    found = frozenset(exercised)
    names = tuple(every)
    return Use(tuple(n for n in names if n in found), tuple(n for n in names if n not in found))


def _rungs(ladder: Ladder, used: list["_Used"]) -> Use:
    """Return the rungs of a ladder, each step once: some ladders come back to one."""
    on = [one.steps for one in used if ladder.ladder in one.ladders]
    return _use(dict.fromkeys(rung.step for rung in ladder.rungs), frozenset().union(*on))


def _each_level(manual: Manual) -> Iterator[str]:
    for name, act in manual.acts.items():
        yield from (f"{name}({level})" for level in range(1, act.levels + 1)) if act.levels else (name,)


def _laws(manual: Manual, found: tuple[Iterable[str], ...]) -> set[str]:
    """Return the laws that steps, faults, acts (with their levels) and rules rest on."""
    steps, faults, acts, rules = found
    parts = [manual.steps[name].basis for name in steps if name in manual.steps]
    parts += [manual.faults[name].basis for name in faults if name in manual.faults]
    parts += [manual.acts[act].basis for act in {split_level(name)[0] for name in acts} if act in manual.acts]
    parts += [manual.rules[name].basis for name in rules]
    return {basis.law for bases in parts for basis in bases if basis.law}


class _Used:
    """What one scenario uses."""

    def __init__(self, scenario: Scenario, manual: Manual) -> None:
        self.scenario = scenario
        self._manual = manual
        self.acts = frozenset(_with_level(name, manual) for name in _acts(scenario))
        self.steps = frozenset(_steps(scenario))
        self.faults = frozenset(n for state in scenario.states.values() for o in state.options for n in o.faults)
        self.outcomes = frozenset(ending.outcome for ending in scenario.endings.values())
        self.ladders = frozenset(name for name, ladder in manual.ladders.items() if self._is_on(ladder))
        if any(manual.ladders[name].phase == "after" for name in self.ladders):
            self.steps |= {step for after in manual.after.values() for step in after.steps}  # the paper offers them all
        self.names = self.acts | self.steps | self.faults

    def _is_on(self, ladder: Ladder) -> bool:
        """Tell whether a run of the scenario can stand on a ladder."""
        if self.scenario.channel not in ladder.channels:
            return False
        if ladder.phase == "after":
            groups = self._manual.act_groups
            return bool(self.acts & self._manual.paper_causes) or (
                "end" in self.steps and bool(self.acts & groups.justify_ending)
            )
        forms = {form for act in ladder.triggers for form in self._manual.act_names(act)}
        return not ladder.triggers or bool(self.acts & forms)

    def rules(self) -> Iterator[Rule]:
        """Yield the rules that can be called for."""
        manual = self._manual
        on = (rule for name in self.ladders for rule in manual.ladders[name].rules)
        yield from (rule for rule in (*on, *manual.fault_rules, *manual.role_rules) if self._calls(rule))

    def _calls(self, rule: Rule) -> bool:
        """Tell whether a rule fits the scenario and something in it sets the rule off."""
        when, scenario = rule.when, self.scenario
        wanted_and_found = (
            (when.legitimate, scenario.complainant.legitimate),
            (when.closable, scenario.case.closable),
            (when.mass, scenario.case.mass),
        )
        if any(wanted is not None and wanted != found for wanted, found in wanted_and_found):
            return False
        return (not when.channels or scenario.channel in when.channels) and self._sets_off(rule)

    def _sets_off(self, rule: Rule) -> bool:  # noqa: PLR0911 - one return a kind of rule
        match rule:
            case Response():
                return self._any(rule.trigger)
            case Existence():
                return not rule.trigger or self._any(rule.trigger)
            case Precedence() | Needless() | RoleRule():
                return rule.step in self.names
            case Count():
                return rule.until in self.names and (not rule.after or self._any(rule.after))
            case Order():
                return len(self.names & {*rule.steps}) > 1
            case Absence():
                return self._any(rule.names) and (not rule.trigger or self._any(rule.trigger))
            case OutcomeRule():
                return bool(self.outcomes & {*rule.outcomes})

    def _any(self, names: tuple[str, ...]) -> bool:
        return not self.names.isdisjoint(names)


def _with_level(name: str, manual: Manual) -> str:
    """Return an act as it is counted: without a level it has the lowest, where there are levels."""
    act, level = split_level(name)
    return f"{act}(1)" if act in manual.acts and manual.acts[act].levels and not level else name


def _reactions(scenario: Scenario) -> Iterator[tuple[str, Reaction]]:
    yield from scenario.actions.items()
    for state in scenario.states.values():
        yield from state.actions.items()


def _acts(scenario: Scenario) -> Iterator[str]:
    for state in scenario.states.values():
        yield from state.acts
    for _, reaction in _reactions(scenario):
        yield from reaction.acts


def _steps(scenario: Scenario) -> Iterator[str]:
    """Yield every step that an author wrote: of options, of others, and actions with a reaction."""
    for state in scenario.states.values():
        yield from (step for option in state.options for step in option.steps)
        yield from (step for aside in state.others for step in aside.steps)
    for action, reaction in _reactions(scenario):
        yield action
        yield from (step for aside in reaction.others for step in aside.steps)
