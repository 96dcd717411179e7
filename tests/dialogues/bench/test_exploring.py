"""Exploring says what can happen with the shortest way to it, what cannot, and when it does not know."""

import random
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dialogues.bench.coverage import edges_of
from dialogues.bench.exploration import Budget, Exploration, Inputs, OptionId, Trap, TrapKind
from dialogues.bench.exploring import explore
from dialogues.bench.loops import longest
from dialogues.bench.searching import search
from dialogues.bench.walking import EdgeId, Walker
from dialogues.inputs import Act, Choose, Input, Wait
from dialogues.machine import Stage
from dialogues.role_play import RolePlay, replay
from dialogues.staging import staged
from scoring.manual.reader import shipped_manual
from tests.dialogues.bench.random_scenarios import random_stage
from tests.dialogues.shipped_files import each_file, stage_of
from tests.dialogues.small_scenarios import FULL, SMALL, changed, file_of, inputs, scenario_of, started

QUICK = Budget(states=2_000, runs=40, graded=20, gradings=200)
SMALL_WAY = "      - id: show-way"
IN_PIT = """\
  pit:
    phase: after
    says: 여기는 못 나갑니다.
    options:
      - {id: round, do: 기다린다., goto: pit, why: 기다립니다., impact: 그대로입니다.}
      - {id: leave, do: 나간다., when: calls >= 5, goto: closed, why: 나갑니다., impact: 끝납니다.}
actions:
"""
SOFT_LOCK = changed(
    SMALL_WAY,
    f"      - {{id: fall, say: 네?, goto: pit, why: 빠집니다., impact: 모릅니다.}}\n{SMALL_WAY}",
    changed("actions:\n  end", f"{IN_PIT}  end"),
)


def way(*words: str) -> Inputs:
    """Return the inputs of short words: an option id, !action, ... for silence."""
    return tuple(Choose(word) if word[0].isalnum() else inputs(word)[0] for word in words)


def stage_for(text: str) -> Stage:
    file = file_of(text)
    return staged(scenario_of(text), file.hash, shipped_manual(), "ko")


def explored(text: str, budget: Budget = QUICK) -> Exploration:
    return explore(stage_for(text), shipped_manual(), budget=budget)


def played(stage: Stage, inputs: Inputs) -> RolePlay:
    return replay(stage, 0, "", inputs).play


# What can happen


def test_everything_in_a_small_scenario_is_found_by_the_shortest_way() -> None:
    found = explored(SMALL)
    assert found.complete
    assert found.options_complete
    assert found.reached.states == {
        "opening": (),
        "explains": way("hear-out"),
        "insults": way("cold-rule"),
        "after-call": way("!end"),
    }
    assert found.reached.endings == {
        "calmed": way("hear-out", "show-way"),
        "closed": way("!end", "keep"),
    }
    assert found.reached.options[OptionId("explains", "ask-again")] == way("cold-rule", "stop", "ask-again")
    assert found.reached.edges[EdgeId("", "!end", 0)] == way("!end")
    assert found.reached.edges[EdgeId("opening", "...", 0)] == way("...")
    assert found.reached.actions["warn"] == way("!warn")


def assert_true(stage: Stage, found: Exploration) -> None:
    """Play every witness and look whether it does what it is a witness of."""
    reached = found.reached
    for state, witness in reached.states.items():
        assert played(stage, witness).state == state
    for ending, witness in reached.endings.items():
        assert played(stage, witness).ending == ending
    for option, witness in reached.options.items():
        before = played(stage, witness[:-1])
        assert before.state == option.state
        assert option.option in [move.name for move in before.options()]
        assert witness[-1:] == way(option.option)
    for step, witness in reached.actions.items():
        assert witness[-1:] == way(f"!{step}")
        played(stage, witness)
    for state, witness in reached.speechless.items():
        assert (played(stage, witness).state, played(stage, witness).options()) == (state, [])
    written = edges_of(stage)
    for edge, witness in reached.edges.items():
        before = played(stage, witness[:-1])
        assert edge.state in ("", before.state)
        assert witness[-1:] == way(edge.source)
        assert played(stage, witness).state == written[edge].to


