"""What exploring a scenario found, as frozen values. A witness is the inputs that lead there from the start."""

from typing import Literal, NamedTuple, TypeAlias

import msgspec

from dialogues.bench.walking import EdgeId
from dialogues.inputs import Input
from scoring.rules.model import Dimension, Verdict
from scoring.trace import Outcome

Inputs: TypeAlias = tuple[Input, ...]
TrapKind: TypeAlias = Literal["no-way-out", "actions-only"]


class OptionId(NamedTuple):
    """One option of one state."""

    state: str
    option: str


class Budget(msgspec.Struct, frozen=True):
    """How much work exploring may do, counted and not timed, so that the answer is always the same.

    states, steps: run states kept and steps tried, in each of the two searches. runs: random runs; turns: the most
    turns of one; graded: how many of them are judged, spread evenly. gradings: judgements spent on looking for the
    best run. seed: of the random runs; nothing else depends on it.
    """

    states: int = 250_000
    steps: int = 4_000_000
    runs: int = 10_000
    turns: int = 60
    graded: int = 1_000
    gradings: int = 20_000
    seed: int = 0


class Reached(msgspec.Struct, frozen=True):
    """What can happen, each with a witness: the shortest there is, unless only random runs came by it.

    actions: by name, wherever they were taken. edges: those of silence too. speechless: states in which a run can
    stand while all options are hidden.
    """

    states: dict[str, Inputs]
    options: dict[OptionId, Inputs]
    actions: dict[str, Inputs]
    edges: dict[EdgeId, Inputs]
    endings: dict[str, Inputs]
    speechless: dict[str, Inputs]


class Unreached(msgspec.Struct, frozen=True):
    """What never happened. When the search was exhaustive it cannot happen.

    options: never shown (what is shown can be taken).
    """

    states: tuple[str, ...]
    options: tuple[OptionId, ...]
    actions: tuple[str, ...]
    edges: tuple[EdgeId, ...]
    endings: tuple[str, ...]


class Trap(msgspec.Struct, frozen=True):
    """Run states that no ending can be reached from. states: where the run then stays; inputs: how it gets in.

    kind: "no-way-out" whatever is done; "actions-only": by options alone.
    """

    kind: TrapKind
    states: tuple[str, ...]
    inputs: Inputs


class Longest(msgspec.Struct, frozen=True):
    """The longest way to an ending by options alone that never stands in the same run state twice.

    seconds: of the story. loop: states that options can go round in for ever (a longest way has then no bound; it may
    also be longer than the one found), empty where they cannot. exact: no longer one exists.
    """

    inputs: Inputs
    seconds: int
    loop: tuple[str, ...]
    exact: bool


class Graded(msgspec.Struct, frozen=True):
    """One run that was judged."""

    inputs: Inputs
    ending: str
    outcome: Outcome | Literal[""]
    total: int
    passed: bool
    hard_fails: tuple[str, ...] = ()

    @property
    def turns(self) -> int:
        """Return how many turns it took."""
        return len(self.inputs)


class Extreme(msgspec.Struct, frozen=True):
    """A score of a dimension and a run that has it."""

    score: int
    inputs: Inputs


class Range(msgspec.Struct, frozen=True):
    """The lowest and highest score of one dimension over the runs that called for it.

    always: every judged run called for it; one that did not lost nothing in it.
    """

    lowest: Extreme
    highest: Extreme
    always: bool = False


class Sample(msgspec.Struct, frozen=True):
    """What judging a sample of runs showed.

    scores: the totals of the judged random runs, in the order they were made; passing_scores: of those that pass.
    runs: all random runs; cut: those that were not over within the budget's turns, never judged.
    Everything else speaks of all judged runs: those, the shortest way to each ending, and what the search for the best
    run met. best: passing before not passing, then the highest total, then the fewest turns; worst: the lowest total.
    passing, failing: the shortest. passing_with_hard_break: must be empty; judging is wrong where it is not.
    dimensions: those that counted in some run. rules: called for, with a witness for each verdict.
    passing_after_ending_calm: the same of runs in which the trainee ended a talk that gave no cause.
    ladders: those some run stood on; not_called: their rules that no run called for.
    """

    scores: tuple[int, ...]
    passing_scores: tuple[int, ...]
    runs: int
    cut: int
    best: Graded | None
    worst: Graded | None
    passing: Graded | None
    failing: Graded | None
    passing_with_hard_break: tuple[Graded, ...]
    passing_after_ending_calm: tuple[Graded, ...]
    dimensions: dict[Dimension, Range]
    rules: dict[str, dict[Verdict, Inputs]]
    ladders: tuple[str, ...]
    not_called: tuple[str, ...]

    @property
    def full_score(self) -> bool:
        """Return whether a run with 100 points that passes was found; not found does not mean that there is none."""
        return self.best is not None and self.best.passed and self.best.total == 100


class Exploration(msgspec.Struct, frozen=True):
    """Everything exploring a scenario found.

    complete: every run state was looked at, so that what is unreached cannot happen; options_complete: the same of
    those that options alone lead to. run_states, steps: looked at and tried by the search; turns: of random runs.
    """

    complete: bool
    options_complete: bool
    run_states: int
    steps: int
    turns: int
    reached: Reached
    unreached: Unreached
    traps: tuple[Trap, ...]
    longest: Longest | None
    sample: Sample
