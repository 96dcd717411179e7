"""An agency's overlay: what it changes, what it may not, and every problem at its line."""

import pytest

from scoring.grading import grade
from scoring.manual.manual import Manual
from scoring.manual.overlay import OverlayError, laid_over
from scoring.manual.reader import shipped_manual
from tests.scoring.traces import trace_of

MANUAL = shipped_manual()
WHOLE = """
overlay: gangseo-2026
name: {ko: 강서구 기준, en: Gangseo standard}
base: KR_2024_DECREE
note: 연습용 예입니다.
policy:
  warnings: {verbal_abuse: 2}
  notice_minutes: 10
  end_minutes: 15
  end_by: [lead, head]
  automatic_recording: false
  bell: false
  legal_unit: 법무팀
rules:
  off: [ev-needless-bell]
  change:
    ph-ab-stop: {points: 20}
    ph-ab-close: {hard: true}
  add:
    PH-AB:
      - rule: our-lead
        kind: response
        dimension: procedure
        points: 4
        trigger: [insult]
        expect: [call_team_lead]
        within: 3
        asks: 욕설이 나오면 세 번 안에 팀장을 부릅니다.
        says: {done: 불렀습니다., late: 늦었습니다., early: 미리 불렀습니다., skipped: 부르지 않았습니다.}
        basis: [{evidence: D, source: 우리 구 지침}]
"""


def laid(text: str) -> Manual:
    return laid_over(MANUAL, text.encode())


def problems(text: str) -> list[tuple[str, int]]:
    with pytest.raises(OverlayError) as caught:
        laid(text)
    return [(problem.code, problem.place.line) for problem in caught.value.problems]


def test_the_overlay_becomes_the_default_policy() -> None:
    manual = laid(WHOLE)
    policy = manual.policies[manual.default_policy]
    base = MANUAL.policies["KR_2024_DECREE"]
    assert manual.default_policy == "gangseo-2026"
    assert policy.warnings == {**base.warnings, "verbal_abuse": 2}
    assert (policy.notice_minutes, policy.end_minutes, policy.end_by) == (10, 15, ("lead", "head"))
    assert (policy.automatic_recording, policy.bell, policy.legal_unit.ko) == (False, False, "법무팀")
    assert policy.evidence == ("D",)
    assert policy.name.en == "Gangseo standard"


def test_the_shipped_policies_stay_beside_it() -> None:
    manual = laid(WHOLE)
    assert {name: policy for name, policy in manual.policies.items() if name in MANUAL.policies} == MANUAL.policies


def test_what_is_left_out_stays() -> None:
    manual = laid("overlay: plain\nname: 우리 시\n")
    policy, base = manual.policies["plain"], MANUAL.policies[MANUAL.default_policy]
    assert (policy.warnings, policy.end_minutes, policy.end_by) == (base.warnings, base.end_minutes, base.end_by)
    assert manual.ladders == MANUAL.ladders


def test_rules_are_switched_off_weighed_and_added() -> None:
    manual = laid(WHOLE)
    assert "ev-needless-bell" not in manual.rules
    assert (manual.rules["ph-ab-stop"].points, manual.rules["ph-ab-close"].hard) == (20, True)
    card = grade(trace_of("c: insult; t: ask_to_stop; t: call_team_lead"), manual)
    assert {f.rule: f.earned for f in card.findings} | {"our-lead": 4, "ph-ab-stop": 20} == {
        f.rule: f.earned for f in card.findings
    }


def test_its_warnings_count() -> None:
    story = "c: insult; t: ask_to_stop; c: insult; t: warn; c: insult; t: state_end_reason; t: end"
    verdict = {f.rule: f.verdict for f in grade(trace_of(story), laid(WHOLE)).findings}
    assert verdict["ph-ab-warn-count"] == "early"
    assert verdict["role-end"] == "wrong_role"


def test_runs_under_it_are_bound_to_it() -> None:
    assert len({MANUAL.hash, laid(WHOLE).hash, laid(WHOLE.replace("end_minutes: 15", "end_minutes: 16")).hash}) == 3
    assert laid(WHOLE).hash == laid(WHOLE.replace("\n", "\r\n")).hash


def test_the_shipped_manual_is_not_touched() -> None:
    before = MANUAL.rules["ph-ab-stop"].points
    laid(WHOLE)
    assert shipped_manual().rules["ph-ab-stop"].points == before == 15


def with_line(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new)


WRONG = {
    "a policy's own name": (with_line("gangseo-2026", "KR_2024_DECREE"), [("M101", 2)]),
    "an unknown base": (with_line("base: KR_2024_DECREE", "base: KR_2024"), [("M102", 4)]),
    "an unknown conduct": (with_line("{verbal_abuse: 2}", "{verbal: 2}"), [("M103", 7)]),
    "too many warnings": (with_line("{verbal_abuse: 2}", "{verbal_abuse: 11}"), [("M104", 7)]),
    "fewer than none": (with_line("{verbal_abuse: 2}", "{verbal_abuse: -1}"), [("M104", 7)]),
    "no minutes": (with_line("notice_minutes: 10", "notice_minutes: 0"), [("M104", 8)]),
    "notice after the end": (with_line("end_minutes: 15", "end_minutes: 5"), [("M105", 8)]),
    "an unknown rule off": (with_line("[ev-needless-bell]", "[ev-needles-bell]"), [("M106", 15)]),
    "a fault's rule off": (with_line("[ev-needless-bell]", "[fault-argue]"), [("M106", 15)]),
    "the law off": (with_line("[ev-needless-bell]", "[ev-end-reason]"), [("M107", 15)]),
    "the law lighter": (with_line("ph-ab-stop: {points: 20}", "ev-end-reason: {points: 1}"), [("M107", 17)]),
    "the law not hard": (with_line("ph-ab-stop: {points: 20}", "ev-end-reason: {hard: false}"), [("M107", 17)]),
    "no points": (with_line("points: 20", "points: 0"), [("M104", 17)]),
    "an unknown ladder": (with_line("    PH-AB:", "    PH-XX:"), [("M108", 20)]),
    "a rule that exists": (with_line("rule: our-lead", "rule: ph-ab-warn"), [("M109", 21)]),
    "an unknown step": (with_line("[call_team_lead]", "[call_lead]"), [("M110", 21)]),
    "a missing sentence": (with_line("late: 늦었습니다., ", ""), [("M110", 21)]),
    "no limit": (with_line("        within: 3\n", ""), [("M110", 21)]),
    "an unknown key": (with_line("  bell: false", "  bel: false"), [("D010", 12)]),
    "a word for a number": (with_line("end_minutes: 15", "end_minutes: soon"), [("D012", 9)]),
    "an unknown role": (with_line("[lead, head]", "[boss]"), [("D014", 10)]),
    "no name": ("overlay: x\n", [("D011", 1)]),
    "no YAML": ("overlay: [x\n", [("D001", 2)]),
    "several at once": (
        with_line("{verbal_abuse: 2}", "{verbal: 2}").replace("[ev-needless-bell]", "[ev-end-reason]"),
        [("M103", 7), ("M107", 15)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_overlay_is_refused_with_its_lines(text: str, expected: list[tuple[str, int]]) -> None:
    assert problems(text) == expected


def test_a_heavier_law_is_an_agency_s_own_choice() -> None:
    assert (
        laid(with_line("ph-ab-stop: {points: 20}", "ev-end-reason: {points: 30}")).rules["ev-end-reason"].points == 30
    )
