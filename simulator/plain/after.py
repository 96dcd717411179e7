"""After the talk, in lines: who does what next, the incident report field by field, the reflection."""

from collections.abc import Callable, Iterator

from scoring.incident.after import ASSIGNEES, AfterItem
from scoring.trace import Role
from simulator import wording
from simulator.aftermath import QUESTIONS, Aftermath
from simulator.plain.report_form import ask_report, check_lines
from simulator.problems import UserProblem
from simulator.records.model import Reflection
from simulator.texts import active_language, say

Show = Callable[[str], None]
WRITE, FINISH = "/report", "/done"


def after_lines(aftermath: Aftermath) -> Iterator[str]:
    """Return the after-incident steps as the run stands, numbered, and whom they can be given to."""
    yield ""
    yield say("after.title")
    for number, item in enumerate(aftermath.items(), start=1):
        yield f"  {number}. {item_line(item, aftermath)}"
    people = ", ".join(f"{number} {person(role, aftermath)}" for number, role in enumerate(ASSIGNEES, start=1))
    yield say("after.people", people=people)


def person(role: Role, aftermath: Aftermath) -> str:
    """Return what somebody is called here: the legal unit by the name the policy gives it."""
    if role == "legal_unit":
        return aftermath.policy.legal_unit.in_language(active_language())
    return say(f"actor.{role}")


def item_line(item: AfterItem, aftermath: Aftermath) -> str:
    """Return an after-incident step with who did it, or that it is open."""
    name = item.step.name.in_language(active_language())
    if item.by is None:
        return say("after.open", name=name)
    return say("after.done" if item.right else "after.wrong", name=name, role=person(item.by, aftermath))


def outcome_line(item: AfterItem, given: Role, aftermath: Aftermath) -> str:
    """Return what giving a step to somebody means: whether that was the right one, and what the step is for."""
    language = active_language()
    if given in item.step.by:
        return say("after.right-choice", meaning=item.step.meaning.in_language(language))
    people = ", ".join(person(role, aftermath) for role in item.step.by)
    return say("after.wrong-choice", role=person(given, aftermath), people=people)


def go_through(aftermath: Aftermath, lines: Iterator[str], show: Show) -> None:
    """Ask who does what next and for the report, until it is finished or the lines end; all of it is kept at once."""
    show(say("after.explained", report=WRITE, done=FINISH))
    for line in after_lines(aftermath):
        show(line)
    for line in lines:
        text = wording.nfc(line.strip())
        if text == FINISH and _finished(aftermath, show):
            return
        if text == WRITE:
            ask_report(aftermath, lines, show)
        elif text and text != FINISH:
            _give(aftermath, text, show)


def _finished(aftermath: Aftermath, show: Show) -> bool:
    try:
        aftermath.finish_paper()
    except UserProblem as problem:
        show(problem.sentence)
        return False
    for line in check_lines(aftermath):
        show(line)
    return True


def _give(aftermath: Aftermath, text: str, show: Show) -> None:
    """Understand "1 4", "1 부서장" or "protect_and_rest head" and give the step."""
    step, _, to = text.partition(" ")
    items = {str(number): item for number, item in enumerate(aftermath.items(), start=1)}
    names = {item.name: item for item in items.values()}
    item, role = items.get(step) or names.get(step), _role(to.strip(), aftermath)
    if item is None or role is None:
        show(say("after.not-understood"))
        return
    try:
        show(outcome_line(aftermath.assign(item.name, role), role, aftermath))
    except UserProblem as problem:
        show(problem.sentence)


def _role(text: str, aftermath: Aftermath) -> Role | None:
    """Understand whom a step is given to: a number, an id or a name."""
    for number, role in enumerate(ASSIGNEES, start=1):
        if text in (str(number), role, person(role, aftermath)):
            return role
    return None


def ask_reflection(aftermath: Aftermath, lines: Iterator[str], show: Show) -> None:
    """Ask the two questions that close an assessed run; what is left out stays open. Raises UserProblem."""
    show("")
    show(say("reflection.explained"))
    answers = [Reflection(name, answer) for name in QUESTIONS if (answer := _asked(name, aftermath, lines, show))]
    if len(answers) == len(QUESTIONS):
        aftermath.reflect(answers)
        show(say("reflection.kept"))
    else:
        show(say("reflection.open", attempt=aftermath.attempt.id))


def _asked(name: str, aftermath: Aftermath, lines: Iterator[str], show: Show) -> str:
    show(question(name, aftermath))
    return wording.nfc(next(lines, "").strip())


def question(name: str, aftermath: Aftermath) -> str:
    """Return a reflection question, about this very run."""
    return say(f"reflection.{name}", words=wording.spoken(aftermath.hardest_words(), realistic=False))
