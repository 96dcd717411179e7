"""Finding states in a text that is being written, whether it reads or not."""

import pytest

from dialogues.bench.text_places import TextPlaces, text_places
from tests.dialogues.small_scenarios import FULL, SMALL, changed

LINES = SMALL.split("\n")
BROKEN = changed("says: 오 분밖에 안 됐어요.", 'says: "오 분밖에', SMALL)


def line_of(start: str) -> int:
    return next(number for number, line in enumerate(LINES, start=1) if line.startswith(start))


@pytest.mark.parametrize("text", [SMALL, BROKEN], ids=["sound", "broken"])
def test_states_and_endings_are_found_by_name(text: str) -> None:
    places = text_places(text)
    assert list(places.states) == ["opening", "explains", "insults", "after-call"]
    assert places.line_of("explains") == line_of("  explains:")
    assert places.line_of("calmed") == line_of("  calmed:")
    assert places.line_of("nowhere") is None


@pytest.mark.parametrize("text", [SMALL, BROKEN], ids=["sound", "broken"])
@pytest.mark.parametrize(
    ("start", "state"),
    [
        ("title:", ""), ("states:", ""), ("  opening:", "opening"), ("      - id: cold-rule", "opening"),
        ("  insults:", "insults"), ("      warn:", "insults"), ("actions:", ""), ("  end:", ""), ("  calmed:", ""),
    ],
)  # fmt: skip
def test_a_line_belongs_to_its_state(text: str, start: str, state: str) -> None:
    assert text_places(text).state_at(line_of(start)) == state


def test_a_line_before_everything_belongs_to_no_state() -> None:
    assert text_places("# first\n" + FULL).state_at(1) == ""


@pytest.mark.parametrize("text", ["", "- a\n- b", "states", "states:", "states: [", "%"])
def test_what_is_no_scenario_has_no_states(text: str) -> None:
    assert text_places(text).states == {}


def test_states_in_one_line_are_found_where_the_text_reads() -> None:
    assert text_places("states: {a: {says: x}, 'b': {says: y}}\nendings: {c: {}}") == TextPlaces(
        {"a": 1, "b": 1}, {"c": 2}, (1, 2)
    )


def test_quoted_names_and_comments_are_read_by_look_too() -> None:
    text = "states:  # all\n  'one': # first\n    says: [\n  two:\n# x: y\nendings:\n  \"done\":\n"
    assert text_places(text) == TextPlaces({"one": 2, "two": 4}, {"done": 7}, (1, 6))