def assert_nothing_forgotten(stage: Stage, found: Exploration) -> None:
    """Ask that all there is stands among what was reached or what was not, once."""
    scenario, reached, never = stage.scenario, found.reached, found.unreached
    options = [OptionId(name, option.id) for name, state in scenario.states.items() for option in state.options]
    for every, have, lack in (
        (list(scenario.states), reached.states, never.states),
        (list(scenario.endings), reached.endings, never.endings),
        (options, reached.options, never.options),
        (list(edges_of(stage)), reached.edges, never.edges),
    ):
        assert isinstance(have, Mapping)
        assert sorted([*have, *lack]) == sorted(every)


@each_file
def test_the_witnesses_of_a_shipped_scenario_do_what_they_are_witnesses_of(path: Path) -> None:
    stage = stage_of(path)
    found = explore(stage, shipped_manual(), budget=msgspec.structs.replace(QUICK, runs=300))
    assert_true(stage, found)
    assert_nothing_forgotten(stage, found)


def test_the_witnesses_of_any_scenario_do_what_they_are_witnesses_of() -> None:
    caught = 0
    for seed in range(80):
        stage = random_stage(seed)
        found = explore(stage, shipped_manual(), budget=msgspec.structs.replace(QUICK, runs=10, gradings=20))
        assert_true(stage, found)
        assert_nothing_forgotten(stage, found)
        for trap in found.traps:
            assert_caught(stage, trap, seed)
            caught += 1
    assert caught > 10


def assert_caught(stage: Stage, trap: Trap, seed: int) -> None:
    """Try to get out of a trap by chance."""
    chance = random.Random(seed)
    play = played(stage, trap.inputs)
    for _ in range(60):
        assert play.state in trap.states
        moves: list[Input] = [Choose(move.name) for move in play.options()]
        if trap.kind == "no-way-out":
            moves += [Wait(), *(Act(move.name) for move in play.actions())]
        if moves:
            play.take(chance.choice(moves))
        assert not play.over


# What cannot


def test_what_cannot_happen_is_named() -> None:
    hidden = "- {id: never, say: 네., when: calls >= 2, goto: nowhere}"
    alone = "  nowhere:\n    says: 없음.\n    options:\n      - {id: out, say: 네., goto: gone}\nactions:\n  end"
    text = changed(SMALL_WAY, f"      {hidden}\n{SMALL_WAY}", changed("actions:\n  end", alone))
    text = changed("endings:\n", "endings:\n  gone: {outcome: harm, says: 갔다.}\n", text)
    never = explored(text).unreached
    assert never.states == ("nowhere",)
    assert never.options == (OptionId("explains", "never"), OptionId("nowhere", "out"))
    assert never.endings == ("gone",)
    assert never.edges == (
        EdgeId("explains", "never", 0),
        EdgeId("nowhere", "out", 0),
    )
    assert never.actions == ()


def test_a_state_that_can_hide_all_its_options_is_named_with_the_way_in() -> None:
    text = changed("      - id: stop\n", "      - id: stop\n        when: calls == 0\n")
    text = changed("      - id: leave\n", "      - id: leave\n        when: calls == 0\n", text)
    assert explored(text).reached.speechless == {"insults": way("cold-rule")}
    assert explored(SMALL).reached.speechless == {}


# Ways that do not end


def traps_of(text: str) -> list[tuple[TrapKind, tuple[str, ...], Inputs]]:
    return [(trap.kind, trap.states, trap.inputs) for trap in explored(text).traps]


def test_a_place_without_a_way_out_is_named_with_the_shortest_way_in() -> None:
    assert traps_of(SOFT_LOCK) == [("no-way-out", ("pit",), way("hear-out", "fall"))]


def test_a_place_that_only_actions_lead_out_of_is_told_apart() -> None:
    talking = SOFT_LOCK.replace("    phase: after\n    says: 여기", "    says: 여기")
    assert traps_of(talking) == [("actions-only", ("pit",), way("hear-out", "fall"))]


def test_a_way_out_that_opens_after_some_rounds_is_no_trap() -> None:
    opening = changed("id: round, do: 기다린다.,", "id: round, do: 기다린다., counts: {calls: +1},", SOFT_LOCK)
    assert traps_of(opening) == []
    assert traps_of(SMALL) == []


def test_two_places_apart_are_two_traps() -> None:
    second = IN_PIT.replace("pit", "bog").replace("actions:\n", "")
    text = changed("  pit:\n", f"{second}  pit:\n", SOFT_LOCK)
    text = changed(SMALL_WAY, f"      - {{id: sink, say: 네?, goto: bog}}\n{SMALL_WAY}", text)
    assert [trap[1] for trap in traps_of(text)] == [("pit",), ("bog",)]


