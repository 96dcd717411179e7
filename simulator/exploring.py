"""A scenario explored for its author: what the engine found, with the scripts that lead there."""

from typing import NamedTuple

from dialogues.bench.coverage import edges_of
from dialogues.bench.exploration import Budget, Exploration, Inputs
from dialogues.bench.exploring import explore
from dialogues.bench.scripts import script_of
from dialogues.bench.walking import EdgeId
from dialogues.machine import Stage
from dialogues.model import Edge
from dialogues.staging import staged
from simulator.problems import UserProblem
from simulator.texts import active_language
from simulator.workplace import Workplace


class Explored(NamedTuple):
    """What exploring one scenario found, the stage it was played on and its edges as written."""

    stage: Stage
    edges: dict[EdgeId, Edge]
    policy: str
    budget: Budget
    found: Exploration

    def script(self, inputs: Inputs) -> tuple[str, ...]:
        """Return the lines of a script that plays a witness."""
        return script_of(self.stage, inputs)

    def target(self, edge: EdgeId) -> str:
        """Return where an edge leads."""
        return self.edges[edge].to

    @property
    def problems(self) -> int:
        """Return how many things surely have to be mended: no way out, or never to be reached by any way."""
        closed = sum(trap.kind == "no-way-out" for trap in self.found.traps)
        never = self.found.unreached
        return closed + (len(never.states) + len(never.options) + len(never.endings) if self.found.complete else 0)

    def witnesses(self) -> dict[str, Inputs]:
        """Return the runs worth replaying, by the name of their script."""
        sample, found = self.found.sample, self.found
        runs = {"best": sample.best, "worst": sample.worst, "pass": sample.passing, "fail": sample.failing}
        named = {name: run.inputs for name, run in runs.items() if run is not None}
        named |= {f"ending-{name}": inputs for name, inputs in found.reached.endings.items()}
        named |= {f"trap-{number}": trap.inputs for number, trap in enumerate(found.traps, start=1)}
        return named | ({"longest": found.longest.inputs} if found.longest else {})


def explored(workplace: Workplace, scenario: str, runs: int, seed: int) -> Explored:
    """Explore a scenario by its id or file, under the policy of the settings. Raises UserProblem."""
    loaded = workplace.load(scenario, active_language())
    manual, policy = workplace.manual, workplace.settings.policy
    if policy and policy not in manual.policies:
        raise UserProblem("problem.policy-unknown", name=policy, known=", ".join(manual.policies))
    stage = staged(loaded.scenario, loaded.hash, manual, loaded.language)
    budget = Budget(runs=runs, seed=seed)
    return Explored(
        stage, edges_of(stage), policy or manual.default_policy, budget, explore(stage, manual, policy, budget)
    )
