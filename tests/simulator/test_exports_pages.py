"""The debrief as a page: whole, safe, everything the report says, and carrying everything with it."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest

from scoring.debrief import Advice, debrief
from scoring.grading import grade
from scoring.manual.reader import shipped_manual
from scoring.trace import Trace
from simulator.explaining import better_words, explain, requirement
from simulator.exports.debrief_page import debrief_html
from simulator.judged import Judged
from simulator.plain.report import finding_line, goal_line
from simulator.records.model import Attempt, Setting
from simulator.texts import use_language
from tests.scoring.model_runs import RUNS
from tests.scoring.traces import trace_of
from tests.simulator.pages_at_work import HOSTILE, SVG, assert_carries_everything, by_class, read, text_of
from tests.tools import ROOT

SETTING = Setting("2026-03-02", "traffic")

STORY = """
    c: complain | 55 40 20
    t: dismiss_feelings
    c: insult | 75 30 20
    t: tolerate_abuse
    c: insult | 76 31 20
    t: empathise, ask_to_stop
    c: insult | 70 35 20
    t: warn
    c: calm_down | 40 60 20
    t: explain_rule
"""
TURNS_THAT_MATTER = [1, 4]


def judged_of(trace: Trace, words: str = "", **more: Any) -> Judged:
    """Return a run as it was judged. words: what everybody in it said, instead of the lines of the trace."""
    if words:
        events = tuple(msgspec.structs.replace(event, words=words) for event in trace.events)
        trace = msgspec.structs.replace(trace, events=events)
    attempt = Attempt(
        "0190-a", "a-scenario", 1, "5ce0a710f00dbeef5ce0a710", "m", "KR_2024_DECREE", "ko", 0, "practice",
        "2026-03-02T09:00:00+09:00", "key",
    )  # fmt: skip
    card = grade(trace, shipped_manual())
    return Judged(attempt, "작은 전화", trace.events, card, "resolved", {}, "배울 점")._replace(**more)


def page_of(judged: Judged, *, realistic: bool = False) -> str:
    return debrief_html(judged, shipped_manual(), realistic)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("ladder", RUNS)
def test_every_run_makes_a_whole_page(ladder: str, language: str) -> None:
    use_language(language)
    for trace in RUNS[ladder].traces():
        page = page_of(judged_of(trace))
        assert page.startswith("<!DOCTYPE html>")
        root = read(page)
        assert root.get("lang") == language
        assert_carries_everything(page)
        assert page == page_of(judged_of(trace))
        assert "page-out." not in text_of(root)


def test_the_page_says_what_when_and_how() -> None:
    judged = judged_of(trace_of(STORY))
    root = read(page_of(judged))
    shown = text_of(root)
    assert text_of(next(root.iter("h1"))) == "응대 돌아보기: 작은 전화"
    for told in ("2026-03-02", "연습", f"점수 {judged.card.total} / 100", "결과: 원만히 마무리됨", "배울 점"):
        assert told in shown
    assert shipped_manual().policies[judged.card.policy].name.ko in shown
    assert goal_line(debrief(judged.events, judged.card, {}).goal, shipped_manual()) in shown


def test_a_hostile_scenario_is_shown_as_text() -> None:
    judged = judged_of(trace_of(STORY), words=HOSTILE, title=HOSTILE, lesson=HOSTILE)
    advice = {event.seq: Advice(better=HOSTILE) for event in judged.events}
    page = page_of(judged._replace(advice=advice), realistic=True)
    assert_carries_everything(page)
    root = read(page)
    assert HOSTILE in text_of(next(root.iter("title"))), "a title is not masked: it is shown everywhere"
    spoken = " ".join(HOSTILE.replace("{{ 7*7 }}", "7*7").split())
    for place in ("lesson", "words", "better"):
        assert all(spoken in text_of(found) for found in by_class(root, place))
        assert by_class(root, place)
    assert "49" not in text_of(by_class(root, "lesson")[0])


def test_control_characters_never_reach_the_page() -> None:
    page = page_of(judged_of(trace_of(STORY), title="작은\x00\x1b[31m\x9b 전화\ud800\ufffe"))
    assert text_of(next(read(page).iter("h1"))) == "응대 돌아보기: 작은[31m 전화"
    page.encode()


@pytest.mark.parametrize(("realistic", "shown", "hidden"), [(False, "이런 ****", "씨발"), (True, "이런 씨발", "****")])
def test_profanity_is_masked_unless_asked_for(realistic: bool, shown: str, hidden: str) -> None:
    judged = judged_of(trace_of(STORY), words="이런 {{씨발}}", lesson="이런 {{씨발}}")
    advice = {event.seq: Advice(better="이런 {{씨발}}") for event in judged.events}
    page = page_of(judged._replace(advice=advice), realistic=realistic)
    assert hidden not in page
    root = read(page)
    for place in ("lesson", "words", "better", "turning-points"):
        assert shown in text_of(by_class(root, place)[0])


def test_every_finding_is_listed_with_its_rule_and_points() -> None:
    judged = judged_of(trace_of(STORY))
    (findings,) = by_class(read(page_of(judged)), "findings")
    lines = [f"{finding_line(f, shipped_manual(), SETTING)} {f.rule}" for f in judged.card.findings]
    assert [text_of(line) for line in findings] == lines
    assert len(lines) >= 5


def test_every_dimension_has_a_bar_a_number_and_the_rules_that_counted() -> None:
    judged = judged_of(trace_of(STORY))
    shown = by_class(read(page_of(judged)), "dimension")
    assert len(shown) == len(judged.card.dimensions) == 5
    for element, score in zip(shown, judged.card.dimensions, strict=True):
        (number,) = by_class(element, "score")
        assert text_of(number) == ("해당 없음" if score.score is None else str(score.score))
        (bar,) = element.iter(f"{SVG}rect")
        assert bar.get("width") == str(score.score or 0)
        rules = [text_of(rule) for rule in element.iter("li")]
        assert rules == [requirement(rule, shipped_manual()) for rule in score.rules]


def test_turning_points_are_ringed_and_listed() -> None:
    root = read(page_of(judged_of(trace_of(STORY))))
    assert {int(ring.get("data-turn") or "") for ring in by_class(root, "turning")} == set(TURNS_THAT_MATTER)
    (listed,) = by_class(root, "turning-points")
    assert [text_of(line)[:6] for line in listed] == [f"전환점 {turn}:" for turn in TURNS_THAT_MATTER]


def test_a_run_without_turning_points_says_so() -> None:
    root = read(page_of(judged_of(trace_of("c: complain; t: listen"))))
    assert by_class(root, "turning") == []
    assert "마음이 크게 움직인 차례는 없었습니다." in text_of(root)


def test_the_moments_stand_with_words_better_words_and_grounds() -> None:
    judged = judged_of(trace_of(STORY))
    talk = debrief(judged.events, judged.card, {})
    shown = by_class(read(page_of(judged)), "moment")
    moments = (*talk.best, *talk.costliest)
    assert len(shown) == len(moments) == 4
    for element, moment in zip(shown, moments, strict=True):
        explained = explain(moment.finding, shipped_manual(), SETTING)
        told = text_of(element)
        assert f"[{explained.verdict}] {explained.asks}" in told
        assert explained.sentence in told
        assert moment.finding.words in told
        assert len(by_class(element, "better")) == bool(better_words(moment.finding, "", shipped_manual()))
        assert len(by_class(element, "law")) + len(by_class(element, "guidance")) == len(explained.grounds)


def laws_shown() -> Iterator[tuple[bool, ET.Element]]:
    """Yield every ground of the moments of every model run, and whether it may be shown as law."""
    for pair in RUNS.values():
        for trace in pair.traces():
            judged = judged_of(trace)
            talk = debrief(judged.events, judged.card, {})
            found = [m.finding for m in (*talk.best, *talk.costliest)]
            grounds = [ground for f in found for ground in explain(f, shipped_manual(), SETTING).grounds]
            elements = [e for m in by_class(read(page_of(judged)), "moment") for e in m if e.get("class") != "words"]
            shown = [element for element in elements if element.get("class") in ("law", "guidance")]
            assert len(shown) == len(grounds)
            yield from ((ground.law and ground.grade == "P", e) for ground, e in zip(grounds, shown, strict=True))


def test_only_what_was_read_in_the_law_is_shown_as_law() -> None:
    every = list(laws_shown())
    assert {law for law, _ in every} == {True, False}, "the model runs show both"
    for law, element in every:
        assert element.get("class") == ("law" if law else "guidance")
        assert text_of(element).startswith("법령: " if law else "참고(")


def test_the_foot_names_what_it_was_judged_by() -> None:
    judged = judged_of(trace_of(STORY))
    (foot,) = read(page_of(judged)).iter("footer")
    for hashed in (judged.attempt.scenario_hash, judged.card.manual_hash, judged.card.policy_hash):
        assert hashed[:12] in text_of(foot)
        assert hashed[:13] not in text_of(foot)


def test_a_card_from_before_the_policys_hash_says_so() -> None:
    judged = judged_of(trace_of(STORY))
    old = judged._replace(card=msgspec.structs.replace(judged.card, policy="GONE", policy_hash=""), changed=True)
    shown = text_of(read(page_of(old)))
    assert "정책 기록 없음" in shown
    assert "GONE" in shown
    assert "작성자의 설명은 빠졌습니다" in shown


def test_a_broken_hard_rule_is_said() -> None:
    judged = judged_of(RUNS["EV"].traces()[1])
    assert judged.card.hard_fails
    notes = by_class(read(page_of(judged)), "note")
    assert [text_of(note)[:18] for note in notes] == ["점수와 관계없이 통과하지 못하는 "]


def test_what_makes_pages_is_loaded_only_when_one_is_made() -> None:
    code = "import sys, simulator.exports.debrief_page, simulator.exports.incident_report; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert {"jinja2", "markupsafe", "docx", "lxml"}.isdisjoint(run.stdout.split())
