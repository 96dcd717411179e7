"""The after-incident steps as a run stands, and what giving one to somebody writes."""

from typing import get_args

import pytest

from scoring.incident.after import ASSIGNEES, AfterItem, after_items, assigned
from scoring.manual.reader import shipped_manual
from scoring.trace import Role, is_by_trainee
from tests.scoring.traces import trace_of

MANUAL = shipped_manual()


def item(story: str, name: str) -> AfterItem:
    return next(one for one in after_items(trace_of(story), MANUAL) if one.name == name)


def test_the_steps_come_in_the_manuals_order_and_are_open_at_first() -> None:
    items = after_items(trace_of("c: insult; t: warn"), MANUAL)
    assert [one.name for one in items] == list(MANUAL.after)
    assert all(one.open and one.by is None for one in items)


AGAINST = ("letter", "legal_consultation", "accusation")


@pytest.mark.parametrize(
    ("story", "measures"),
    [
        ("c: hint_self_harm; t: listen", False),
        ("c: hint_self_harm; c: complain; t: listen", False),
        ("c: hint_self_harm; c: insult; t: listen", True),
        ("c: hint_self_harm; c: threaten(2); t: listen", True),
        ("c: threaten(2); t: listen", True),
        ("c: complain; t: listen", True),
    ],
)
def test_nothing_is_done_against_somebody_who_only_spoke_of_harming_themselves(story: str, measures: bool) -> None:
    names = [one.name for one in after_items(trace_of(story), MANUAL)]
    assert [name for name in AGAINST if name in names] == (list(AGAINST) if measures else [])
    assert {name for name in MANUAL.after if name not in AGAINST} <= set(names)


def test_an_empty_run_leaves_everything_open() -> None:
    assert all(one.open for one in after_items(trace_of(""), MANUAL))


@pytest.mark.parametrize("name", MANUAL.after)
@pytest.mark.parametrize("to", ASSIGNEES)
def test_a_step_is_done_when_it_was_given_to_one_who_may_do_it(name: str, to: Role) -> None:
    step = MANUAL.after[name]
    one = item(f"c: insult; {to}> {', '.join(step.steps)}", name)
    assert (one.by, one.right, one.open) == (to, to in step.by, to not in step.by)


@pytest.mark.parametrize("name", MANUAL.after)
def test_every_step_can_be_given_to_somebody_right(name: str) -> None:
    assert set(MANUAL.after[name].by) & set(ASSIGNEES)


GIVEN: dict[str, tuple[str, str, Role | None, bool]] = {
    "right in the talk already": ("c: insult; head: rest", "protect_and_rest", "head", True),
    "asked for in the talk, not done": ("c: insult; t: rest", "protect_and_rest", None, False),
    "wrong": ("c: insult; t: warn; lead> rest", "protect_and_rest", "lead", False),
    "wrong, then right": ("c: insult; lead> rest; head> rest", "protect_and_rest", "head", True),
    "right, then wrong": ("c: insult; head> rest; lead> rest", "protect_and_rest", "head", True),
    "wrong twice": ("c: insult; lead> rest; colleague> rest", "protect_and_rest", "colleague", False),
    "right twice": ("c: insult; lead> keep_evidence; colleague> keep_evidence", "secure_evidence", "lead", True),
    "the clerk's own": ("c: insult; t: write_report, tell_head", "report_to_head", "clerk", True),
    "the first of its steps is the one that matters": ("c: insult; t: tell_head", "report_to_head", None, False),
    "the first of its steps alone": ("c: insult; t: write_report", "report_to_head", "clerk", True),
    "another step": ("c: insult; head> warning_letter", "protect_and_rest", None, False),
}


@pytest.mark.parametrize(("story", "name", "by", "right"), GIVEN.values(), ids=GIVEN.keys())
def test_who_did_a_step(story: str, name: str, by: Role | None, right: bool) -> None:
    one = item(story, name)
    assert (one.by, one.right, one.open) == (by, right, not right)


TALK = "c: insult | 80 20 10; 3' t: warn | 70 30 20; 9' c: calm_down | 40 50 5"


def test_giving_a_step_to_somebody_is_the_trainees_next_turn_and_changes_nothing_else() -> None:
    trace = trace_of(TALK)
    last = trace.events[-1]
    event = assigned(trace, MANUAL, "secure_evidence", "colleague", "증거 확보")
    assert (event.seq, event.turn) == (last.seq + 1, last.turn + 1)
    assert (event.actor, event.kind, event.source, event.words) == (
        "colleague",
        "assigned",
        "secure_evidence",
        "증거 확보",
    )
    assert (event.acts, event.steps, event.faults) == ((), ("keep_evidence",), ())
    assert (event.anger, event.trust, event.fear, event.seconds, event.state) == (40, 50, 5, 540, last.state)
    assert is_by_trainee(event)


@pytest.mark.parametrize("name", MANUAL.after)
def test_it_counts_as_all_the_steps_of_the_manual(name: str) -> None:
    trace = trace_of(TALK)
    assert assigned(trace, MANUAL, name, "clerk", "").steps == MANUAL.after[name].steps


def test_an_unknown_step_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        assigned(trace_of(TALK), MANUAL, "no_such_step", "clerk", "")


def test_steps_can_only_be_given_to_people_of_the_agency() -> None:
    assert set(ASSIGNEES) < set(get_args(Role))
    assert not {"complainant", "bystander", "system", "police"} & set(ASSIGNEES)
