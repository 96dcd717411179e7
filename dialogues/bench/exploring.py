"""Exploring a scenario: what can happen in it, what cannot, how it can end and what that is worth.

First every run state is looked at, as far as the budget goes: once by options alone, once with everything a trainee
can do. Then random runs are made; they are judged for the scores, and where the search stopped short they go further.
The answer says which it was. The same stage, manual, policy and budget always give the same answer.
"""

from collections.abc import Iterator

from dialogues.bench.best_run import BestRunSearch
from dialogues.bench.chance_runs import ChanceRuns
from dialogues.bench.coverage import reached, unreached
from dialogues.bench.exploration import Budget, Exploration, Trap
from dialogues.bench.loops import longest, traps
from dialogues.bench.sampling import Sampling
from dialogues.bench.searching import Space, search
from dialogues.bench.walking import Walker
from dialogues.machine import Stage
from scoring.manual.manual import Manual

DEFAULT = Budget()


def explore(stage: Stage, manual: Manual, policy: str = "", budget: Budget = DEFAULT) -> Exploration:
    """Explore a staged scenario and judge runs under a policy ("": the manual's default).

    Raises KeyError on an unknown policy.
    """
    walker = Walker(stage)
    spoken = search(walker, budget.states, budget.steps, options_only=True)
    whole = search(walker, budget.states, budget.steps)
    chance = ChanceRuns(walker, budget.seed, budget.turns)
    sampling = Sampling(stage, manual, policy)
    cut = _make_runs(chance, sampling, budget)
    found = reached(walker, (whole.met(), spoken.met(), chance.met))
    for inputs in found.endings.values():
        sampling.take(inputs)
    BestRunSearch(walker, sampling.judge, sampling.note, budget.turns, budget.gradings).run()
    return Exploration(
        complete=whole.complete,
        options_complete=spoken.complete,
        run_states=len(whole.nodes),
        steps=whole.steps + spoken.steps,
        turns=chance.turns,
        reached=found,
        unreached=unreached(stage, found),
        traps=tuple(_all_traps(whole, spoken)),
        longest=longest(spoken),
        sample=sampling.sample(budget.runs, cut),
    )


def _make_runs(chance: ChanceRuns, sampling: Sampling, budget: Budget) -> int:
    """Make the random runs and judge an even share of those that are over; return how many are not."""
    cut = 0
    for number in range(budget.runs):
        run = chance.run()
        cut += not run.over
        if run.over and _is_judged(number, budget):
            sampling.take_chance_run(run.inputs)
    return cut


def _is_judged(number: int, budget: Budget) -> bool:
    return (number + 1) * budget.graded // budget.runs > number * budget.graded // budget.runs


def _all_traps(whole: Space, spoken: Space) -> Iterator[Trap]:
    """Yield the traps of both searches; one that nothing leads out of is not told again for the options."""
    closed = traps(whole)
    yield from closed
    inside = {state for trap in closed for state in trap.states}
    yield from (trap for trap in traps(spoken) if not inside.issuperset(trap.states))
