"""The events of a run: whose turn it was, and what survives an undo."""

import msgspec
import pytest

from scoring.trace import TRAINEE_KINDS, Event, EventKind, is_by_trainee, surviving
from tests.scoring.traces import trace_of


def journal(*entries: tuple[EventKind, int]) -> list[Event]:
    """Write a journal of (kind, turn)."""
    blank = trace_of("system:").events[0]
    return [msgspec.structs.replace(blank, seq=seq, kind=kind, turn=turn) for seq, (kind, turn) in enumerate(entries)]


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("said", True),
        ("did", True),
        ("kept_silent", True),
        ("opened", False),
        ("answered", False),
        ("joined", False),
        ("closed", False),
        ("stopped", False),
        ("undone", False),
    ],
)
def test_the_trainees_own_turns(kind: EventKind, own: bool) -> None:
    assert is_by_trainee(journal((kind, 1))[0]) is own
    assert (kind in TRAINEE_KINDS) is own


@pytest.mark.parametrize(("story", "turns"), [("", 0), ("c: complain", 0), ("t: listen; c: thank; t:", 2)])
def test_turns(story: str, turns: int) -> None:
    assert trace_of(story).turns == turns


def test_without_an_undo_everything_survives() -> None:
    events = journal(("opened", 0), ("said", 1), ("answered", 1), ("closed", 1))
    assert surviving(events) == tuple(events)


def test_an_undone_turn_leaves_with_its_answers_and_its_mark() -> None:
    events = journal(("opened", 0), ("said", 1), ("said", 2), ("answered", 2), ("undone", 1), ("did", 2))
    assert [event.seq for event in surviving(events)] == [0, 1, 5]


def test_undoing_goes_back_as_often_as_asked() -> None:
    events = journal(("opened", 0), ("said", 1), ("said", 2), ("undone", 1), ("undone", 0), ("did", 1))
    assert [event.seq for event in surviving(events)] == [0, 5]


def test_an_ending_can_be_undone() -> None:
    events = journal(("opened", 0), ("said", 1), ("closed", 1), ("undone", 0))
    assert [event.seq for event in surviving(iter(events))] == [0]


@pytest.mark.parametrize("story", ["t: lissen", "insult", "c: insult; x y: warn"])
def test_a_story_with_a_slip_of_the_pen_is_refused(story: str) -> None:
    with pytest.raises(ValueError, match="not "):
        trace_of(story)
