"""A scorecard and its debrief as plain lines."""

from collections.abc import Iterator

from scoring.debrief import Debrief, Moment, debrief
from scoring.manual.manual import Manual
from scoring.scorecard import Finding, Scorecard
from simulator import wording
from simulator.explaining import better_words, explain, ground_line, requirement
from simulator.judged import Judged
from simulator.records.model import Setting
from simulator.texts import active_language, say

_HASH_LETTERS = 12


def report_lines(judged: Judged, manual: Manual, realistic: bool) -> Iterator[str]:
    """Return the whole report of a run, line by line."""
    talk = debrief(judged.events, judged.card, judged.advice)
    setting = judged.attempt.setting
    yield from _heading(judged, realistic)
    yield from _dimensions(judged.card)
    yield from _curve(talk, realistic)
    yield from _moments("report.costliest", talk.costliest, manual, setting, realistic)
    yield from _moments("report.best", talk.best, manual, setting, realistic)
    yield ""
    yield goal_line(talk.goal, manual)
    yield from _findings(judged.card, manual, setting)
    yield from left_lines(judged)


def edited_line(judged: Judged) -> str:
    """Return that the scenario was edited under the run, with the hash of each version it was played on."""
    return say("report.edited", hashes=", ".join(map(short_hash, judged.hashes)))


def short_hash(hashed: str) -> str:
    """Return as much of a hash as people compare."""
    return hashed[:_HASH_LETTERS] or say("page-out.no-hash")


def _heading(judged: Judged, realistic: bool) -> Iterator[str]:
    card = judged.card
    yield ""
    if judged.changed:
        yield say("report.changed")
    if len(judged.hashes) > 1:
        yield edited_line(judged)
    yield say("report.title", total=card.total, verdict=wording.verdict_of_run(card.passed), mark=card.pass_mark)
    yield say("report.outcome", outcome=say(f"outcome.{judged.outcome}"))
    if judged.lesson:
        yield wording.spoken(judged.lesson, realistic)
    if card.hard_fails:
        yield say("report.hard-fails", number=len(card.hard_fails))


def _dimensions(card: Scorecard) -> Iterator[str]:
    yield ""
    yield say("report.dimensions")
    for score in card.dimensions:
        name = say(f"dimension.{score.dimension}")
        yield say(
            "report.dimension",
            name=name,
            score=wording.score(score.score),
            earned=score.earned,
            possible=score.possible,
            deducted=score.deducted,
        )


def _curve(talk: Debrief, realistic: bool) -> Iterator[str]:
    yield ""
    yield say("report.curve")
    for point in talk.curve:
        yield say("report.curve-point", turn=point.turn, anger=point.anger, trust=point.trust, fear=point.fear)
    for turning in talk.turning_points:
        yield say(
            "report.turning-point",
            turn=turning.turn,
            anger=f"{turning.anger_change:+d}",
            trust=f"{turning.trust_change:+d}",
            words=wording.spoken(turning.words, realistic),
        )


def _moments(
    title: str, moments: tuple[Moment, ...], manual: Manual, setting: Setting, realistic: bool
) -> Iterator[str]:
    if not moments:
        return
    yield ""
    yield say(title)
    for moment in moments:
        explained = explain(moment.finding, manual, setting)
        yield f"- [{explained.verdict}] {explained.asks}"
        if moment.finding.words:
            yield f"  {moment_words(moment, realistic)}"
        yield f"  {explained.sentence}"
        if better := better_words(moment.finding, moment.advice.better, manual):
            yield "  " + say("feedback.better", text=wording.spoken(better, realistic))
        for ground in explained.grounds:
            yield f"  {ground_line(ground)}"


def goal_line(goal: Finding | None, manual: Manual) -> str:
    """Return the one thing to do better next time, taken from the weakest rule."""
    return say("report.goal", asks=requirement(goal.rule, manual)) if goal else say("report.goal-none")


def left_lines(judged: Judged) -> Iterator[str]:
    """Return what is left to do after the talk, with the command that does it."""
    if judged.paper == "due":
        yield say("report.paper-due", attempt=judged.attempt.id)
    if judged.attempt.mode == "assessment" and not judged.closed:
        yield say("report.not-closed", attempt=judged.attempt.id)


def moment_words(moment: Moment, realistic: bool) -> str:
    """Return the words of a moment, with whose they are and when."""
    words = wording.spoken(moment.finding.words, realistic)
    return say("report.heard" if moment.heard else "report.words", turn=moment.finding.turn, words=words)


def _findings(card: Scorecard, manual: Manual, setting: Setting) -> Iterator[str]:
    yield ""
    yield say("report.findings", ladders=ladder_names(card, manual))
    for finding in card.findings:
        yield f"- {finding_line(finding, manual, setting)}"


def ladder_names(card: Scorecard, manual: Manual) -> str:
    """Return the names of the ladders a run stood on; one the present manual no longer has, by its id."""
    language, known = active_language(), manual.ladders
    return ", ".join(known[name].name.in_language(language) if name in known else name for name in card.ladders)


def finding_line(finding: Finding, manual: Manual, setting: Setting) -> str:
    """Return one finding in one line: verdict, requirement, points, turn."""
    explained = explain(finding, manual, setting)
    points = f"-{finding.deducted}" if finding.deducted else f"{finding.earned}/{finding.points}"
    where = say("report.at-turn", turn=finding.turn) if finding.turn > 0 else ""
    hard = say("report.hard") if finding.breaks else ""
    return " ".join(part for part in (f"[{explained.verdict}]", hard, explained.asks, f"({points})", where) if part)
