"""The two questions that close an assessed run."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from simulator.aftermath import QUESTIONS, Aftermath
from simulator.plain.after import question
from simulator.problems import UserProblem
from simulator.records.model import Reflection
from simulator.screens.page import PageScreen
from simulator.terminal_fixes import KoreanTextArea
from simulator.texts import say


class ReflectionScreen(PageScreen):
    """Asks both questions; F8 closes the assessment, Escape leaves it open for later."""

    NAME = "reflection"
    AUTO_FOCUS = "KoreanTextArea"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "save", "key.close-run"),
        Binding("escape", "back", "key.later"),
    ]

    def __init__(self, aftermath: Aftermath) -> None:
        super().__init__()
        self._aftermath = aftermath

    def body(self) -> Iterator[Widget]:
        """Yield what it is for, and each question with room for its answer."""
        before = {reflection.question: reflection.answer for reflection in self._aftermath.reflections()}
        yield Static(say("reflection.explained"), classes="quiet", markup=False)
        with VerticalScroll(id="report", can_focus=False):
            for name in QUESTIONS:
                yield Static(question(name, self._aftermath), classes="heading", markup=False)
                yield KoreanTextArea(before.get(name, ""), name=name)

    def action_save(self) -> None:
        """Keep both answers and close the run."""
        answers = [Reflection(area.name or "", area.text.strip()) for area in self.query(KoreanTextArea)]
        try:
            self._aftermath.reflect(answers)
        except UserProblem as problem:
            self.minwon.tell(problem)
            return
        self.app.pop_screen()
        self.app.notify(say("reflection.kept"))
