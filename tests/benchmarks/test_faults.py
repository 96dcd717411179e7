"""The eight faults of the benchmark: our linter catches each, and has nothing to say of the scenario without them."""

from pathlib import Path

import pytest

from benchmarks.faults import CLEAN, Edit, codes_of, scenarios, seeded, stories

FAULTS = seeded()
NAMES = [
    "missing target",
    "orphan",
    "dead end",
    "duplicate id",
    "undefined name",
    "soft lock",
    "loop without exit",
    "impossible option",
]


def test_the_eight_faults_are_there() -> None:
    assert list(FAULTS) == NAMES


def test_the_clean_scenario_raises_nothing(tmp_path: Path) -> None:
    assert codes_of(scenarios()[CLEAN], tmp_path) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_caught_by_its_code(tmp_path: Path, name: str) -> None:
    found = codes_of(scenarios()[name], tmp_path)
    assert set(found) & set(FAULTS[name].codes), f"found only {found}"


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_one_change_of_the_story_in_ink_too(name: str) -> None:
    assert stories()[name] != stories()[CLEAN]


def test_a_change_without_its_place_is_refused() -> None:
    with pytest.raises(ValueError, match="thanks"):
        Edit("goto: thanks", "goto: thank").made_in("goto: details")
