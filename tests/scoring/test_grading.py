"""Trace, manual and policy in, scorecard out."""

from collections.abc import Callable

import msgspec
import pytest

from scoring.grading import grade
from scoring.manual.reader import shipped_manual
from scoring.scorecard import PASS_MARK, Scorecard
from scoring.trace import Channel
from tests.scoring.model_runs import RUNS, Pair, phone_abuse, phone_harassment
from tests.scoring.traces import trace_of

MANUAL = shipped_manual()


def card_of(story: str, *, channel: Channel = "phone", legitimate: bool = False, policy: str = "") -> Scorecard:
    return grade(trace_of(story, channel=channel, legitimate=legitimate), MANUAL, policy)


def rules_in(card: Scorecard) -> set[str]:
    return {finding.rule for finding in card.findings}


def score_of(card: Scorecard, dimension: str) -> int | None:
    return next(d.score for d in card.dimensions if d.dimension == dimension)


@pytest.mark.parametrize(("ladder", "runs"), RUNS.items(), ids=RUNS.keys())
def test_an_exemplary_run_scores_full_and_passes(ladder: str, runs: Pair) -> None:
    good, _ = runs.traces()
    card = grade(good, MANUAL)
    assert ladder in card.ladders
    assert [finding for finding in card.findings if not finding.good] == []
    assert (card.total, card.passed, card.hard_fails) == (100, True, ())


@pytest.mark.parametrize(("ladder", "runs"), RUNS.items(), ids=RUNS.keys())
def test_a_bad_run_fails_and_says_why(ladder: str, runs: Pair) -> None:
    _, bad = runs.traces()
    card = grade(bad, MANUAL)
    assert ladder in card.ladders
    assert card.total < PASS_MARK
    assert not card.passed
    assert card.hard_fails == runs.broken


@pytest.mark.parametrize(("ladder", "runs"), RUNS.items(), ids=RUNS.keys())
def test_an_exemplary_run_is_judged_by_its_ladder(ladder: str, runs: Pair) -> None:
    good, _ = runs.traces()
    met = {finding.rule for finding in grade(good, MANUAL).findings if finding.ladder == ladder}
    assert len(met) >= 2


@pytest.mark.parametrize("name", MANUAL.policies)
@pytest.mark.parametrize(("conduct", "story"), [("verbal_abuse", phone_abuse), ("sexual_harassment", phone_harassment)])
def test_keeping_to_a_policy_scores_full_under_it(name: str, conduct: str, story: Callable[[int], str]) -> None:
    card = card_of(story(MANUAL.policies[name].warnings.get(conduct, 0)), policy=name)
    assert [finding for finding in card.findings if not finding.good] == []
    assert (card.policy, card.total, card.passed) == (name, 100, True)


@pytest.mark.parametrize("name", [name for name, policy in MANUAL.policies.items() if policy.warnings["verbal_abuse"]])
def test_one_warning_less_than_the_policy_asks_costs_points(name: str) -> None:
    card = card_of(phone_abuse(MANUAL.policies[name].warnings["verbal_abuse"] - 1), policy=name)
    assert "ph-ab-warn-count" in {finding.rule for finding in card.findings if not finding.good}
    assert card.total < 100


def test_an_unknown_policy_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        card_of("c: insult", policy="NO_SUCH")


def test_the_card_says_what_it_was_judged_by() -> None:
    card = card_of("c: insult; t: ask_to_stop")
    assert (card.policy, card.manual_hash) == (MANUAL.default_policy, MANUAL.hash)
    assert (card.ladders, card.pass_mark) == (("EV", "PH-AB"), PASS_MARK)


def test_the_same_trace_gives_the_same_card() -> None:
    for runs in RUNS.values():
        for first, second in zip(runs.traces(), runs.traces(), strict=True):
            assert msgspec.json.encode(grade(first, MANUAL)) == msgspec.json.encode(grade(second, MANUAL))


