"""A small scenario for tests of the front ends: an angry call with a calm way, a hard way and a way out."""

from pathlib import Path

SMALL = """\
scenario: small-call
version: 1
title: 작은 전화
family: abuse
conduct: [verbal_abuse]
channel: phone
sector: traffic
difficulty: 1
intensity: 1
minutes: 2
content_note: 짧은 욕설이 한 번 나옵니다.
goals: [먼저 듣고 근거를 설명한다.]
briefing: {role: 교통과 담당자, facts: [과태료는 사만 원이다.], caller: 화가 난 운전자}
complainant: {name: 김OO, anger: 50, trust: 40, fear: 10, legitimate: true}
start: opening
states:
  opening:
    says: ["왜 과태료예요?", "과태료라니 무슨 소리예요?"]
    acts: [complain]
    options:
      - {id: hear, say: 많이 놀라셨겠습니다. 말씀해 주세요., steps: [listen, empathise], goto: explains, why: 먼저 들었습니다., impact: 목소리가 낮아집니다.}
      - {id: cold, say: 규정입니다., faults: [dismiss_feelings], goto: insults, why: 감정을 건너뛰었습니다., impact: 더 화를 냅니다., better: 놀라셨지요.}
      - {id: file, say: 서류부터 주세요., goto: explains, why: 급했습니다., impact: 답답해합니다.}
  explains:
    says: 오 분밖에 안 됐다니까요.
    options:
      - {id: rule, say: 의견을 내실 수 있습니다., steps: [explain_rule, offer_alternative], goto: calmed, why: 길을 알렸습니다., impact: 안심합니다.}
      - {id: argue, say: 오 분도 위반입니다., faults: [argue], goto: insults, why: 다투었습니다., impact: 화를 냅니다., better: 의견을 내실 수 있습니다.}
      - {id: wait, say: 네., goto: explains, why: 대답이 없습니다., impact: 기다립니다.}
  insults:
    says: "이런 {{씨발}} 진짜."
    acts: [insult]
    options:
      - {id: stop, say: 그렇게 말씀하시면 도와드리기 어렵습니다., steps: [ask_to_stop], goto: explains, why: 짚었습니다., impact: 멈칫합니다.}
      - {id: bear, say: 네네., faults: [tolerate_abuse], goto: hung-up, why: 견뎠습니다., impact: 더 심해집니다., better: 그만해 주세요.}
      - {id: back, say: 말 다 했어요?, faults: [insult_back], goto: hung-up, why: 맞섰습니다., impact: 끊습니다., better: 그만해 주세요.}
actions:
  end: {goto: hung-up}
  notify_recording: {says: 녹음하든지 말든지!}
endings:
  calmed: {outcome: resolved, says: 통화가 잘 끝났습니다., debrief: 잘 들었습니다.}
  hung-up: {outcome: complainant_left, says: 전화가 끊겼습니다., debrief: 다시 해 봅시다.}
"""


def put_small(folder: Path) -> Path:
    """Write the small scenario into a folder and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "small-call.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file
