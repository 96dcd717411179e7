"""The starters: one for every channel and conduct with a ladder, sound, playable, and a full score within reach."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from dialogues.bench.starter import COURTESY, Wanted, conducts_on, pairs, starter_of, starter_text, starters
from dialogues.inputs import Choose
from dialogues.lint.files import lint_files
from dialogues.lint.quality.options import option_sets
from dialogues.machine import Stage
from dialogues.model import Scenario
from dialogues.reader import read_scenario_bytes
from dialogues.role_play import RolePlay
from dialogues.staging import staged
from scoring.grading import grade
from scoring.manual.reader import shipped_manual
from scoring.scorecard import Scorecard
from tests.dialogues.small_scenarios import file_of

EVERY = sorted(pairs())
each_pair = pytest.mark.parametrize(("channel", "conduct"), EVERY, ids=["-".join(pair) for pair in EVERY])
each_claim = pytest.mark.parametrize("legitimate", [True, False], ids=["legitimate", "not-legitimate"])
_LONGEST = 10


class Run(NamedTuple):
    """A run to its end, and its judgement."""

    choices: tuple[str, ...]
    ending: str
    card: Scorecard


def wanted(channel: str, conduct: str, legitimate: bool | None = None, title: str = "제목") -> Wanted:
    return Wanted(
        id=f"try-{channel}-{conduct.replace('_', '-')}",
        title=title,
        channel=channel,  # type: ignore[arg-type]
        conduct=conduct,
        legitimate=legitimate,
    )


def text_of(channel: str, conduct: str, legitimate: bool | None = None) -> str:
    return starter_text(wanted(channel, conduct, legitimate), shipped_manual(), "scenario.schema.json")


@cache
def scenario_of(channel: str, conduct: str, legitimate: bool | None = None) -> Scenario:
    text = text_of(channel, conduct, legitimate)
    file = read_scenario_bytes(text.encode(), Path("x.yaml"))
    assert file.scenario is not None, file.problems
    return file.scenario


@cache
def runs_of(channel: str, conduct: str, legitimate: bool) -> list[Run]:
    """Return every run of options alone, judged."""
    file = file_of(text_of(channel, conduct, legitimate))
    assert file.scenario is not None
    return list(_runs(staged(file.scenario, file.hash, shipped_manual(), "ko"), ()))


def _runs(stage: Stage, choices: tuple[str, ...]) -> Iterator[Run]:
    play = RolePlay(stage, began="2026-01-05")
    play.start()
    for choice in choices:
        play.take(Choose(choice))
    if play.over:
        yield Run(choices, play.ending, grade(play.trace(), shipped_manual()))
    elif len(choices) < _LONGEST:
        for move in play.options():
            yield from _runs(stage, (*choices, move.name))


# Which there are


def test_every_ladder_of_the_talk_has_a_starter_for_each_of_its_channels_and_conducts() -> None:
    ladders = shipped_manual().ladders.values()
    judged = {
        (channel, conduct)
        for ladder in ladders
        for channel in ladder.channels
        for conduct in (ladder.conduct or ((COURTESY,) if ladder.triggers else ()))
    }
    assert set(EVERY) == judged


@each_pair
def test_a_starter_stands_on_the_ladder_of_its_pair(channel: str, conduct: str) -> None:
    ladder = shipped_manual().ladders[starter_of(channel, conduct).ladder]
    assert channel in ladder.channels
    assert conduct == COURTESY or conduct in ladder.conduct
    assert conduct in conducts_on(channel)


def test_every_skeleton_is_used_and_none_is_missing() -> None:
    from dialogues.bench import starter

    folder = Path(starter.__file__).parent / "starters"
    assert {file.stem for file in folder.glob("*.yaml")} == {*starters(), "index"}


def test_a_pair_without_a_ladder_has_none() -> None:
    with pytest.raises(KeyError):
        starter_of("visit", "sexual_harassment")


# What is written


@each_claim
@each_pair
def test_a_starter_is_sound(tmp_path: Path, channel: str, conduct: str, legitimate: bool) -> None:
    file = tmp_path / f"{wanted(channel, conduct).id}.yaml"
    file.write_text(text_of(channel, conduct, legitimate), encoding="utf-8")
    assert lint_files([file], shipped_manual(), "en") == []


@each_pair
def test_a_starter_begins_with_its_schema_and_explains_itself(channel: str, conduct: str) -> None:
    lines = text_of(channel, conduct).splitlines()
    assert lines[0] == "# yaml-language-server: $schema=scenario.schema.json"
    head = "\n".join(line for line in lines[:8] if line.startswith("#"))
    ladder = shipped_manual().ladders[starter_of(channel, conduct).ladder]
    assert ladder.ladder in head
    assert ladder.name.ko in head
    assert "TODO" in head
    assert [line for line in lines if "$" in line[1:] and line != lines[0]] == [], "every gap is filled"


@each_pair
def test_a_starter_says_what_was_asked_for(channel: str, conduct: str) -> None:
    scenario = scenario_of(channel, conduct, False)
    assert (scenario.channel, scenario.sector, scenario.title) == (channel, "local_government", "제목")
    assert scenario.conduct == (() if conduct == COURTESY else (conduct,))
    assert not scenario.complainant.legitimate
    assert scenario_of(channel, conduct, True).complainant.legitimate


@each_pair
def test_there_is_something_left_to_write_and_all_of_it_is_said_in_the_texts(channel: str, conduct: str) -> None:
    text = text_of(channel, conduct)
    body = [line for line in text.splitlines() if "TODO" in line and not line.startswith("#")]
    assert len(body) >= 6
    assert all(re.search(r'"TODO [^"]', line) for line in body)


@each_pair
def test_the_stages_of_the_ladder_are_states_of_their_own(channel: str, conduct: str) -> None:
    scenario = scenario_of(channel, conduct)
    triggers = {
        form
        for act in shipped_manual().ladders[starter_of(channel, conduct).ladder].triggers
        for form in shipped_manual().act_names(act)
    }
    triggered = [name for name, state in scenario.states.items() if triggers & set(state.acts)]
    assert triggered, "some state triggers the ladder"
    if conduct == COURTESY:
        return
    assert any(name.startswith("goes-on") for name in scenario.states)
    assert any(state.phase == "after" for state in scenario.states.values())


@each_pair
def test_every_state_offers_a_right_choice_and_a_tempting_wrong_one(channel: str, conduct: str) -> None:
    scenario = scenario_of(channel, conduct)
    for name, state in scenario.states.items():
        right = [option for option in state.options if option.steps and not option.faults]
        wrong = [option for option in state.options if option.faults or option.better]
        assert right, name
        assert wrong, name
        for option in state.options:
            assert option.why, (name, option.id)
            assert option.impact, (name, option.id)
        assert all(option.better for option in wrong), name


def test_the_right_choice_does_not_always_stand_in_the_same_place() -> None:
    places = [
        number
        for channel, conduct in EVERY
        for state in scenario_of(channel, conduct).states.values()
        for number, option in enumerate(state.options)
        if option.steps and not option.faults and not option.better
    ]
    assert places.count(0) > len(places) // 4
    assert places.count(1) > len(places) // 4


@each_pair
def test_a_starter_does_not_teach_that_the_right_choice_is_the_longest(channel: str, conduct: str) -> None:
    sets = list(option_sets(scenario_of(channel, conduct)))
    assert sum(one.longest for one in sets) < len(sets)
    assert sum(one.politest for one in sets) < len(sets)


def test_a_title_is_kept_to_the_letter() -> None:
    title = 'TODO "어느" 전화: #1 $x'
    text = starter_text(wanted("phone", "verbal_abuse", title=title), shipped_manual(), "s.json")
    file = read_scenario_bytes(text.encode(), Path("x.yaml"))
    assert file.scenario is not None
    assert file.scenario.title == title


# Playing it


@each_claim
@each_pair
def test_every_way_leads_to_an_ending(channel: str, conduct: str, legitimate: bool) -> None:
    runs = runs_of(channel, conduct, legitimate)
    endings = scenario_of(channel, conduct).endings
    assert {run.ending for run in runs} <= set(endings)
    assert len({run.ending for run in runs}) >= 2
    assert set(endings) - {run.ending for run in runs} <= {"cut-off"}, "the rest ends by the action `end`"


@each_claim
@each_pair
def test_a_full_score_on_the_ladder_is_within_reach_and_wrong_choices_fail(
    channel: str, conduct: str, legitimate: bool
) -> None:
    runs = runs_of(channel, conduct, legitimate)
    ladder = starter_of(channel, conduct).ladder
    full = [run for run in runs if run.card.total == 100 and run.card.passed and ladder in run.card.ladders]
    assert full
    assert any(not run.card.passed for run in runs)


@pytest.mark.parametrize("conduct", ["verbal_abuse", "threat"])
@pytest.mark.parametrize("channel", ["phone", "visit"])
def test_abuse_can_be_prevented_and_then_too_the_score_is_full(channel: str, conduct: str) -> None:
    ladder = starter_of(channel, conduct).ladder
    calm = [run for run in runs_of(channel, conduct, True) if ladder not in run.card.ladders]
    assert max(run.card.total for run in calm) == 100
