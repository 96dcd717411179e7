"""The incident report on the screen: the form, the record of the talk beside it, and the check."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from scoring.incident.form import Field, IncidentReport, report_form
from simulator.aftermath import Aftermath
from simulator.plain.report_form import check_lines
from simulator.problems import UserProblem
from simulator.screens.page import PageScreen
from simulator.screens.text_page import TextPage
from simulator.terminal_fixes import KoreanInput, KoreanTextArea
from simulator.texts import active_language, say
from simulator.timeline import timeline_lines
from simulator.widgets.ticks import Ticks


class IncidentReportScreen(PageScreen):
    """The form of one run. It is kept whenever a field is left, checked or closed."""

    NAME = "incident-report"
    AUTO_FOCUS = ""  # it would scroll the first label out of sight
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "record", "key.record"),
        Binding("f4", "check", "key.check"),
        Binding("f8", "finish", "key.finish-report"),
        Binding("escape", "back", "key.later"),
    ]

    def __init__(self, aftermath: Aftermath) -> None:
        super().__init__()
        self._aftermath = aftermath
        self._report = aftermath.report()
        self._kept = self._report

    def body(self) -> Iterator[Widget]:
        """Yield the note and the fields."""
        form, language = report_form(), active_language()
        with VerticalScroll(id="report", can_focus=False):
            yield Static(form.note.in_language(language), classes="quiet", markup=False)
            for name, field in form.fields.items():
                if not field.by_head:
                    yield Static(_label(field), classes="heading", markup=False)
                    yield _editor(name, field, self._report)

    def on_mount(self) -> None:
        """Begin with the first field, its label in sight."""
        self.query_one(Input).focus(scroll_visible=False)

    # Every change is taken over at once and kept when the field is left

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._take(event.input.name, event.value)

    @on(KoreanTextArea.Changed)
    def _written(self, event: KoreanTextArea.Changed) -> None:
        self._take(event.text_area.name, event.text_area.text)

    @on(Ticks.Changed)
    def _ticked(self, event: Ticks.Changed) -> None:
        self._take(event.ticks.name, ",".join(event.ticks.ticked))
        self._keep()

    @on(Input.Submitted)
    def _next(self) -> None:
        self.app.action_focus_next()

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Keep the report when a field is left."""
        self._keep()

    def _take(self, name: str | None, value: str) -> None:
        self._report = self._report.with_value(name or "", value)

    def _keep(self) -> bool:
        """Write the report if it has changed; tell whether it is kept."""
        if self._report == self._kept:
            return True
        try:
            self._aftermath.write(self._report)
        except UserProblem as problem:
            self.minwon.tell(problem)
            return False
        self._kept = self._report
        return True

    def action_check(self) -> None:
        """Show what the check says."""
        if self._keep():
            self.app.push_screen(TextPage(say("page.report-check"), tuple(check_lines(self._aftermath))))

    def action_record(self) -> None:
        """Show what was said and when, to write from."""
        lines = timeline_lines(self._aftermath, self.workplace.settings.realistic)
        self.app.push_screen(TextPage(say("page.record"), tuple(lines)))

    def action_finish(self) -> None:
        """Put the paper away as done and show the check."""
        if not self._keep():
            return
        try:
            self._aftermath.finish_paper()
        except UserProblem as problem:
            self.minwon.tell(problem)
            return
        page = TextPage(say("page.report-check"), (say("report-form.finished"), *check_lines(self._aftermath)))
        self.app.switch_screen(page)

    def action_back(self) -> None:
        """Go back; nothing that was written is lost."""
        if self._keep():
            super().action_back()


def _label(field: Field) -> str:
    language = active_language()
    hint = f"  {field.hint.in_language(language)}" if field.hint.ko else ""
    return f"{field.name.in_language(language)}{hint}"


def _editor(name: str, field: Field, report: IncidentReport) -> Widget:
    """Return what a field is filled in with."""
    if field.choices:
        choices = [(choice.id, choice.name.in_language(active_language())) for choice in field.choices]
        return Ticks(choices, report.ticked(name), one=field.kind == "choice", name=name)
    if field.kind == "long":
        return KoreanTextArea(report.value(name), name=name)
    return KoreanInput(report.value(name), name=name, select_on_focus=False)
