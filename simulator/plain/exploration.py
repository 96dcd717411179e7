"""What exploring a scenario found, as plain lines."""

from collections.abc import Iterable, Iterator

from dialogues.bench.exploration import Graded, Inputs, Longest, Sample, Trap
from dialogues.bench.walking import EdgeId
from scoring.manual.manual import Manual
from scoring.rules.model import VERDICTS
from scoring.scorecard import PASS_MARK
from simulator import wording
from simulator.explaining import requirement
from simulator.exploring import Explored
from simulator.plain.bars import bars, bins_of
from simulator.texts import active_language, count, say


def exploration_lines(explored: Explored, manual: Manual) -> Iterator[str]:
    """Return everything for an author to read."""
    sample = explored.found.sample
    yield from _how(explored)
    yield from _reached(explored)
    yield from _never(explored)
    yield from (_trap(explored, trap) for trap in explored.found.traps)
    yield from _ways(explored)
    yield from _scores(sample, explored.budget.turns)
    yield from _runs(explored, sample)
    yield from _dimensions(sample)
    yield from _rules(sample, manual)


def _how(explored: Explored) -> Iterator[str]:
    """Say how far the search went."""
    found, scenario = explored.found, explored.stage.scenario
    states, steps = f"{found.run_states:,}", f"{found.steps:,}"
    yield say("explore.title", title=scenario.title, scenario=scenario.scenario)
    if found.complete:
        yield say("explore.complete", run_states=states, steps=steps)
        return
    runs, turns = f"{found.sample.runs:,}", f"{found.turns:,}"
    yield say("explore.bounded", run_states=states, steps=steps, runs=runs, turns=turns)
    yield say("explore.options-complete" if found.options_complete else "explore.options-bounded")


def _reached(explored: Explored) -> Iterator[str]:
    reached, never = explored.found.reached, explored.found.unreached
    yield ""
    parts = (
        say(
            "explore.of",
            what=say(f"explore.what.{kind}"),
            number=len(getattr(reached, kind)),
            all=len(getattr(reached, kind)) + len(getattr(never, kind)),
        )
        for kind in ("states", "options", "actions", "edges", "endings")
    )
    yield say("explore.reached", parts=", ".join(parts))


def _never(explored: Explored) -> Iterator[str]:
    """Name what did not happen, and where nothing can be said."""
    reached, never = explored.found.reached, explored.found.unreached
    lists: dict[str, Iterable[str]] = {
        "states": never.states,
        "hidden": ("/".join(option) for option in never.options if option.state in reached.states),
        "options": ("/".join(option) for option in never.options if option.state not in reached.states),
        "actions": (f"!{step}" for step in never.actions),
        "edges": (_edge(explored, edge) for edge in never.edges),
        "endings": never.endings,
    }
    for kind, names in lists.items():
        if joined := ", ".join(names):
            yield "  " + say(f"explore.never-{kind}", names=joined)
    for state, inputs in reached.speechless.items():
        yield "  " + say("explore.speechless", state=state, way=_way(explored, inputs))


def _edge(explored: Explored, edge: EdgeId) -> str:
    return say(
        "explore.edge" if edge.state else "explore.wide-edge",
        state=edge.state,
        source=edge.source,
        number=edge.number + 1,
        to=explored.target(edge),
    )


def _trap(explored: Explored, trap: Trap) -> str:
    states = ", ".join(trap.states)
    return "  " + say(f"explore.trap.{trap.kind}", states=states, way=_way(explored, trap.inputs))


def _way(explored: Explored, inputs: Inputs) -> str:
    return ", ".join(explored.script(inputs)) or say("explore.at-once")


def _ways(explored: Explored) -> Iterator[str]:
    """Name the shortest way to each ending, and the longest way."""
    endings = explored.stage.scenario.endings
    yield ""
    yield say("explore.endings")
    for name, inputs in explored.found.reached.endings.items():
        outcome = say(f"outcome.{endings[name].outcome}")
        way = _way(explored, inputs)
        yield "  " + count("explore.ending", len(inputs), name=name, outcome=outcome, way=way)
    longest = explored.found.longest
    if longest is None:
        yield say("explore.longest-none")
    else:
        yield _longest(longest)
        if longest.loop:
            yield "  " + say("explore.loop", states=", ".join(longest.loop))


def _longest(longest: Longest) -> str:
    key = "explore.longest" if longest.exact else "explore.longest-found"
    return count(key, len(longest.inputs), clock=wording.clock(longest.seconds))


def _scores(sample: Sample, most_turns: int) -> Iterator[str]:
    yield ""
    yield say("explore.scores", judged=f"{len(sample.scores):,}", runs=f"{sample.runs:,}")
    if sample.cut:
        yield "  " + count("explore.cut", sample.cut, turns=most_turns)
    if not sample.scores:
        return
    yield from bars(bins_of(sample.scores, sample.passing_scores))
    passed = len(sample.passing_scores)
    share = f"{100 * passed / len(sample.scores):.1f}"
    yield say("explore.passed", passed=f"{passed:,}", share=share, mark=PASS_MARK)


def _runs(explored: Explored, sample: Sample) -> Iterator[str]:
    yield ""
    for name in ("best", "worst", "passing", "failing"):
        run = getattr(sample, name)
        label = say(f"explore.run.{name}")
        yield _run(explored, label, run) if run else say("explore.run-none", label=label)
    if not sample.full_score:
        yield say("explore.no-full-score")
    for run in sample.passing_with_hard_break:
        yield _run(explored, say("explore.run.contradiction"), run)


def _run(explored: Explored, label: str, run: Graded) -> str:
    verdict = wording.verdict_of_run(run.passed)
    return count(
        "explore.run", run.turns, label=label, total=run.total, verdict=verdict, way=_way(explored, run.inputs)
    )


def _dimensions(sample: Sample) -> Iterator[str]:
    yield ""
    yield say("explore.dimensions")
    for name, one in sample.dimensions.items():
        yield "  " + say(
            "explore.dimension",
            name=say(f"dimension.{name}"),
            lowest=one.lowest.score,
            highest=one.highest.score,
        )


def _rules(sample: Sample, manual: Manual) -> Iterator[str]:
    """Name the rules that were called for with what was said of them, and those that never were."""
    language = active_language()
    ladders = ", ".join(manual.ladders[name].name.in_language(language) for name in sample.ladders)
    yield ""
    yield count("explore.rules", len(sample.rules), ladders=ladders)
    for rule, verdicts in sample.rules.items():
        words = ", ".join(say(f"verdict.{verdict}") for verdict in VERDICTS if verdict in verdicts)
        yield f"  - [{words}] {requirement(rule, manual)} ({rule})"
    if sample.not_called:
        yield count("explore.not-called", len(sample.not_called))
        yield from (f"  - {requirement(rule, manual)} ({rule})" for rule in sample.not_called)