def test_an_empty_run_is_asked_for_nothing() -> None:
    card = card_of("")
    assert (card.total, card.passed, card.findings) == (100, True, ())
    assert {dimension.score for dimension in card.dimensions} == {None}


def test_preventing_the_insult_scores_full() -> None:
    prevented = "c: complain; t: listen, empathise; c: calm_down; t: explain_rule"
    card = card_of(prevented, legitimate=True)
    assert card.total == 100
    assert card.ladders == ("EV",)
    assert rules_in(card) == {"ev-listen", "ev-legitimate"}


def test_rules_that_were_not_triggered_do_not_count() -> None:
    """Three rules of 15, 15 and 5 points were called for, whatever else stands on the ladder."""
    card = card_of("c: insult; t: ask_to_stop; c: insult; t: warn; c: calm_down")
    assert rules_in(card) == {"ph-ab-stop", "ph-ab-warn", "ph-ab-order"}
    assert [(d.earned, d.possible) for d in card.dimensions if d.dimension == "procedure"] == [(35, 35)]


def test_the_total_is_points_earned_of_points_asked_less_deductions() -> None:
    """ev-listen 10 of 10, ev-legitimate 0 of 10, less 8 for arguing."""
    card = card_of("c: complain; t: listen, argue", legitimate=True)
    assert card.total == 100 * 10 // 20 - 8
    assert not card.passed
    assert {d.dimension: d.score for d in card.dimensions} == {
        "de_escalation": 100 - 8,
        "procedure": None,
        "service": 0,
        "safety": None,
        "law": None,
    }


def test_kindness_and_firmness_are_judged_apart() -> None:
    kind = card_of("c: complain; t: listen; c: insult; t: listen")
    firm = card_of("c: complain; t: explain_rule; t:; c: insult; t: ask_to_stop")
    assert (score_of(kind, "de_escalation"), score_of(kind, "procedure")) == (100, 0)
    assert (score_of(firm, "de_escalation"), score_of(firm, "procedure")) == (0, 100)


def test_warnings_alone_lose_points_with_a_justified_complaint() -> None:
    story = "c: complain; t: listen; c: insult; t: warn"
    assert card_of(story, legitimate=False).total == 100
    card = card_of(story, legitimate=True)
    assert card.total < 100
    assert score_of(card, "service") == 0


HARD: dict[str, tuple[str, Channel, str]] = {
    "ended without the reason": ("c: insult; t: warn; t: end", "phone", "ev-end-reason"),
    "gave the reason afterwards": ("c: insult; t: end; t: state_end_reason", "visit", "ev-end-reason"),
    "ended without a cause": ("c: complain; t: listen; t: state_end_reason, end", "phone", "ev-needless-end"),
    "talked on at a weapon": ("c: show_weapon; t: ask_to_calm; t: listen", "visit", "ev-danger-first"),
    "talked on at an assault": ("c: assault; t: listen; t: argue", "visit", "ev-danger-first"),
    "rang far too late": ("c: show_weapon; t: listen; t:; t: press_bell", "visit", "ev-danger-first"),
    "hung up at a hint of self-harm": ("c: hint_self_harm; t: state_end_reason, end", "phone", "sh-stay"),
    "closed what may not be closed": ("c: repeat_same; t: close_repeated", "document", "ev-close-conditions"),
    "gave in": ("c: demand_unlawful; t: yield_to_unlawful_demand", "visit", "fault-yield_to_unlawful_demand"),
    "counted in danger": ("t: count_in_danger", "visit", "fault-count_in_danger"),
}


@pytest.mark.parametrize(("story", "channel", "rule"), HARD.values(), ids=HARD.keys())
def test_hard_rules_fail_the_run(story: str, channel: Channel, rule: str) -> None:
    card = card_of(story, channel=channel)
    assert rule in card.hard_fails
    assert not card.passed


