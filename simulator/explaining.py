"""A finding put into sentences: what was asked, what was seen, what it rests on and how good that evidence is."""

import msgspec

from dialogues.model import PRIVATE_SECTORS
from scoring.evidence import Basis
from scoring.manual.manual import Manual
from scoring.scorecard import Finding
from simulator.records.model import Setting
from simulator.texts import active_language, say

ANYWHERE = Setting("", "")


class Ground(msgspec.Struct, frozen=True):
    """One thing a rule rests on. law: whether it may be shown as law (grade P and an article in force)."""

    law: bool
    grade: str
    text: str


class Explained(msgspec.Struct, frozen=True):
    """A finding in the user's language."""

    finding: Finding
    verdict: str
    asks: str
    sentence: str
    grounds: tuple[Ground, ...]


def explain(finding: Finding, manual: Manual, setting: Setting) -> Explained:
    """Explain a finding; `setting` is the run's, so that laws are quoted as they were then and bound there.

    A rule the present manual no longer has is explained by its id alone.
    """
    language = active_language()
    rule = manual.rules.get(finding.rule)
    verdict = say(f"verdict.{finding.verdict}")
    if rule is None:
        return Explained(finding, verdict, finding.rule, say("finding.rule-gone"), ())
    grounds = tuple(ground(basis, manual, setting) for basis in rule.basis if _holds(basis, manual, setting.day))
    sentence = rule.says[finding.verdict].in_language(language)
    return Explained(finding, verdict, rule.asks.in_language(language), sentence, grounds)


def better_words(finding: Finding, authored: str, manual: Manual) -> str:
    """Return what could have been said instead: the author's words, else the manual's example of what was asked."""
    if finding.good or authored:
        return "" if finding.good else authored
    rule = manual.rules.get(finding.rule)
    steps = getattr(rule, "expect", ()) or getattr(rule, "before", ()) or getattr(rule, "step", ())
    asked = (steps,) if isinstance(steps, str) else steps
    lines = (manual.steps[step].line.in_language(active_language()) for step in asked if step in manual.steps)
    return next(filter(None, lines), "") if finding.verdict in ("skipped", "late", "early") else ""


def requirement(rule: str, manual: Manual) -> str:
    """Return what a rule asks for; its id where the present manual no longer has it."""
    found = manual.rules.get(rule)
    return found.asks.in_language(active_language()) if found else rule


def _holds(basis: Basis, manual: Manual, day: str) -> bool:
    return not basis.law or manual.law_in_force(basis.law, day)


def ground(basis: Basis, manual: Manual, setting: Setting = ANYWHERE) -> Ground:
    """Put one basis into words: a law as it read on the setting's day, as it reads now where none is given.

    A law for public bodies is an example and no law where the setting is a shop or a bank.
    """
    language = active_language()
    if basis.law:
        law = manual.laws[basis.law]
        text = law.on(setting.day) or law
        quoted = f"{law.title.in_language(language)}: {text.gist.in_language(language)}"
        if note := basis.source.in_language(language):
            quoted = f"{quoted} ({note})"
        if setting.sector in PRIVATE_SECTORS and law.binds == "public_bodies":
            return Ground(False, basis.evidence, say("ground.public-bodies", text=quoted))
        return Ground(basis.is_law, basis.evidence, quoted)
    source = basis.source.in_language(language) or say(f"grade.{basis.evidence}.source")
    return Ground(False, basis.evidence, source)


def ground_line(shown: Ground) -> str:
    """Return the line that shows a ground with its grade: as law only where it is law."""
    return say("ground.law" if shown.law else "ground.guidance", text=shown.text, grade=say(f"grade.{shown.grade}"))
