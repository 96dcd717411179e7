"""Where a run stands on its ladder right now: what is done, what the manual asks for next."""

from typing import Literal

import msgspec

from scoring.manual.manual import Manual
from scoring.manual.model import Ladder, Rung
from scoring.trace import Trace

RungState = Literal["done", "next", "ahead", "passed"]


class Standing(msgspec.Struct, frozen=True):
    """One rung as the run stands: done; next (the first required one not done); ahead; passed (left out so far)."""

    rung: Rung
    state: RungState


def standing(trace: Trace, ladder: Ladder, manual: Manual) -> tuple[Standing, ...]:
    """Return the rungs of a ladder with where the run stands on each.

    Before the complainant's acts have put the run on the ladder, only its soft rungs are asked for: nobody is
    to be warned in advance. What comes after the talk is asked for once it was ended.
    """
    done = {step for event in trace.events for step in event.steps}
    highest = max((n for n, rung in enumerate(ladder.rungs) if rung.step in done), default=-1)
    following = next((n for n in _asked_for(trace, ladder, manual, done) if ladder.rungs[n].step not in done), None)
    return tuple(
        Standing(rung, _state(number, rung.step in done, highest, following))
        for number, rung in enumerate(ladder.rungs)
    )


def _asked_for(trace: Trace, ladder: Ladder, manual: Manual, done: set[str]) -> list[int]:
    """Return the required rungs that are asked for at this point of the run."""
    groups = [manual.steps[rung.step].group for rung in ladder.rungs]
    required = [n for n, rung in enumerate(ladder.rungs) if rung.need == "required"]
    firm = [n for n in required if groups[n] in ("limit", "safety")]
    if ladder.triggers and ladder.ladder not in {active.ladder for active in manual.ladders_of(trace)}:
        return [n for n in required if groups[n] == "soft"]
    talk = firm or [n for n in required if groups[n] == "soft"]
    return [*talk, *(n for n in required if groups[n] == "after" and "end" in done)]


def _state(number: int, done: bool, highest: int, following: int | None) -> RungState:
    if done:
        return "done"
    if number == following:
        return "next"
    return "ahead" if number > highest else "passed"


def main_ladder(trace: Trace, manual: Manual) -> Ladder | None:
    """Return the ladder a trainee should look at: the one its acts triggered last, else the one for its conduct."""
    active = [ladder for ladder in manual.ladders_of(trace) if ladder.triggers]
    if active:
        return max(active, key=lambda ladder: _first_trigger(trace, ladder, manual))
    fitting = (
        ladder
        for ladder in manual.ladders.values()
        if trace.channel in ladder.channels and set(ladder.conduct) & set(trace.conduct)
    )
    return next(fitting, None)


def _first_trigger(trace: Trace, ladder: Ladder, manual: Manual) -> int:
    names = {name for act in ladder.triggers for name in manual.act_names(act)}
    return next((event.seq for event in trace.events if names & set(event.acts)), -1)
