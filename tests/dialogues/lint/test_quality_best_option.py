"""The best option is not the longest, the politest or always in one place: what is reported, and what is chance."""

from collections.abc import Sequence
from math import comb
from pathlib import Path
from random import Random

import pytest

from dialogues.lint.diagnostics import Report
from dialogues.lint.files import Asked, lint_files
from dialogues.lint.quality.chance import RARE, as_few, as_many
from dialogues.lint.quality.tables import politeness
from scoring.manual.reader import shipped_manual
from tests.dialogues.lint.quality_scenarios import Set, by_lot, codes_of, scenario_text, words
from tests.dialogues.small_scenarios import put

_POLITE = "죄송하지만 혹시 서류를 보내 주시겠어요?"


def longest(hits: int, sets: int, size: int = 4) -> list[Set]:
    """Return sets whose best option is the longest so many times, and stands in each place in turn."""
    chance = Random(0)
    return [_sized(chance, number % size, size, 12 if number < hits else 3) for number in range(sets)]


def _sized(chance: Random, best: int, size: int, length: int) -> Set:
    return [words(chance, length if place == best else 7 + place % 2) for place in range(size)], best


def politest(hits: int, sets: int) -> list[Set]:
    """Return sets of four whose best option is the politest so many times; in the others a wrong one is."""
    chance = Random(0)
    made: list[Set] = []
    for number in range(sets):
        best, polite = number % 4, number % 4 if number < hits else (number + 1) % 4
        texts = [words(chance, 11 + (place + number) % 2) for place in range(4)]
        texts[polite] = f"{_POLITE} {words(chance, 1)}"
        made.append((texts, best))
    return made


def placed(places: Sequence[int], size: int = 4) -> list[Set]:
    """Return sets whose best options stand in these places, and are neither long nor polite."""
    chance = Random(0)
    return [_sized(chance, place, size, 3) for place in places]


@pytest.mark.parametrize(
    ("sets", "code"),
    [
        (longest(4, 4), "D301"),
        (longest(5, 5, size=3), "D301"),
        (longest(7, 7, size=2), "D301"),
        (longest(9, 14), "D301"),
        (longest(14, 28), "D301"),
        (politest(4, 4), "D302"),
        (politest(9, 14), "D302"),
        (placed([2] * 4), "D303"),
        (placed([0] * 5, size=3), "D303"),
        (placed([1] * 7, size=2), "D303"),
        (placed([3] * 9 + [0, 1, 2, 0, 1]), "D303"),
    ],
)
def test_what_gives_the_best_option_away_is_reported(tmp_path: Path, sets: list[Set], code: str) -> None:
    assert codes_of(tmp_path, scenario_text(sets)) == [code]


@pytest.mark.parametrize(
    "sets",
    [
        longest(3, 3),
        longest(4, 4, size=3),
        longest(6, 6, size=2),
        longest(3, 4),
        longest(8, 14),
        longest(13, 28),
        politest(3, 3),
        politest(3, 12),
        placed([2] * 3),
        placed([0] * 4, size=3),
        placed([0, 1, 2, 3] * 4),
        placed([0, 1] * 6, size=2),
    ],
)
def test_what_chance_does_often_is_not(tmp_path: Path, sets: list[Set]) -> None:
    assert codes_of(tmp_path, scenario_text(sets)) == []


def test_the_last_place_is_one_whatever_the_size_of_the_set(tmp_path: Path) -> None:
    sets = placed([1, 1], size=2) + placed([2, 2], size=3) + placed([3, 3], size=4)
    [found] = lint_files([put(tmp_path, scenario_text(sets))], shipped_manual(), "en", Asked(select=("D303",)))
    assert "in the last place in 6 of 6 sets" in found.sentence


def test_of_several_places_the_one_with_most_is_told(tmp_path: Path) -> None:
    sets = placed([2] * 6, size=3) + placed([2])
    [found] = lint_files([put(tmp_path, scenario_text(sets))], shipped_manual(), "en", Asked(select=("D303",)))
    assert "in the third place in 7 of 7 sets" in found.sentence, "the last place has 6"


def test_length_is_counted_in_letters_not_in_spaces(tmp_path: Path) -> None:
    sets = [
        (["가 " * 15 if place != number % 4 else "나" * 20 for place in range(4)], number % 4) for number in range(4)
    ]
    assert "D301" in codes_of(tmp_path, scenario_text(sets), Asked(select=("D30",)))


def test_one_mark_that_two_options_share_gives_nothing_away(tmp_path: Path) -> None:
    twice = [(["가" * 30, "나" * 30, "다", "라"], number % 2) for number in range(8)]
    assert "D301" not in codes_of(tmp_path, scenario_text(twice), Asked(select=("D30",)))


def test_states_with_two_right_options_or_none_are_no_sets(tmp_path: Path) -> None:
    text = scenario_text(longest(4, 4)).replace(
        "faults: [dismiss_feelings], better: 이렇게 하겠습니다.", "steps: [listen]"
    )
    assert codes_of(tmp_path, text, Asked(select=("D30",))) == []


