"""Linting a scenario of a thousand states without playing it, beside PyYAML's C loader on the same file."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from dialogues.lint.files import Asked, lint_files
from scoring.manual.reader import shipped_manual

_STATES = 1_000
_ROUNDS = 7
_STATIC = Asked(ignore=("D2",))  # without the proofs nothing is played
_WORDS = """
서류 접수 확인 기한 담당자 창구 신청서 답변 안내 절차 규정 통지서 과태료 영수증 주민센터 민원실 번호표 증명서
수수료 환불 이의신청 결과 사유 의견 제출 우편 전화 방문 처리 보완 연장 감면 조회 상담 순서 오늘 내일 이번
지난번 먼저 다시 바로 천천히 함께 직접 정확히 충분히
"""
_HEAD = """\
scenario: thousand
version: 1
title: 천 개의 상태
family: courtesy
conduct: []
channel: online
sector: local_government
difficulty: 1
intensity: 1
minutes: 60
goals: [끝까지 간다.]
briefing: {role: 담당자입니다., facts: [길이 많습니다.], caller: 주민입니다.}
complainant: {name: 정OO, anger: 30, trust: 50, fear: 10, legitimate: true}
counters: {delays: 0}
start: s0
states:
"""
_STATE = """\
  {name}:
    says: {says}.
    acts: [ask]
    options:
"""
_GOOD = """\
      - id: {good}
        say: {said}.
        steps: [listen, answer_on_merits]
        goto: {ahead}
        why: {why}.
        impact: {impact}.
"""
_BAD = """\
      - id: {bad}
        say: {other}.
        faults: [dismiss_feelings]
        counts: {{delays: +1}}
        goto: [{{to: {far}, when: delays >= 3 and trust < 40}}, {{to: {ahead}}}]
        why: {reason}.
        impact: {outcome}.
        better: {better}.
"""
_TAIL = """\
endings:
  done: {outcome: resolved, says: 끝났다.}
"""


def run() -> None:
    """Print the time of both and their ratio."""
    raw = "".join(_lines()).encode()
    manual = shipped_manual()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "thousand.yaml"
        file.write_bytes(raw)
        lint_files([file], manual, "ko", _STATIC)  # reads the tables of codes
        linted, loaded = [], []
        for _ in range(_ROUNDS):  # interleaved, so that a noisy moment hits both
            linted.append(_time(lambda: lint_files([file], manual, "ko", _STATIC)))
            loaded.append(_time(lambda: yaml.load(raw, Loader=yaml.CSafeLoader)))
        found = len(lint_files([file], manual, "ko", _STATIC))
    one, other = statistics.median(linted), statistics.median(loaded)
    print(
        f"linting  {_STATES:,} states, {len(raw) // 1024} KiB, {found} findings, nothing played: {one:.2f} CPU-seconds "
        f"(aim: under 0.6)   yaml.CSafeLoader {other:.2f}   ratio {one / other:.2f}"
    )


def _lines() -> Iterator[str]:
    """Yield a scenario about as full of words as the shipped ones, the same every time."""
    chance, known = random.Random(0), _WORDS.split()

    def words(number: int) -> str:
        return " ".join(chance.choices(known, k=number))

    yield _HEAD
    for number in range(_STATES):
        options = (_GOOD, _BAD) if chance.random() < 0.5 else (_BAD, _GOOD)
        yield "".join((_STATE, *options)).format(
            name=f"s{number}",
            good=f"good-{number}",
            bad=f"bad-{number}",
            ahead=_state(number + 1),
            far=_state(number + 7),
            **{gap: words(5) for gap in ("why", "impact", "reason", "outcome", "better")},
            **{gap: words(7) for gap in ("says", "said", "other")},
        )
    yield _TAIL


def _state(number: int) -> str:
    return f"s{number}" if number < _STATES else "done"


def _time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
