"""Every step of the ladders a scenario is about can be done in it."""

from collections.abc import Iterator

from dialogues.bench.exploration import Exploration
from dialogues.lint.context import Checked
from scoring.manual.model import Ladder

_ASKED = "required"


def check_rungs(checked: Checked, found: Exploration) -> None:
    """Report the required steps of its ladders that a scenario leaves no place for.

    What can be given to others after the talk is always possible.
    """
    possible = set(_possible(checked, found))
    for ladder in _ladders(checked, found):
        missing = dict.fromkeys(rung.step for rung in ladder.rungs if rung.need == _ASKED and rung.step not in possible)
        if missing:
            names = [checked.manual.steps[step].name for step in missing]
            korean, english = ", ".join(name.ko for name in names), ", ".join(name.en for name in names)
            detail = {"names": korean, "names.en": english, "ladder": ladder.name.ko, "ladder.en": ladder.name.en}
            checked.report("D212", ("conduct",), **detail, steps=", ".join(missing))


def _ladders(checked: Checked, found: Exploration) -> Iterator[Ladder]:
    """Yield the ladders of the scenario's own conduct that some run came to."""
    scenario = checked.scenario
    for name in found.sample.ladders:
        ladder = checked.manual.ladders[name]
        if ladder.phase == "talk" and not set(ladder.conduct).isdisjoint(scenario.conduct):
            yield ladder


def _possible(checked: Checked, found: Exploration) -> Iterator[str]:
    """Yield every step somebody can do: what was met, or may be met where the search stopped short."""
    scenario, never = checked.scenario, found.unreached
    hidden = {(option.state, option.option) for option in never.options} if found.complete else set()
    for name, state in scenario.states.items():
        for option in state.options:
            yield from option.steps if (name, option.id) not in hidden else ()
        yield from (step for aside in state.others for step in aside.steps)
    for reaction in (*scenario.actions.values(), *(r for s in scenario.states.values() for r in s.actions.values())):
        yield from (step for aside in reaction.others for step in aside.steps)
    yield from found.reached.actions
    yield from (step for later in checked.manual.after.values() for step in later.steps)
