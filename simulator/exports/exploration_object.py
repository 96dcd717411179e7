"""What exploring found as one object for other programs; every witness is the lines of a script."""

from collections.abc import Mapping
from typing import Any

from dialogues.bench.exploration import Graded, Inputs, Longest, Sample
from dialogues.bench.walking import EdgeId
from simulator.exploring import Explored


def as_object(explored: Explored) -> dict[str, Any]:
    """Return everything that was found, with plain keys."""
    found, script = explored.found, explored.script
    return {
        "scenario": explored.stage.scenario.scenario,
        "version": explored.stage.scenario.version,
        "policy": explored.policy,
        "budget": explored.budget,
        "complete": found.complete,
        "options_complete": found.options_complete,
        "run_states": found.run_states,
        "steps": found.steps,
        "turns": found.turns,
        "reached": _reached(explored),
        "unreached": _unreached(explored),
        "traps": [
            {"kind": trap.kind, "states": trap.states, "script": script(trap.inputs)} for trap in found.traps
        ],
        "longest": _longest(explored, found.longest),
        "sample": _sample(explored, found.sample),
    }  # fmt: skip


def _reached(explored: Explored) -> dict[str, Any]:
    reached = explored.found.reached
    return {
        "states": _scripts(explored, reached.states),
        "options": _scripts(explored, {"/".join(option): inputs for option, inputs in reached.options.items()}),
        "actions": _scripts(explored, reached.actions),
        "edges": [{**_edge(explored, edge), "script": explored.script(to)} for edge, to in reached.edges.items()],
        "endings": _scripts(explored, reached.endings),
        "speechless": _scripts(explored, reached.speechless),
    }


def _unreached(explored: Explored) -> dict[str, Any]:
    never = explored.found.unreached
    return {
        "states": never.states,
        "options": ["/".join(option) for option in never.options],
        "actions": never.actions,
        "edges": [_edge(explored, edge) for edge in never.edges],
        "endings": never.endings,
    }


def _edge(explored: Explored, edge: EdgeId) -> dict[str, Any]:
    return {"state": edge.state, "source": edge.source, "number": edge.number, "to": explored.target(edge)}


def _scripts(explored: Explored, witnesses: Mapping[str, Inputs]) -> dict[str, tuple[str, ...]]:
    return {name: explored.script(inputs) for name, inputs in witnesses.items()}


def _longest(explored: Explored, longest: Longest | None) -> dict[str, Any] | None:
    if longest is None:
        return None
    return {
        "turns": len(longest.inputs),
        "seconds": longest.seconds,
        "loop": longest.loop,
        "exact": longest.exact,
        "script": explored.script(longest.inputs),
    }


def _sample(explored: Explored, sample: Sample) -> dict[str, Any]:
    return {
        "runs": sample.runs,
        "cut": sample.cut,
        "scores": sample.scores,
        "passing_scores": sample.passing_scores,
        "full_score": sample.full_score,
        **{name: _graded(explored, getattr(sample, name)) for name in ("best", "worst", "passing", "failing")},
        "passing_with_hard_break": [_graded(explored, one) for one in sample.passing_with_hard_break],
        "dimensions": {
            name: {
                end: {"score": extreme.score, "script": explored.script(extreme.inputs)}
                for end, extreme in (("lowest", one.lowest), ("highest", one.highest))
            }
            for name, one in sample.dimensions.items()
        },
        "rules": {
            rule: {verdict: explored.script(inputs) for verdict, inputs in verdicts.items()}
            for rule, verdicts in sample.rules.items()
        },
        "ladders": sample.ladders,
        "not_called": sample.not_called,
    }


def _graded(explored: Explored, graded: Graded | None) -> dict[str, Any] | None:
    if graded is None:
        return None
    return {
        "total": graded.total,
        "passed": graded.passed,
        "ending": graded.ending,
        "outcome": graded.outcome,
        "hard_fails": graded.hard_fails,
        "turns": graded.turns,
        "script": explored.script(graded.inputs),
    }
