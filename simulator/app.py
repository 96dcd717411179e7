"""The Textual app: opens the first screen, holds what all screens share, and owns the keys that work everywhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.screen import Screen

from simulator.problems import UserProblem
from simulator.records.model import Attempt, Mode
from simulator.screens.home import HomeScreen
from simulator.screens.page import WIDE, PageScreen
from simulator.terminal_fixes import KoreanApp, settle_textual
from simulator.texts import say
from simulator.themes import THEMES
from simulator.workplace import Workplace

if TYPE_CHECKING:
    from simulator.writing import Writing

settle_textual()


class Opening(NamedTuple):
    """What the app opens at: the home screen, a scenario's briefing, an unfinished attempt, or a scenario's source."""

    scenario: str = ""
    mode: Mode = "practice"
    policy: str = ""
    seed: int | None = None
    attempt: Attempt | None = None
    writing: "Writing | None" = None


OPEN_AT_HOME = Opening()


class MinwonApp(KoreanApp):
    """The rehearsal room."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False  # its words are English in the library; ours is screens/palette
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it an instance variable
        (0, "-narrow"),
        (WIDE, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "key.help", key_display="F1"),
        Binding("ctrl+p", "palette", "key.palette", key_display="Ctrl+P", priority=True),
        Binding("f10,ctrl+q", "leave", "key.quit", key_display="F10", priority=True),
        Binding("ctrl+c", "how_to_leave", "key.quit", show=False),
    ]

    def __init__(self, workplace: Workplace, opening: Opening = OPEN_AT_HOME) -> None:
        super().__init__()
        self.workplace = workplace
        workplace.announce = lambda sentence: self.notify(sentence, timeout=20, markup=False)
        self._opening = opening
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = workplace.settings.theme

    def get_default_screen(self) -> Screen[None]:
        """Open at the home screen."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Open the scenario or the unfinished run named on the command line."""
        self.prune_after_screen_changes()
        opening = self._opening
        if opening.attempt is not None:
            self.resume(opening.attempt)
        elif opening.scenario:
            self.open_briefing(opening.scenario, opening.mode, opening.policy, opening.seed)
        elif opening.writing is not None:
            from simulator.screens.write import WriteScreen

            self.push_screen(WriteScreen(opening.writing))

    def open_briefing(self, scenario: str, mode: Mode = "practice", policy: str = "", seed: int | None = None) -> None:
        """Open a scenario's briefing, or say what is wrong with it."""
        from simulator.screens.briefing import BriefingScreen
        from simulator.texts import active_language

        try:
            loaded = self.workplace.load(scenario, active_language())
        except UserProblem as problem:
            self.tell(problem)
        else:
            self.push_screen(BriefingScreen(loaded, mode, policy, seed))

    def resume(self, attempt: Attempt) -> None:
        """Go on with an unfinished run, or say why that is not possible and offer to end it."""
        from simulator.resuming import CannotGoOnError
        from simulator.screens.role_play import resume_attempt

        try:
            resume_attempt(self, attempt)
        except CannotGoOnError as problem:
            self._offer_to_stop(attempt, problem)
        except UserProblem as problem:
            self.tell(problem)

    def _offer_to_stop(self, attempt: Attempt, problem: UserProblem) -> None:
        from simulator.screens.dialogs import ChoiceDialog

        def answered(answer: str | None) -> None:
            if answer == "stop":
                self._stop(attempt)

        answers = {"leave": say("dialog.leave-run"), "stop": say("dialog.stop-run")}
        self.push_screen(ChoiceDialog(problem.sentence, answers), answered)

    def _stop(self, attempt: Attempt) -> None:
        from simulator.stopping import stop_as_it_stands

        try:
            stop_as_it_stands(attempt, self.workplace.records)
        except UserProblem as problem:
            self.tell(problem)
        else:
            self.notify(say("stop.done", attempt=attempt.id))
            self.go_home()

    def tell(self, problem: UserProblem) -> None:
        """Say a problem in a dialog that stays until it is read."""
        from simulator.screens.dialogs import MessageDialog

        self.push_screen(MessageDialog(problem.sentence))

    def go_home(self) -> None:
        """Close everything above the home screen and show its news; unsaved text is asked about first."""
        self._unless_unsaved(self._unwind)

    def _unwind(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, HomeScreen):
            self.screen.refresh_news()

    def leave_run(self) -> None:
        """Go back to where the run was begun from: a course, or the home screen."""
        while not (isinstance(self.screen, PageScreen) and self.screen.RUNS_COME_BACK):
            self.pop_screen()
        if isinstance(self.screen, HomeScreen):
            self.screen.refresh_news()

    def action_help(self) -> None:
        """Show what can be done on this screen."""
        from simulator.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_palette(self) -> None:
        """Offer everything the app can do, to be found by typing."""
        from simulator.screens.palette import open_palette

        open_palette(self)

    def action_leave(self) -> None:
        """Leave the program. Every turn is kept already; unsaved text is asked about first."""
        self._unless_unsaved(lambda: self.exit(return_code=0))

    def _unless_unsaved(self, then: Callable[[], object]) -> None:
        page = self._page_with_unsaved
        if page is None:
            then()
        else:
            page.ask_before_leaving(then)

    @property
    def _page_with_unsaved(self) -> PageScreen | None:
        pages = (screen for screen in reversed(self.screen_stack) if isinstance(screen, PageScreen))
        return next((page for page in pages if page.holds_unsaved), None)

    def action_how_to_leave(self) -> None:
        """Answer Ctrl+C: it copies in most terminals, so it does not quit by itself."""
        self.notify(say("app.how-to-leave-unsaved" if self._page_with_unsaved else "app.how-to-leave"))
