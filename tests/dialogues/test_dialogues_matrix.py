"""The shipped library as a whole: what it covers, how a scenario is built, and that nothing gives the answers away."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from dialogues.bench.manual_use import ManualUse, use_of
from dialogues.lint.files import lint_files
from dialogues.lint.quality.options import OptionSet, option_sets
from dialogues.model import FAMILIES, Scenario
from dialogues.reader import read_scenario
from dialogues.translation import coverage, read_table, table_path
from scoring.manual.reader import shipped_manual
from scoring.trace import Outcome
from tests.dialogues.shipped_files import FILES, each_file, runs, stage_of, without_faults

MANUAL = shipped_manual()
LEAST = {"abuse": 4, "threats": 3, "harassment": 3, "demands": 4, "safety": 3, "courtesy": 3}
SECTORS = {
    "local_government", "tax", "welfare", "traffic", "construction", "school", "hospital", "public_corporation",
    "retail", "finance",
}  # fmt: skip
SETTLED: frozenset[Outcome] = frozenset({"resolved", "handed_over"})


@cache
def scenario_of(path: Path) -> Scenario:
    scenario = read_scenario(path).scenario
    assert scenario is not None
    return scenario


def library() -> list[Scenario]:
    return [scenario_of(path) for path in FILES]


@cache
def use() -> ManualUse:
    return use_of(library(), MANUAL)


# What it covers


def test_every_family_channel_and_sector_has_its_scenarios() -> None:
    families = Counter(scenario.family for scenario in library())
    assert set(families) == set(FAMILIES)
    assert {family: number for family, number in families.items() if number < LEAST[family]} == {}
    assert {scenario.channel for scenario in library()} == {"phone", "visit", "online", "document"}
    assert {scenario.sector for scenario in library()} == SECTORS


def test_what_trainees_fear_most_is_met_somewhere() -> None:
    conducts = {conduct for scenario in library() for conduct in scenario.conduct}
    wanted = {"assault", "weapon", "drunk", "self_harm", "doxxing", "repetition", "excessive_duration", "unjust_demand"}
    assert wanted - conducts == set()


@pytest.mark.parametrize("part", ["ladders", "hard_rules", "faults"])
def test_nothing_of_the_manual_is_left_out(part: str) -> None:
    """`minwon stats` shows the same."""
    assert getattr(use(), part).missing == ()


def test_at_least_half_of_the_grievances_are_justified() -> None:
    justified = sum(scenario.complainant.legitimate for scenario in library())
    assert justified * 2 >= len(FILES)


def test_a_whole_english_table_stands_beside_a_scenario_of_every_family() -> None:
    told = set()
    for path in FILES:
        if table_path(path, "en").is_file():
            table = read_table(table_path(path, "en"))[0]
            assert table is not None
            if coverage(scenario_of(path), table).complete:
                told.add(scenario_of(path).family)
    assert told == set(FAMILIES)


def test_in_at_least_four_scenarios_of_abuse_calm_handling_prevents_it() -> None:
    """A run by options without a fault in which the person is settled and never abusive."""
    prevented = [path.stem for path in FILES if scenario_of(path).family != "courtesy" and _is_preventable(path)]
    assert len(prevented) >= 4, prevented


def _is_preventable(path: Path) -> bool:
    abusive = MANUAL.act_groups.danger | MANUAL.act_groups.justify_ending
    stage = stage_of(path)
    return any(
        play.trace().outcome in SETTLED and not any(abusive & {*event.acts} for event in play.trace().events)
        for play in runs(stage, 60, without_faults)
    )


# How each is built


@each_file
def test_a_scenario_is_neither_thin_nor_endless(path: Path) -> None:
    scenario = scenario_of(path)
    assert 10 <= len(scenario.states) <= 24
    assert 3 <= len(scenario.endings) <= 6


@each_file
def test_a_second_run_reads_differently_and_every_ending_teaches(path: Path) -> None:
    scenario = scenario_of(path)
    assert sum(len(state.says) > 1 for state in scenario.states.values()) >= 3
    assert [name for name, ending in scenario.endings.items() if not ending.debrief] == []
    assert scenario.goals
    assert scenario.briefing.facts


@each_file
def test_nothing_is_silenced(path: Path) -> None:
    assert b"noqa" not in path.read_bytes()


def test_the_library_is_sound_taken_together() -> None:
    assert [found for found in lint_files(FILES, MANUAL, "en") if found.severity != "note"] == []


# Nothing gives the best option away


@cache
def sets() -> list[OptionSet]:
    return [found for scenario in library() for found in option_sets(scenario, 3)]


def test_the_best_option_is_seldom_the_longest() -> None:
    assert len(sets()) > 150
    assert sum(found.longest for found in sets()) <= 0.3 * len(sets())


@pytest.mark.parametrize("size", [3, 4])
def test_the_best_option_stands_in_every_place_about_equally_often(size: int) -> None:
    places = Counter(found.best for found in sets() if found.size == size)
    share = sum(places.values()) / size
    assert {place: number for place, number in places.items() if not 0.7 * share <= number <= 1.3 * share} == {}
    assert len(places) == size
