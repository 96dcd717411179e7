"""A process killed with SIGKILL at any turn: everything shown is kept, and the run goes on as if nothing happened."""

import json
import os
from pathlib import Path

import pytest

from tests.simulator.killing import play_and_kill
from tests.simulator.scenario_files import put_small
from tests.tools import minwon

SCRIPT = ("cold", "!notify_recording", "stop", "wait", "...", "rule")


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
@pytest.mark.parametrize("turns", range(len(SCRIPT)))
def test_a_killed_run_goes_on_identically(tmp_path: Path, turns: int) -> None:
    file = put_small(tmp_path / "library")
    shown = play_and_kill(file, SCRIPT[:turns])
    rest = "\n".join(SCRIPT[turns:])
    resumed = minwon("play", str(file), "--resume", "--script", "-", "--json", stdin=rest)
    assert resumed.returncode == 0, resumed.stderr
    went_on = json.loads(resumed.stdout)
    for words in _spoken(shown):
        assert any(words in event["words"] for event in went_on["events"]), words

    whole = minwon(
        "play", str(file), "--script", "-", "--json", "--seed", str(went_on["seed"]),
        stdin="\n".join(SCRIPT), MINWON_DATA=str(tmp_path / "other"),
    )  # fmt: skip
    uninterrupted = json.loads(whole.stdout)
    assert went_on["events"] == uninterrupted["events"]
    assert went_on["scorecard"] == uninterrupted["scorecard"]


def _spoken(shown: str) -> list[str]:
    """Return the words of everybody in what was shown; masked profanity is left out."""
    lines = [line.partition("] ")[2] for line in shown.splitlines() if line.startswith(("[민원인]", "[나]"))]
    return [words for words in lines if "*" not in words and words != "..."]
