"""The graph of a scenario: places, ways, the guess of anger, and a run laid over it."""

from pathlib import Path

import pytest

from dialogues.bench.graph import ANYTIME, Graph, Way, graph_of
from dialogues.bench.trail import Trail, trail_of
from dialogues.role_play import RolePlay
from scoring.manual.reader import shipped_manual
from scoring.trace import surviving
from tests.dialogues.shipped_files import anything, each_file, runs, stage_of
from tests.dialogues.small_scenarios import FULL, SMALL, changed, scenario_of, started, take


def graph(text: str = SMALL) -> Graph:
    return graph_of(scenario_of(text), shipped_manual())


def ways(found: Graph, source: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(way.via, way.to, way.whens) for way in found.ways_from(source)]


# Places


def test_every_state_and_ending_is_a_place_in_the_order_of_the_file() -> None:
    nodes = graph().nodes
    assert {name: node.kind for name, node in nodes.items()} == {
        "opening": "state", "explains": "state", "insults": "state", "after-call": "state",
        "calmed": "ending", "closed": "ending",
    }  # fmt: skip
    assert list(nodes)[:3] == ["opening", "explains", "insults"]


def test_a_place_tells_its_first_line_its_phase_and_how_it_ends() -> None:
    nodes = graph().nodes
    assert nodes["opening"].line == "이게 뭡니까?"
    assert nodes["insults"].line == "이런 {{나쁜}} 사람들!"
    assert nodes["after-call"].line == "통화가 끝났다."
    assert [name for name, node in nodes.items() if node.after_the_talk] == ["after-call"]
    assert [name for name, node in nodes.items() if node.start] == ["opening"]
    assert (nodes["closed"].outcome, nodes["opening"].outcome) == ("ended_by_trainee", None)


def test_the_rank_is_the_turns_of_the_shortest_way_by_options() -> None:
    """The action `end` leads from the start to the end of the call in one turn, but options tell the story."""
    assert {name: node.rank for name, node in graph().nodes.items()} == {
        "opening": 0, "explains": 1, "insults": 1, "calmed": 2, "after-call": 2, "closed": 3,
    }  # fmt: skip


def test_a_place_that_only_an_action_leads_to_is_reachable() -> None:
    text = changed("steps: [end]\n        goto: after-call", "steps: [end]\n        goto: calmed")
    assert graph(text).nodes["after-call"].rank == 1


def test_places_no_way_leads_to_have_neither_rank_nor_anger() -> None:
    text = changed("goto: [{to: insults, when: anger >= 70}, {to: explains}]", "goto: explains")
    text = changed("    after: {seconds: 20, goto: insults}\n", "", text)
    lost = graph(text).nodes["insults"]
    assert (lost.reachable, lost.rank, lost.anger) == (False, None, None)
    assert graph(text).nodes["after-call"].reachable


def test_what_only_an_unreachable_place_leads_to_is_unreachable() -> None:
    text = changed("start: opening", "start: explains")
    nodes = graph(text).nodes
    assert [name for name, node in nodes.items() if not node.reachable] == ["opening", "insults"]


# Anger


def test_anger_at_the_start_is_the_complainants_own() -> None:
    assert graph().nodes["opening"].anger == 60


def test_anger_follows_what_was_said() -> None:
    text = changed("effect: {anger: +15}", "effect: {anger: -20}")
    text = changed(
        "        steps: [listen, empathise]\n", "        steps: [listen]\n        effect: {anger: -10}\n", text
    )
    assert graph(text).nodes["explains"].anger == 45  # the mean of 60 - 10 and 60 - 20


def test_a_condition_on_anger_is_taken_as_fulfilled() -> None:
    text = changed("effect: {anger: +15}", "effect: {anger: 0}")
    assert graph(text).nodes["insults"].anger == 70


@pytest.mark.parametrize(
    ("when", "anger"),
    [
        ("anger > 80", 81),
        ("anger <= 40", 40),
        ("anger < 40 and trust >= 2", 39),
        ("anger == 66 and anger <= 90", 66),
        ("anger != 3", 75),
        ("anger >= 90 or seen(opening) >= 1", 75),
        ("trust >= 90", 75),
        ("anger >= 900", 100),
    ],
)
def test_each_way_of_asking_for_anger_is_understood(when: str, anger: int) -> None:
    assert graph(changed("when: anger >= 70", f"when: {when}")).nodes["insults"].anger == anger


def test_after_the_talk_nobody_is_there_to_get_angrier() -> None:
    nodes = graph(changed("steps: [keep_evidence], goto: closed", "faults: [argue], goto: closed")).nodes
    assert nodes["closed"].anger == nodes["after-call"].anger


# Ways


def test_ways_carry_their_conditions_in_order() -> None:
    assert ways(graph(), "opening") == [
        ("hear-out", "explains", ("",)),
        ("cold-rule", "insults", ("anger >= 70",)),
        ("cold-rule", "explains", ("",)),
        ("...", "insults", ("",)),
    ]
    kinds = [way.kind for way in graph().ways_from("opening")]
    assert kinds == ["option", "option", "option", "silence"]


def test_an_option_that_hides_carries_when_it_shows() -> None:
    [way] = [way for way in graph().ways if way.via == "ask-again"]
    assert (way.to, way.shown) == ("explains", "calls >= 1 and seen(explains) == 1 and count(listen) == 0")


