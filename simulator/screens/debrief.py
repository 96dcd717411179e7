"""The judgement of one run: five dimensions, the curve, the moments worth talking about, every finding."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from scoring.debrief import Debrief, Moment, debrief
from scoring.scorecard import DimensionScore
from simulator import wording
from simulator.explaining import better_words, explain, ground_line
from simulator.judged import Judged
from simulator.plain.report import edited_line, finding_line, goal_line, ladder_names, moment_words
from simulator.problems import UserProblem
from simulator.screens.page import PageScreen
from simulator.texts import say
from simulator.widgets.curve import Curve
from simulator.widgets.meters import bar

if TYPE_CHECKING:
    from simulator.aftermath import Aftermath


class DebriefScreen(PageScreen):
    """Shows a judgement. `fresh`: the run has just ended, so it can be done again or answered to."""

    NAME = "debrief"
    AUTO_FOCUS = "#report"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "what_if", "key.what-if"),
        Binding("f4", "paper", "key.paper"),
        Binding("f5", "again", "key.again"),
        Binding("f7", "survey", "key.survey"),
        Binding("f8", "reflect", "key.reflect"),
        Binding("escape,enter", "back", "key.done", key_display="Enter"),
    ]

    def __init__(self, judged: Judged, *, fresh: bool) -> None:
        super().__init__()
        self._judged = judged
        self._fresh = fresh
        self._asked_to_reflect = False

    @property
    def title_text(self) -> str:
        """Return the scenario's title."""
        return f"{say('page.debrief')}: {self._judged.title}"

    def body(self) -> Iterator[Widget]:
        """Yield the report."""
        judged = self._judged
        talk = debrief(judged.events, judged.card, judged.advice)
        with VerticalScroll(id="report", can_focus=True):
            yield from self._verdict()
            yield from self._dimensions()
            yield from self._curve(talk)
            yield from self._moments("report.costliest", talk.costliest)
            yield from self._moments("report.best", talk.best)
            yield Static(goal_line(talk.goal, self.workplace.manual), classes="heading", markup=False)
            yield from self._findings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is: the paper of an incident, the reflection and the survey of an assessed run."""
        judged = self._judged
        offered = {
            "survey": self._asks_survey,
            "paper": judged.paper != "none",
            "reflect": judged.attempt.mode == "assessment" and not judged.closed,
            "what_if": not judged.changed,
        }
        return offered.get(action, True)

    @property
    def _asks_survey(self) -> bool:
        return self._fresh and self._judged.attempt.mode == "assessment"

    def _verdict(self) -> Iterator[Widget]:
        judged, card = self._judged, self._judged.card
        if judged.changed:
            yield Static(say("report.changed"), classes="note")
        if len(judged.hashes) > 1:
            yield Static(edited_line(judged), classes="note")
        verdict = wording.verdict_of_run(card.passed)
        yield Static(say("report.title", total=card.total, verdict=verdict, mark=card.pass_mark), classes="heading")
        yield Static(say("report.outcome", outcome=say(f"outcome.{judged.outcome}")), classes="text")
        if judged.lesson:
            yield Static(self._spoken(judged.lesson), classes="text", markup=False)
        if card.hard_fails:
            yield Static(say("report.hard-fails", number=len(card.hard_fails)), classes="note")
        if judged.paper == "due":
            yield Static(say("debrief.paper-due"), classes="note")
        if judged.attempt.mode == "assessment" and not judged.closed:
            yield Static(say("debrief.not-closed"), id="not-closed", classes="note")
        if self._asks_survey:
            yield Static(say("survey.offer"), classes="note")

    def _dimensions(self) -> Iterator[Widget]:
        yield Static(say("report.dimensions"), classes="heading")
        for score in self._judged.card.dimensions:
            yield Static(_dimension_line(score), classes="text", markup=False)

    def _curve(self, talk: Debrief) -> Iterator[Widget]:
        yield Static(say("report.curve"), classes="heading")
        yield Curve(talk.curve, frozenset(point.turn for point in talk.turning_points))
        for point in talk.turning_points:
            line = say(
                "report.turning-point",
                turn=point.turn,
                anger=f"{point.anger_change:+d}",
                trust=f"{point.trust_change:+d}",
                words=self._spoken(point.words),
            )
            yield Static(line, classes="text", markup=False)

    def _moments(self, title: str, moments: tuple[Moment, ...]) -> Iterator[Widget]:
        if moments:
            yield Static(say(title), classes="heading")
        for moment in moments:
            yield Static(self._moment_text(moment), classes="moment")

    def _moment_text(self, moment: Moment) -> Text:
        finding = moment.finding
        explained = explain(finding, self.workplace.manual, self._judged.attempt.setting)
        text = Text(f"[{explained.verdict}] {explained.asks}", style="bold")
        lines = [explained.sentence]
        if finding.words:
            lines.insert(0, moment_words(moment, self.workplace.settings.realistic))
        if better := better_words(finding, moment.advice.better, self.workplace.manual):
            lines.append(say("feedback.better", text=self._spoken(better)))
        lines += [ground_line(ground) for ground in explained.grounds]
        text.append("".join(f"\n  {line}" for line in lines), style="not bold")
        return text

    def _findings(self) -> Iterator[Widget]:
        card, manual = self._judged.card, self.workplace.manual
        named = ladder_names(card, manual)
        yield Static(say("report.findings", ladders=named), classes="heading", markup=False)
        for finding in card.findings:
            yield Static(
                f"- {finding_line(finding, manual, self._judged.attempt.setting)}", classes="text", markup=False
            )

    def _spoken(self, words: str) -> str:
        return wording.spoken(words, self.workplace.settings.realistic)

    def action_again(self) -> None:
        """Open the scenario's briefing again."""
        attempt = self._judged.attempt
        self.app.pop_screen()
        self.minwon.open_briefing(attempt.scenario, attempt.mode)

    def action_survey(self) -> None:
        """Ask the short survey."""
        from simulator.screens.survey import SurveyScreen

        self.app.push_screen(SurveyScreen(self._judged.attempt.pairing_key))

    def action_what_if(self) -> None:
        """See what another choice would have changed."""
        from simulator.screens.what_if import WhatIfScreen
        from simulator.what_if import Alternative

        try:
            alternative = Alternative.of(self.workplace, self._judged.attempt.id)
        except UserProblem as problem:
            self.minwon.tell(problem)
        else:
            self.app.push_screen(WhatIfScreen(alternative))

    def action_paper(self) -> None:
        """Go on with the paper of this run."""
        from simulator.screens.after import AfterScreen

        if aftermath := self._aftermath():
            self.app.switch_screen(AfterScreen(aftermath, self._judged, fresh=self._fresh))

    def action_reflect(self) -> None:
        """Answer the two questions that close an assessed run."""
        from simulator.screens.reflection import ReflectionScreen

        if aftermath := self._aftermath():
            self.app.push_screen(ReflectionScreen(aftermath))

    def _aftermath(self) -> "Aftermath | None":
        from simulator.aftermath import Aftermath

        try:
            return Aftermath.reopened(self.workplace, self._judged.attempt.id)
        except UserProblem as problem:
            self.minwon.tell(problem)
            return None

    def on_screen_resume(self) -> None:
        """See whether the run was closed meanwhile."""
        if not self._judged.closed:
            summary = self.workplace.records.summary(self._judged.attempt.id)
            self._judged = self._judged._replace(closed=bool(summary and summary.closed))
            self.query("#not-closed").set(display=not self._judged.closed)
            self.refresh_bindings()

    def action_back(self) -> None:
        """Go home after a run, or back to the list; an assessed run that is still open first asks its questions."""
        if self._fresh and not self._judged.closed and not self._asked_to_reflect:
            self._asked_to_reflect = True
            self.action_reflect()
        elif self._fresh:
            self.minwon.leave_run()
        else:
            self.app.pop_screen()


def _dimension_line(score: DimensionScore) -> str:
    shown = f"[{bar(score.score, 20)}] " if score.score is not None else ""
    points = say("report.points", earned=score.earned, possible=score.possible, deducted=score.deducted)
    return f"{say(f'dimension.{score.dimension}')}: {shown}{wording.score(score.score)}  {points}"
