"""Past results: one line each; Enter opens the judgement again."""

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import set_cell_size
from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator import wording
from simulator.judged import judged_before
from simulator.problems import UserProblem
from simulator.records.model import Summary
from simulator.screens.page import PageScreen
from simulator.texts import count, say

_MOST = 500


class HistoryScreen(PageScreen):
    """Every result on this machine, newest first."""

    NAME = "history"
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "key.open")]

    def body(self) -> Iterator[Widget]:
        """Yield the list."""
        yield Static("", id="number", classes="quiet")
        yield OptionList(id="list")

    def on_mount(self) -> None:
        """Read the results."""
        try:
            summaries = self.workplace.records.summaries(_MOST)
        except UserProblem as problem:
            self.minwon.tell(problem)
            return
        listed = self.query_one("#list", OptionList)
        listed.add_options(
            [
                Option(result_line(summary, self.workplace.title_of(summary.scenario)), id=summary.attempt)
                for summary in summaries
            ]
        )
        number = count("results.number", len(summaries)) if summaries else say("home.nothing-yet")
        self.query_one("#number", Static).update(number)
        listed.highlighted = 0 if summaries else None

    @on(OptionList.OptionSelected, "#list")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        try:
            self._open(event.option.id or "")
        except UserProblem as problem:
            self.minwon.tell(problem)

    def action_open(self) -> None:
        """Open what is highlighted."""
        self.query_one("#list", OptionList).action_select()

    def _open(self, name: str) -> None:
        from simulator.screens.debrief import DebriefScreen

        self.app.push_screen(DebriefScreen(judged_before(self.workplace, name), fresh=False))


def result_line(summary: Summary, title: str) -> str:
    """Return a result in one line of aligned cells: day, scenario, mode, score, verdict."""
    cells = (
        (summary.ended[:16].replace("T", " "), 17),
        (title, 36),
        (say(f"mode.{summary.mode}"), 6),
        (wording.score(summary.total), 6),
    )
    aligned = " ".join(set_cell_size(text, width) for text, width in cells)
    return f"{aligned} {wording.verdict_of_run(summary.passed)}"
