"""Every shipped scenario: clean, large enough, in English too, winnable, and failed by going wrong at every turn."""

from pathlib import Path
from random import Random

from dialogues.inputs import Input
from dialogues.library import Library
from dialogues.lint.files import Asked, lint_files
from dialogues.role_play import RolePlay
from dialogues.translation import coverage, read_table, table_path
from scoring.grading import grade
from scoring.manual.reader import shipped_manual
from tests.dialogues.shipped_files import FILES, anything, each_file, runs, stage_of, with_faults, without_faults
from tests.dialogues.small_scenarios import scenario_of


def test_there_are_scenarios_and_together_they_give_nothing_away() -> None:
    assert FILES
    assert lint_files(FILES, shipped_manual(), "ko", Asked(ignore=("D2",))) == []


@each_file
def test_nothing_is_silenced(path: Path) -> None:
    for file in (path, table_path(path, "en")):
        assert not file.is_file() or "noqa" not in file.read_text(encoding="utf-8")


@each_file
def test_nothing_is_wrong_in_the_file_and_all_of_it_can_be_met(path: Path) -> None:
    assert {found.code for found in lint_files([path], shipped_manual(), "ko")} <= {"D215"}


@each_file
def test_it_is_large_enough_to_learn_from(path: Path) -> None:
    scenario = scenario_of(path.read_text(encoding="utf-8"))
    assert len(scenario.states) >= 10
    assert len(scenario.endings) >= 3
    assert [name for name, state in scenario.states.items() if len(state.options) < 3] == []


@each_file
def test_every_place_is_met_by_chance_and_shows_three_or_four_options(path: Path) -> None:
    stage = stage_of(path)
    unmet = set(stage.places)
    endings: set[str] = set()

    def look(play: RolePlay, chance: Random) -> list[Input]:
        assert 3 <= len(play.options()) <= 4, play.state
        unmet.discard(play.state)
        return anything(play, chance)

    for play in runs(stage, 3000, look):
        endings |= {play.ending} - {""}
        if not unmet and len(endings) >= 3:
            break
    assert unmet == set()
    assert len(endings) >= 3


@each_file
def test_its_english_is_complete(path: Path) -> None:
    scenario = scenario_of(path.read_text(encoding="utf-8"))
    table_file = table_path(path, "en")
    assert table_file.is_file(), f"{table_file.name} is missing"
    table, problems = read_table(table_file)
    assert table is not None, problems
    assert (table.scenario, table.language) == (path.stem, "en")
    found = coverage(scenario, table)
    assert (found.missing, found.stale, found.unknown) == ((), (), ())
    assert Library(shipped_manual(), [path.parent]).load(path.stem, "en").english == "complete"


@each_file
def test_some_way_reaches_a_full_score(path: Path) -> None:
    cards = (grade(play.trace(), shipped_manual()) for play in runs(stage_of(path), 3000, without_faults) if play.over)
    assert any(card.total == 100 and card.passed for card in cards)


@each_file
def test_going_wrong_wherever_one_can_fails(path: Path) -> None:
    for play in runs(stage_of(path), 40, with_faults):
        trace = play.trace()
        assert any(event.faults for event in trace.events)
        assert not grade(trace, shipped_manual()).passed, [event.source for event in trace.events]