KEPT: dict[str, tuple[str, Channel]] = {
    "ended with the reason": ("c: insult; t: warn; t: state_end_reason, end", "phone"),
    "rang at a weapon": ("c: show_weapon; t: press_bell", "visit"),
    "got apart at the second turn": ("c: assault; t: listen; t: separate", "visit"),
    "the bell is at the counter": ("c: show_weapon; t: listen", "phone"),
    "rang before it came to an assault": ("c: threaten(2); t: press_bell; c: assault; t: listen", "visit"),
    "the danger ended the run": ("c: complain; t: listen; c: assault", "visit"),
    "stayed at a hint of self-harm": ("c: hint_self_harm; t: listen; t: refer_109", "phone"),
    "ended before the hint": ("c: insult; t: state_end_reason, end; c: hint_self_harm; t: refer_109", "phone"),
    "left without the reason, at an insult and a weapon": (
        "c: insult; t: ask_to_stop; c: show_weapon; t: press_bell, end",
        "visit",
    ),
}


@pytest.mark.parametrize(("story", "channel"), KEPT.values(), ids=KEPT.keys())
def test_hard_rules_that_were_kept(story: str, channel: Channel) -> None:
    assert card_of(story, channel=channel).hard_fails == ()


@pytest.mark.parametrize("act", ["assault", "show_weapon", "damage"])
def test_leaving_in_danger_is_not_needless(act: str) -> None:
    assert card_of(f"c: {act}; t: press_bell; t: state_end_reason, end", channel="visit").hard_fails == ()


@pytest.mark.parametrize("answer", ["listen", "empathise", "refer_109", "call_119"])
def test_a_hint_of_self_harm_wants_an_answer(answer: str) -> None:
    heard, passed_over = card_of(f"c: hint_self_harm; t: {answer}"), card_of("c: hint_self_harm; t: explain_rule")
    verdicts = [{f.rule: f.verdict for f in card.findings}["sh-answer"] for card in (heard, passed_over)]
    assert verdicts == ["done", "skipped"]
    assert heard.total > passed_over.total == 0


def test_a_run_that_ends_in_harm_fails() -> None:
    story = "c: complain; t: listen, explain_rule"
    assert grade(trace_of(story, outcome="resolved"), MANUAL).passed
    card = grade(trace_of(story, outcome="harm"), MANUAL)
    assert card.hard_fails == ("ev-no-harm",)
    assert not card.passed


def test_a_hard_rule_fails_the_run_whatever_the_sum() -> None:
    good = RUNS["PH-AB"].exemplary
    without_reason = good.replace("state_end_reason, ", "").replace("t: end", "t: notify_legal_action, end")
    card = card_of(without_reason)
    assert card.hard_fails == ("ev-end-reason",)
    assert card.total >= PASS_MARK
    assert not card.passed


def test_ending_without_a_reason_costs_once_as_a_rule_and_once_as_a_fault() -> None:
    silent = card_of("c: insult; t: warn; t: end")
    confessed = card_of("c: insult; t: warn; t: end, end_without_reason")
    assert silent.total - confessed.total == MANUAL.faults["end_without_reason"].points


@pytest.mark.parametrize(
    ("line", "wrong"),
    [("t: ban_entry", True), ("lead> ban_entry", True), ("head> ban_entry", False), ("lead: ban_entry", False)],
)
def test_who_did_it_matters_where_the_trainee_did_it_or_gave_it_to_somebody(line: str, wrong: bool) -> None:
    card = card_of(f"c: insult; t: ask_to_stop; {line}", channel="visit")
    assert ("role-ban_entry" in rules_in(card)) is wrong


def test_faults_are_judged_once_for_each_time() -> None:
    once, twice = card_of("t: argue"), card_of("t: argue; t: argue")
    assert (once.total, twice.total) == (92, 84)


def test_the_total_never_falls_below_nothing() -> None:
    card = card_of("t: insult_back, argue, touch, discriminate, leak_personal_data\n" * 3)
    assert card.total == 0
    assert score_of(card, "safety") == 100 - 3 * MANUAL.faults["touch"].points