def test_what_was_not_looked_at_is_no_trap() -> None:
    space = explored(SOFT_LOCK, msgspec.structs.replace(QUICK, states=2))
    assert not space.complete
    assert space.traps == ()


# The longest way


def test_the_longest_way_is_exact_where_nothing_goes_round() -> None:
    found = explored(SMALL).longest
    assert found is not None
    assert found.exact
    assert found.loop == ()
    assert found.inputs == way("cold-rule", "stop", "ask-again", "show-way")
    assert found.seconds == 4 * 30


def test_options_that_can_go_round_for_ever_are_named() -> None:
    text = changed("        when: calls >= 1 and seen(explains) == 1 and count(listen) == 0\n", "")
    found = explored(text).longest
    assert found is not None
    assert (found.loop, found.exact) == (("explains",), False)


def longest_by_trying(stage: Stage, walker: Walker) -> int:
    """Return the turns of the longest way by options that never stands in the same run state twice."""

    def further(spot: object, facts: object, met: frozenset[object]) -> int:
        best = -1
        for motion in walker.spot(str(spot)).motions:
            if not motion.is_option or (motion.shown is not None and not motion.shown(facts)):  # type: ignore[arg-type]
                continue
            way, after = motion.step(facts)  # type: ignore[arg-type]
            if way is not None and way.arrival is None:
                best = max(best, 1)
                continue
            there = (way.to if way else spot, after)
            if there not in met:
                beyond = further(*there, met | {there})
                best = max(best, beyond + 1 if beyond > 0 else -1)
        return best

    spot, facts = walker.begun()
    return further(spot.name, facts, frozenset([(spot.name, facts)]))


def test_the_longest_way_is_as_long_as_trying_them_all_finds() -> None:
    compared = 0
    for seed in range(400):
        stage = random_stage(seed)
        walker = Walker(stage)
        space = search(walker, 60, 1_000, options_only=True)
        if not space.complete or len(space.nodes) > 12:
            continue
        found, tried = longest(space), longest_by_trying(stage, walker)
        compared += 1
        if found is None:
            assert tried == -1, seed
            continue
        assert played(stage, found.inputs).ending
        assert len(found.inputs) <= tried, seed
        if found.exact:
            assert len(found.inputs) == tried, seed
    assert compared > 100


# How far it goes, and that it is always the same


def test_a_small_budget_says_that_not_everything_was_seen_and_runs_go_further() -> None:
    bounded = explored(SMALL, msgspec.structs.replace(QUICK, states=1, runs=1))
    further = explored(SMALL, msgspec.structs.replace(QUICK, states=1, runs=200))
    assert not bounded.complete
    assert not further.complete
    assert bounded.unreached.endings != ()
    assert further.unreached.endings == ()


def test_a_scenario_without_end_of_run_states_stops_at_the_budget() -> None:
    endless = changed("asked: 0, spare: 7", "asked: 0, spare: 7, other: 0", FULL)
    endless = changed("when: asked >= 2 or count(warn) >= 2", "when: asked >= spare or count(warn) >= 2", endless)
    found = explore(started(endless).stage, shipped_manual(), budget=QUICK)
    assert not found.complete
    assert QUICK.states < found.run_states < QUICK.states + 100


def test_steps_are_a_budget_too() -> None:
    found = explored(SMALL, msgspec.structs.replace(QUICK, steps=5))
    assert not found.complete
    assert found.steps < 2 * (5 + 30)


def test_the_same_budget_gives_the_same_answer_and_the_seed_changes_only_the_random_runs() -> None:
    first, again = explored(SMALL), explored(SMALL)
    other = explored(SMALL, msgspec.structs.replace(QUICK, seed=7))
    assert first == again
    assert other.sample.scores != first.sample.scores
    assert (other.reached, other.unreached, other.longest) == (first.reached, first.unreached, first.longest)


def test_random_runs_alone_come_by_nothing_that_the_search_says_cannot_happen() -> None:
    compared = 0
    for seed in range(160):
        stage = random_stage(seed)
        whole = explore(stage, shipped_manual(), budget=Budget(states=1_500, runs=1, gradings=1))
        runs = explore(stage, shipped_manual(), budget=Budget(states=1, runs=100, graded=1, gradings=1))
        if whole.complete:
            compared += 1
            for kind in ("states", "options", "actions", "edges", "endings", "speechless"):
                assert set(getattr(runs.reached, kind)) <= set(getattr(whole.reached, kind)), (seed, kind)
    assert compared > 10
