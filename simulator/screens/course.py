"""One course: its steps, what is next, and what its two tests show."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from dialogues.course import Course
from simulator.course_progress import Step, progress_in
from simulator.courses import results
from simulator.plain.courses import outcome_lines, step_line, title_line
from simulator.problems import UserProblem
from simulator.screens.page import PageScreen
from simulator.texts import active_language, say


class CourseScreen(PageScreen):
    """One course; Enter opens the briefing of a step, and a finished run comes back here."""

    NAME = "course"
    AUTO_FOCUS = "#list"
    RUNS_COME_BACK = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "key.open")]

    def __init__(self, course: Course) -> None:
        super().__init__()
        self._course = course
        self._steps: tuple[Step, ...] = ()

    @property
    def title_text(self) -> str:
        """Return the course's title."""
        return self._course.title.in_language(active_language())

    def body(self) -> Iterator[Widget]:
        """Yield what the course is for, its steps, and what the tests show."""
        yield Static(self._course.about.in_language(active_language()), classes="text", markup=False)
        yield Static("", id="number", classes="quiet")
        yield OptionList(id="list")
        yield Static("", id="scenario-note", markup=False)

    def on_screen_resume(self) -> None:
        """Show the steps as they are now, the next one highlighted."""
        try:
            progress = progress_in(self._course, results(self.workplace))
        except UserProblem as problem:
            self.minwon.tell(problem)
            return
        self._steps = progress.steps
        self.query_one("#number", Static).update(title_line(progress))
        listed = self.query_one("#list", OptionList)
        listed.clear_options()
        for number, step in enumerate(progress.steps, 1):
            text = f"{number}  {step_line(step, progress, self.workplace.title_of)}"
            listed.add_option(Option(Text(text, no_wrap=True, overflow="crop"), id=step.item.scenario))
        listed.highlighted = progress.steps.index(progress.next) if progress.next else 0
        lines = list(outcome_lines(progress)) or [say("courses.how")]
        self.query_one("#scenario-note", Static).update("\n".join(lines))

    @on(OptionList.OptionSelected, "#list")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        step = self._steps[event.option_index]
        self.minwon.open_briefing(step.item.scenario, step.mode)

    def action_open(self) -> None:
        """Open the highlighted step."""
        self.query_one("#list", OptionList).action_select()
