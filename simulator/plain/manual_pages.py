"""The manual as lines: an index, and one page for each ladder, step, fault, act, law and policy."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from scoring.evidence import Basis
from scoring.manual.manual import Manual, split_level
from scoring.manual.model import Ladder
from simulator import explaining
from simulator.searching import found_by
from simulator.texts import active_language, say


def index_lines(manual: Manual) -> Iterator[str]:
    """Return what the manual holds, by id and name."""
    language = active_language()
    yield say("manual.caution")
    for title, table in _tables(manual).items():
        yield ""
        yield say(f"manual.{title}")
        for name, fact in table.items():
            yield f"  {name:28} {_name(fact, language)}"


def page_lines(manual: Manual, name: str) -> list[str]:
    """Return the page of an id; of each, where an act and a type of conduct share it; nothing when unknown."""
    bare = split_level(name)[0].lower()
    lines: list[str] = []
    for entry in entries(manual):
        if entry.name.lower() == bare:
            lines += [*([""] if lines else []), *entry_lines(manual, entry)]
    return lines


def entry_lines(manual: Manual, entry: "Entry") -> Iterator[str]:
    """Return the page of one thing."""
    return _PAGES[entry.table](manual, entry.name)


class Entry(NamedTuple):
    """One thing of the manual: its table and id, its name, and the name of the part it belongs to."""

    table: str
    name: str
    label: str
    part: str


def entries(manual: Manual) -> list[Entry]:
    """Return everything the manual holds."""
    language = active_language()
    return [
        Entry(title, name, _name(fact, language), say(f"manual.{title}"))
        for title, table in _tables(manual).items()
        for name, fact in table.items()
    ]


def found_lines(manual: Manual, words: str) -> list[str]:
    """Return the ids and names that hold some words, or the initial consonants of them (ㅈㄷㅇㅊ)."""
    return [
        f"{entry.name:28} {entry.label}" for entry in entries(manual) if found_by(words, f"{entry.name} {entry.label}")
    ]


def _tables(manual: Manual) -> dict[str, dict[str, object]]:
    return {
        "ladders": dict(manual.ladders),
        "steps": dict(manual.steps),
        "faults": dict(manual.faults),
        "acts": dict(manual.acts),
        "conducts": dict(manual.conducts),
        "laws": dict(manual.laws),
        "policies": dict(manual.policies),
    }


def _name(fact: object, language: str) -> str:
    text = getattr(fact, "name", None) or fact.title  # type: ignore[attr-defined]
    return str(text.in_language(language))


def _ladder_lines(manual: Manual, name: str) -> Iterator[str]:
    language, ladder = active_language(), manual.ladders[name]
    yield f"{ladder.ladder}  {ladder.name.in_language(language)}"
    yield ladder.note.in_language(language)
    yield ""
    yield say("manual.rungs")
    yield from _rung_lines(manual, ladder)
    yield ""
    yield say("manual.rules")
    for rule in ladder.rules:
        hard = say("report.hard") + " " if rule.hard else ""
        points = say("manual.points", points=rule.points, dimension=say(f"dimension.{rule.dimension}"))
        yield f"  {rule.rule}: {hard}{rule.asks.in_language(language)} ({points})"
        yield from _basis_lines(manual, rule.basis)


def _rung_lines(manual: Manual, ladder: Ladder) -> Iterator[str]:
    language = active_language()
    for number, rung in enumerate(ladder.rungs, start=1):
        step = manual.steps[rung.step].name.in_language(language)
        grades = ", ".join(say(f"grade.{grade}") for grade in rung.evidence)
        yield f"  {number:2}. {step} [{say(f'need.{rung.need}')}] {rung.note.in_language(language)} ({grades})"


def _step_lines(manual: Manual, name: str) -> Iterator[str]:
    language, step = active_language(), manual.steps[name]
    yield f"{name}  {step.name.in_language(language)} ({step.code})"
    yield step.meaning.in_language(language)
    yield say("manual.by", roles=", ".join(say(f"actor.{role}") for role in step.by))
    if step.action:
        yield say("manual.as-action", name=name)
    if step.line.ko:
        yield say("manual.line", text=step.line.in_language(language))
    yield from _basis_lines(manual, step.basis)


def _fault_lines(manual: Manual, name: str) -> Iterator[str]:
    language, fault = active_language(), manual.faults[name]
    yield f"{name}  {fault.name.in_language(language)} ({fault.code})"
    yield fault.meaning.in_language(language)
    yield fault.says.in_language(language)
    yield say("manual.deduction", points=fault.points, dimension=say(f"dimension.{fault.dimension}"))
    yield from _basis_lines(manual, fault.basis)


def _act_lines(manual: Manual, name: str) -> Iterator[str]:
    language, act = active_language(), manual.acts[name]
    yield f"{name}  {act.name.in_language(language)}"
    yield act.meaning.in_language(language)
    if act.levels:
        yield say("manual.levels", names=", ".join(f"{name}({n})" for n in range(1, act.levels + 1)))
    if act.danger_from is not None:
        yield say("manual.danger")
    yield from _basis_lines(manual, act.basis)


def _conduct_lines(manual: Manual, name: str) -> Iterator[str]:
    language, conduct = active_language(), manual.conducts[name]
    yield f"{name}  {conduct.name.in_language(language)} ({conduct.code})"
    yield conduct.meaning.in_language(language)
    yield say("manual.report-box", name=conduct.report_box)
    if not conduct.official_steps:
        yield say("manual.no-steps")


def _law_lines(manual: Manual, name: str) -> Iterator[str]:
    language, law = active_language(), manual.laws[name]
    yield f"{name}  {law.title.in_language(language)} ({law.article.in_language(language)})"
    yield law.gist.in_language(language)
    if law.penalty.ko:
        yield say("manual.penalty", text=law.penalty.in_language(language))
    if law.beware.ko:
        yield say("manual.beware", text=law.beware.in_language(language))
    if law.since or law.until:
        yield say("manual.in-force", since=law.since or "-", until=law.until or "-")
    yield say(f"grade.{law.evidence}")


def _policy_lines(manual: Manual, name: str) -> Iterator[str]:
    language, policy = active_language(), manual.policies[name]
    default = f" ({say('manual.default')})" if name == manual.default_policy else ""
    yield f"{name}  {policy.name.in_language(language)}{default}"
    yield policy.note.in_language(language)
    for conduct, warnings in policy.warnings.items():
        yield say("manual.warnings", conduct=manual.conducts[conduct].name.in_language(language), number=warnings)
    yield say("manual.minutes", notice=policy.notice_minutes, end=policy.end_minutes)
    yield say("manual.end-by", roles=", ".join(say(f"actor.{role}") for role in policy.end_by))
    yield say("manual.recording-yes" if policy.automatic_recording else "manual.recording-no")
    yield ", ".join(say(f"grade.{grade}") for grade in policy.evidence)


def _basis_lines(manual: Manual, bases: tuple[Basis, ...]) -> Iterator[str]:
    for basis in bases:
        yield "      " + explaining.ground_line(explaining.ground(basis, manual))


_PAGES: dict[str, Callable[[Manual, str], Iterator[str]]] = {
    "ladders": _ladder_lines,
    "steps": _step_lines,
    "faults": _fault_lines,
    "acts": _act_lines,
    "conducts": _conduct_lines,
    "laws": _law_lines,
    "policies": _policy_lines,
}
