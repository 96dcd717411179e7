"""A scenario's graph put into words that every drawing of it shares, and a kept run laid over it."""

from typing import NamedTuple

from dialogues.bench.graph import Graph, Node, Way, graph_of
from dialogues.bench.trail import Trail, trail_of
from dialogues.library import BrokenScenarioError
from dialogues.model import Scenario
from dialogues.reader import read_scenario
from scoring.trace import surviving
from simulator import wording
from simulator.exports.pages import printable
from simulator.problems import Exit, UserProblem, why
from simulator.texts import active_language, say
from simulator.workplace import Workplace

FILLS = {"low": "#e6f2e1", "middle": "#fdf0c8", "high": "#f8cfc6", "none": "#ffffff"}  # every drawing says it in words
_MIDDLE, _HIGH = 40, 60  # where the words for meters change as well


class Drawing(NamedTuple):
    """What is drawn. attempt: the id of the run that is laid over it, "" for none; errors: of the file."""

    graph: Graph
    trail: Trail
    realistic: bool
    attempt: str = ""
    errors: int = 0

    @property
    def title(self) -> str:
        """Return what the scenario is called."""
        return plain(say("graph.title", title=self.graph.title, scenario=self.graph.scenario))

    @property
    def summary(self) -> str:
        """Return how much there is in it, and the route of the run."""
        kinds = [node.kind for node in self.graph.nodes.values()]
        states, endings = kinds.count("state"), kinds.count("ending")
        sentences = [say("graph.summary", states=states, endings=endings, ways=len(self.graph.ways))]
        if self.attempt:
            route = ", ".join(f"{number} {name}" for number, name in enumerate(self.trail.arrivals, start=1))
            sentences.append(say("graph.route", attempt=self.attempt, route=route))
        return plain(" ".join(sentences))


def drawing_of(workplace: Workplace, scenario: str, attempt: str | None = None) -> Drawing:
    """Return what to draw of a scenario, named by id or file, with a kept run where one is named. Raises UserProblem.

    A file that reads is drawn even where it cannot be played; a run only on the very scenario it was played on.
    """
    found, errors = _scenario(workplace, scenario)
    graph, realistic = graph_of(found, workplace.manual), workplace.settings.realistic
    if attempt is None:
        return Drawing(graph, Trail(), realistic, errors=errors)
    kept = workplace.records.attempt(attempt)
    if kept.scenario != found.scenario:
        raise UserProblem("problem.graph-other-scenario", name=kept.id, other=kept.scenario)
    journal = workplace.records.events(kept.id)
    if workplace.load(scenario, kept.language).hash != kept.hashes(journal)[-1]:
        raise UserProblem("problem.graph-other-version", Exit.FOUND_PROBLEMS, name=kept.id, version=kept.version)
    trail = trail_of(graph, surviving(journal))
    return Drawing(graph, trail, realistic, kept.id, errors)


def _scenario(workplace: Workplace, name: str) -> tuple[Scenario, int]:
    """Return a scenario in the user's language and how many errors it has; a broken one as its file says it."""
    try:
        return workplace.load(name, active_language()).scenario, 0
    except UserProblem as problem:
        if not isinstance(problem.__cause__, BrokenScenarioError):
            raise
        broken = problem.__cause__.file
        try:
            found = read_scenario(broken.path).scenario
        except OSError as error:
            raise UserProblem("problem.file-unreadable", file=broken.path, reason=why(error)) from error
        if found is None:
            raise UserProblem("problem.graph-unreadable", Exit.FOUND_PROBLEMS, file=broken.path) from problem
        return found, len(broken.problems)


def plain(text: str) -> str:
    """Return text in one line, without what a terminal or a picture would obey."""
    return " ".join(printable(text).split())


def shade(node: Node) -> str:
    """Return the step of anger a place is shaded with: a name of FILLS. After the talk nobody is there to be angry."""
    if node.anger is None or node.after_the_talk or node.kind == "missing":
        return "none"
    return "low" if node.anger < _MIDDLE else "middle" if node.anger < _HIGH else "high"


def is_lost(node: Node) -> bool:
    """Return whether a place is drawn as one that no run can come to, or that the file does not have."""
    return not node.reachable or node.kind == "missing"


def marks(drawing: Drawing, node: Node) -> list[str]:
    """Return everything that is to be known of a place, each in a few words."""
    found = [say("graph.start")] if node.start else []
    if node.outcome is not None:
        found.append(say("graph.ending", outcome=say(f"outcome.{node.outcome}")))
    if node.kind == "missing":
        found.append(say("graph.missing"))
    elif not node.reachable:
        found.append(say("graph.unreachable"))
    if node.after_the_talk:
        found.append(say("graph.after"))
    if (level := shade(node)) != "none":
        found.append(say("graph.anger", value=node.anger, level=say(f"level.{level}")))
    if numbers := drawing.trail.at(node.name):
        found.append(say("graph.visited", numbers=_listed(numbers)))
    return found


def line(drawing: Drawing, node: Node) -> str:
    """Return the first thing said or told at a place, "" where there is none."""
    return plain(wording.spoken(node.line, drawing.realistic))


def via(way: Way) -> str:
    """Return by what one goes a way."""
    name = say("graph.silence") if way.kind == "silence" else plain(way.via)
    return say("graph.shown", name=name, when=plain(way.shown)) if way.shown else name


def condition(way: Way) -> str:
    """Return under which condition a way leads where it leads, "" for always."""
    if way.whens == ("",):
        return ""
    return say("graph.or").join(plain(when) or say("graph.otherwise") for when in way.whens)


def destination(way: Way) -> str:
    """Return where a way leads, and under which condition."""
    asked = condition(way)
    return say("graph.conditional", to=plain(way.to), when=asked) if asked else plain(way.to)


def taken(drawing: Drawing, way: Way) -> str:
    """Return the words for when the run went a way, with a space before them; "" where it did not."""
    numbers = drawing.trail.by(way)
    return f" [{say('graph.taken', numbers=_listed(numbers))}]" if numbers else ""


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))
