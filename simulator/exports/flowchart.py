"""The rungs of a ladder as a Mermaid flowchart, from top to bottom.

The required and recommended rungs follow each other; a conditional one branches off from the rung before, with the
first sentence of its note beside the arrow.
"""

from collections.abc import Iterator

from scoring.manual.manual import Manual
from scoring.manual.model import Ladder, Rung
from simulator.plain.manual import words
from simulator.texts import say

_LONGEST = 50
_ENTITIES = str.maketrans(
    {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "|": "#124;", "`": "#96;", "&": "#amp;"}
)
_STYLES = (
    "classDef required stroke-width:2px",
    "classDef recommended stroke-dasharray:6 4",
    "classDef automatic stroke-width:1px",
    "classDef conditional stroke-width:1px",
)


def flowchart(ladder: Ladder, manual: Manual) -> str:
    """Return the chart of a ladder; node r1 is its first rung."""
    return "\n".join(["flowchart TD", *(f"  {line}" for line in _lines(ladder, manual)), *(f"  {s}" for s in _STYLES)])


def _lines(ladder: Ladder, manual: Manual) -> Iterator[str]:
    before = ""
    for number, rung in enumerate(ladder.rungs, start=1):
        node = f"r{number}"
        yield f"{node}{_shape(rung, _label(rung, number, manual))}:::{rung.need}"
        if before:
            yield f"{before} {_arrow(rung)} {node}"
        if rung.need != "conditional":
            before = node


def _shape(rung: Rung, label: str) -> str:
    return f'(["{label}"])' if rung.need == "conditional" else f'["{label}"]'


def _arrow(rung: Rung) -> str:
    if rung.need == "conditional":
        return f'-->|"{quoted(_short(rung.note.ko) or say("need.conditional"))}"|'
    return "-.->" if rung.need == "recommended" else "-->"


def _label(rung: Rung, number: int, manual: Manual) -> str:
    """Return the step with its number behind it (before it, Mermaid would see a list), and who does it."""
    step = manual.steps[rung.step]
    people = "" if "clerk" in step.by else words.roles(step.by)
    lines = [f"{step.name.ko} ({number})", people, say("need.automatic") if rung.need == "automatic" else ""]
    return "<br/>".join(quoted(line) for line in lines if line)


def _short(note: str) -> str:
    """Return the first sentence of a note, cut between words, and before a bracket left open, where it is long."""
    sentence = " ".join(note.split()).partition(". ")[0].rstrip(".")
    if len(sentence) <= _LONGEST:
        return sentence
    start = sentence[: sentence.rfind(" ", 0, _LONGEST)]
    if start.count("(") > start.count(")"):
        start = start[: start.rfind("(")]
    return start.rstrip(" ,") + " ..."


def quoted(text: str) -> str:
    """Return text in one line as it may stand between the quotation marks of a label."""
    return " ".join(text.split()).translate(_ENTITIES)
