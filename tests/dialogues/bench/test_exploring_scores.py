"""What judging many runs shows: a best run where there is one, scores that are true, rules with their witnesses."""

import random
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from dialogues.bench.best_run import ForkedPlay
from dialogues.bench.exploration import Budget, Exploration, Graded, Inputs, Sample
from dialogues.bench.exploring import explore
from dialogues.bench.scripts import script_of
from dialogues.inputs import Act, Choose, Input, InputError, Wait
from dialogues.machine import Stage
from dialogues.role_play import replay
from scoring.grading import grade
from scoring.manual.reader import shipped_manual
from scoring.scorecard import PASS_MARK, Scorecard
from tests.dialogues.bench.test_exploring import QUICK, stage_for
from tests.dialogues.shipped_files import FILES, each_file, stage_of
from tests.dialogues.small_scenarios import FULL, SMALL, changed, picture, started

FEW = Budget(states=500, runs=400, graded=150, gradings=2_000)


def found_in(path: Path) -> Exploration:
    return explore(stage_of(path), shipped_manual(), budget=FEW)


def card_of(stage: Stage, inputs: Inputs, policy: str = "") -> Scorecard:
    return grade(replay(stage, 0, "", inputs).play.trace(), shipped_manual(), policy)


def runs_of(sample: Sample) -> list[Graded]:
    runs = (sample.best, sample.worst, sample.passing, sample.failing)
    return [run for run in runs if run is not None]


# The best run


@each_file
def test_a_full_score_is_found_in_every_shipped_scenario_with_little_work(path: Path) -> None:
    """2,000 judgements are a third of a second of work; no random run helps."""
    budget = Budget(states=1, runs=1, graded=0, gradings=2_000)
    sample = explore(stage_of(path), shipped_manual(), budget=budget).sample
    assert sample.full_score
    assert sample.best is not None
    card = card_of(stage_of(path), sample.best.inputs)
    assert (card.total, card.passed) == (100, True)


@each_file
def test_no_shipped_scenario_passes_with_a_hard_rule_broken(path: Path) -> None:
    assert found_in(path).sample.passing_with_hard_break == ()


def test_a_best_run_that_needs_an_action_is_found() -> None:
    """Nobody asks him to stop by an option; only the action does."""
    text = changed("        steps: [ask_to_stop]\n", "")
    text = changed("    acts: [complain]\n", "    acts: [complain, insult]\n", text)
    best = explore(stage_for(text), shipped_manual(), budget=QUICK).sample.best
    assert best is not None
    assert Act("ask_to_stop") in best.inputs


def test_where_no_full_score_is_found_the_best_one_is_told() -> None:
    text = changed("steps: [apologise, explain_rule, offer_alternative]", "faults: [overpromise]")
    sample = explore(stage_for(text), shipped_manual(), budget=QUICK).sample
    assert sample.best is not None
    assert not sample.full_score
    assert sample.best.total < 100


def test_the_gradings_are_a_budget() -> None:
    sample = explore(stage_for(SMALL), shipped_manual(), budget=Budget(runs=1, graded=0, gradings=0)).sample
    assert sample.scores == ()
    assert {run.ending for run in runs_of(sample)} <= {"calmed", "closed"}


# What is said of the runs is true


@each_file
def test_every_witness_of_a_judgement_is_judged_so_again(path: Path) -> None:
    stage, sample = stage_of(path), found_in(path).sample
    for run in runs_of(sample):
        card, play = card_of(stage, run.inputs), replay(stage, 0, "", run.inputs).play
        assert (run.total, run.passed, run.hard_fails) == (card.total, card.passed, card.hard_fails)
        assert (run.ending, run.outcome, run.turns) == (play.ending, play.outcome, play.turn)
    for name, one in sample.dimensions.items():
        for extreme in (one.lowest, one.highest):
            scores = {d.dimension: d.score for d in card_of(stage, extreme.inputs).dimensions}
            assert scores[name] == extreme.score
        assert one.lowest.score <= one.highest.score
    for rule, verdicts in sample.rules.items():
        for verdict, inputs in verdicts.items():
            assert (rule, verdict) in {(f.rule, f.verdict) for f in card_of(stage, inputs).findings}


