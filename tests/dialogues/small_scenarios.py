"""Small scenarios for the tests of the middle floor, and short ways to read, stage and play them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dialogues.inputs import ACTION_MARK, Act, Choose, Input, Stop, Undo, Wait
from dialogues.machine import ActionFact, Stage
from dialogues.model import Scenario
from dialogues.reader import ScenarioFile, read_scenario_bytes
from dialogues.role_play import RolePlay
from scoring.trace import Event

# A clean file: the linter finds nothing in it.
SMALL = """\
scenario: small-call
version: 1
title: 작은 전화
family: abuse
conduct: [verbal_abuse]
channel: phone
sector: traffic
difficulty: 1
intensity: 2
minutes: 3
content_note: 거친 말을 듣습니다.
goals: [먼저 듣는다.]
briefing: {role: 교통과 담당자입니다., facts: [통지서가 나갔습니다.], caller: 운전자입니다.}
complainant: {name: 박OO, anger: 60, trust: 30, fear: 20, legitimate: true}
counters: {calls: 0}
start: opening
states:
  opening:
    says: [이게 뭡니까?, 이거 왜 이래요?]
    acts: [complain]
    options:
      - id: hear-out
        say: 말씀해 주세요.
        steps: [listen, empathise]
        goto: explains
        why: 먼저 들었습니다.
        impact: 목소리가 낮아집니다.
      - id: cold-rule
        say: 규정입니다.
        steps: [explain_rule]
        faults: [dismiss_feelings]
        effect: {anger: +15}
        counts: {calls: +1}
        goto: [{to: insults, when: anger >= 70}, {to: explains}]
        why: 감정을 건너뛰었습니다.
        impact: 더 화를 냅니다.
        better: 말씀을 먼저 듣겠습니다.
    after: {seconds: 20, goto: insults}
  explains:
    says: 오 분밖에 안 됐어요.
    options:
      - id: show-way
        say: 의견을 내실 수 있습니다.
        steps: [apologise, explain_rule, offer_alternative]
        goto: calmed
        why: 길을 알렸습니다.
        impact: 마음을 놓습니다.
      - id: ask-again
        say: 다시 말씀해 주세요.
        when: calls >= 1 and seen(explains) == 1 and count(listen) == 0
        goto: explains
        why: 한 번 더 물었습니다.
        impact: 답답해합니다.
  insults:
    scene: 목소리가 커진다.
    says: "이런 {{나쁜}} 사람들!"
    acts: [insult]
    others: [{by: lead, says: 팀장입니다., steps: [greet]}]
    options:
      - id: stop
        say: 욕설은 멈춰 주세요.
        steps: [ask_to_stop]
        goto: explains
        why: 짚어 말했습니다.
        impact: 멈칫합니다.
      - id: leave
        say: 이만 끊겠습니다.
        steps: [end]
        goto: after-call
        why: 까닭을 말하지 않았습니다.
        impact: 더 화를 냅니다.
        better: 까닭을 말하고 끊습니다.
    actions:
      warn: {says: 경고요?, acts: [raise_voice], effect: {anger: +5}}
  after-call:
    phase: after
    scene: 통화가 끝났다.
    options:
      - {id: keep, do: 녹음을 저장한다., steps: [keep_evidence], goto: closed, why: 남겼습니다., impact: 든든합니다.}
actions:
  end: {goto: after-call}
  notify_recording: {says: 녹음하세요.}
endings:
  calmed: {outcome: resolved, says: 잘 끝났습니다., debrief: 잘 들었습니다.}
  closed: {outcome: ended_by_trainee, says: 끊었습니다., debrief: 까닭을 알리세요.}