def test_two_conditions_for_the_same_place_are_one_way() -> None:
    text = changed(
        "{to: insults, when: anger >= 70}", "{to: insults, when: anger >= 70}, {to: insults, when: fear > 5}"
    )
    assert ("cold-rule", "insults", ("anger >= 70", "fear > 5")) in ways(graph(text), "opening")


def test_a_scenario_wide_action_is_drawn_once() -> None:
    assert ways(graph(), ANYTIME) == [("!end", "after-call", ("",))]
    assert [name for name, node in graph().nodes.items() if "!end" in node.always] == ["opening", "explains", "insults"]


def test_a_reaction_of_the_state_itself_takes_the_place_of_the_wide_one() -> None:
    found = graph(FULL)
    assert ways(found, ANYTIME) == [
        ("!end", "hall", ("anger >= 60",)),
        ("!end", "left", ("",)),
        ("!call_team_lead", "room", ("",)),
    ]
    own = graph(changed("      warn: {says: 경고요?", "      end: {goto: calmed}\n      warn: {says: 경고요?"))
    assert ("!end", "calmed", ("",)) in ways(own, "insults")
    assert own.nodes["insults"].always == frozenset()


def test_an_action_the_channel_does_not_offer_leads_nowhere() -> None:
    found = graph(changed("actions:\n  end: {goto: after-call}", "actions:\n  press_bell: {goto: closed}\n  end: {}"))
    assert ways(found, ANYTIME) == []


def test_ways_between_the_same_two_places_make_a_bundle() -> None:
    bundles = {ends: [way.via for way in together] for ends, together in graph().bundles.items()}
    assert bundles["opening", "explains"] == ["hear-out", "cold-rule"]
    assert bundles["opening", "insults"] == ["cold-rule", "..."]


# Broken files that read


def test_a_missing_target_is_a_place_that_is_not_in_the_file() -> None:
    node = graph(changed("goto: calmed", "goto: clamed")).nodes["clamed"]
    assert (node.kind, node.rank) == ("missing", 2)


def test_a_missing_start_leaves_everything_unreachable() -> None:
    nodes = graph(changed("start: opening", "start: opnening")).nodes
    assert (nodes["opnening"].kind, nodes["opnening"].start) == ("missing", True)
    assert [name for name, node in nodes.items() if node.reachable] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("when: anger >= 70", "when: anger >>"),
        ("effect: {anger: +15}", "effect: {angr: +15}"),
        ("steps: [explain_rule]\n", "steps: [no_such_step]\n"),
        ("says: 잘 끝났습니다.", "says: ''"),
        ("anger: 60", "anger: 6000"),
        ("id: cold-rule", "id: hear-out"),
        ("  calmed: {", "  explains: {outcome: harm, says: 두 번}\n  calmed: {"),
    ],
)
def test_wrong_values_do_not_keep_the_graph_from_being_made(old: str, new: str) -> None:
    found = graph(changed(old, new))
    assert found.nodes["insults"].reachable
    assert all(0 <= (node.anger or 0) <= 100 for node in found.nodes.values())


# A run laid over it


def trail(play: RolePlay, text: str = FULL) -> tuple[Graph, Trail]:
    found = graph(text)
    return found, trail_of(found, play.trace().events)


def test_arrivals_are_numbered_from_the_start_on() -> None:
    play = started()
    take(play, "in", "done")
    found, gone = trail(play)
    assert gone.arrivals == ("door", "room", "solved")
    assert [gone.at(name) for name in ("door", "room", "solved", "left")] == [(1,), (2,), (3,), ()]
    [way] = [way for way in found.ways if way.via == "done"]
    assert gone.by(way) == (3,)


def test_a_way_back_to_the_same_place_counts_and_staying_does_not() -> None:
    play = started()
    take(play, "again", "!warn", "again", "...")
    _, gone = trail(play)
    assert gone.arrivals == ("door", "door", "door", "left")
    assert [way.via if way else "" for way in gone.ways] == ["", "again", "again", "..."]


def test_a_scenario_wide_action_is_found_as_such() -> None:
    play = started()
    take(play, "!call_team_lead")
    _, gone = trail(play)
    assert gone.ways[1] == Way(ANYTIME, "!call_team_lead", "room", ("",))
    assert gone.arrivals == ("door", "room")


def test_a_place_without_words_is_seen_as_soon_as_the_run_comes_there() -> None:
    play = started()
    take(play, "in", "quiet")
    assert trail(play)[1].arrivals == ("door", "room", "hall")
    take(play, "note")
    assert trail(play)[1].arrivals == ("door", "room", "hall", "solved")


def test_turns_taken_back_are_not_part_of_it() -> None:
    play = started()
    journal = [*play.trace().events, *take(play, "in", "undo", "again", "stop")]
    gone = trail_of(graph(FULL), surviving(journal))
    assert gone.arrivals == ("door", "door")


def test_a_run_that_has_just_begun_stands_at_the_start() -> None:
    assert trail(started())[1].arrivals == ("door",)
    assert trail_of(graph(FULL), ()).arrivals == ()


@each_file
def test_the_graph_knows_every_way_that_runs_of_shipped_scenarios_take(path: Path) -> None:
    stage = stage_of(path)
    found = graph_of(stage.scenario, shipped_manual())
    for play in runs(stage, 60, anything):
        gone = trail_of(found, play.trace().events)
        assert None not in gone.ways[1:]
        assert gone.arrivals[-1] == play.state
        assert all(found.nodes[name].reachable for name in gone.arrivals)
