"""Every name that is used exists: targets, steps, faults, acts, counters, conditions, ids."""

from collections.abc import Callable, Iterable

from dialogues import conditions
from dialogues.lint.context import Checked
from dialogues.model import METERS, is_id
from dialogues.staging import actions_in
from scoring.manual.manual import split_level
from scoring.strict_yaml import Where
from scoring.typed_data import nearest


def check_names(checked: Checked) -> None:
    """Report every unknown name."""
    _targets(checked)
    _manual_names(checked)
    _conditions(checked)
    _changes(checked)
    _ids(checked)


def _targets(checked: Checked) -> None:
    scenario = checked.scenario
    known = [*scenario.states, *scenario.endings]
    if scenario.start not in scenario.states:
        checked.report("D116", ("start",), name=scenario.start, near=nearest(scenario.start, scenario.states))
    for where, edges in checked.edge_groups():
        for number, edge in enumerate(edges):
            if edge.to not in known:
                checked.report("D101", (*where, number, "to"), name=edge.to, near=nearest(edge.to, known))


def _manual_names(checked: Checked) -> None:
    manual, scenario = checked.manual, checked.scenario
    for where, _, option in checked.options():
        _unknown(checked, "D105", (*where, "steps"), option.steps, manual.steps)
        _unknown(checked, "D106", (*where, "faults"), option.faults, manual.faults)
    usable = actions_in(manual, scenario.channel)
    for where, _, step, reaction in checked.reactions():
        _unknown(checked, "D114", where, (step,), usable)
        _acts(checked, (*where, "acts"), reaction.acts)
        for number, aside in enumerate(reaction.others):
            _unknown(checked, "D105", (*where, "others", number, "steps"), aside.steps, manual.steps)
    for where, _, state in checked.states():
        _acts(checked, (*where, "acts"), state.acts)
        for number, aside in enumerate(state.others):
            _unknown(checked, "D105", (*where, "others", number, "steps"), aside.steps, manual.steps)
    _unknown(checked, "D110", ("conduct",), scenario.conduct, manual.conducts)


def _acts(checked: Checked, where: Where, acts: Iterable[str]) -> None:
    known = checked.manual.acts
    for number, act in enumerate(acts):
        bare, level = split_level(act)
        fact = known.get(bare)
        if fact is None or level > fact.levels or ("(" in act and not level):
            checked.report("D107", (*where, number), name=act, near=nearest(bare, known) if fact is None else "")


def _unknown(checked: Checked, code: str, where: Where, names: Iterable[str], known: Iterable[str]) -> None:
    for number, name in enumerate(names):
        if name not in known:
            checked.report(code, (*where, number), name=name, near=nearest(name, known))


def _conditions(checked: Checked) -> None:
    for where, edges in checked.edge_groups():
        for number, edge in enumerate(edges):
            _condition(checked, (*where, number, "when"), edge.when)
    for where, _, option in checked.options():
        _condition(checked, (*where, "when"), option.when)


def _condition(checked: Checked, where: Where, text: str) -> None:
    if not text:
        return
    try:
        used = conditions.names_in(conditions.parse(text))
    except conditions.ConditionError as error:
        checked.report("D108", where, name=text, column=str(error.column + 1))
        return
    known_names = {*conditions.FIXED_NAMES, *checked.scenario.counters}
    for name in used:
        if isinstance(name, conditions.Name):
            if name.name not in known_names:
                checked.report("D109", where, name=name.name, near=nearest(name.name, known_names))
        elif not _is_known_argument(checked)[name.function](name.argument):
            checked.report("D109", where, name=name.argument)


def _is_known_argument(checked: Checked) -> dict[str, Callable[[str], bool]]:
    manual = checked.manual
    return {
        "seen": lambda name: name in checked.scenario.states,
        "count": lambda name: name in manual.steps or name in manual.faults or name in manual.acts,
    }


def _changes(checked: Checked) -> None:
    counters = checked.scenario.counters
    changes = [(where, option.effect, option.counts) for where, _, option in checked.options()]
    changes += [(where, reaction.effect, reaction.counts) for where, _, _, reaction in checked.reactions()]
    for where, effect, counts in changes:
        for meter in effect:
            if meter not in METERS:
                checked.report("D119", (*where, "effect", meter), name=meter)
        for counter in counts:
            if counter not in counters:
                checked.report("D113", (*where, "counts", counter), name=counter, near=nearest(counter, counters))


def _ids(checked: Checked) -> None:
    scenario = checked.scenario
    named: list[tuple[Where, str]] = [(("scenario",), scenario.scenario)]
    named += [(("states", name), name) for name in scenario.states]
    named += [(("endings", name), name) for name in scenario.endings]
    named += [((*where, "id"), option.id) for where, _, option in checked.options()]
    for where, name in named:
        if not is_id(name):
            checked.report("D111", where, name=name)
    for name in scenario.counters:
        if not is_id(name) or name in (*conditions.FIXED_NAMES, *conditions.RESERVED):
            checked.report("D111", ("counters", name), name=name)
