"""What the writing screen says: what became of the run, what is wrong in the text, what lies behind the run."""

from collections.abc import Iterator

from rich.text import Text

from dialogues.bench.live_run import Reloaded, ladders_for, words_of
from dialogues.bench.trail import trail_of
from dialogues.lint.diagnostics import Report
from dialogues.standpoint import done_in
from scoring.standing import standing
from simulator import wording
from simulator.graphing import Drawing
from simulator.plain.graph import node_lines, sections, way_lines
from simulator.screens.palette import Entry
from simulator.screens.write_panes import Line
from simulator.texts import active_language, count, say
from simulator.widgets.ladder_view import ladder_text
from simulator.widgets.source_editor import ERROR_MARK, WARNING_MARK
from simulator.writing import Writing

IN_TABLE = "table"  # the place of what is wrong in the table of translations


def reload_sentence(found: Reloaded) -> str:
    """Return what became of the run when a new text came under it."""
    if found.how == "same":
        return say("write.reload-same", state=found.run.play.state)
    if found.how == "stood":
        return say("write.reload-stood", why=_why(found), state=found.was)
    return say("write.reload-back", why=_why(found), state=found.led_to)


def _why(found: Reloaded) -> str:
    if found.lost:
        return say("write.why-lost")
    if found.given is not None:
        return say("write.why-input", turn=found.turn, given=words_of(found.given))
    if found.how == "back":
        return say("write.why-gone", state=found.was)
    return say("write.why-elsewhere", state=found.led_to)


def note_of(writing: Writing) -> str:
    """Return what has to be known of the run before it is played on; "" where it is the text as it stands."""
    if writing.run is None:
        return say("write.no-run")
    if writing.behind:
        return count("write.behind", writing.errors)
    return say("write.typed-not-saved") if writing.unsaved else ""


def score_line(writing: Writing) -> str:
    """Return what a run that is over is worth."""
    card = writing.grade()
    return say("write.score", total=card.total, verdict=wording.verdict_of_run(card.passed))


def problem_list(writing: Writing) -> tuple[str, list[Line]]:
    """Return how many problems there are, and each with its place; those of the English table are `IN_TABLE`."""
    own, number = str(writing.file.path), len(writing.reports)
    lines = [
        Line(report_text(found, own), f"{found.line}:{found.column}" if found.file == own else IN_TABLE)
        for found in writing.reports
    ]
    return count("write.problems", number, errors=writing.errors) if number else say("write.no-problems"), lines


def marks_of(writing: Writing) -> dict[int, str]:
    """Return the sign for every line of the source in which something is wrong: the gravest problem's."""
    own = [found for found in writing.reports if found.file == str(writing.file.path)]
    marks = {found.line: WARNING_MARK for found in own}
    return marks | {found.line: ERROR_MARK for found in own if found.severity == "error"}


def graph_list(writing: Writing, realistic: bool, width: int) -> tuple[str, list[Line]]:
    """Return a heading and the graph of the sound version, with the run laid over it and the state in play marked.

    width: cells in a line.
    """
    if writing.sound is None or writing.run is None:
        return say("write.no-run"), []
    graph, now = writing.sound.graph, writing.play.state
    drawing = Drawing(graph, trail_of(graph, writing.play.trace().events), realistic)
    lines: list[Line] = []
    for section in sections(drawing):
        lines.append(Line(Text(section.heading, style="bold")))
        lines += [Line("\n".join(way_lines(drawing, section.ways, width)))] if section.ways else []
        for node in section.nodes:
            words = "\n".join(node_lines(drawing, node, width))
            lines.append(Line(f"> {words.lstrip()}" if node.name == now else words, node.name))
    return say("write.graph", state=now), lines


def line_entries(text: str) -> list[Entry]:
    """Return every line that is not empty, to be found by its number or its words."""
    lines = enumerate(text.split("\n"), start=1)
    return [Entry(str(number), str(number), line.strip()) for number, line in lines if line.strip()]


def title_of(writing: Writing) -> str:
    """Return the title line: the scenario, its file, and whether something is unsaved."""
    kept = say("write.unsaved") if writing.unsaved else ""
    return " ".join(filter(None, (writing.title, writing.file.path.name, kept)))


def report_text(found: Report, own_file: str) -> Text:
    """Return one problem: where, how grave, what, and how to mend it."""
    place = f"{found.line}:{found.column}"
    if found.file != own_file:
        place = f"{found.file.rpartition('/')[2]} {place}"
    text = Text(f"{place} {say(f'severity.{found.severity}')} {found.code}", style="bold")
    text.append(f" {found.sentence}\n    {found.mend}", style="not bold")
    return text


def ladders_text(writing: Writing) -> Text:
    """Return the ladders of the scenario with where the run stands on each, then what conditions ask of the run."""
    text = Text()
    if writing.run is None:
        return Text(say("write.no-run"))
    trace, language = writing.run.trace(), active_language()
    for line in _values(writing):
        text.append(f"{line}\n")
    for ladder in ladders_for(trace, writing.manual):
        text.append("\n")
        text.append_text(
            ladder_text(ladder.name.in_language(language), standing(trace, ladder, writing.manual), writing.manual)
        )
    return text


def _values(writing: Writing) -> Iterator[str]:
    """Yield where the run is, and every number its conditions ask for."""
    play, sound = writing.play, writing.sound
    assert sound is not None
    yield say("write.where", state=play.state, turn=play.turn, time=wording.clock(play.seconds))
    names = [f"{name} {value}" for name, value in play.counters.items()]
    names += [f"seen({name}) {play.visits.get(name, 0)}" for name in sound.asked.seen]
    done = done_in(play)
    names += [f"count({name}) {done.get(name, 0)}" for name in sound.asked.done]
    yield say("write.values", values=", ".join(names)) if names else say("write.no-values")
