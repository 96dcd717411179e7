"""What if, in lines: the turns of a run, another choice, the rest of the talk, and the comparison."""

from collections.abc import Callable, Iterator

from dialogues.inputs import Input, InputError, Stop
from dialogues.role_play import RolePlay
from dialogues.what_if import TurnPoint
from scoring.manual.manual import Manual
from simulator import wording
from simulator.plain.changes import change_line
from simulator.plain.session import event_lines, input_problem, option_words, read_input
from simulator.problems import UserProblem
from simulator.texts import say
from simulator.what_if import Alternative, Compared

Show = Callable[[str], None]


def turn_lines(alternative: Alternative, realistic: bool) -> Iterator[str]:
    """Return every turn with what was said and what else could have been."""
    words = own_words(alternative, realistic)
    for point in alternative.what_if.points:
        yield say("what-if.turn", turn=point.turn, words=words.get(point.turn, "..."))
        yield from (f"    {move.name}: {option_words(move, realistic)}" for move in point.options)
    yield say("what-if.pick")


def own_words(alternative: Alternative, realistic: bool) -> dict[int, str]:
    """Return what the trainee said or did in the old run, by turn; a silence has no words."""
    events = alternative.what_if.talk().trace().events
    return {event.turn: wording.spoken(event.words, realistic) for event in events if event.kind in ("said", "did")}


def other_way(point: TurnPoint, text: str) -> Input:
    """Understand what to do instead; a number counts the options that were left over. Raises InputError."""
    return read_input(text, point.options)


def go_on(play: RolePlay, lines: Iterator[str], show: Show, realistic: bool, *, asking: bool) -> None:
    """Let the trainee play the rest, until the talk or the lines end. In scripts a wrong line is a UserProblem."""
    if asking:
        show(say("what-if.open"))
    _offer(play, show, realistic, asking)
    for line in lines:
        text = wording.nfc(line.strip())
        if not text:
            continue
        try:
            given = read_input(text, play.options())
            if isinstance(given, Stop):
                return
            turn = play.take(given)
        except InputError as error:
            if not asking:
                raise UserProblem("problem.script-line", line=text, reason=input_problem(error)) from error
            show(input_problem(error))
            continue
        for said in event_lines(turn.events, realistic):
            show(said)
        if play.over:
            return
        _offer(play, show, realistic, asking)


def _offer(play: RolePlay, show: Show, realistic: bool, asking: bool) -> None:
    if asking:
        for number, move in enumerate(play.options(), start=1):
            show(f"  {number}. {option_words(move, realistic)}")


def comparison_lines(compared: Compared, manual: Manual) -> Iterator[str]:
    """Return the difference in score, the rules that differ, and both curves turn by turn."""
    yield ""
    if not compared.over:
        yield say("what-if.unfinished")
    yield score_line(compared)
    if compared.changes:
        yield say("what-if.changes")
        yield from (f"- {change_line(change, manual)}" for change in compared.changes)
    yield ""
    yield say("what-if.curve")
    yield from _curves(compared)
    yield say("what-if.not-kept")


def score_line(compared: Compared) -> str:
    """Return the old and the new score in one sentence."""
    before, after = compared.before, compared.after
    if (before.total, before.passed) == (after.total, after.passed):
        return say("what-if.same", after=after.total)
    return say(
        "what-if.score",
        before=before.total,
        after=after.total,
        verdict_before=wording.verdict_of_run(before.passed),
        verdict=wording.verdict_of_run(after.passed),
        difference=f"{compared.difference:+d}",
    )


def _curves(compared: Compared) -> Iterator[str]:
    old = {point.turn: point for point in compared.curve_before}
    new = {point.turn: point for point in compared.curve_after}
    for turn in sorted({*old, *new}):
        now, was = new.get(turn), old.get(turn)
        yield say(
            "what-if.curve-point",
            turn=turn,
            anger=now.anger if now else "-",
            trust=now.trust if now else "-",
            anger_before=was.anger if was else "-",
            trust_before=was.trust if was else "-",
        )
