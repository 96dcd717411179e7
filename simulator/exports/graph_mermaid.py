"""A scenario's graph as a Mermaid flowchart, which wikis and repositories draw by themselves."""

from collections.abc import Iterator

from dialogues.bench.graph import ANYTIME, Node, Way
from simulator.exports.flowchart import quoted
from simulator.graphing import FILLS, Drawing, condition, is_lost, marks, plain, shade, taken, via
from simulator.texts import say

_STYLES = (
    *(f"classDef {name} fill:{fill},stroke:#333,color:#111" for name, fill in FILLS.items()),
    "classDef lost stroke-dasharray:6 4",
    "classDef visited stroke-width:4px",
)
_TAKEN = "stroke:#111,stroke-width:4px"


def mermaid(drawing: Drawing) -> str:
    """Return the flowchart. Only numbers name its nodes: what an author wrote stands in labels, escaped."""
    return "\n".join(["flowchart LR", *(f"  {line}" for line in (*_nodes(drawing), *_edges(drawing), *_STYLES)), ""])


def _nodes(drawing: Drawing) -> Iterator[str]:
    yield f"accTitle: {quoted(drawing.title)}"
    yield f"accDescr: {quoted(drawing.summary)}"
    for number, node in enumerate(drawing.graph.nodes.values()):
        label = "<br/>".join(quoted(line) for line in (plain(node.name), *marks(drawing, node)))
        yield f"n{number}{_shape(node, label)}"
        yield from (f"class n{number} {name}" for name in _classes(drawing, node))
    if drawing.graph.ways_from(ANYTIME):
        yield f'any{{{{"{quoted(say("graph.anytime"))}"}}}}'


def _shape(node: Node, label: str) -> str:
    return f'(["{label}"])' if node.kind == "ending" else f'["{label}"]'


def _classes(drawing: Drawing, node: Node) -> Iterator[str]:
    yield shade(node)
    if is_lost(node):
        yield "lost"
    if drawing.trail.at(node.name):
        yield "visited"


def _edges(drawing: Drawing) -> Iterator[str]:
    names = {name: f"n{number}" for number, name in enumerate(drawing.graph.nodes)}
    names[ANYTIME] = "any"
    gone = []
    for number, ((source, to), ways) in enumerate(drawing.graph.bundles.items()):
        label = "<br/>".join(quoted(label_of(drawing, way)) for way in ways)
        yield f'{names[source]} -->|"{label}"| {names[to]}'
        if any(drawing.trail.by(way) for way in ways):
            gone.append(str(number))
    if gone:
        yield f"linkStyle {','.join(gone)} {_TAKEN}"


def label_of(drawing: Drawing, way: Way) -> str:
    """Return what stands beside an edge: by what one goes there, when, and when the run did."""
    asked = condition(way)
    words = say("graph.conditional", to=via(way), when=asked) if asked else via(way)
    return words + taken(drawing, way)
