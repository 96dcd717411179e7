"""Tools the tests need from the machine: missing ones skip a test, or fail it under MINWON_TEST_ALL."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def need(tool: str) -> str:
    """Return a tool's path; skip the test without it, fail when every test has to run."""
    found = os.environ.get(tool.upper()) or shutil.which(tool)  # uv says in UV where it is
    if found is None:
        if os.environ.get("MINWON_TEST_ALL"):
            pytest.fail(f"{tool} is missing and MINWON_TEST_ALL is set")
        pytest.skip(f"{tool} is not installed")
    return found


def minwon(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as its own process and return what came of it."""
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        cwd=ROOT,
        check=False,
        timeout=60,
    )
