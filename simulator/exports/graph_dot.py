"""A scenario's graph in the language of Graphviz, for those who have it."""

from collections.abc import Iterator

from dialogues.bench.graph import ANYTIME, Node
from simulator.exports.graph_mermaid import label_of
from simulator.graphing import FILLS, Drawing, is_lost, marks, plain, shade
from simulator.texts import say

_SETTINGS = (
    "rankdir=LR",
    'node [shape=box, style=filled, fillcolor="#ffffff", fontname="sans-serif"]',
    'edge [fontname="sans-serif", fontsize=10]',
)


def dot(drawing: Drawing) -> str:
    """Return the graph in DOT. Only numbers name its nodes: what an author wrote stands in labels, escaped."""
    lines = [f"label={_quoted(drawing.title)}", f"tooltip={_quoted(drawing.summary)}", *_SETTINGS]
    lines += [*_nodes(drawing), *_edges(drawing)]
    return "\n".join(["digraph scenario {", *(f"  {line};" for line in lines), "}", ""])


def _nodes(drawing: Drawing) -> Iterator[str]:
    for number, node in enumerate(drawing.graph.nodes.values()):
        yield f"n{number} [{', '.join(_looks(drawing, node))}]"
    if drawing.graph.ways_from(ANYTIME):
        yield f"any [label={_quoted(say('graph.anytime'))}, shape=hexagon]"


def _looks(drawing: Drawing, node: Node) -> Iterator[str]:
    yield f"label={_quoted(node.name, *marks(drawing, node))}"
    yield f'class="{shade(node)}", fillcolor="{FILLS[shade(node)]}"'
    styles = ["filled", *(["rounded"] if node.kind == "ending" else []), *(["dashed"] if is_lost(node) else [])]
    yield f'style="{",".join(styles)}"'
    if drawing.trail.at(node.name):
        yield "penwidth=4"


def _edges(drawing: Drawing) -> Iterator[str]:
    names = {name: f"n{number}" for number, name in enumerate(drawing.graph.nodes)}
    names[ANYTIME] = "any"
    for (source, to), ways in drawing.graph.bundles.items():
        looks = f"label={_quoted(*(label_of(drawing, way) for way in ways))}"
        if any(drawing.trail.by(way) for way in ways):
            looks += ", penwidth=4"
        yield f"{names[source]} -> {names[to]} [{looks}]"


def _quoted(*lines: str) -> str:
    """Return lines as one quoted text; a backslash would be read as an order, a quotation mark would end it."""
    escaped = "\\n".join(plain(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return f'"{escaped}"'
