"""The run beside the source: what is put in, and where it is put. It is practice and recorded for nobody."""

from asyncio import Lock
from typing import TYPE_CHECKING

from dialogues.bench.live_run import Reloaded
from dialogues.inputs import Act, Choose, Input, InputError, Undo, Wait
from dialogues.role_play import Turn
from dialogues.standpoint import Standpoint
from simulator import wording
from simulator.feedback import feedback_lines
from simulator.plain.session import input_problem, option_words
from simulator.screens.palette import Entry, Palette
from simulator.screens.write_dialogs import JumpDialog
from simulator.screens.write_panes import PlayPane, TextPane
from simulator.screens.write_words import ladders_text, note_of, reload_sentence, score_line
from simulator.texts import active_language, say
from simulator.widgets.meters import Meters
from simulator.widgets.transcript import Transcript

if TYPE_CHECKING:
    from simulator.screens.write import WriteScreen

_VERB = "/"  # before a verb in the list, where options stand by their ids
VERBS = ("actions", "wait", "undo", "restart", "jump")
_AFTERWARDS = ("undo", "restart", "jump")


class Running:
    """What the writing screen does with its run."""

    def __init__(self, screen: "WriteScreen") -> None:
        self._screen = screen
        self._writing = screen.writing
        self._showing = Lock()  # a turn taken while a saved text comes under the run would be shown twice

    @property
    def _realistic(self) -> bool:
        return self._screen.workplace.settings.realistic

    # Inputs

    async def choose(self, number: int) -> None:
        """Take the option of a number."""
        options = self._writing.play.options() if self._writing.run else []
        if number <= len(options):
            await self._take(Choose(options[number - 1].name))

    async def pick(self, name: str) -> None:
        """Take what stands in the list: an option by its id, or one of the verbs after the options."""
        if name.startswith(_VERB):
            await self.do(name.removeprefix(_VERB))
        else:
            await self._take(Choose(name))

    async def do(self, verb: str) -> None:
        """Do what can be done besides choosing an option."""
        match verb:
            case "actions":
                self._offer_actions()
            case "wait":
                await self._take(Wait())
            case "undo":
                await self._take(Undo())
            case "restart":
                await self._restart()
            case "jump":
                self._jump()

    def _offer_actions(self) -> None:
        """Offer the actions that can be taken at any time."""
        if self._writing.run is None or self._writing.play.over:
            return
        steps, language = self._writing.manual.steps, active_language()
        entries = [
            Entry(move.name, steps[move.name].name.in_language(language), wording.spoken(move.words, False))
            for move in self._writing.play.actions()
        ]

        async def take(step: str | None) -> None:
            if step:
                await self._take(Act(step))

        self._screen.app.push_screen(Palette(say("actions.title"), entries), take)

    async def _restart(self) -> None:
        """Begin the run anew."""
        if self._writing.run is not None:
            self._writing.begin_again()
            await self.show_from_start()
            self._screen.say_news(say("write.restarted"))

    async def _take(self, given: Input) -> None:
        if self._writing.run is None:
            return
        async with self._showing:
            try:
                turn = self._writing.take(given)
            except InputError as error:
                self._screen.say_news(input_problem(error))
                return
            self._screen.say_news("")
            await self._show_turn(turn)

    async def _show_turn(self, turn: Turn) -> None:
        transcript = self._screen.query_one(Transcript)
        if isinstance(turn.input, Undo):
            events = self._writing.run.trace().events if self._writing.run else ()
            await transcript.start_again([*events, *turn.events])
        else:
            await transcript.show_events(turn.events)
            await transcript.show_feedback(feedback_lines(self._writing, turn, self._realistic))
        if self._writing.play.over:
            await transcript.show_feedback([score_line(self._writing)])
        self.show_place()

    # Places

    def _jump(self) -> None:
        """Ask for a state to begin a run at."""
        sound = self._writing.sound
        if sound is None:
            self._screen.say_news(say("write.no-run"))
            return
        graph = sound.graph.nodes
        entries = [
            Entry(name, name, wording.spoken(graph[name].line, self._realistic)) for name in sound.scenario.states
        ]

        def go(state: str | None) -> None:
            if state:
                self.jump_to(state)

        self._screen.app.push_screen(Palette(say("write.jump-where"), entries), go)

    def jump_to(self, state: str) -> None:
        """Ask in which mood a run begins at a state, and begin it."""
        sound = self._writing.sound
        if sound is None or state not in sound.scenario.states:
            self._screen.say_news(say("write.no-run") if sound is None else say("write.not-yet", state=state))
            return

        async def go(standpoint: Standpoint | None) -> None:
            if standpoint is not None:
                self._writing.jump(standpoint)
                await self.show_from_start()
                self._screen.say_news(say("write.jumped", state=standpoint.state))
                self._screen.action_pane("play")

        self._screen.app.push_screen(JumpDialog(self._writing.standpoint(state), sound.asked), go)

    # What is shown

    async def show_from_start(self) -> None:
        """Show the whole run."""
        async with self._showing:
            run = self._writing.run
            await self._screen.query_one(Transcript).start_again(run.trace().events if run else ())
            self.show_place()

    async def show_reloaded(self, sentence: str, found: Reloaded | None) -> None:
        """Show the run on its new text, and say what became of it."""
        await self.show_from_start()
        self._screen.show_all()
        self._screen.say_news(" ".join(filter(None, (sentence, reload_sentence(found) if found else ""))))

    def show_place(self) -> None:
        """Show where the run is: mood, options, ladders, graph."""
        pane, writing = self._screen.query_one(PlayPane), self._writing
        pane.query_one(Meters).display = writing.run is not None
        self.show_note()
        if writing.run is not None:
            pane.query_one(Meters).show_values(*writing.play.meters)
            pane.show_options([*self._options(), *self._verbs()])
        self._screen.query_one("#ladder", TextPane).show(ladders_text(writing))
        self._screen.show_graph()

    def show_note(self) -> None:
        """Say what has to be known of the run before it is played on."""
        self._screen.query_one(PlayPane).show_note(note_of(self._writing))

    def _options(self) -> list[tuple[str, str]]:
        """Return the options as they are offered, each with its id: the author looks for it in the source."""
        return [
            (move.name, f"{number}  {option_words(move, self._realistic)}  [{move.name}]")
            for number, move in enumerate(self._writing.play.options(), start=1)
        ]

    def _verbs(self) -> list[tuple[str, str]]:
        verbs = _AFTERWARDS if self._writing.play.over else VERBS
        return [(_VERB + verb, say(f"write.verb.{verb}")) for verb in verbs]
