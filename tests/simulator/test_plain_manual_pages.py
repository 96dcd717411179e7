"""The pages of the manual as lines: what each kind of thing shows of itself."""

import re

import msgspec
import pytest

from scoring.manual.manual import Manual
from scoring.manual.reader import shipped_manual
from scoring.rules.model import Context
from scoring.texts import Text
from simulator.plain.manual import words
from simulator.plain.manual.index import page_lines
from simulator.texts import say
from tests.simulator.manual_at_work import changed


@pytest.fixture(scope="module")
def manual() -> Manual:
    return shipped_manual()


def page(manual: Manual, name: str) -> str:
    """Return a page as one text."""
    return "\n".join(page_lines(manual, name))


# Ladders


def test_a_ladder_shows_each_rule_with_its_kind_and_what_it_is_worth(manual: Manual) -> None:
    lines = page_lines(manual, "EV")
    for rule in manual.ladders["EV"].rules:
        shown = next(line for line in lines if line.startswith(f"  {rule.rule}: "))
        assert shown.endswith(f"({words.kind(rule)}, {words.worth(rule)})")
    assert f"감점 {manual.rules['ev-needless-end'].points}점" in page(manual, "EV")


def test_only_the_ladder_of_the_time_after_says_so(manual: Manual) -> None:
    marked = {name for name in manual.ladders if say("manual.phase-after") in page_lines(manual, name)}
    assert marked == {name for name, ladder in manual.ladders.items() if ladder.phase == "after"} != set()


def test_a_ladder_says_what_begins_it(manual: Manual) -> None:
    assert "시작하는 행동: 욕설과 모욕" in page_lines(manual, "PH-AB")
    assert say("manual.always") in page_lines(manual, "EV")


def test_a_rung_that_is_not_for_the_clerk_says_for_whom(manual: Manual) -> None:
    rungs = [line for line in page_lines(manual, "PH-AB") if re.match(r" +\d+\. ", line)]
    letters = [line for line in rungs if manual.steps["warning_letter"].name.ko in line]
    assert letters
    assert all("부서장" in line.partition("]")[0] for line in letters)
    assert all("담당자" not in line.partition("]")[0] for line in rungs)


# Conditions


def test_every_condition_of_every_rule_is_in_words(manual: Manual) -> None:
    """One sentence for each field that is set, none for a rule that always counts."""
    for rule in manual.rules.values():
        fields = msgspec.structs.asdict(rule.when)
        asked = [name for name, value in fields.items() if value not in (None, (), "")]
        assert len(words.contexts(rule.when, manual)) == len(asked), rule.rule


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        (Context(danger=False), "당장의 위험이 없을 때"),
        (Context(bell=False), "비상벨이 없는 기관일 때"),
        (Context(channels=("phone", "visit")), "창구가 전화, 방문일 때"),
        (Context(minutes_at_least=10), "대화가 10분에 이른 뒤"),
        (Context(minutes_below="end_minutes"), "대화가 정책의 종료 시간에 이르기 전"),
        (Context(policy_asks="warnings.threat"), "정책의 협박 경고 횟수가 1 이상일 때"),
        (Context(policy_asks="end_minutes"), "정책의 종료 시간이 1 이상일 때"),
        (Context(unless=("threaten(2)", "threaten(3)", "warn")), "없었을 때: 협박(수준 2 이상), 경고"),
        (Context(unless=("threaten", "threaten(1)", "threaten(2)", "touch")), "없었을 때: 협박, 신체 접촉"),
    ],
)
def test_a_condition_in_words(manual: Manual, when: Context, sentence: str) -> None:
    (shown,) = words.contexts(when, manual)
    assert shown.endswith(sentence)


def test_pages_of_rules_and_faults_show_their_conditions(manual: Manual) -> None:
    danger = say("manual.condition", text="당장의 위험이 없을 때")
    asked = [rule.rule for rule in manual.ladders["PH-AB"].rules if rule.when.danger is False]
    assert page_lines(manual, "PH-AB").count(f"      {danger}") == len(asked) > 0
    assert say("manual.condition", text="창구가 전화, 방문일 때") in page_lines(manual, "end_without_reason")


# Laws and types of conduct


def test_a_law_shows_its_earlier_texts_with_their_days(manual: Manual) -> None:
    names = [name for name, law in manual.laws.items() if law.earlier]
    assert names
    for name in names:
        before, *after = page(manual, name).split(f"\n\n{say('manual.earlier')}\n")
        assert len(after) == len(manual.laws[name].earlier)
        assert manual.laws[name].gist.ko in before
        for text, shown in zip(manual.laws[name].earlier, after, strict=True):
            assert {text.gist.ko, words.in_force(text.since, text.until)} <= set(shown.splitlines())


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        ("2024-10-29", "", "2024-10-29부터 시행"),
        ("", "2026-07-06", "2026-07-06까지 시행"),
        ("2023-04-01", "2024-10-28", "2023-04-01부터 2024-10-28까지 시행"),
        ("", "", ""),
    ],
)
def test_days_in_words(since: str, until: str, shown: str) -> None:
    assert words.in_force(since, until) == shown