@each_file
def test_the_numbers_of_a_sample_fit_together(path: Path) -> None:
    manual, sample = shipped_manual(), found_in(path).sample
    assert len(sample.scores) <= FEW.graded
    assert sample.runs == FEW.runs
    assert sample.best is not None
    assert sample.worst is not None
    assert all(sample.worst.total <= score for score in sample.scores)
    assert all(sample.best.total >= score for score in sample.passing_scores)
    assert all(score >= PASS_MARK for score in sample.passing_scores)
    assert not Counter(sample.passing_scores) - Counter(sample.scores)
    assert sample.passing is not None
    assert sample.passing.passed
    assert sample.failing is not None
    assert not sample.failing.passed
    assert sample.rules.keys() <= manual.rules.keys()
    assert not sample.rules.keys() & set(sample.not_called)
    of_ladders = {rule.rule for name in sample.ladders for rule in manual.ladders[name].rules}
    assert set(sample.not_called) <= of_ladders


def test_the_judged_runs_are_spread_evenly_over_all_random_runs() -> None:
    stage, manual = stage_for(SMALL), shipped_manual()
    every = explore(stage, manual, budget=Budget(runs=60, graded=60)).sample.scores
    third = explore(stage, manual, budget=Budget(runs=60, graded=20)).sample.scores
    assert len(every) == 60
    assert third == every[2::3]


def test_more_judgements_than_runs_judge_each_once() -> None:
    sample = explore(stage_for(SMALL), shipped_manual(), budget=Budget(runs=5, graded=500)).sample
    assert len(sample.scores) == 5


def test_runs_that_are_not_over_are_counted_and_not_judged() -> None:
    sample = explore(stage_for(SMALL), shipped_manual(), budget=Budget(runs=50, turns=1, graded=50)).sample
    assert sample.cut > 0
    assert sample.cut + len(sample.scores) == 50


def test_runs_are_judged_under_the_policy_that_was_named() -> None:
    manual = shipped_manual()
    lenient = msgspec.structs.replace(manual.policies[manual.default_policy], warnings={"verbal_abuse": 0})
    other = msgspec.structs.replace(manual, policies={**manual.policies, "OTHER": lenient})
    stage = stage_of(next(path for path in FILES if path.stem == "abuse-phone-parking-fine"))
    default = explore(stage, other, budget=FEW).sample
    named = explore(stage, other, "OTHER", FEW).sample
    assert default.scores != named.scores
    with pytest.raises(KeyError):
        explore(stage, manual, "NO_SUCH", QUICK)


# Copies of a run


def test_a_copied_run_goes_on_alone() -> None:
    chance = random.Random(3)
    stage = started(FULL).stage
    for _ in range(60):
        play = ForkedPlay(stage, 1)
        play.start()
        taken: list[Input] = []
        while not play.over and play.turn < 20:
            before = picture(play)
            twin = play.fork()
            twin.take(chance.choice(_possible(twin)))
            assert picture(play) == before
            given = chance.choice(_possible(play))
            play = play.fork()
            play.take(given)
            taken.append(given)
        assert play.inputs == tuple(taken)
        assert picture(play) == picture(replay(stage, 1, "", taken).play)


def _possible(play: ForkedPlay) -> list[Input]:
    return [Wait(), *(Choose(move.name) for move in play.options()), *(Act(move.name) for move in play.actions())]


# Scripts


def test_a_script_is_a_line_an_input() -> None:
    stage = started(SMALL, actions={}).stage
    assert script_of(stage, (Wait(), Choose("stop"), Choose("show-way"))) == ("...", "stop", "show-way")
    assert script_of(started(FULL).stage, (Act("warn"),)) == ("!warn",)


def test_an_option_with_a_number_for_its_id_stands_by_its_place() -> None:
    text = changed("      - id: cold-rule", "      - id: 112")
    assert script_of(started(text).stage, (Choose("112"),)) == ("2",)


def test_an_input_that_does_not_fit_is_said() -> None:
    with pytest.raises(InputError):
        script_of(started(SMALL).stage, (Choose("show-way"),))
