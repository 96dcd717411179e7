"""Every place can be reached and left, and every choice can be made."""

from collections.abc import Iterable, Iterator

from dialogues.lint.context import Checked
from dialogues.staging import actions_in
from scoring.strict_yaml import Where

_RANGES = {
    "difficulty": (1, 5),
    "intensity": (1, 3),
    "minutes": (1, 60),
    "version": (1, 9999),
    "seconds_per_turn": (5, 600),
}


def check_structure(checked: Checked) -> None:
    """Report what cannot be reached, left or chosen."""
    _numbers(checked)
    _options(checked)
    _shared_names(checked)
    _last_ways(checked)
    _end_action(checked)
    if checked.scenario.start in checked.scenario.states:
        _reach(checked)


def _numbers(checked: Checked) -> None:
    scenario = checked.scenario
    values: list[tuple[Where, str, int, tuple[int, int]]]
    values = [((name,), name, getattr(scenario, name), limits) for name, limits in _RANGES.items()]
    complainant = scenario.complainant
    values += [
        (("complainant", name), name, getattr(complainant, name), (0, 100)) for name in ("anger", "trust", "fear")
    ]
    values += [((*where, "seconds"), "seconds", option.seconds, (0, 3600)) for where, _, option in checked.options()]
    for where, _, state in checked.states():
        values.append(((*where, "minute"), "minute", state.minute, (0, 240)))
        if state.after:
            values.append(((*where, "after", "seconds"), "seconds", state.after.seconds, (1, 600)))
    for where, name, value, (low, high) in values:
        if not low <= value <= high:
            checked.report("D120", where, name=name, low=str(low), high=str(high))


def _options(checked: Checked) -> None:
    for where, name, state in checked.states():
        seen: set[str] = set()
        for number, option in enumerate(state.options):
            here = (*where, "options", number)
            if option.id in seen:
                checked.report("D104", (*here, "id"), name=option.id)
            seen.add(option.id)
            if bool(option.say) == bool(option.do):
                checked.report("D118", here)
        if all(option.when for option in state.options):
            checked.report("D125", where, name=name)


def _shared_names(checked: Checked) -> None:
    for name in checked.scenario.states.keys() & checked.scenario.endings.keys():
        checked.report("D117", ("endings", name), name=name)


def _last_ways(checked: Checked) -> None:
    for where, edges in checked.edge_groups():
        if not edges or edges[-1].when:
            checked.report("D112", where)


def _end_action(checked: Checked) -> None:
    scenario = checked.scenario
    if "end" not in actions_in(checked.manual, scenario.channel):
        return
    scenario_wide = scenario.actions.get("end")
    if scenario_wide and scenario_wide.goto:
        return
    talking = [state for state in scenario.states.values() if state.phase == "talk"]
    if any(not (state.actions.get("end") and state.actions["end"].goto) for state in talking):
        checked.report("D115", ("actions",))


def _reach(checked: Checked) -> None:
    scenario = checked.scenario
    ways = {name: checked.ways_out(name) for name in scenario.states}
    reached = _closure({scenario.start}, ways)
    for name in scenario.states:
        if name not in reached:
            checked.report("D102", ("states", name), name=name)
    for name in scenario.endings:
        if name not in reached:
            checked.report("D124", ("endings", name), name=name)
    for circle in _without_exit(reached, ways, scenario.endings):
        if len(circle) > 1:
            checked.report("D132", ("states", circle[0]), names=", ".join(circle))
        else:
            checked.report("D103", ("states", circle[0]), name=circle[0])


def _without_exit(reached: set[str], ways: dict[str, set[str]], endings: Iterable[str]) -> Iterator[list[str]]:
    """Yield the places a run cannot get out of, in the order of the file; what only leads into them is not told."""
    back: dict[str, set[str]] = {}
    for name, targets in ways.items():
        for target in targets:
            back.setdefault(target, set()).add(name)
    can_end = _closure(set(endings), back)
    caught = [name for name in ways if name in reached and name not in can_end]
    told: set[str] = set()
    for name in caught:
        ahead = _closure({name}, ways)
        if name not in told and all(name in _closure({one}, ways) for one in ahead):
            told |= ahead
            yield [one for one in caught if one in ahead]


def _closure(start: set[str], ways: dict[str, set[str]]) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        for target in ways.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached
