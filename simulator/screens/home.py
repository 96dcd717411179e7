"""The first screen: what to do, unfinished runs, and the latest results."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.problems import UserProblem
from simulator.records.model import Summary
from simulator.screens.page import PageScreen
from simulator.texts import say

MENU = ("practise", "resume", "courses", "history", "manual", "help", "quit")
_NEWS = 6
_SECONDS_TO_READ = 20


class HomeScreen(PageScreen):
    """A menu by number, and what was done lately."""

    NAME = "home"
    RUNS_COME_BACK = True
    AUTO_FOCUS = "#menu"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"menu('{name}')", f"home.{name}", show=False) for number, name in enumerate(MENU, 1)),
        Binding("escape", "stay", "key.back", show=False),
    ]

    def body(self) -> Iterator[Widget]:
        """Yield the greeting, the menu and the news."""
        yield Static(say("home.greeting"), classes="text")
        menu = OptionList(id="menu")
        for number, name in enumerate(MENU, 1):
            menu.add_option(Option(f"{number}  {say(f'home.{name}')}", id=name))
        yield menu
        yield Static(say("home.news"), classes="heading")
        yield Static(say("home.loading"), id="news", markup=False)

    def on_mount(self) -> None:
        """Show the menu first; the records are read in the background."""
        self.query_one("#menu", OptionList).highlighted = 0
        self.call_after_refresh(self.refresh_news)

    @work(thread=True, exclusive=True, group="news", exit_on_error=False)
    def refresh_news(self) -> None:
        """Read the latest results and show them."""
        try:
            records = self.workplace.records
            summaries, unfinished = records.summaries(), records.unfinished()
            going_on = self._course_line(summaries)
        except UserProblem as problem:
            self.app.call_from_thread(self._show_news, problem.sentence)
            return
        from simulator.screens.history import result_line

        lines = [say("home.unfinished", number=len(unfinished))] if unfinished else []
        lines += going_on
        lines += [result_line(summary, self.workplace.title_of(summary.scenario)) for summary in summaries[:_NEWS]]
        self.app.call_from_thread(self._show_news, "\n".join(lines) or say("home.nothing-yet"))

    def _course_line(self, summaries: list[Summary]) -> list[str]:
        """Return a line on the course that was begun; nothing where there is none."""
        if not summaries:
            return []
        from simulator.courses import begun, progress_by_name, read_courses
        from simulator.plain.courses import begun_line

        going_on = begun(progress_by_name(read_courses(self.workplace), summaries, None))
        return [begun_line(going_on, self.workplace.title_of)] if going_on else []

    def _show_news(self, text: str) -> None:
        if self.is_attached:
            self.query_one("#news", Static).update(text)

    @on(OptionList.OptionSelected, "#menu")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_menu(event.option.id or "")

    def action_menu(self, name: str) -> None:
        """Open what the menu offers."""
        match name:
            case "practise":
                from simulator.screens.scenarios import ScenariosScreen

                self.app.push_screen(ScenariosScreen())
            case "resume":
                self._resume()
            case "courses":
                from simulator.screens.courses import CoursesScreen

                self.app.push_screen(CoursesScreen())
            case "history":
                from simulator.screens.history import HistoryScreen

                self.app.push_screen(HistoryScreen())
            case "manual":
                from simulator.screens.manual import ManualScreen

                self.app.push_screen(ManualScreen())
            case "help":
                self.minwon.action_help()
            case "quit":
                self.minwon.action_leave()

    def action_stay(self) -> None:
        """Escape does nothing here: leaving has its own key."""

    def _resume(self) -> None:
        try:
            attempt = self.workplace.newest_unfinished()
            passed_over = self.workplace.passed_over(attempt)
        except UserProblem as problem:
            self.minwon.tell(problem)
            return
        self.minwon.resume(attempt)
        if passed_over:
            self.app.notify(passed_over, timeout=_SECONDS_TO_READ)
