"""The page of a ladder: when it counts, its rungs, its rules."""

from collections.abc import Iterator

from scoring.manual.manual import Manual
from scoring.manual.model import Ladder, Rung
from scoring.rules.model import RuleBase
from simulator.plain.manual import words
from simulator.plain.manual.words import told
from simulator.texts import say


def ladder_lines(manual: Manual, name: str) -> Iterator[str]:
    """Return the page of a ladder."""
    ladder = manual.ladders[name]
    yield f"{ladder.ladder}  {told(ladder.name)}"
    yield told(ladder.note)
    yield words.starts(ladder, manual)
    yield say("manual.channels", channels=words.channels(ladder.channels))
    if ladder.conduct:
        yield say("manual.about", names=", ".join(told(manual.conducts[conduct].name) for conduct in ladder.conduct))
    yield ""
    yield say("manual.rungs")
    yield from _rung_lines(manual, ladder)
    yield ""
    yield say("manual.rules")
    for rule in ladder.rules:
        yield from _rule_lines(manual, rule)


def _rung_lines(manual: Manual, ladder: Ladder) -> Iterator[str]:
    for number, rung in enumerate(ladder.rungs, start=1):
        step, note = told(manual.steps[rung.step].name), told(rung.note)
        yield f"  {number:2}. {step} [{_need(manual, rung)}] {note} ({words.grades(rung.evidence)})"


def _need(manual: Manual, rung: Rung) -> str:
    """Return how much a rung is needed, and of whom where it is not for the clerk."""
    by = manual.steps[rung.step].by
    need = say(f"need.{rung.need}")
    return need if "clerk" in by else f"{need}, {words.roles(by)}"


def _rule_lines(manual: Manual, rule: RuleBase) -> Iterator[str]:
    hard = say("report.hard") + " " if rule.hard else ""
    yield f"  {rule.rule}: {hard}{told(rule.asks)} ({words.kind(rule)}, {words.worth(rule)})"
    for condition in words.contexts(rule.when, manual):
        yield "      " + say("manual.condition", text=condition)
    yield from words.basis_lines(rule.basis, manual)
