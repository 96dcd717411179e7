"""Where a run stands on its ladder."""

import msgspec
import pytest

from scoring.manual.model import Ladder, Need, Rung
from scoring.manual.reader import shipped_manual
from scoring.standing import main_ladder, standing
from scoring.trace import Channel
from tests.scoring.traces import trace_of

MANUAL = shipped_manual()
NEEDS: dict[str, Need] = {
    "listen": "required",
    "ask_to_calm": "recommended",
    "warn": "required",
    "notify_recording": "automatic",
    "state_end_reason": "required",
    "end": "conditional",
}


def ladder_of(needs: dict[str, Need]) -> Ladder:
    rungs = tuple(Rung(step, need) for step, need in needs.items())
    return msgspec.structs.replace(MANUAL.ladders["PH-AB"], rungs=rungs)


def states(story: str, needs: dict[str, Need] = NEEDS) -> str:
    return " ".join(place.state for place in standing(trace_of(story), ladder_of(needs), MANUAL))


PLACES = {
    "before its act only the soft rungs are asked for": ("c: complain", "next ahead ahead ahead ahead ahead"),
    "nobody is warned in advance": ("c: complain; t: listen", "done ahead ahead ahead ahead ahead"),
    "with its act the firm ones": ("c: insult", "ahead ahead next ahead ahead ahead"),
    "the first done": ("c: insult; t: warn", "passed passed done ahead next ahead"),
    "one left out is still asked for": ("c: insult; t: state_end_reason", "passed passed next passed done ahead"),
    "one made up for later": ("c: insult; t: state_end_reason; t: warn", "passed passed done passed done ahead"),
    "what is not on the ladder": ("c: insult; t: greet, argue", "ahead ahead next ahead ahead ahead"),
    "several at once": ("c: insult; t: listen, ask_to_calm, warn", "done done done ahead next ahead"),
    "all that is required done": ("c: insult; t: warn, state_end_reason", "passed passed done passed done ahead"),
    "done by somebody else": ("c: insult; lead: warn", "passed passed done ahead next ahead"),
}


@pytest.mark.parametrize(("story", "expected"), PLACES.values(), ids=PLACES.keys())
def test_standing(story: str, expected: str) -> None:
    assert states(story) == expected


def test_nothing_is_next_where_nothing_is_required() -> None:
    assert states("c: insult; t: listen", {"listen": "required", "warn": "conditional", "end": "recommended"}) == (
        "done ahead ahead"
    )


def test_the_rungs_come_in_the_order_of_the_ladder() -> None:
    ladder = MANUAL.ladders["PH-AB"]
    assert tuple(place.rung for place in standing(trace_of("c: insult"), ladder, MANUAL)) == ladder.rungs


def test_what_a_ladder_asks_for_step_by_step() -> None:
    """Follow the shipped ladder by doing what is next until nothing is."""
    ladder = MANUAL.ladders["PH-AB"]
    done: list[str] = []
    while step := next(
        (
            p.rung.step
            for p in standing(trace_of("c: insult; t: " + ", ".join(done)), ladder, MANUAL)
            if p.state == "next"
        ),
        "",
    ):
        done.append(step)
    required = [rung.step for rung in ladder.rungs if rung.need == "required"]
    assert done == [step for step in required if MANUAL.steps[step].group != "soft"]


def _next_after(story: str, ladder: Ladder) -> str:
    places = standing(trace_of(story), ladder, MANUAL)
    return next((place.rung.step for place in places if place.state == "next"), "")


MAIN: dict[str, tuple[str, Channel, tuple[str, ...], str | None]] = {
    "its act": ("c: insult; t: listen", "phone", (), "PH-AB"),
    "its act, on another channel": ("c: insult", "visit", (), "VS-AB"),
    "its act, whatever the scenario is about": ("c: insult", "phone", ("threat",), "PH-AB"),
    "the act that came last": ("c: insult; t: warn; c: threaten(2)", "phone", (), "PH-TH"),
    "the act that came last, the other way round": ("c: threaten(2); t: warn; c: insult", "phone", (), "PH-AB"),
    "an act of before changes nothing": ("c: insult; c: threaten(1); c: insult", "phone", (), "PH-TH"),
    "no act yet: the scenario's conduct": ("c: complain", "phone", ("sexual_harassment",), "PH-SX"),
    "no act yet: by conduct and channel": ("", "visit", ("threat",), "VS-AB"),
    "no act and nothing announced": ("c: complain", "phone", (), None),
    "no ladder for this channel": ("c: prolong", "document", ("excessive_duration",), None),
}


@pytest.mark.parametrize(("story", "channel", "conduct", "expected"), MAIN.values(), ids=MAIN.keys())
def test_main_ladder(story: str, channel: Channel, conduct: tuple[str, ...], expected: str | None) -> None:
    ladder = main_ladder(trace_of(story, channel=channel, conduct=conduct), MANUAL)
    assert (ladder.ladder if ladder else None) == expected
