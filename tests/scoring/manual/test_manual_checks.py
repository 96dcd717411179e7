"""What must agree between the manual's files."""

from typing import Any

import msgspec
import pytest

from scoring.evidence import Basis
from scoring.manual.checks import inconsistencies
from scoring.manual.manual import Manual
from scoring.manual.reader import shipped_manual
from scoring.texts import Text

MANUAL = shipped_manual()
LADDER = "ladders: PH-AB"


def with_ladder(**changes: Any) -> Manual:
    ladder = msgspec.structs.replace(MANUAL.ladders["PH-AB"], **changes)
    return msgspec.structs.replace(MANUAL, ladders={**MANUAL.ladders, "PH-AB": ladder})


def with_rule(name: str, **changes: Any) -> Manual:
    return with_ladder(rules=(msgspec.structs.replace(MANUAL.rules[name], **changes),))


def with_context(**changes: Any) -> Manual:
    return with_rule("ph-ab-stop", when=msgspec.structs.replace(MANUAL.rules["ph-ab-stop"].when, **changes))


def with_policy(**changes: Any) -> Manual:
    policy = msgspec.structs.replace(MANUAL.policies["KR_2024_DECREE"], **changes)
    return msgspec.structs.replace(MANUAL, policies={"KR_2024_DECREE": policy})


def with_fact(table: str, name: str, **changes: Any) -> Manual:
    facts: dict[str, Any] = getattr(MANUAL, table)
    return msgspec.structs.replace(MANUAL, **{table: {**facts, name: msgspec.structs.replace(facts[name], **changes)}})


def with_basis(table: str, name: str) -> Manual:
    facts: dict[str, Any] = getattr(MANUAL, table)
    fact = msgspec.structs.replace(facts[name], basis=(Basis("P", "no-law"),))
    return msgspec.structs.replace(MANUAL, **{table: {**facts, name: fact}})


def test_the_shipped_manual_agrees() -> None:
    assert inconsistencies(MANUAL) == []


