"""The courses, each with its progress."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.course_progress import Progress, progress_in
from simulator.courses import Shelf, begun, read_courses, results
from simulator.plain.courses import title_line
from simulator.problems import UserProblem
from simulator.screens.page import PageScreen
from simulator.texts import active_language, say


class CoursesScreen(PageScreen):
    """Every course in one line each; what the highlighted one is for stands below."""

    NAME = "courses"
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "key.open")]

    def __init__(self) -> None:
        super().__init__()
        self._shelf = Shelf((), ())
        self._found: dict[str, Progress] = {}

    def body(self) -> Iterator[Widget]:
        """Yield the list and the note."""
        yield OptionList(id="list")
        yield Static("", id="scenario-note", markup=False)

    def on_mount(self) -> None:
        """Read the courses."""
        self._shelf = read_courses(self.workplace)

    def on_screen_resume(self) -> None:
        """Show how far each course has come."""
        try:
            summaries = results(self.workplace)
        except UserProblem as problem:
            self.minwon.tell(problem)
            return
        self._found = {course.course: progress_in(course, summaries) for course in self._shelf.courses}
        self._show()

    def _show(self) -> None:
        listed = self.query_one("#list", OptionList)
        before = listed.highlighted
        listed.clear_options()
        listed.add_options([Option(title_line(found), id=name) for name, found in self._found.items()])
        if self._found:
            going_on = begun(list(self._found.values()))
            names = list(self._found)
            first = names.index(going_on.course.course) if going_on else 0
            listed.highlighted = first if before is None else before
        else:
            self.query_one("#scenario-note", Static).update(say("courses.none"))

    @on(OptionList.OptionHighlighted, "#list")
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        found = self._found.get(event.option.id or "")
        if found:
            note = found.course.about.in_language(active_language())
            broken = "".join(f"\n{say('courses.broken', file=file.path)}" for file in self._shelf.broken[:1])
            self.query_one("#scenario-note", Static).update(note + broken)

    @on(OptionList.OptionSelected, "#list")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        found = self._found.get(event.option.id or "")
        if found:
            from simulator.screens.course import CourseScreen

            self.app.push_screen(CourseScreen(found.course))

    def action_open(self) -> None:
        """Open what is highlighted."""
        self.query_one("#list", OptionList).action_select()
