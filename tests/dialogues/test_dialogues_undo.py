"""Taking turns back: everything is as before, the numbers of undone events are gone for good."""

import pytest

from dialogues.inputs import InputError, Undo
from scoring.trace import Event, surviving
from tests.dialogues.small_scenarios import names, picture, played, started, take

SCRIPTS = ["again", "shout", "!warn", "!call_112", "!call_team_lead", "!end", "...", "in", "nowhere"]


@pytest.mark.parametrize("last", SCRIPTS)
@pytest.mark.parametrize("first", [(), ("again",), ("!warn", "again"), ("in", "undo", "...")])
def test_undo_restores_everything(first: tuple[str, ...], last: str) -> None:
    play = started(seed=5)
    take(play, *first)
    before = picture(play)
    take(play, last)
    turn = play.take(Undo())
    assert picture(play) == before
    assert turn.input == Undo()
    [event] = turn.events
    assert (event.actor, event.kind, event.words) == ("clerk", "undone", "")
    assert (event.state, event.turn, event.seconds) == (play.state, play.turn, play.seconds)
    assert (event.anger, event.trust, event.fear) == play.meters


def test_undo_restores_counters_counts_and_visits() -> None:
    play = played("again", "again", "undo")
    assert "secret" not in names(play.options())
    take(play, "again")
    assert "secret" in names(play.options())
    play = played("!warn", "!warn", "undo")
    assert "secret" not in names(play.options())
    play = played("...", "undo", "...")
    assert play.state == "door"  # a second visit would have led out


def test_after_undo_the_same_choice_brings_the_same_words() -> None:
    play = started(seed=2)
    first = take(play, "again")
    take(play, "undo")
    second = take(play, "again")
    assert [event.words for event in first] == [event.words for event in second]


def test_undo_takes_a_run_back_from_its_ending() -> None:
    play = played("in", "done")
    take(play, "undo")
    assert (play.over, play.ending, play.outcome, play.state) == (False, "", None, "room")
    take(play, "quiet", "note")
    assert play.ending == "solved"


def test_undo_all_the_way_to_the_start_and_no_further() -> None:
    play = started()
    opened = picture(play)
    take(play, "again", "!warn", "...", "undo", "undo", "undo")
    assert picture(play) == opened
    with pytest.raises(InputError) as raised:
        play.take(Undo())
    assert raised.value.code == "undo"
    assert picture(play) == opened


def test_numbers_are_never_used_twice() -> None:
    play = started()
    journal: list[Event] = list(play.trace().events)
    for word in ("again", "undo", "again", "!warn", "undo", "undo", "in", "undo", "in", "done", "undo", "stop"):
        journal += take(play, word)
    assert [event.seq for event in journal] == list(range(len(journal)))
    kept = [event.seq for event in play.trace().events]
    assert kept == sorted(set(kept))
    assert len(kept) < len(journal)


def test_the_trace_is_the_journal_without_what_was_taken_back() -> None:
    play = started()
    journal: list[Event] = list(play.trace().events)
    for word in ("again", "!warn", "undo", "in", "undo", "undo", "!call_team_lead", "!warn", "undo", "done"):
        journal += take(play, word)
        assert surviving(journal) == play.trace().events
