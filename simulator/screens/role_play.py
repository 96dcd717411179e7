"""The conversation: what was said, the complainant's mood, what can be answered, and one key to stop."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from dialogues.inputs import Act, Choose, Input, InputError, Undo, Wait
from dialogues.role_play import Turn
from scoring.standing import main_ladder, standing
from scoring.trace import Event
from simulator import wording
from simulator.feedback import feedback_lines
from simulator.judged import judged_now
from simulator.problems import UserProblem
from simulator.rehearsal import Rehearsal
from simulator.screens.dialogs import ChoiceDialog
from simulator.screens.page import WIDE, PageScreen, turn_pages
from simulator.screens.palette import Entry, Palette
from simulator.texts import active_language, say
from simulator.widgets.key_bar import KeyBar
from simulator.widgets.ladder_view import LadderLine, LadderView
from simulator.widgets.meters import Meters
from simulator.widgets.title_bar import TitleBar
from simulator.widgets.transcript import Transcript

if TYPE_CHECKING:
    from dialogues.library import Loaded
    from simulator.app import MinwonApp
    from simulator.records.model import Attempt, Mode


class RolePlayScreen(PageScreen):
    """One attempt on the screen. The rehearsal keeps every turn before it comes back to be shown."""

    NAME = "role-play"
    AUTO_FOCUS = "#options"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"choose({number})", "key.choose", show=False) for number in range(1, 10)),
        Binding("f2", "actions", "key.actions"),
        Binding("f3", "ladder", "key.ladder"),
        Binding("f5", "undo", "key.undo"),
        Binding("f6", "wait", "key.wait"),
        Binding("f9", "stop", "key.stop"),
        Binding("pagedown", "scroll_text(1)", "key.read-on", show=False, priority=True),
        Binding("pageup", "scroll_text(-1)", "key.read-back", show=False, priority=True),
        Binding("escape", "leave_open", "key.leave-open", show=False),
    ]

    def __init__(self, rehearsal: Rehearsal, events: Iterable[Event]) -> None:
        super().__init__()
        self._rehearsal = rehearsal
        self._first_events = tuple(events)
        self._timer: Timer | None = None

    @property
    def title_text(self) -> str:
        """Return the scenario's title and the mode."""
        return f"{self._rehearsal.scenario.title} ({say(f'mode.{self._rehearsal.attempt.mode}')})"

    def body(self) -> Iterator[Widget]:
        """Yield mood, ladder, conversation and options."""
        yield Meters(markup=False)
        if self._rehearsal.practice:
            yield LadderLine()
        with Horizontal(id="stage"):
            with Vertical():
                yield Transcript(self.workplace.settings.realistic)
            if self._rehearsal.practice:
                yield LadderView()
        yield OptionList(id="options")

    async def on_mount(self) -> None:
        """Show the conversation so far."""
        self.set_class(self._rehearsal.practice, "-ladder")
        await self.query_one(Transcript).show_events(self._first_events)
        self._show_place()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer feedback keys only where they work: not in assessments, not after the end."""
        if action == "ladder":
            return self._rehearsal.practice and self.app.size.width >= WIDE
        if action == "undo":
            return self._rehearsal.practice and not self._rehearsal.play.over
        if action in ("actions", "wait", "stop"):
            return not self._rehearsal.play.over
        return True

    # Inputs

    @on(OptionList.OptionSelected, "#options")
    async def _selected(self, event: OptionList.OptionSelected) -> None:
        await self.action_choose(event.option_index + 1)

    async def action_choose(self, number: int) -> None:
        """Take the option of a number; after the end, go to the debrief."""
        play = self._rehearsal.play
        if play.over:
            self._finish()
            return
        options = play.options()
        if number <= len(options):
            await self._take(Choose(options[number - 1].name))

    def action_actions(self) -> None:
        """Offer the actions that can be taken at any time."""
        steps, language = self._rehearsal.manual.steps, active_language()
        entries = [
            Entry(move.name, steps[move.name].name.in_language(language), wording.spoken(move.words, False))
            for move in self._rehearsal.play.actions()
        ]

        async def take(step: str | None) -> None:
            if step:
                await self._take(Act(step))

        self.app.push_screen(Palette(say("actions.title"), entries), take)

    async def action_wait(self) -> None:
        """Say nothing and let the time run."""
        await self._take(Wait())

    async def action_undo(self) -> None:
        """Take the last turn back."""
        if self._rehearsal.play.over:
            return
        await self._take(Undo())

    async def action_stop(self) -> None:
        """Stop at once, without a score."""
        if self._rehearsal.play.over:
            return
        try:
            self._rehearsal.stop()
        except UserProblem as problem:
            self._hold(problem)
            return
        self._cool_down()

    def _cool_down(self) -> None:
        from simulator.screens.cool_down import CoolDownScreen

        self.app.switch_screen(CoolDownScreen())

    def action_scroll_text(self, pages: int) -> None:
        """Turn the pages of the conversation while the options keep the keyboard."""
        turn_pages(self.query_one(Transcript), pages)

    def action_ladder(self) -> None:
        """Show or hide the whole ladder."""
        self.toggle_class("-ladder")

    def action_leave_open(self) -> None:
        """Leave the run as it is: every turn is kept, it can be resumed from the home screen."""
        if self._rehearsal.play.over:
            self._finish()
            return

        def answered(name: str | None) -> None:
            if name == "leave":
                self.minwon.go_home()

        answers = {"stay": say("leave.stay"), "leave": say("leave.leave")}
        self.app.push_screen(ChoiceDialog(say("leave.question"), answers), answered)

    async def _take(self, given: Input) -> None:
        try:
            turn = self._rehearsal.take(given)
        except InputError as error:
            self.notify(say(f"input.{error.code}", name=error.name))
            return
        except UserProblem as problem:
            self._hold(problem)
            return
        await self._show_turn(turn)

    async def _show_turn(self, turn: Turn) -> None:
        transcript = self.query_one(Transcript)
        if isinstance(turn.input, Undo):
            await transcript.start_again([*self._rehearsal.trace().events, *turn.events])
        else:
            await transcript.show_events(turn.events)
            if self._rehearsal.practice:
                await transcript.show_feedback(feedback_lines(self._rehearsal, turn, self.workplace.settings.realistic))
        self._show_place()

    # A turn that could not be kept

    def _hold(self, problem: UserProblem) -> None:
        """Say that the turn is not kept yet, and offer to try again; nothing more is shown until it is."""
        if problem.key == "problem.journal-conflict":  # the run lives on in another window
            self.minwon.go_home()
            self.minwon.tell(problem)
            return

        async def answered(name: str | None) -> None:
            if name == "again":
                await self._keep_again()
            else:
                self.minwon.go_home()

        answers = {"again": say("hold.again"), "leave": say("hold.leave")}
        self.app.push_screen(ChoiceDialog(f"{problem.sentence}\n\n{say('hold.explained')}", answers), answered)

    async def _keep_again(self) -> None:
        try:
            self._rehearsal.keep()
        except UserProblem as problem:
            self._hold(problem)
            return
        if self._rehearsal.play.stopped:
            self._cool_down()
            return
        await self.query_one(Transcript).start_again(self._rehearsal.trace().events)
        self._show_place()

    # What is shown

    def _show_place(self) -> None:
        play = self._rehearsal.play
        self.query_one(Meters).show_values(*play.meters)
        self.query_one(TitleBar).show_title(f"{self.title_text}  {wording.clock(play.seconds)}")
        self._show_ladder()
        self._show_options()
        self._wait_for_silence()
        self.refresh_bindings()
        self.query_one(KeyBar).refresh()

    def _wait_for_silence(self) -> None:
        """Let silence count by itself where the author gave it a time and the trainee asked for it."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        state = self._rehearsal.scenario.states.get(self._rehearsal.play.state)
        if self.workplace.settings.timed and state is not None and state.after is not None:
            self._timer = self.set_timer(state.after.seconds, self._fell_silent)

    async def _fell_silent(self) -> None:
        """Count the silence, but not while the trainee is choosing an action or reading help."""
        if self.is_current:
            await self.action_wait()
        else:
            self._wait_for_silence()
        self.call_after_refresh(self.query_one(Transcript).scroll_end, animate=False)

    def _show_ladder(self) -> None:
        if not self._rehearsal.practice:
            return
        manual, trace = self._rehearsal.manual, self._rehearsal.trace()
        ladder = main_ladder(trace, manual)
        if ladder is not None:
            name, rungs = ladder.name.in_language(active_language()), standing(trace, ladder, manual)
            self.query_one(LadderView).show_standing(name, rungs, manual)
            self.query_one(LadderLine).show_standing(name, rungs, manual)

    def _show_options(self) -> None:
        from simulator.plain.session import option_words

        listed = self.query_one("#options", OptionList)
        listed.clear_options()
        play = self._rehearsal.play
        if play.over:
            listed.add_option(Option(say("role-play.debrief"), id="debrief"))
        realistic = self.workplace.settings.realistic
        for number, move in enumerate(play.options(), 1):
            listed.add_option(Option(f"{number}  {option_words(move, realistic)}", id=move.name))
        listed.highlighted = 0

    def _finish(self) -> None:
        """Go on to the paper where the incident needs it, else to the judgement."""
        from simulator.aftermath import Aftermath
        from simulator.screens.after import AfterScreen
        from simulator.screens.debrief import DebriefScreen

        judged = judged_now(self._rehearsal)
        aftermath = Aftermath.of(self._rehearsal, self.workplace.records)
        if judged is None or aftermath is None:
            self.minwon.go_home()
        elif aftermath.needs_paper:
            self.app.switch_screen(AfterScreen(aftermath, judged, fresh=True))
        else:
            self.app.switch_screen(DebriefScreen(judged, fresh=True))


def begin_attempt(app: "MinwonApp", loaded: "Loaded", mode: "Mode", policy: str, seed: int | None) -> None:
    """Begin an attempt and show it; without a policy, the settings' own. Raises UserProblem."""
    workplace = app.workplace
    rehearsal, turn = Rehearsal.begin(
        loaded,
        workplace.manual,
        workplace.records,
        mode=mode,
        policy=policy or workplace.settings.policy,
        seed=seed,
    )
    app.switch_screen(RolePlayScreen(rehearsal, turn.events))


def resume_attempt(app: "MinwonApp", attempt: "Attempt") -> None:
    """Go on with an unfinished attempt. Raises UserProblem when it cannot be resumed rightly."""
    workplace = app.workplace
    loaded = workplace.load_to_go_on(attempt)
    rehearsal, _ = Rehearsal.resume(attempt, loaded, workplace.manual, workplace.records)
    app.push_screen(RolePlayScreen(rehearsal, rehearsal.so_far))