"""

# Not for the linter: every part of a run in few words.
FULL = """\
scenario: full-visit
version: 2
title: 갈림길
family: demands
conduct: [unjust_demand]
channel: visit
sector: welfare
difficulty: 1
intensity: 1
minutes: 5
goals: [듣는다.]
briefing: {role: 담당자, facts: [사실], caller: 손님}
complainant: {name: 이OO, anger: 40, trust: 50, fear: 10, legitimate: false}
counters: {asked: 0, spare: 7}
seconds_per_turn: 40
start: door
states:
  door:
    says: [하나, 둘, 셋]
    acts: [complain]
    options:
      - id: in
        say: 들어오세요.
        steps: [greet]
        effect: {anger: 0, trust: 0}
        counts: {asked: +2, spare: -1}
        goto: room
      - {id: again, say: 네?, seconds: 90, effect: {anger: +20}, counts: {asked: +1}, goto: door}
      - {id: shout, do: 소리친다., faults: [argue], effect: {anger: +70, trust: -70}, goto: door}
      - {id: secret, say: 이쪽으로요., when: asked >= 2 or count(warn) >= 2, goto: room}
      - {id: nowhere, say: 음., effect: {}, goto: [{to: room, when: anger > 200}]}
    after: {seconds: 15, goto: [{to: left, when: seen(door) >= 2}, {to: door}]}
  room:
    scene: 방에 들어왔다.
    minute: 5
    others:
      - {by: lead, says: 팀장입니다., steps: [greet]}
      - {by: guard, says: 여기 있습니다.}
    says: 앉겠습니다.
    acts: [calm_down]
    options:
      - {id: done, say: 끝났습니다., goto: solved}
      - {id: quiet, say: 조용히요., goto: hall}
    actions:
      warn: {says: 방에서 경고요?, effect: {anger: +1}}
  hall:
    phase: after
    options:
      - {id: note, do: 적는다., steps: [write_report], goto: solved}
actions:
  warn: {says: [경고 하나, 경고 둘], acts: [raise_voice], effect: {anger: +3, fear: 0}, counts: {spare: -1}}
  end: {goto: [{to: hall, when: anger >= 60}, {to: left}]}
  call_team_lead: {others: [{by: lead, says: 왔습니다., steps: [listen]}], goto: room}
  record: {acts: [insult]}
endings:
  solved: {outcome: resolved, says: 풀렸다.}
  left: {outcome: complainant_left, says: 떠났다.}
"""

ACTIONS = {
    "warn": ActionFact("경고합니다."),
    "end": ActionFact("끝냅니다."),
    "call_team_lead": ActionFact("팀장을 부릅니다."),
    "record": ActionFact("녹음합니다."),
    "call_112": ActionFact("신고합니다."),
    "keep_evidence": ActionFact("남깁니다.", after_the_talk=True),
}


@dataclass
class Seen:
    """A run as guards see it."""

    anger: int = 50
    trust: int = 30
    fear: int = 0
    seconds: int = 125
    turn: int = 4
    counters: dict[str, int] = field(default_factory=lambda: {"calls": 2, "left-over": 0})
    visits: dict[str, int] = field(default_factory=lambda: {"insults": 2})
    tally: dict[str, int] = field(default_factory=lambda: {"warn": 1})


def changed(old: str, new: str, text: str = SMALL) -> str:
    """Return a scenario with one place of it written anew."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def file_of(text: str, name: str = "small-call.yaml") -> ScenarioFile:
    """Read a scenario's text."""
    return read_scenario_bytes(text.encode(), Path(name))


def scenario_of(text: str) -> Scenario:
    """Read a scenario that has to be readable."""
    file = file_of(text)
    assert file.scenario is not None, file.problems
    return file.scenario


def put(folder: Path, text: str = SMALL, name: str = "") -> Path:
    """Write a scenario into a folder, named after its id unless a name is given; return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / (name or text.split()[1] + ".yaml")
    file.write_text(text, encoding="utf-8")
    return file


def inputs(*words: str) -> list[Input]:
    """Read inputs from short words: an option id, !action, ..., undo, stop."""
    fixed: dict[str, Input] = {"...": Wait(), "undo": Undo(), "stop": Stop()}
    return [fixed.get(word) or (Act(word[1:]) if word.startswith(ACTION_MARK) else Choose(word)) for word in words]


def started(text: str = FULL, seed: int = 0, actions: dict[str, ActionFact] = ACTIONS) -> RolePlay:
    """Return an opened run of a scenario."""
    play = RolePlay(Stage(scenario_of(text), actions), seed)
    play.start()
    return play


def played(*words: str, text: str = FULL, seed: int = 0) -> RolePlay:
    """Return a run after some inputs."""
    play = started(text, seed)
    take(play, *words)
    return play


def take(play: RolePlay, *words: str) -> list[Event]:
    """Put inputs in and return the events they led to."""
    return [event for given in inputs(*words) for event in play.take(given).events]


def picture(play: RolePlay) -> tuple[object, ...]:
    """Return everything that can be seen of a run."""
    return (
        play.state,
        play.meters,
        play.turn,
        play.seconds,
        play.over,
        play.outcome,
        names(play.options()),
        names(play.actions()),
        play.trace(),
    )


def names(moves: Iterable[object]) -> list[str]:
    """Return the names of moves."""
    return [str(getattr(move, "name", "")) for move in moves]
