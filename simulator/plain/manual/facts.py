"""The pages of what people do: steps, faults, acts of the complainant and types of conduct."""

from collections.abc import Iterator

from scoring.manual.manual import Manual
from scoring.manual.model import Act
from simulator.plain.manual import words
from simulator.plain.manual.laws import law_cards
from simulator.plain.manual.words import told
from simulator.texts import say


def step_lines(manual: Manual, name: str) -> Iterator[str]:
    """Return the page of a step."""
    step = manual.steps[name]
    yield f"{name}  {told(step.name)} ({step.code})"
    yield told(step.meaning)
    yield say("manual.by", roles=words.roles(step.by))
    if step.channels:
        yield say("manual.channels", channels=words.channels(step.channels))
    if step.action:
        yield say("manual.as-action", name=name)
    if step.line.ko:
        yield say("manual.line", text=told(step.line))
    yield from words.basis_lines(step.basis, manual)


def fault_lines(manual: Manual, name: str) -> Iterator[str]:
    """Return the page of a fault."""
    fault = manual.faults[name]
    yield f"{name}  {told(fault.name)} ({fault.code})"
    yield told(fault.meaning)
    yield told(fault.says)
    yield say("manual.deduction", points=fault.points, dimension=say(f"dimension.{fault.dimension}"))
    if fault.hard:
        yield say("hard.fail")
    for condition in words.contexts(fault.when, manual):
        yield say("manual.condition", text=condition)
    yield from words.basis_lines(fault.basis, manual)


def act_lines(manual: Manual, name: str) -> Iterator[str]:
    """Return the page of an act of the complainant."""
    act = manual.acts[name]
    yield f"{name}  {told(act.name)}"
    yield told(act.meaning)
    if act.levels:
        yield say("manual.levels", names=", ".join(f"{name}({n})" for n in range(1, act.levels + 1)))
    if act.conduct:
        yield say("manual.about", names=told(manual.conducts[act.conduct].name))
    yield from _consequence_lines(name, act)
    yield from words.basis_lines(act.basis, manual)


def _consequence_lines(name: str, act: Act) -> Iterator[str]:
    if act.danger_from is not None:
        yield say("manual.danger") + _from_level(name, act.danger_from)
    if act.justifies_ending:
        yield say("manual.justifies-ending")
    if act.calms:
        yield say("manual.calms")
    if act.takes_leave:
        yield say("manual.takes-leave")
    if act.paper_from is not None:
        yield say("manual.paper") + _from_level(name, act.paper_from)


def _from_level(name: str, level: int) -> str:
    return " " + say("manual.level-on", name=f"{name}({level})") if level > 1 else ""


def conduct_lines(manual: Manual, name: str) -> Iterator[str]:
    """Return the page of a type of conduct: its ladders, its after-steps and its law cards."""
    conduct = manual.conducts[name]
    yield f"{name}  {told(conduct.name)} ({conduct.code})"
    yield told(conduct.meaning)
    yield say("manual.report-box", name=conduct.report_box)
    if not conduct.official_steps:
        yield say("manual.no-steps")
    for ladder in manual.ladders.values():
        if name in ladder.conduct:
            yield say("manual.ladder", name=ladder.ladder, title=told(ladder.name))
    if conduct.after:
        yield ""
        yield say("manual.after")
        yield from (f"  {manual.after[step].code}  {told(manual.after[step].name)}" for step in conduct.after)
    if conduct.laws:
        yield ""
        yield say("manual.law-cards")
        yield from law_cards(manual, conduct.laws)
