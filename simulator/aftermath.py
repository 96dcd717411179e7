"""What comes after the talk of one run: who does what next, the incident report, the reflection; each kept at once.

All front ends go through this. The talk has been judged and kept before it begins, so nothing here can lose it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from scoring.debrief import costly_first
from scoring.grading import grade
from scoring.incident.after import AfterItem, after_items, assigned
from scoring.incident.checks import Checked, checked
from scoring.incident.form import IncidentReport
from scoring.incident.need import IncidentFacts, facts_of
from scoring.manual.manual import Manual
from scoring.manual.model import Policy
from scoring.trace import Event, Role, Trace
from simulator.problems import UserProblem
from simulator.records.model import Attempt, Reflection, Summary
from simulator.rehearsal import Clock, Rehearsal, now_here, stamp

if TYPE_CHECKING:
    from simulator.records.store import Records
    from simulator.workplace import Workplace

QUESTIONS = ("moment", "next")  # their words: reflection.<name> of the catalogue


class Aftermath:
    """The time after the talk of one run that has been judged. Made by `of` or `reopened`."""

    def __init__(
        self,
        attempt: Attempt,
        summary: Summary,
        trace: Trace,
        manual: Manual,
        records: "Records",
        clock: Clock = now_here,
    ) -> None:
        self.attempt = attempt
        self.summary = summary
        self.trace = trace
        self.manual = manual
        self._records = records
        self._clock = clock
        self._unkept: tuple[Event, ...] = ()

    @classmethod
    def of(cls, rehearsal: Rehearsal, records: "Records", clock: Clock = now_here) -> "Aftermath | None":
        """Return the aftermath of a run that has just ended, None where it was stopped or goes on."""
        summary = rehearsal.summary
        if summary is None or summary.scorecard is None:
            return None
        return cls(rehearsal.attempt, summary, rehearsal.trace(), rehearsal.manual, records, clock)

    @classmethod
    def reopened(cls, workplace: "Workplace", name: str, clock: Clock = now_here) -> "Aftermath":
        """Take up again what a kept run left open, from its journal alone. Raises UserProblem where it cannot be."""
        records = workplace.records
        attempt = records.attempt(name)
        summary = records.summary(attempt.id)
        if summary is None:
            raise UserProblem("problem.attempt-open", name=attempt.id)
        if summary.scorecard is None:
            raise UserProblem("problem.no-score")
        trace = attempt.trace(records.events(attempt.id), summary.ending, summary.outcome)
        if trace is None:
            raise UserProblem("problem.run-too-old")
        return cls(attempt, summary, trace, workplace.manual, records, clock)

    # Who does what next

    @property
    def needs_paper(self) -> bool:
        """Return whether the incident has to go on paper (whether it did or not)."""
        return self.summary.paper != "none"

    def items(self) -> tuple[AfterItem, ...]:
        """Return the after-incident steps as the run stands."""
        return after_items(self.trace, self.manual)

    def assign(self, after: str, to: Role) -> AfterItem:
        """Give an after-incident step to somebody, kept before it returns; returns the step as it stands.

        Raises UserProblem when the manual has changed since the talk, or when it could not be kept (`keep` tries
        again), and KeyError on a step that is not among the items.
        """
        if after not in {item.name for item in self.items()}:
            raise KeyError(after)
        if self.manual.hash != self.attempt.manual_hash:
            raise UserProblem("problem.after-manual")
        self.keep()
        words = self.manual.after[after].name.in_language(self.attempt.language)
        self._unkept = (assigned(self.trace, self.manual, after, to, words),)
        self.keep()
        return next(item for item in self.items() if item.name == after)

    def keep(self) -> None:
        """Write what is held, with the judgement as it is then. Raises UserProblem; trying again loses nothing."""
        if not self._unkept:
            return
        trace = msgspec.structs.replace(self.trace, events=(*self.trace.events, *self._unkept))
        self._keep(scorecard=grade(trace, self.manual, self.attempt.policy))
        self.trace, self._unkept = trace, ()

    def _keep(self, **changes: object) -> None:
        now = stamp(self._clock())
        summary = msgspec.structs.replace(self.summary, **changes)
        if not summary.closed and not self.needs_reflection:
            summary = msgspec.structs.replace(summary, closed=now)
        self._records.judge_again(summary, self._unkept, now)
        self.summary = summary

    # The incident report

    @property
    def policy(self) -> Policy:
        """Return the policy it was played under, the default where the manual has it no more."""
        policies = self.manual.policies
        return policies.get(self.attempt.policy, policies[self.manual.default_policy])

    def facts(self) -> IncidentFacts:
        """Return what the report must agree with."""
        return facts_of(self.trace, self.manual, self.policy.automatic_recording)

    def report(self) -> IncidentReport:
        """Return the report as it was last kept, or a new one with what is known beforehand."""
        return self._records.report(self.attempt.id) or IncidentReport({"date": self.attempt.day})

    def write(self, report: IncidentReport) -> None:
        """Keep the report as it stands. Raises UserProblem."""
        self._records.write_report(self.attempt.id, report, stamp(self._clock()))

    def check(self, report: IncidentReport) -> tuple[Checked, ...]:
        """Check a report against the run."""
        return checked(report, self.facts())

    def finish_paper(self) -> None:
        """Put the paper away as done. Raises UserProblem when nothing was written."""
        if not self.report().value("summary"):
            raise UserProblem("problem.report-empty")
        self._keep(paper="done")

    # The reflection that closes an assessed run

    @property
    def needs_reflection(self) -> bool:
        """Return whether the two questions still have to be answered."""
        return self.attempt.mode == "assessment" and not self._reflected()

    def reflect(self, reflections: Sequence[Reflection]) -> None:
        """Keep the answers. Raises UserProblem when one is missing or they could not be kept."""
        answered = {reflection.question for reflection in reflections if reflection.answer.strip()}
        if answered != set(QUESTIONS):
            raise UserProblem("problem.reflection-missing")
        self._records.reflect(self.attempt.id, reflections, stamp(self._clock()))
        self._keep()

    def hardest_words(self) -> str:
        """Return the words of the moment that cost most, else the first of the run: a reflection starts from them."""
        costly = costly_first(self.summary.scorecard) if self.summary.scorecard else []
        said = [finding.words for finding in costly if finding.words]
        return said[0] if said else next((event.words for event in self.trace.events if event.words), "")

    def reflections(self) -> list[Reflection]:
        """Return the answers as they were last kept."""
        return self._records.reflections(self.attempt.id)

    def _reflected(self) -> bool:
        return {reflection.question for reflection in self.reflections()} >= set(QUESTIONS)
