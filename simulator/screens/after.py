"""After the talk: who does what next. Each step that is given to somebody is kept before the answer shows."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scoring.incident.after import ASSIGNEES, AfterItem
from scoring.trace import Role
from simulator.aftermath import Aftermath
from simulator.judged import Judged
from simulator.plain.after import item_line, outcome_line, person
from simulator.problems import UserProblem
from simulator.screens.dialogs import ChoiceDialog
from simulator.screens.page import PageScreen
from simulator.texts import active_language, say


class AfterScreen(PageScreen):
    """The after-incident steps of one run, to be given to people; then the report, then the judgement.

    fresh: the run has just ended. title: of its scenario, shown in the title line.
    """

    NAME = "after"
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"give({number})", "key.choose", show=False) for number in range(1, 10)),
        Binding("0", "give(10)", "key.choose", show=False),
        Binding("enter", "give_highlighted", "key.give"),
        Binding("f4", "report", "key.report"),
        Binding("f8", "finish", "key.to-judgement"),
        Binding("escape", "finish", "key.later", show=False),
    ]

    def __init__(self, aftermath: Aftermath, judged: Judged, *, fresh: bool) -> None:
        super().__init__()
        self._aftermath = aftermath
        self._judged = judged
        self._fresh = fresh
        self._answering = False

    @property
    def title_text(self) -> str:
        """Return the page and the scenario's title."""
        return f"{say('page.after')}: {self._judged.title}"

    def body(self) -> Iterator[Widget]:
        """Yield what to do, the steps, and what the last choice meant."""
        yield Static(say("after.screen"), classes="text", markup=False)
        yield OptionList(id="list")
        yield Static("", id="after-note", classes="note", markup=False)

    def on_mount(self) -> None:
        """Show the steps as the run stands."""
        self._show_items(0)

    def on_screen_resume(self) -> None:
        """Say whether the report is written, unless a dialog was answered meanwhile."""
        if not self._answering:
            written = bool(self._aftermath.report().value("summary"))
            self._note(say("after.report-there" if written else "after.report-missing"))
        self._answering = False

    def _note(self, text: str) -> None:
        self.query_one("#after-note", Static).update(text)

    def _show_items(self, highlighted: int) -> None:
        listed = self.query_one("#list", OptionList)
        listed.clear_options()
        for number, item in enumerate(self._aftermath.items(), start=1):
            listed.add_option(Option(f"{number:<2} {item_line(item, self._aftermath)}", id=item.name))
        listed.highlighted = highlighted

    @on(OptionList.OptionSelected, "#list")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_give(event.option_index + 1)

    def action_give_highlighted(self) -> None:
        """Give the highlighted step to somebody."""
        self.query_one("#list", OptionList).action_select()

    def action_give(self, number: int) -> None:
        """Ask whom a step is given to."""
        items = self._aftermath.items()
        if number > len(items):
            return
        item = items[number - 1]
        people: dict[str, str] = {role: person(role, self._aftermath) for role in ASSIGNEES}
        question = say("after.who", name=item.step.name.in_language(active_language()))

        def answered(role: str | None) -> None:
            if role:
                self._give(item, next(one for one in ASSIGNEES if one == role), number - 1)

        self._answering = True
        self.app.push_screen(ChoiceDialog(question, people), answered)

    def _give(self, item: AfterItem, role: Role, place: int) -> None:
        try:
            given = self._aftermath.assign(item.name, role)
        except UserProblem as problem:
            self.minwon.tell(problem)
            return
        self._show_items(place)
        self._note(outcome_line(given, role, self._aftermath))

    def action_report(self) -> None:
        """Write the incident report."""
        from simulator.screens.incident_report import IncidentReportScreen

        self.app.push_screen(IncidentReportScreen(self._aftermath))

    def action_finish(self) -> None:
        """Go on to the judgement; what is still open can be done later from the list of results."""
        from simulator.screens.debrief import DebriefScreen

        summary = self._aftermath.summary
        judged = self._judged._replace(
            events=self._aftermath.trace.events, paper=summary.paper, card=summary.scorecard or self._judged.card
        )
        self.app.switch_screen(DebriefScreen(judged, fresh=self._fresh))
