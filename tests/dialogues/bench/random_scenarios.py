"""Scenarios by chance: few states, but conditions of every kind, counters both ways, loops, clocks, hidden options."""

import random

import msgspec

from dialogues.machine import ActionFact, Stage
from dialogues.model import Aside, Edge, Ending, Option, Reaction, Scenario, Silence, State
from tests.dialogues.small_scenarios import SMALL, scenario_of

ACTIONS = {
    "warn": ActionFact("경고합니다."),
    "end": ActionFact("끝냅니다."),
    "keep_evidence": ActionFact("남깁니다.", after_the_talk=True),
}
_STATES = ("s0", "s1", "s2", "s3")
_ENDINGS = ("e0", "e1")
_METERS = ("anger", "trust", "fear")
_COUNTERS = ("up", "down", "both", "still")
_STEPS = ("listen", "warn", "end")
_ACTS = ("insult", "threaten(2)")
_SEEN = tuple(f"seen({state})" for state in (*_STATES, "e0"))
_COUNTS = tuple(f"count({name})" for name in (*_STEPS, "insult", "threaten"))
_KINDS: tuple[tuple[str, ...], ...] = (_SEEN, _COUNTS, _COUNTERS, ("turn", "minute"))
_COMPARISONS = (">=", "<=", "==", "!=", ">", "<")


def random_stage(seed: int) -> Stage:
    """Return the stage of a seed: each reads other kinds of facts; some never go back to earlier states."""
    return Stage(_Chance(seed).scenario(), ACTIONS)


class _Chance:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._pick = self._random.choice
        self._kinds = self._random.sample(_KINDS, self._random.randint(1, len(_KINDS)))
        self._forward = self._random.random() < 0.4

    def _likely(self, share: float) -> bool:
        return self._random.random() < share

    def _fact(self) -> str:
        return self._pick(self._pick(self._kinds))

    def _simple(self) -> str:
        number, comparison = str(self._random.randint(0, 4)), self._pick(_COMPARISONS)
        meter = f"{self._pick(_METERS)} {comparison} {self._random.randint(0, 100)}"
        two = f"{self._fact()} {comparison} {self._fact()}"
        one, other = f"{self._fact()} {comparison} {number}", f"{number} {comparison} {self._fact()}"
        return self._pick((one, one, other, two, self._fact(), meter))

    def _condition(self) -> str:
        joined = f"{self._simple()} {self._pick(('and', 'or'))} {self._simple()}"
        return self._pick((self._simple(), self._simple(), f"not ({self._simple()})", joined, f"not ({joined})"))

    def _edges(self, state: str) -> tuple[Edge, ...]:
        ahead = _STATES[_STATES.index(state) :] if self._forward and state else _STATES
        targets = (*ahead, *ahead, *_ENDINGS)
        guarded = [Edge(self._pick(targets), self._condition()) for _ in range(self._random.randint(0, 2))]
        return (*guarded, *([Edge(self._pick(targets))] if self._likely(0.6) else []))

    def _effect(self) -> dict[str, int]:
        return {meter: self._random.randint(-40, 40) for meter in _METERS if self._likely(0.5)}

    def _counts(self) -> dict[str, int]:
        changes = {"up": (0, 2), "down": (-2, 0), "both": (-2, 2)}
        return {name: self._random.randint(*ends) for name, ends in changes.items() if self._likely(0.6)}

    def _names(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._pick(names) for _ in range(self._random.randint(0, 2)))

    def _option(self, state: str, number: int) -> Option:
        return Option(
            id=f"o{number}",
            say="네.",
            steps=self._names(_STEPS),
            effect=self._effect(),
            counts=self._counts(),
            when=self._condition() if self._likely(0.5) else "",
            goto=self._edges(state),
            seconds=self._pick((0, 20, 90)),
        )

    def _reactions(self, state: str) -> dict[str, Reaction]:
        return {
            step: Reaction(
                acts=self._names(_ACTS), effect=self._effect(), counts=self._counts(), goto=self._edges(state)
            )
            for step in ("warn", "end", "dance")
            if self._likely(0.3)
        }

    def _state(self, name: str) -> State:
        return State(
            options=tuple(self._option(name, number) for number in range(self._random.randint(1, 3))),
            says=("네.",),
            acts=self._names(_ACTS),
            others=(Aside("lead", "왔습니다.", ("listen",)),) if self._likely(0.2) else (),
            actions=self._reactions(name),
            after=Silence(self._pick((10, 70)), self._edges(name)) if self._likely(0.5) else None,
            minute=self._pick((0, 0, 2)),
            phase=self._pick(("talk", "talk", "after")),
        )

    def scenario(self) -> Scenario:
        template = scenario_of(SMALL)
        return msgspec.structs.replace(
            template,
            complainant=msgspec.structs.replace(template.complainant, anger=self._random.randint(0, 100)),
            start="s0",
            states={name: self._state(name) for name in _STATES},
            endings={name: Ending("resolved", "끝.") for name in _ENDINGS},
            actions={} if self._forward else self._reactions(""),
            counters={"up": 0, "down": self._random.randint(-1, 3), "both": 1, "still": 2},
        )
