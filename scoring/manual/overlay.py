"""An agency's own policy and rules, laid over the shipped manual: one small YAML file.

It names a policy to start from, says what this agency does differently, and may switch shipped rules off, weigh
them otherwise or add its own. What the law itself demands cannot be switched off or made lighter.
"""

import hashlib
from pathlib import Path

import msgspec

from scoring import strict_yaml, typed_data
from scoring.manual.manual import Manual
from scoring.manual.model import Policy
from scoring.manual.overlay_checks import problems_of
from scoring.manual.resolving import resolved_ladder
from scoring.rules.model import Rule
from scoring.strict_yaml import Problem
from scoring.texts import Text
from scoring.trace import Role


class PolicyChanges(msgspec.Struct, frozen=True):
    """What this agency does differently from the policy it starts from; what is left out stays."""

    warnings: dict[str, int] = {}
    notice_minutes: int | None = None
    end_minutes: int | None = None
    end_by: tuple[Role, ...] = ()
    automatic_recording: bool | None = None
    bell: bool | None = None
    legal_unit: Text | None = None


class RuleChange(msgspec.Struct, frozen=True):
    """How this agency weighs a shipped rule: its points, and whether breaking it fails the run."""

    points: int | None = None
    hard: bool | None = None


class RuleChanges(msgspec.Struct, frozen=True):
    """off: shipped rules that do not count here. change: weighed otherwise. add: further rules, by ladder."""

    off: tuple[str, ...] = ()
    change: dict[str, RuleChange] = {}
    add: dict[str, tuple[Rule, ...]] = {}


class Overlay(msgspec.Struct, frozen=True):
    """One overlay file. overlay: the id of the policy it makes; base: the shipped policy it starts from."""

    overlay: str
    name: Text
    base: str = ""
    note: Text = Text("")
    policy: PolicyChanges = PolicyChanges()
    rules: RuleChanges = RuleChanges()


class OverlayError(Exception):
    """The overlay is wrong; `problems` holds every reason with its place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.place.line}: {p.code} {p.detail}" for p in problems))
        self.problems = problems


def with_overlay(manual: Manual, path: Path) -> Manual:
    """Return the manual with an overlay file laid over it; its policy becomes the default.

    Raises OverlayError with every problem at its line, and OSError.
    """
    return laid_over(manual, path.read_bytes())


def laid_over(manual: Manual, raw: bytes) -> Manual:
    """Return the manual with the bytes of an overlay laid over it. Raises OverlayError."""
    try:
        document = strict_yaml.composed(strict_yaml.read_bytes(raw))
    except strict_yaml.UnreadableError as error:
        raise OverlayError(error.problems) from error
    overlay, problems = typed_data.build(document, Overlay)
    if overlay is not None:
        problems = problems_of(overlay, document, manual)
    if overlay is None or problems:
        raise OverlayError(problems)
    return _laid_over(manual, overlay, raw)


def _laid_over(manual: Manual, overlay: Overlay, raw: bytes) -> Manual:
    ladders = {
        name: msgspec.structs.replace(ladder, rules=_rules(ladder.rules, overlay.rules, name))
        for name, ladder in manual.ladders.items()
    }
    changed = msgspec.structs.replace(
        manual,
        hash=hashlib.sha256(manual.hash.encode() + raw.replace(b"\r\n", b"\n")).hexdigest(),
        ladders=ladders,
        policies={**manual.policies, overlay.overlay: _policy(manual, overlay)},
        default_policy=overlay.overlay,
    )
    return msgspec.structs.replace(
        changed, ladders={name: resolved_ladder(ladder, changed) for name, ladder in ladders.items()}
    )


def _policy(manual: Manual, overlay: Overlay) -> Policy:
    base = manual.policies[overlay.base or manual.default_policy]
    changes = msgspec.structs.asdict(overlay.policy)
    given = {name: value for name, value in changes.items() if value not in (None, (), {})}
    given["warnings"] = {**base.warnings, **overlay.policy.warnings}
    return msgspec.structs.replace(
        base, **given, name=overlay.name, note=overlay.note, evidence=("D",), since="", until=""
    )


def _rules(rules: tuple[Rule, ...], changes: RuleChanges, ladder: str) -> tuple[Rule, ...]:
    kept = (rule for rule in rules if rule.rule not in changes.off)
    return (*(_weighed(rule, changes.change.get(rule.rule)) for rule in kept), *changes.add.get(ladder, ()))


def _weighed(rule: Rule, change: RuleChange | None) -> Rule:
    if change is None:
        return rule
    given = {name: value for name, value in msgspec.structs.asdict(change).items() if value is not None}
    return msgspec.structs.replace(rule, **given)