SAYS = MANUAL.rules["ph-ab-legal"].says
WRONG = {
    "default policy": (
        msgspec.structs.replace(MANUAL, default_policy="X"),
        ("policies.yaml", "default", "X", "policy"),
    ),
    "conduct of a policy": (
        with_policy(warnings={"rudeness": 1}),
        ("policies.yaml", "KR_2024_DECREE", "rudeness", "conduct"),
    ),
    "law of a step": (with_basis("steps", "warn"), ("steps.yaml", "warn", "no-law", "law")),
    "law of a fault": (with_basis("faults", "argue"), ("faults.yaml", "argue", "no-law", "law")),
    "law of a rule": (
        with_rule("ph-ab-stop", basis=(Basis("P", "no-law"),)),
        (LADDER, "ph-ab-stop", "no-law", "law"),
    ),
    "step of a rung": (
        with_ladder(rungs=(msgspec.structs.replace(MANUAL.ladders["PH-AB"].rungs[0], step="dance"),)),
        (LADDER, "rungs", "dance", "step"),
    ),
    "act of a ladder": (with_ladder(triggers=("sing", "threaten(2)")), (LADDER, "triggers", "sing", "act")),
    "conduct of a ladder": (
        with_ladder(conduct=("verbal_abuse", "rudeness")),
        (LADDER, "conduct", "rudeness", "conduct"),
    ),
    "expected step": (with_rule("ph-ab-stop", expect=("dance",)), (LADDER, "ph-ab-stop", "dance", "step")),
    "an act is no step": (with_rule("ph-ab-stop", expect=("insult",)), (LADDER, "ph-ab-stop", "insult", "step")),
    "what comes before": (
        with_rule("ph-ab-legal", before=("dance",)),
        (LADDER, "ph-ab-legal", "dance", "act, step or fault"),
    ),
    "step of a precedence": (with_rule("ph-ab-legal", step="dance"), (LADDER, "ph-ab-legal", "dance", "step")),
    "what is counted": (
        with_rule("ph-ab-warn-count", step=("dance",)),
        (LADDER, "ph-ab-warn-count", "dance", "act, step or fault"),
    ),
    "step counted until": (
        with_rule("ph-ab-warn-count", until="dance"),
        (LADDER, "ph-ab-warn-count", "dance", "act, step or fault"),
    ),
    "ordered step": (with_rule("ph-ab-order", steps=("dance",)), (LADDER, "ph-ab-order", "dance", "step")),
    "trigger": (with_rule("ph-ab-stop", trigger=("sing",)), (LADDER, "ph-ab-stop", "sing", "act, step or fault")),
    "trigger after": (
        with_rule("ph-ab-warn", trigger_after=("sing",)),
        (LADDER, "ph-ab-warn", "sing", "act, step or fault"),
    ),
    "release": (
        with_rule("ph-ab-warn", released_by=("sing",)),
        (LADDER, "ph-ab-warn", "sing", "act, step or fault"),
    ),
    "cause": (
        with_rule("ev-needless-112", causes=("sing",)),
        (LADDER, "ev-needless-112", "sing", "act, step or fault"),
    ),
    "forbidden name": (
        with_rule("rp-end-time", names=("sing",)),
        (LADDER, "rp-end-time", "sing", "act, step or fault"),
    ),
    "suspension": (with_context(unless=("sing",)), (LADDER, "ph-ab-stop", "sing", "act, step or fault")),
    "no sentence for a verdict": (
        with_rule("ph-ab-legal", says={"done": SAYS["done"]}),
        (LADDER, "ph-ab-legal", "skipped", "sentence"),
    ),
    "a sentence for a verdict it cannot give": (
        with_rule("ph-ab-legal", says={**SAYS, "late": Text("늦음")}),
        (LADDER, "ph-ab-legal", "late", "sentence"),
    ),
    "no limit": (with_rule("ph-ab-stop", within=None), (LADDER, "ph-ab-stop", "within", "limit")),
    "a figure no standard has": (
        with_rule("ph-ab-stop", within_seconds="standards.pick_up.bells"),
        (LADDER, "ph-ab-stop", "standards.pick_up.bells", "policy field"),
    ),
    "law card of a conduct": (
        with_fact("conducts", "threat", laws=("no-law",)),
        ("conducts.yaml", "threat", "no-law", "law"),
    ),
    "no law card": (
        with_fact("conducts", "threat", laws=()),
        ("conducts.yaml", "threat", "threat", "law card or after-step"),
    ),
    "official steps without a ladder": (
        with_fact("conducts", "prank", official_steps=True),
        ("conducts.yaml", "prank", "prank", "ladder"),
    ),
    "a ladder without official steps": (
        with_fact("conducts", "threat", official_steps=False, after=("letter",)),
        ("conducts.yaml", "threat", "threat", "ladder"),
    ),
    "conduct of an act": (with_fact("acts", "insult", conduct="x"), ("acts.yaml", "insult", "x", "conduct")),
    "step of an after-step": (with_fact("after", "letter", steps=("x",)), ("after.yaml", "letter", "x", "step")),
    "who may not do the step": (
        with_fact("after", "letter", by=("clerk",)),
        ("after.yaml", "letter", "clerk", "role for warning_letter"),
    ),
    "rule of a standard": (
        with_fact("standards", "farewell", rules=("x",)),
        ("standards.yaml", "farewell", "x", "rule"),
    ),
    "a hard rule that is not hard": (
        with_fact("hard_rules", "H1", severity="major"),
        ("hard-rules.yaml", "H1", "ev-end-reason", "severity major"),
    ),
    "course of a policy": (
        with_policy(courses={"rudeness": ("warn",)}),
        ("policies.yaml", "KR_2024_DECREE", "rudeness", "conduct"),
    ),
    "no basis": (with_rule("ph-ab-stop", basis=()), (LADDER, "ph-ab-stop", "basis", "basis")),
}


@pytest.mark.parametrize(("manual", "wrong"), WRONG.values(), ids=WRONG.keys())
def test_says_what_does_not_agree(manual: Manual, wrong: tuple[str, str, str, str]) -> None:
    [found] = inconsistencies(manual)
    assert (found.file, found.detail["owner"], found.detail["name"], found.detail["what"]) == wrong


def test_names_everything_at_once() -> None:
    found = inconsistencies(with_ladder(conduct=("verbal_abuse", "a", "b"), triggers=("c",)))
    assert sorted(wrong.detail["name"] for wrong in found) == ["a", "b", "c"]


@pytest.mark.parametrize("act", ["threaten(4)", "insult(2)", "threaten(x)"])
def test_levels_an_act_does_not_have_are_wrong(act: str) -> None:
    manual = with_rule("ph-th-report", trigger=(act,))
    assert [wrong.detail["name"] for wrong in inconsistencies(manual)] == [act]


@pytest.mark.parametrize(
    "manual",
    [
        with_rule("ph-ab-warn-count", at_least="warning.verbal_abuse"),
        with_rule("ph-ab-warn-count", at_least="warnings.verbal_abus"),
        with_context(minutes_below="end_minute"),
        with_context(minutes_at_least="name"),
    ],
    ids=["unknown field", "unknown conduct", "unknown minutes", "a field that is no number"],
)
def test_numbers_of_the_policy_must_exist(manual: Manual) -> None:
    assert len(inconsistencies(manual)) == 1
