"""The debrief as one page to keep and to print.

Everything stands in the page itself: no script, no font and no picture comes from elsewhere.
"""

from collections.abc import Iterator
from typing import NamedTuple

from scoring.debrief import Debrief, Moment, debrief
from scoring.manual.manual import Manual
from scoring.scorecard import DimensionScore
from simulator import wording
from simulator.explaining import better_words, explain, ground_line, requirement
from simulator.exports.curve_drawing import curve_svg
from simulator.exports.pages import filled
from simulator.judged import Judged
from simulator.plain.report import edited_line, finding_line, goal_line, ladder_names, moment_words, short_hash
from simulator.records.model import Setting
from simulator.texts import active_language, count, say

__all__ = ["curve_svg", "debrief_html"]


class _Bar(NamedTuple):
    """One dimension as the page shows it. filled: how much of the bar, 0 to 100; counted: how many rules there are."""

    name: str
    score: str
    filled: int
    points: str
    counted: str
    rules: tuple[str, ...]


class _Shown(NamedTuple):
    """A moment as the page shows it. grounds: whether each is law, and its line."""

    head: str
    words: str
    sentence: str
    better: str
    grounds: tuple[tuple[bool, str], ...]


def debrief_html(judged: Judged, manual: Manual, realistic: bool) -> str:
    """Return the page of a run that has ended. realistic: profanity is shown as it was said."""
    from markupsafe import Markup

    talk = debrief(judged.events, judged.card, judged.advice)
    card, setting = judged.card, judged.attempt.setting
    return filled(
        "debrief-page.html.j2",
        title=say("page-out.title", title=judged.title),
        facts=_facts(judged, manual),
        verdict=say("report.title", total=card.total, verdict=wording.verdict_of_run(card.passed), mark=card.pass_mark),
        outcome=say("report.outcome", outcome=say(f"outcome.{judged.outcome}")),
        notes=tuple(_notes(judged)),
        lesson=wording.spoken(judged.lesson, realistic),
        bars=tuple(_bar(score, manual) for score in card.dimensions),
        curve=Markup(curve_svg(talk.curve, frozenset(point.turn for point in talk.turning_points))),
        turning_points=_turning_points(talk, realistic),
        parts=_parts(talk, manual, setting, realistic),
        goal=goal_line(talk.goal, manual),
        findings_heading=say("report.findings", ladders=ladder_names(card, manual)),
        findings=tuple((finding.rule, finding_line(finding, manual, setting)) for finding in card.findings),
        made_of=_made_of(judged),
    )


def _facts(judged: Judged, manual: Manual) -> tuple[tuple[str, str], ...]:
    """Return the day, the mode and the policy, each with its name; a policy the manual no longer has, by its id."""
    name = judged.card.policy
    policy = manual.policies.get(name)
    return (
        (say("page-out.day"), judged.attempt.day),
        (say("page-out.mode"), say(f"mode.{judged.attempt.mode}")),
        (say("page-out.policy"), policy.name.in_language(active_language()) if policy else name),
    )


def _notes(judged: Judged) -> Iterator[str]:
    """Return what the reader has to know about the judgement."""
    if judged.card.hard_fails:
        yield say("report.hard-fails", number=len(judged.card.hard_fails))
    if judged.changed:
        yield say("report.changed")
    if len(judged.hashes) > 1:
        yield edited_line(judged)


def _bar(score: DimensionScore, manual: Manual) -> _Bar:
    return _Bar(
        name=say(f"dimension.{score.dimension}"),
        score=wording.score(score.score),
        filled=score.score or 0,
        points=say("report.points", earned=score.earned, possible=score.possible, deducted=score.deducted),
        counted=count("page-out.rules", len(score.rules)) if score.rules else "",
        rules=tuple(requirement(rule, manual) for rule in score.rules),
    )


def _turning_points(talk: Debrief, realistic: bool) -> tuple[str, ...]:
    """Return a line for each turning point; one that says so where there are none."""
    lines = tuple(
        say(
            "report.turning-point",
            turn=point.turn,
            anger=f"{point.anger_change:+d}",
            trust=f"{point.trust_change:+d}",
            words=wording.spoken(point.words, realistic),
        )
        for point in talk.turning_points
    )
    return lines or (say("page-out.no-turning-points"),)


def _parts(
    talk: Debrief, manual: Manual, setting: Setting, realistic: bool
) -> tuple[tuple[str, tuple[_Shown, ...]], ...]:
    """Return the moments worth talking about under their headings."""
    parts = {"report.best": talk.best, "report.costliest": talk.costliest}
    return tuple(
        (say(heading), tuple(_shown(moment, manual, setting, realistic) for moment in moments))
        for heading, moments in parts.items()
    )


def _shown(moment: Moment, manual: Manual, setting: Setting, realistic: bool) -> _Shown:
    explained = explain(moment.finding, manual, setting)
    better = better_words(moment.finding, moment.advice.better, manual)
    return _Shown(
        head=f"[{explained.verdict}] {explained.asks}",
        words=moment_words(moment, realistic) if moment.finding.words else "",
        sentence=explained.sentence,
        better=say("feedback.better", text=wording.spoken(better, realistic)) if better else "",
        grounds=tuple((ground.law, ground_line(ground)) for ground in explained.grounds),
    )


def _made_of(judged: Judged) -> str:
    return say(
        "page-out.made-of",
        scenario=", ".join(map(short_hash, judged.hashes or (judged.attempt.scenario_hash,))),
        manual=short_hash(judged.card.manual_hash),
        policy=short_hash(judged.card.policy_hash),
    )