def test_a_type_of_conduct_shows_its_law_cards(manual: Manual) -> None:
    for name, conduct in manual.conducts.items():
        shown = page(manual, name)
        for law in (manual.laws[law] for law in conduct.laws):
            assert f"법령: {law.title.ko}: {law.gist.ko}" in shown
            assert law.penalty.ko in shown


def test_what_was_not_read_is_no_law_card(manual: Manual) -> None:
    law = manual.conducts["threat"].laws[0]
    shown = page(changed(manual, "laws", law, evidence="S"), "threat")
    title = manual.laws[law].title.ko
    assert f"참고(2차 자료): {title}: " in shown
    assert f"법령: {title}: " not in shown


def test_a_type_without_official_steps_says_so_and_shows_its_after_steps(manual: Manual) -> None:
    without = {name for name, conduct in manual.conducts.items() if not conduct.official_steps}
    assert without
    assert without == {name for name in manual.conducts if say("manual.no-steps") in page_lines(manual, name)}
    for name in without:
        codes = re.findall(r"^  (AF-\d+)  ", page(manual, name), re.MULTILINE)
        assert codes == [manual.after[step].code for step in manual.conducts[name].after] != []


def test_an_act_says_what_follows_from_it(manual: Manual) -> None:
    threat = page_lines(manual, "threaten")
    assert "이 행동이 있으면 사람의 안전이 먼저입니다. (threaten(3)부터)" in threat
    assert say("manual.justifies-ending") in threat
    assert say("manual.paper") in threat
    assert say("manual.calms") in page_lines(manual, "calm_down")
    assert say("manual.takes-leave") in page_lines(manual, "hang_up")


# What an agency goes by


def test_a_policy_shows_everything_it_sets(manual: Manual) -> None:
    name = manual.default_policy
    courses = {"verbal_abuse": ("warn", "automatic_voice", "end")}
    policy = {"courses": courses, "repeat_minutes": 10, "suspension_days": (7, 30), "bell": False}
    lines = page_lines(changed(manual, "policies", name, **policy), name)
    assert {
        "폭언의 순서: 경고, ARS 전환, 종료",
        "같은 내용의 반복 전화: 10분까지",
        "이용 제한 기간(처음부터 차례로): 7일, 30일",
        say("manual.bell-no"),
        say("manual.legal-unit", name=manual.policies[name].legal_unit.ko),
        "2024-10-29부터 시행",
    } <= set(lines)


def test_a_policy_is_silent_on_what_it_does_not_set(manual: Manual) -> None:
    nothing = {"note": Text(""), "warnings": {}, "courses": {}, "repeat_minutes": None, "suspension_days": ()}
    bare = changed(manual, "policies", "MOIS_2018", **nothing, since="", until="")
    assert [line.partition(":")[0] for line in page_lines(bare, "MOIS_2018")[1:-1]] == [
        "권장 시간", "종료할 수 있는 사람", say("manual.recording-no"), say("manual.bell-yes"), "법적 대응을 맡는 곳",
    ]  # fmt: skip


def test_an_after_step_shows_who_does_it_and_what_it_counts_as(manual: Manual) -> None:
    lines = page_lines(manual, "AF-3")
    assert "할 수 있는 사람: 담당자" in lines
    assert "채점에서 보는 단계: 발생보고서 작성 (write_report), 부서장 보고 (tell_head)" in lines


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ({"rings": 3}, "벨 3번 안"),
        ({"seconds_from": 8, "seconds_to": 20}, "짧게는 8초, 길게는 20초"),
        ({"seconds": 86400, "days_to_check": 7}, "기준 24시간, 사실 확인 7일"),
        ({"seconds": 90}, "기준 90초"),
        ({"visits": 2, "won": 10000}, "방문 2번, 10,000원 상당"),
    ],
)
def test_figures_in_words(numbers: dict[str, int], shown: str) -> None:
    assert words.figures(numbers) == shown


def test_a_standard_shows_its_figures_and_the_rules_that_judge_it(manual: Manual) -> None:
    assert "수치: 벨 3번 안" in page_lines(manual, "pick_up")
    for name, standard in manual.standards.items():
        lines = page_lines(manual, name)
        assert {f"  {rule}: {manual.rules[rule].asks.ko}" for rule in standard.rules} <= set(lines)
        assert (say("manual.not-judged") in lines) == (not standard.rules)


def test_a_hard_rule_shows_how_much_it_weighs_and_its_rules(manual: Manual) -> None:
    for name, hard in manual.hard_rules.items():
        lines = page_lines(manual, name)
        assert say(f"hard.{hard.severity}") in lines
        assert [f"  {rule}: {manual.rules[rule].asks.ko}" for rule in hard.rules] == lines[-len(hard.rules) :]


def test_a_rule_the_agency_switched_off_does_not_break_the_page(manual: Manual) -> None:
    rules = tuple(rule for rule in manual.ladders["EV"].rules if rule.rule != "ev-legitimate")
    assert "  ev-legitimate: ev-legitimate" in page_lines(changed(manual, "ladders", "EV", rules=rules), "H8")
