"""The scenario's file is edited while a killed run waits: it goes on rightly, or it refuses and says why.

Real files and processes: `minwon play FILE --plain` is killed, the file is edited, `--resume` takes the run up again.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.simulator.killing import play_and_kill
from tests.simulator.scenario_files import SMALL, put_small
from tests.tools import minwon

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
EDITED = "시나리오가 고쳐졌습니다"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the small call in a file outside the library."""
    return put_small(tmp_path / "작성 중")


def edit(file: Path, *changes: tuple[str, str]) -> None:
    """Change the small call's file; every change is one that can be made."""
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def gone_on(file: Path, *lines: str) -> tuple[dict[str, Any], str]:
    """Go on with the run, first to look at it and then with some lines: the run as an object, and what was shown."""
    shown = minwon("play", str(file), "--plain", "--resume")
    assert shown.returncode == 0, shown.stderr
    done = minwon("play", str(file), "--resume", "--script", "-", "--json", stdin="\n".join(lines))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), shown.stdout


def refused(file: Path) -> str:
    """Try to go on, twice, with nothing shown; return why not."""
    first, again = (minwon("play", str(file), "--plain", "--resume", stdin="1\n") for _ in range(2))
    assert (first.returncode, first.stdout) == (2, "")
    assert first.stderr == again.stderr, "trying leaves nothing behind"
    return first.stderr


def words(run: dict[str, Any]) -> list[str]:
    return [event["words"] for event in run["events"]]


def sources(run: dict[str, Any]) -> list[str]:
    return [event["source"] for event in run["events"]]


def test_a_typo_is_fixed(file: Path) -> None:
    play_and_kill(file, ["cold"], "--seed", "0")
    edit(file, ("진짜.", "정말."), ("규정입니다.", "규정대로입니다."), ("됐다니까요", "됐다고요"))
    run, shown = gone_on(file, "stop", "rule")
    assert EDITED in shown
    assert "이런 **** 진짜." in shown
    assert words(run)[:4] == [
        "왜 과태료예요?",
        "규정입니다.",
        "이런 {{씨발}} 진짜.",
        "그렇게 말씀하시면 도와드리기 어렵습니다.",
    ]
    assert words(run)[4] == "오 분밖에 안 됐다고요."
    assert run["ending"] == "calmed"
    assert len(set(run["scenario_hashes"])) == 2


def test_an_option_is_inserted_above(file: Path) -> None:
    play_and_kill(file, ["2", "!notify_recording"])
    new = "    options:\n      - {id: new, say: 네?, goto: hung-up, why: 되물었습니다., impact: 끊습니다.}\n"
    edit(file, ("    options:\n", new))
    run, shown = gone_on(file, "2", "rule")
    assert "  1. 네?\n  2. 그렇게 말씀하시면" in shown, "it stands among the insults, with one choice more"
    assert sources(run) == [
        "opening", "cold", "insults", "!notify_recording", "!notify_recording", "stop", "explains", "rule", "calmed",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_a_line_is_added(file: Path, seed: str) -> None:
    """The seed picks another variant now: what was told stays, what comes may be new."""
    told = ["왜 과태료예요?", "과태료라니 무슨 소리예요?"]
    play_and_kill(file, ["hear"], "--seed", seed)
    edit(
        file,
        ('["왜 과태료예요?", ', '["저기요.", "왜 과태료예요?", '),
        ("says: 오 분밖에 안 됐다니까요.", "says: [하나., 둘., 셋.]"),
    )
    run, shown = gone_on(file, "wait", "rule")
    first = told[int(seed) * 31 % 2]
    assert first in shown
    assert words(run)[0] == first
    assert words(run)[2] == "오 분밖에 안 됐다니까요."
    assert words(run)[4] in ("하나.", "둘.", "셋.")
    assert run["ending"] == "calmed"


def test_the_state_it_stands_in_is_renamed(file: Path) -> None:
    play_and_kill(file, ["cold"])
    edit(file, ("insults", "curses"))
    reason = refused(file)
    assert "'작은 전화' 시나리오가 그 뒤로 바뀌어 이어 갈 수 없습니다." in reason
    assert "대화가 멈춰 있는 상태('insults')가 없어졌거나 이름이 바뀌었습니다." in reason
    edit(file)
    run, shown = gone_on(file, "stop", "rule")
    assert EDITED not in shown, "put back, it is the scenario it was"
    assert sources(run) == ["opening", "cold", "insults", "stop", "explains", "rule", "calmed"]
    assert len(run["scenario_hashes"]) == 1


def test_a_state_it_never_came_to_is_deleted(file: Path) -> None:
    start, end = SMALL.index("  insults:"), SMALL.index("actions:")
    without = [(SMALL[start:end], ""), ("goto: insults", "goto: hung-up")]
    play_and_kill(file, ["hear"])
    edit(file, *without)
    run, _ = gone_on(file, "argue")
    assert sources(run) == ["opening", "hear", "explains", "argue", "hung-up"]
    play_and_kill(put_small(file.parent), ["cold", "stop"])
    edit(file, *without)
    assert "1번째 차례에 지나온 상태('insults')가 없어졌거나" in refused(file)


def test_a_counter_is_added(file: Path) -> None:
    """It stands where it would have stood, had it been there from the start."""
    play_and_kill(file, ["hear", "wait", "wait", "/undo"])
    once = "{id: once, when: waits == 1, say: 잠시만요., goto: explains, why: 말했습니다., impact: 기다립니다.}"
    edit(
        file,
        ("start: opening\n", "start: opening\ncounters: {waits: 0}\n"),
        ("say: 네., goto", "say: 네., counts: {waits: +1}, goto"),
        ("goto: calmed", "goto: [{to: hung-up, when: waits >= 2}, {to: calmed}]"),
        ("{id: argue,", f"{once}\n      - {{id: argue,"),
    )
    run, shown = gone_on(file, "once", "wait", "rule")
    assert "  2. 잠시만요." in shown
    assert run["ending"] == "hung-up"
