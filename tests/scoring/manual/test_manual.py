"""The shipped manual, and the look-ups that judging and explaining need."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from scoring.evidence import Basis
from scoring.manual.manual import Manual, split_level
from scoring.manual.model import Law, LawText, Policy
from scoring.manual.reader import shipped_manual
from scoring.manual.resolving import resolved
from scoring.rules.model import DIMENSIONS, Existence, Needless, Precedence, Response
from scoring.texts import Text
from scoring.trace import Channel
from tests.scoring.traces import trace_of

MANUAL = shipped_manual()
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def texts_in(value: object, where: str = "manual") -> Iterator[tuple[str, Text]]:
    """Walk through everything the manual holds; yield each text with the way to it."""
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts_in(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(item, f"{where}.{key}")
    elif isinstance(value, tuple | list):
        for number, item in enumerate(value):
            yield from texts_in(item, f"{where}[{number}]")


def bases() -> Iterator[tuple[str, Basis]]:
    """Yield every basis of the manual with the name of what rests on it."""
    for table in (MANUAL.rules, MANUAL.steps, MANUAL.faults, MANUAL.after, MANUAL.standards):
        for name, fact in table.items():
            yield from ((name, basis) for basis in fact.basis)


TEXTS = [*texts_in(MANUAL), *texts_in((MANUAL.fault_rules, MANUAL.role_rules), "rules")]


def test_the_walk_sees_the_whole_manual() -> None:
    seen = {where for where, _ in TEXTS}
    assert {"manual.steps.warn.meaning", "manual.policies.KR_2024_DECREE.note", "manual.laws.petitions-4.gist"} <= seen
    assert sum(".rungs[" in where for where in seen) > 50
    assert sum(".says." in where for where in seen) > 100


def test_every_text_has_both_languages() -> None:
    assert [where for where, text in TEXTS if bool(text.ko.strip()) != bool(text.en.strip())] == []


def test_no_text_holds_characters_of_ambiguous_width() -> None:
    ambiguous = [
        (where, letter)
        for where, text in TEXTS
        for letter in text.ko + text.en
        if unicodedata.east_asian_width(letter) == "A" and letter != "§"
    ]
    assert ambiguous == []


def test_every_text_is_composed_and_has_no_stray_spaces() -> None:
    uneven = [
        where
        for where, text in TEXTS
        for words in (text.ko, text.en)
        if words != unicodedata.normalize("NFC", words) or words != words.strip() or "\n" in words
    ]
    assert uneven == []


def test_rules_have_ids_of_their_own() -> None:
    written = [rule.rule for ladder in MANUAL.ladders.values() for rule in ladder.rules]
    made = [rule.rule for rule in (*MANUAL.fault_rules, *MANUAL.role_rules)]
    assert len(set(written + made)) == len(written + made) == len(MANUAL.rules)


def test_one_prohibition_for_each_fault_and_one_for_each_step() -> None:
    assert {rule.names for rule in MANUAL.fault_rules} == {(fault,) for fault in MANUAL.faults}
    assert {rule.step: rule.by for rule in MANUAL.role_rules} == {name: step.by for name, step in MANUAL.steps.items()}
    hard = {rule.rule for rule in MANUAL.fault_rules if rule.hard}
    assert hard == {f"fault-{name}" for name, fault in MANUAL.faults.items() if fault.hard}


def test_codes_are_used_once() -> None:
    for table in (MANUAL.steps, MANUAL.faults, MANUAL.conducts):
        codes = [fact.code for fact in table.values()]
        assert len(set(codes)) == len(codes)


def test_names_mean_one_thing() -> None:
    tables = [set(MANUAL.acts), set(MANUAL.steps), set(MANUAL.faults)]
    assert len(set.union(*tables)) == sum(map(len, tables))


def test_only_what_was_read_names_a_law_as_its_evidence() -> None:
    assert [name for name, basis in bases() if basis.evidence == "P" and not basis.law] == []
    assert [name for name, basis in bases() if basis.law and MANUAL.laws[basis.law].evidence != "P"] == []


def test_only_p_speaks_as_law() -> None:
    """Who may do what, how often to warn and how soon to answer stand in no article."""
    speaking = {name for name, rule in MANUAL.rules.items() if any(basis.is_law for basis in rule.basis)}
    assert speaking == {name for name, rule in MANUAL.rules.items() if any(b.evidence == "P" for b in rule.basis)}
    assert "ev-end-reason" in speaking
    assert not speaking & {"ph-ab-close", "ph-ab-warn-count", "ph-sx-close", "ev-legitimate"}
    assert not speaking & {rule.rule for rule in MANUAL.role_rules}


@pytest.mark.parametrize(
    ("since", "until", "day", "in_force"),
    [
        ("", "", "1990-01-01", True),
        ("2024-10-29", "", "2024-10-28", False),
        ("2024-10-29", "", "2024-10-29", True),
        ("", "2026-07-06", "2026-07-06", True),
        ("", "2026-07-06", "2026-07-07", False),
        ("2020-01-01", "2020-12-31", "2020-06-01", True),
        ("2020-01-01", "2020-12-31", "2021-06-01", False),
    ],
)
def test_law_in_force(since: str, until: str, day: str, in_force: bool) -> None:
    law = Law(Text("법"), Text("제1조"), Text("뜻"), since=since, until=until)
    manual = msgspec.structs.replace(MANUAL, laws={"a-law": law})
    assert manual.law_in_force("a-law", day) is in_force


@pytest.mark.parametrize(("day", "fine"), [("2026-07-06", "5천만"), ("2026-07-07", "7천만")])
def test_the_day_picks_the_wording_of_an_article(day: str, fine: str) -> None:
    text = MANUAL.laws["network-70"].on(day)
    assert text is not None
    assert fine in text.penalty.ko


def test_on_no_day_two_wordings_of_an_article_are_in_force() -> None:
    for name, law in MANUAL.laws.items():
        texts = [LawText(law.gist, since=law.since, until=law.until), *law.earlier]
        days = {day for text in texts for day in (text.since, text.until) if day}
        for day in days:
            assert sum(text.in_force(day) for text in texts) <= 1, name


def test_days_are_written_in_full() -> None:
    facts: list[Law | Policy] = [*MANUAL.laws.values(), *MANUAL.policies.values()]
    days = [day for fact in facts for day in (fact.since, fact.until) if day]
    assert days
    assert [day for day in days if not DAY.fullmatch(day)] == []


@pytest.mark.parametrize(
    ("name", "split"),
    [("threaten(2)", ("threaten", 2)), ("threaten", ("threaten", 0)), ("insult", ("insult", 0)), ("", ("", 0))],
)
def test_split_level(name: str, split: tuple[str, int]) -> None:
    assert split_level(name) == split


THREATS = ("threaten", "threaten(1)", "threaten(2)", "threaten(3)")


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("threaten", THREATS),
        ("threaten(1)", THREATS),
        ("threaten(2)", ("threaten(2)", "threaten(3)")),
        ("threaten(3)", ("threaten(3)",)),
        ("insult", ("insult",)),
        ("no_such_act", ("no_such_act",)),
    ],
)
def test_act_names(pattern: str, names: tuple[str, ...]) -> None:
    assert MANUAL.act_names(pattern) == names


def test_act_levels_are_spelt_out_in_rules() -> None:
    rules = MANUAL.rules
    assert isinstance(response := rules["ph-th-112"], Response)
    assert response.trigger == ("threaten(2)", "threaten(3)")
    assert isinstance(needless := rules["ev-needless-112"], Needless)
    assert needless.causes[:2] == ("threaten(2)", "threaten(3)")
    assert isinstance(existence := rules["ph-th-report"], Existence)
    assert existence.trigger == THREATS
    assert set(THREATS) < set(rules["rp-end-time"].when.unless)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("ph-ab-close", "trigger"),
        ("ph-ab-close", "trigger_after"),
        ("ph-ab-close", "released_by"),
        ("ph-ab-warn-count", "after"),
        ("ev-needless-112", "causes"),
        ("ph-ab-legal", "before"),
        ("rp-end-time", "names"),
    ],
)
def test_levels_are_spelt_out_wherever_an_act_may_stand(name: str, field: str) -> None:
    changes: dict[str, Any] = {field: ("threaten(2)", "warn")}
    rule = msgspec.structs.replace(MANUAL.rules[name], **changes)
    ladder = msgspec.structs.replace(MANUAL.ladders["EV"], rules=(rule,))
    spelt = resolved(msgspec.structs.replace(MANUAL, ladders={"EV": ladder}))
    assert getattr(spelt.ladders["EV"].rules[0], field) == ("threaten(2)", "threaten(3)", "warn")


FACTS = {
    "steps": {f"A{number:02}" for number in range(1, 42)},
    "faults": {f"N{number:02}" for number in range(1, 16)},
    "conducts": {f"T{number:02}" for number in range(1, 19)},
    "after": {f"AF-{number}" for number in range(1, 11)},
    "standards": {f"S{number:02}" for number in range(1, 13)},
}
_EIGHT_BOXES = {"폭언", "협박", "폭행", "성희롱", "기물파손", "위험물 소지", "주취 소란", "기타"}
THIRTEEN = {"PH-AB", "PH-SX", "PH-TH", "LG", "RP", "VS-AB", "VS-AS", "VS-WP", "DR", "OL-TX", "DX", "MS", "SH"}


@pytest.mark.parametrize("table", FACTS)
def test_everything_the_facts_number_is_in_the_manual(table: str) -> None:
    codes = {fact.code.partition("_")[0] for fact in getattr(MANUAL, table).values()}
    assert FACTS[table] - codes == set()


def test_all_ladders_policies_and_hard_rules_of_the_facts_are_there() -> None:
    assert set(MANUAL.ladders) == THIRTEEN | {"EV", "SV", "AF"}
    assert set(MANUAL.hard_rules) == {f"H{number}" for number in range(1, 10)}
    assert {hard.severity for hard in MANUAL.hard_rules.values()} == {"fail", "major", "minor"}
    assert len(MANUAL.policies) == 9


def test_every_type_of_conduct_ticks_a_box_of_the_form() -> None:
    assert {conduct.report_box for conduct in MANUAL.conducts.values()} == _EIGHT_BOXES


def test_types_without_official_steps_hold_only_after_steps_and_law_cards() -> None:
    without = {name for name, conduct in MANUAL.conducts.items() if not conduct.official_steps}
    assert without == {"information_requests", "prank", "retaliation"}
    assert not without & {conduct for ladder in MANUAL.ladders.values() for conduct in ladder.conduct}
    for name in without:
        assert MANUAL.conducts[name].after
        assert MANUAL.conducts[name].laws


NUMBERS = {
    "pick_up": {"rings": 3},
    "restate": {"times": 1},
    "hang_up_last": {"seconds": 1},
    "online_answer": {"seconds": 24 * 3600, "days_to_check": 7},
    "delay": {"seconds": 3600, "visits": 2, "won": 10_000},
}


@pytest.mark.parametrize(("name", "numbers"), NUMBERS.items())
def test_the_figures_of_the_service_standards(name: str, numbers: dict[str, int]) -> None:
    assert MANUAL.standards[name].numbers == numbers


def test_figures_of_standards_are_numbers_in_the_rules() -> None:
    assert isinstance(answer := MANUAL.rules["sv-online-answer"], Response)
    assert answer.within_seconds == 24 * 3600
    assert isinstance(last := MANUAL.rules["sv-hang-up-last"], Precedence)
    assert last.seconds_at_least == 1


def test_policies_have_hashes_of_what_they_say() -> None:
    assert len(set(MANUAL.policy_hashes.values())) == len(MANUAL.policies)
    policy = msgspec.structs.replace(MANUAL.policies["MOIS_2012"], end_minutes=99)
    changed = msgspec.structs.replace(MANUAL, policies={**MANUAL.policies, "MOIS_2012": policy})
    differing = {name for name, value in changed.policy_hashes.items() if value != MANUAL.policy_hashes[name]}
    assert differing == {"MOIS_2012"}


def test_danger_begins_where_the_acts_say() -> None:
    assert MANUAL.act_groups.danger == {"threaten(3)", "damage", "assault", "show_weapon"}


LADDERS: list[tuple[str, Channel, list[str]]] = [
    ("", "phone", ["EV"]),
    ("c: complain; t: listen", "phone", ["EV"]),
    ("c: insult", "phone", ["EV", "PH-AB"]),
    ("c: insult", "visit", ["EV", "VS-AB"]),
    ("c: insult", "online", ["EV", "OL-TX"]),
    ("c: harass_sexually", "phone", ["EV", "PH-SX"]),
    ("c: threaten(2); t: listen; c: insult", "phone", ["EV", "PH-AB", "PH-TH"]),
    ("c: prolong", "document", ["EV"]),
    ("c: prolong", "visit", ["EV", "LG"]),
    ("c: repeat_same", "document", ["EV", "RP"]),
    ("c: damage", "visit", ["EV", "VS-AS"]),
    ("c: show_weapon", "visit", ["EV", "VS-WP"]),
    ("c: drunk", "phone", ["DR", "EV"]),
    ("c: film", "visit", ["DX", "EV"]),
    ("c: gather", "visit", ["EV", "MS"]),
    ("c: hint_self_harm", "phone", ["EV", "SH"]),
    ("c: hint_self_harm", "online", ["EV"]),
    ("c: ask", "phone", ["EV", "SV"]),
    ("c: insult; t: end; clerk> keep_evidence", "phone", ["AF", "EV", "PH-AB"]),
]


@pytest.mark.parametrize(("story", "channel", "ladders"), LADDERS)
def test_a_run_stands_on_the_ladders_its_acts_have_triggered(story: str, channel: Channel, ladders: list[str]) -> None:
    found = MANUAL.ladders_of(trace_of(story, channel=channel))
    assert sorted(ladder.ladder for ladder in found) == ladders


def test_rules_weigh_something_in_a_known_dimension() -> None:
    assert [name for name, rule in MANUAL.rules.items() if rule.points <= 0 or rule.dimension not in DIMENSIONS] == []


def test_the_steps_of_a_ladder_stand_on_it_once() -> None:
    for ladder in MANUAL.ladders.values():
        steps = [rung.step for rung in ladder.rungs]
        assert len(set(steps)) == len(steps), ladder.ladder


def test_a_manual_can_be_changed_without_keeping_old_answers() -> None:
    changed: Manual = msgspec.structs.replace(MANUAL, faults={})
    assert MANUAL.fault_rules
    assert changed.fault_rules == ()