@pytest.mark.parametrize(
    "ordinary",
    [
        "말씀해 주세요. 확인해 드리겠습니다.",
        "선생님, 신청서는 여기 있습니다.",
        "내일까지 알려 드리겠습니다.",
        "감사과에 알리겠습니다.",
        "감사관이 살핍니다.",
        "어르신께서 내신 서류입니다.",
        "그것은 제가 정할 수 없습니다.",
        "이렇게 되는 것 같은 느낌은 없습니다.",
    ],
)
def test_ordinary_honorific_speech_is_no_mark_of_politeness(ordinary: str) -> None:
    assert politeness().findall(ordinary) == []


@pytest.mark.parametrize(
    "polite",
    [
        "죄송합니다.",
        "감사합니다.",
        "혹시 아시나요",
        "양해 바랍니다",
        "부탁드립니다",
        "보내 주시겠어요?",
        "해 드릴까요?",
        "여쭙겠습니다",
    ],
)
def test_what_goes_beyond_it_is(polite: str) -> None:
    assert politeness().findall(polite)


def test_a_hundred_files_by_lot_are_hardly_ever_reported(tmp_path: Path) -> None:
    told = [codes_of(tmp_path, scenario_text(by_lot(seed, 14)), Asked(select=("D30",))) for seed in range(100)]
    assert sum(map(bool, told)) <= 5, "about one in a hundred for the longest, one for each of the places"


# Over a library


def _library(folder: Path, *files: list[Set]) -> list[Report]:
    paths = [put(folder, scenario_text(sets, f"file-{number}")) for number, sets in enumerate(files)]
    return lint_files(paths, shipped_manual(), "en", Asked(select=("D35",)))


def test_each_file_may_pass_and_the_library_not(tmp_path: Path) -> None:
    files = [longest(6, 14) for _ in range(5)]
    assert [found.code for found in _library(tmp_path, *files)] == ["D351"]
    assert [code for sets in files for code in codes_of(tmp_path, scenario_text(sets))] == []


def test_a_habit_is_told_at_the_file_that_has_most_of_it(tmp_path: Path) -> None:
    [found] = _library(tmp_path, longest(4, 14), longest(7, 14), longest(8, 14), longest(5, 14))
    assert Path(found.file).name == "file-2.yaml"
    assert "24 of 56 sets (43 %" in found.sentence
    assert "8 of 14" in found.sentence
    line = Path(found.file).read_text(encoding="utf-8").splitlines()[found.line - 1]
    assert line == "states:"


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ([politest(6, 14)] * 4, ["D352"]),
        ([placed([0] * 8 + [1, 2, 3] * 2)] * 4, ["D353"]),
        ([placed([0, 1, 2] * 5)] * 4, ["D353"]),  # never the fourth
        ([longest(4, 14)] * 5, []),  # 29 %
        ([longest(5, 14)], []),  # one file is no library
        ([placed([0, 1, 2, 3, 0] * 3)] * 2, []),
        ([longest(12, 14, size=2)] * 9, []),  # sets of two are looked at in each file only
    ],
)
def test_habits_of_a_library(tmp_path: Path, files: list[list[Set]], codes: list[str]) -> None:
    assert [found.code for found in _library(tmp_path, *files)] == codes


@pytest.mark.parametrize("files", [2, 5, 20])
def test_libraries_by_lot_are_hardly_ever_reported(tmp_path: Path, files: int) -> None:
    told = 0
    for seed in range(20):
        told += bool(_library(tmp_path, *(by_lot(100 * seed + number, 12) for number in range(files))))
    assert told <= 1


def test_a_place_that_is_empty_is_told_at_the_file_that_has_least_of_it(tmp_path: Path) -> None:
    mixed, never = placed([0, 1, 2, 3] * 2 + [0, 1]), placed([0, 1, 2] * 7)
    [found] = _library(tmp_path, mixed, never, mixed, never[:12])
    assert found.code == "D353"
    assert "fourth" in found.sentence
    assert Path(found.file).name == "file-1.yaml"


@pytest.mark.parametrize(
    ("sets", "codes"),
    [
        (longest(29, 100), []),  # rare by chance, but no help in guessing
        (longest(33, 100), ["D351"]),
        (placed([0] * 30 + [1, 2, 3] * 23), []),
        (placed([0] * 35 + [1, 2, 3] * 22), ["D353"]),
    ],
)
def test_in_a_large_library_small_differences_do_not_count(tmp_path: Path, sets: list[Set], codes: list[str]) -> None:
    assert [found.code for found in _library(tmp_path, *[sets] * 10)] == codes


def test_more_than_three_in_ten_is_not_enough_when_sets_are_few(tmp_path: Path) -> None:
    assert _library(tmp_path, longest(2, 5), longest(2, 5)) == []


# Chance


@pytest.mark.parametrize(("trials", "chance"), [(1, 0.5), (14, 0.25), (67, 0.26)])
def test_the_tails_are_those_of_a_binomial(trials: int, chance: float) -> None:
    exact = [comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(trials + 1)]
    for hits in range(trials + 1):
        assert as_many(trials, chance, hits) == pytest.approx(sum(exact[hits:]))
        assert as_few(trials, chance, hits) == pytest.approx(sum(exact[: hits + 1]))


def test_rare_is_one_in_a_hundred() -> None:
    assert as_many(4, 1 / 4, 4) < RARE < as_many(3, 1 / 4, 3)
