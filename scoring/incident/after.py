"""The after-incident steps as a run stands: which are done, by whom, and whether that was the right person."""

import msgspec

from scoring.manual.manual import Manual, split_level
from scoring.manual.model import AfterStep
from scoring.trace import Event, Role, Trace

# Whom the trainee can give a step to, in the order they are offered.
ASSIGNEES: tuple[Role, ...] = ("clerk", "colleague", "lead", "head", "legal_unit", "personnel", "agency")


class AfterItem(msgspec.Struct, frozen=True):
    """One after-incident step as the run stands. by: who did it, None while it is open; right: one who may."""

    name: str
    step: AfterStep
    by: Role | None = None
    right: bool = False

    @property
    def open(self) -> bool:
        """Return whether nobody who may do it has done it yet."""
        return not self.right


def after_items(trace: Trace, manual: Manual) -> tuple[AfterItem, ...]:
    """Return the after-incident steps in the manual's order.

    Where nothing but the person's own need called for paper, no measure against them is among the steps.
    """
    only_need = _only_need(trace, manual)
    steps = {name: step for name, step in manual.after.items() if not (only_need and step.against_person)}
    return tuple(_item(name, step, trace) for name, step in steps.items())


def _only_need(trace: Trace, manual: Manual) -> bool:
    """Tell whether all that could call for measures was an act of somebody who needs help."""
    grave = manual.paper_causes | manual.act_groups.justify_ending
    acts = {split_level(name)[0] for event in trace.events for name in event.acts if name in grave}
    return bool(acts) and all(manual.acts[act].in_need for act in acts)


def assigned(trace: Trace, manual: Manual, name: str, to: Role, words: str) -> Event:
    """Return the event that says who does an after-incident step next; state and meters stay as the talk left them.

    words: how the step is called in the trainee's language. Raises KeyError on an unknown step.
    """
    last = trace.events[-1]
    return msgspec.structs.replace(
        last,
        seq=last.seq + 1,
        turn=last.turn + 1,
        actor=to,
        kind="assigned",
        source=name,
        words=words,
        acts=(),
        steps=manual.after[name].steps,
        faults=(),
    )


def _item(name: str, step: AfterStep, trace: Trace) -> AfterItem:
    done = [event for event in trace.events if _does(event, step)]
    right = [event.actor for event in done if event.actor in step.by]
    if right:
        return AfterItem(name, step, right[0], right=True)
    wrong = [event.actor for event in done if event.kind == "assigned"]  # during the talk a clerk may ask for it
    return AfterItem(name, step, wrong[-1] if wrong else None)


def _does(event: Event, step: AfterStep) -> bool:
    """Tell whether an event does the step: the first of the steps it counts as is the one that matters."""
    return step.steps[0] in event.steps
