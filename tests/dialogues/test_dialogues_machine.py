"""A scenario made ready for playing: compiled once, shared by every run, holding none."""

import pytest

from dialogues import machine
from dialogues.machine import ActionFact, Run, Stage, stage_for
from dialogues.role_play import RolePlay
from dialogues.staging import actions_in, staged
from scoring.manual.reader import shipped_manual
from tests.dialogues.small_scenarios import ACTIONS, FULL, SMALL, changed, file_of, names, scenario_of, take


@pytest.fixture(autouse=True)
def _no_stages_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_stages", {})


def test_a_scenario_is_compiled_once_for_each_key(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = scenario_of(FULL)
    first = stage_for(("scenario", "manual", "ko"), scenario, ACTIONS)
    for key in (("other", "manual", "ko"), ("scenario", "other", "ko"), ("scenario", "manual", "en")):
        assert stage_for(key, scenario, ACTIONS) is not first

    def compile_again(*_: object) -> Stage:
        raise AssertionError("compiled twice")

    monkeypatch.setattr(machine, "Stage", compile_again)
    assert stage_for(("scenario", "manual", "ko"), scenario, ACTIONS) is first


def test_only_so_many_stages_are_kept() -> None:
    scenario = scenario_of(SMALL)
    stages = [stage_for((str(number), "manual", "ko"), scenario, {}) for number in range(65)]
    assert stage_for(("64", "manual", "ko"), scenario, {}) is stages[64]
    assert stage_for(("1", "manual", "ko"), scenario, {}) is stages[1]
    assert stage_for(("0", "manual", "ko"), scenario, {}) is not stages[0]


def test_a_stage_follows_scenario_manual_and_language() -> None:
    file, manual = file_of(SMALL), shipped_manual()
    assert file.scenario is not None
    korean = staged(file.scenario, file.hash, manual, "ko")
    assert staged(file.scenario, file.hash, manual, "ko") is korean
    english = staged(file.scenario, file.hash, manual, "en")
    assert english is not korean
    one, other = (stage.places["opening"].actions["warn"].words for stage in (korean, english))
    assert one != other
    assert other.isascii()


def test_the_machine_has_only_the_authored_ways() -> None:
    stage = Stage(scenario_of(FULL), ACTIONS)
    assert set(stage.machine.states) == {"door", "room", "hall", "solved", "left"}
    assert all("/" in name or "!" in name or name.endswith("...") for name in stage.machine.events)
    assert "door/in" in stage.machine.events
    assert "room!warn" not in stage.machine.events  # a reaction without a way on needs no trigger


def test_runs_are_never_registered() -> None:
    stage = Stage(scenario_of(FULL), ACTIONS)
    plays = [RolePlay(stage, seed) for seed in range(5)]
    for play in plays:
        play.start()
        take(play, "in", "!warn", "quiet", "note")
        assert play.over
    assert stage.machine.models == []
    assert not hasattr(Run(stage.scenario), "__dict__")


def test_runs_on_one_stage_do_not_touch_each_other() -> None:
    stage = Stage(scenario_of(FULL), ACTIONS)
    one, other = RolePlay(stage), RolePlay(stage)
    one.start()
    other.start()
    take(one, "again", "again", "in")
    assert (other.state, other.meters, other.turn) == ("door", (40, 50, 10), 0)
    assert names(other.options()) == ["in", "again", "shout", "nowhere"]
    assert stage.scenario.counters == {"asked": 0, "spare": 7}


def test_guards_decide_after_the_effect() -> None:
    play = RolePlay(Stage(scenario_of(SMALL), ACTIONS))
    play.start()
    assert play.meters[0] == 60
    take(play, "cold-rule")
    assert (play.meters[0], play.state) == (75, "insults")


@pytest.mark.parametrize(
    ("again", "condition"),
    [
        ("effect: {anger: 0}, counts: {asked: +1}", "asked == 1"),
        ("effect: {anger: 0}, steps: [restate]", "count(restate) == 1"),
        ("effect: {anger: 0}, faults: [argue]", "count(argue) == 1 and turn == 1"),
        ("effect: {anger: 0}, seconds: 120", "minute == 2"),
        ("effect: {anger: +60}", "anger == 100"),
    ],
)
def test_all_that_a_turn_changes_is_in_before_guards_decide(again: str, condition: str) -> None:
    text = changed(
        "seconds: 90, effect: {anger: +20}, counts: {asked: +1}, goto: door}",
        f"{again}, goto: [{{to: room, when: {condition}}}, {{to: door}}]}}",
        FULL,
    )
    play = RolePlay(Stage(scenario_of(text), ACTIONS))
    play.start()
    assert play.state == "door"
    take(play, "again")
    assert play.state == "room"


@pytest.mark.parametrize("name", ["threaten", "threaten(2)"])
def test_an_act_counts_with_and_without_its_level(name: str) -> None:
    stage = Stage(scenario_of(changed("count(warn)", "count(threaten)", FULL)), ACTIONS)
    assert stage.counted == {"threaten"}
    text = changed("acts: [complain]", f"acts: [{name}]", changed("count(warn)", "count(threaten)", FULL))
    play = RolePlay(Stage(scenario_of(text), ACTIONS))
    play.start()
    take(play, "shout")
    assert "secret" in names(play.options())


def test_the_first_way_whose_condition_holds_is_taken() -> None:
    ways = "[{to: left, when: anger > 90}, {to: hall, when: anger > 50}, {to: room, when: anger > 50}, {to: door}]"
    text = changed("counts: {asked: +1}, goto: door}", f"goto: {ways}}}", FULL)
    play = RolePlay(Stage(scenario_of(text), ACTIONS))
    play.start()
    take(play, "again")
    assert (play.meters[0], play.state) == (60, "hall")


def test_after_the_talk_only_later_actions_are_there() -> None:
    stage = Stage(scenario_of(FULL), ACTIONS)
    assert list(stage.places["door"].actions) == list(ACTIONS)
    assert list(stage.places["hall"].actions) == ["keep_evidence"]


def test_a_state_s_own_reaction_comes_before_the_scenario_s() -> None:
    stage = Stage(scenario_of(FULL), ACTIONS)
    assert stage.places["door"].actions["warn"].says == ("경고 하나", "경고 둘")
    assert stage.places["room"].actions["warn"].says == ("방에서 경고요?",)


def test_an_action_needs_no_reaction() -> None:
    move = Stage(scenario_of(FULL), {"call_112": ActionFact("신고합니다.")}).places["door"].actions["call_112"]
    assert (move.words, move.says, move.acts, move.fires) == ("신고합니다.", (), (), None)
    assert (move.source, move.kind, move.steps, move.seconds) == ("!call_112", "did", ("call_112",), 40)


def test_the_actions_of_a_channel_come_from_the_manual() -> None:
    manual = shipped_manual()
    phone, visit, online = (actions_in(manual, channel) for channel in ("phone", "visit", "online"))
    assert "press_bell" in visit.keys() - phone.keys()
    assert "end" in phone.keys() - online.keys()
    assert all(manual.steps[step].action for step in phone)
    assert [step for step in manual.steps if step in phone] == list(phone)
    assert all(fact.words for facts in (phone, visit, online) for fact in facts.values())
    assert {step for step, fact in phone.items() if fact.after_the_talk} == {
        step for step in phone if manual.steps[step].group == "after"
    }
