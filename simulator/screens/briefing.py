"""Before the start: what will be heard, who one is, what one knows, what to aim for; and the choice of mode."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator import wording
from simulator.goal import last_goal
from simulator.problems import UserProblem
from simulator.records.model import Mode
from simulator.screens.page import PageScreen, turn_pages
from simulator.texts import say

if TYPE_CHECKING:
    from dialogues.library import Loaded

MODES: tuple[Mode, ...] = ("practice", "assessment")


class BriefingScreen(PageScreen):
    """The briefing of one scenario; Enter starts it in the highlighted mode."""

    NAME = "briefing"
    AUTO_FOCUS = "#options"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "start('practice')", "key.practise", key_display="1"),
        Binding("2", "start('assessment')", "key.assess", key_display="2"),
        Binding("pagedown", "scroll_text(1)", "key.read-on", key_display="PgDn", priority=True),
        Binding("pageup", "scroll_text(-1)", "key.read-back", show=False, priority=True),
    ]

    def __init__(self, loaded: "Loaded", mode: Mode, policy: str = "", seed: int | None = None) -> None:
        super().__init__()
        self._loaded = loaded
        self._mode = mode
        self._policy = policy
        self._seed = seed

    @property
    def title_text(self) -> str:
        """Return the scenario's title."""
        return self._loaded.scenario.title

    def body(self) -> Iterator[Widget]:
        """Yield the briefing and the modes."""
        with VerticalScroll(id="report"):
            if goal := last_goal(self.workplace):
                yield Static(say("briefing.last-goal", goal=goal), classes="note", markup=False)
            for text, kind in briefing_texts(self._loaded):
                shown = wording.spoken(text, self.workplace.settings.realistic)
                yield Static(shown, classes=kind, markup=False)
        modes = OptionList(id="options")
        for number, mode in enumerate(MODES, 1):
            modes.add_option(Option(f"{number}  {say(f'briefing.{mode}')}", id=mode))
        yield modes

    def on_mount(self) -> None:
        """Highlight the mode that was asked for."""
        self.query_one("#options", OptionList).highlighted = MODES.index(self._mode)

    @on(OptionList.OptionSelected, "#options")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_start("assessment" if event.option.id == "assessment" else "practice")

    def action_scroll_text(self, pages: int) -> None:
        """Turn the pages of the briefing while the choice of mode keeps the keyboard."""
        turn_pages(self.query_one("#report"), pages)

    def action_start(self, mode: Mode) -> None:
        """Begin the run."""
        from simulator.screens.role_play import begin_attempt

        try:
            begin_attempt(self.minwon, self._loaded, mode, self._policy, self._seed)
        except UserProblem as problem:
            self.minwon.tell(problem)


def briefing_texts(loaded: "Loaded") -> Iterator[tuple[str, str]]:
    """Return the briefing's texts with their looks."""
    scenario = loaded.scenario
    intensity = say(f"intensity.{scenario.intensity}")
    yield say("briefing.content", intensity=intensity, text=scenario.content_note), "note"
    yield say("briefing.stop"), "quiet"
    yield say("briefing.role", text=scenario.briefing.role), "text"
    yield say("briefing.caller", text=scenario.briefing.caller), "text"
    yield say("briefing.facts"), "heading"
    for fact in scenario.briefing.facts:
        yield f"- {fact}", "text"
    yield say("briefing.goals"), "heading"
    for goal in scenario.goals:
        yield f"- {goal}", "text"
