"""A hundred processes killed at random moments on each engine; `kill_many` kills as many as one likes."""

import os
import subprocess
import sys

import pytest

from simulator.records.address import Address
from tests.tools import ROOT

KILLS = 100


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_whoever_is_killed_loses_nothing_that_was_shown(address: Address) -> None:
    database = address.url or str(address.file)
    options = [f"--kills={KILLS}", "--longest=0.1", f"--database={database}"]
    command = [sys.executable, "-m", "tests.simulator.records.kill_many", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert f"kills: {KILLS}" in done.stdout
    assert "killed in a run" in done.stdout
