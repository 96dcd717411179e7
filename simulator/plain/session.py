"""Playing in plain lines: what is said, numbered choices, one input a line."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from dialogues.inputs import ACTION_MARK, Act, Choose, Input, InputError, Stop, Undo, Wait
from dialogues.machine import Move
from dialogues.role_play import Turn
from scoring.trace import Event
from simulator import wording
from simulator.feedback import feedback_lines
from simulator.judged import judged_now
from simulator.plain.report import report_lines
from simulator.problems import UserProblem
from simulator.rehearsal import Rehearsal
from simulator.texts import active_language, say

if TYPE_CHECKING:
    from simulator.aftermath import Aftermath

SILENCE = "..."
HELP = ("?", "/help")


class PlainSession:
    """One run in lines. `out` gets every line; `realistic` shows profanity unmasked."""

    def __init__(self, rehearsal: Rehearsal, out: TextIO, realistic: bool) -> None:
        self._rehearsal = rehearsal
        self._out = out
        self._realistic = realistic
        self._actions_shown = False
        self._clock_told = False

    def briefing(self) -> None:
        """Show what the trainee knows before the start."""
        scenario = self._rehearsal.scenario
        self._print(say("plain.title", title=scenario.title, mode=say(f"mode.{self._rehearsal.attempt.mode}")))
        lines = [say("plain.content-note", text=scenario.content_note)] if scenario.content_note else []
        lines += [
            say("briefing.role", text=scenario.briefing.role),
            say("briefing.caller", text=scenario.briefing.caller),
        ]
        lines += [f"- {fact}" for fact in scenario.briefing.facts]
        lines += [f"{say('briefing.goals')}:", *(f"- {goal}" for goal in scenario.goals)]
        for line in lines:
            self._print(wording.spoken(line, self._realistic))
        self._print(say("plain.help"))
        self._print("")

    def show(self, events: Iterable[Event]) -> None:
        """Show what was said and done."""
        for line in event_lines(events, self._realistic):
            self._print(line)

    def play(self, lines: Iterator[str], interactive: bool) -> None:
        """Play until the run is over or the lines end."""
        self._offer()
        for line in lines:
            text = wording.nfc(line.strip())
            if text and not self._one(text, interactive):
                continue
            if self._rehearsal.play.over:
                break
            self._offer()

    def _one(self, text: str, interactive: bool) -> bool:
        """Take one line; tell whether it led to a turn. In scripts a wrong line ends the run's playing."""
        if text in HELP:
            self._show_actions()
            return False
        try:
            turn = self._rehearsal.take(read_input(text, self._rehearsal.play.options()))
        except InputError as error:
            if not interactive:
                raise UserProblem("problem.script-line", line=text, reason=input_problem(error)) from error
            self._print(input_problem(error))
            return False
        self.show(turn.events)
        self._feedback(turn)
        self._tell_of_the_clock()
        return True

    def _tell_of_the_clock(self) -> None:
        if self._rehearsal.clock_went_back and not self._clock_told:
            self._clock_told = True
            self._print(say("plain.clock-back"))

    def _offer(self) -> None:
        play = self._rehearsal.play
        if play.over:
            return
        anger, trust, fear = play.meters
        self._print(say("plain.meters", anger=anger, anger_word=wording.level(anger), trust=trust, fear=fear))
        for number, move in enumerate(play.options(), start=1):
            self._print(f"  {number}. {option_words(move, self._realistic)}")
        if not self._actions_shown:
            self._show_actions()

    def _show_actions(self) -> None:
        self._actions_shown = True
        self._print(say("plain.actions", actions=", ".join(self._actions())))

    def _actions(self) -> Iterator[str]:
        steps = self._rehearsal.manual.steps
        for move in self._rehearsal.play.actions():
            yield f"{ACTION_MARK}{move.name} {steps[move.name].name.in_language(active_language())}"

    def _feedback(self, turn: Turn) -> None:
        if not self._rehearsal.practice:
            return
        for line in feedback_lines(self._rehearsal, turn, self._realistic):
            self._print(f"  {line}")

    def report(self, aftermath: "Aftermath | None" = None) -> None:
        """Show the judgement, with what came after the talk, or that a stopped run has none."""
        judged = judged_now(self._rehearsal, aftermath)
        if judged is None:
            self._print(say("plain.stopped"))
            return
        for line in report_lines(judged, self._rehearsal.manual, self._realistic):
            self._print(line)

    def _print(self, line: str) -> None:
        print(line, file=self._out, flush=True)


def read_input(text: str, options: Sequence[Move]) -> Input:
    """Understand one line: a number or id of an option, !action, ... , /undo, /stop. Raises InputError."""
    if text in ("/undo", "/stop"):
        return Undo() if text == "/undo" else Stop()
    if text == SILENCE:
        return Wait()
    if text.startswith(ACTION_MARK):
        return Act(text[len(ACTION_MARK) :])
    numbered = {str(number): move.name for number, move in enumerate(options, start=1)}
    if text.isascii() and text.isdigit() and text not in numbered:
        raise InputError("option", text)
    return Choose(numbered.get(text, text))


def event_lines(events: Iterable[Event], realistic: bool) -> Iterator[str]:
    """Return what was said and done, a line an event."""
    for event in events:
        if event.kind == "undone":
            yield say("plain.undone")
        elif event.kind == "edited":
            yield say("plain.edited")
        elif event.kind == "kept_silent":
            yield f"[{wording.speaker(event)}] {SILENCE}"
        elif event.words:
            yield f"[{wording.speaker(event)}] {wording.spoken(event.words, realistic)}"


def option_words(move: Move, realistic: bool) -> str:
    """Return an option's words; a deed is told from a line by brackets."""
    words = wording.spoken(move.words, realistic)
    return words if move.kind == "said" else f"({words})"


def input_problem(error: InputError) -> str:
    """Return the sentence for an input that did not fit."""
    return say(f"input.{error.code}", name=error.name)
