"""The manual's values in words: who, where and when, how good the evidence is, and when a rule counts."""

from collections.abc import Iterable, Iterator

import msgspec

from scoring.evidence import Basis, Grade
from scoring.manual.manual import Manual, split_level
from scoring.manual.model import Ladder, Policy
from scoring.rules.model import Context, RuleBase
from scoring.rules.verdicts import kind_of, verdicts_of
from scoring.texts import Text
from scoring.trace import Channel, Role
from simulator import explaining
from simulator.texts import active_language, say

YES_OR_NO = tuple(field.name for field in msgspec.structs.fields(Context) if field.type == bool | None)
AMOUNTS = tuple(field.name for field in msgspec.structs.fields(Policy) if field.type is int)
_HOUR = 3600


def told(text: Text) -> str:
    """Return a text of the manual in the user's language."""
    return text.in_language(active_language())


def grades(evidence: Iterable[Grade]) -> str:
    """Return the names of grades."""
    return ", ".join(say(f"grade.{grade}") for grade in evidence)


def roles(people: Iterable[Role]) -> str:
    """Return the names of roles."""
    return ", ".join(say(f"actor.{role}") for role in people)


def channels(names: Iterable[Channel]) -> str:
    """Return the names of channels."""
    return ", ".join(say(f"channel.{name}") for name in names)


def basis_lines(bases: Iterable[Basis], manual: Manual, indent: str = "      ") -> Iterator[str]:
    """Return a line for each thing a requirement rests on."""
    for basis in bases:
        yield indent + explaining.ground_line(explaining.ground(basis, manual))


def in_force(since: str, until: str) -> str:
    """Return between which days something holds; nothing where no day is known."""
    if since and until:
        return say("manual.in-force", since=since, until=until)
    if since:
        return say("manual.since", day=since)
    return say("manual.until", day=until) if until else ""


def courses(policy: Policy, manual: Manual) -> Iterator[str]:
    """Return a line for each type of conduct whose stages a policy names."""
    for conduct, stages in policy.courses.items():
        named = ", ".join(say(f"stage.{stage}") for stage in stages)
        yield say("manual.course", conduct=told(manual.conducts[conduct].name), stages=named)


def figures(numbers: dict[str, int]) -> str:
    """Return the figures of a service standard; the name of each says its unit."""
    return ", ".join(say(f"figure.{name}", number=_figure(name, number)) for name, number in numbers.items())


def _figure(name: str, number: int) -> str:
    if not name.startswith("seconds"):
        return f"{number:,}"
    hours, rest = divmod(number, _HOUR)
    return say("manual.seconds", number=number) if rest or not hours else say("manual.hours", number=hours)


def kind(rule: RuleBase) -> str:
    """Return what kind of rule it is."""
    return say(f"kind.{kind_of(rule)}")


def is_duty(rule: RuleBase) -> bool:
    """Return whether a rule can earn its points; the others only deduct them."""
    return "done" in verdicts_of(rule)


def worth(rule: RuleBase) -> str:
    """Return what a rule earns or costs, and where."""
    dimension = say(f"dimension.{rule.dimension}")
    return say("manual.points" if is_duty(rule) else "manual.deducts", points=rule.points, dimension=dimension)


def starts(ladder: Ladder, manual: Manual) -> str:
    """Return what puts a run on a ladder."""
    if ladder.phase == "after":
        return say("manual.phase-after")
    if not ladder.triggers:
        return say("manual.always")
    return say("manual.triggers", names=", ".join(events(ladder.triggers, manual)))


def contexts(when: Context, manual: Manual) -> list[str]:
    """Return the conditions under which a rule counts; none where it always does."""
    return [*_yes_or_no(when), *_in_words(when, manual)]


def _yes_or_no(when: Context) -> Iterator[str]:
    for field in YES_OR_NO:
        asked = getattr(when, field)
        if asked is not None:
            condition = f"{field}-{'yes' if asked else 'no'}"
            yield say(f"when.{condition}")


def _in_words(when: Context, manual: Manual) -> Iterator[str]:
    if when.channels:
        yield say("when.channels", channels=channels(when.channels))
    if when.unless:
        yield say("when.unless", names=", ".join(events(when.unless, manual)))
    if when.minutes_at_least is not None:
        yield say("when.minutes-at-least", amount=_amount(when.minutes_at_least, manual))
    if when.minutes_below is not None:
        yield say("when.minutes-below", amount=_amount(when.minutes_below, manual))
    if when.policy_asks:
        yield say("when.policy-asks", amount=_amount(when.policy_asks, manual))


def _amount(value: int | str, manual: Manual) -> str:
    """Return minutes, or the number of the policy that a rule names: "end_minutes", "warnings.verbal_abuse"."""
    if isinstance(value, int):
        return say("manual.minutes-long", number=value)
    name, _, conduct = value.partition(".")
    if conduct:
        return say("manual.amount-warnings", conduct=told(manual.conducts[conduct].name))
    return say(f"amount.{name}")


def events(names: Iterable[str], manual: Manual) -> list[str]:
    """Return acts, steps and faults in words, each once; an act that counts from a level on says so."""
    least: dict[str, int] = {}
    for name in names:
        bare, level = split_level(name)
        least[bare] = min(level, least.get(bare, level))
    return [_event(name, level, manual) for name, level in least.items()]


def _event(name: str, level: int, manual: Manual) -> str:
    known = manual.acts.get(name) or manual.steps.get(name) or manual.faults.get(name)
    text = told(known.name) if known else name
    return say("manual.from-level", name=text, level=level) if level > 1 else text
