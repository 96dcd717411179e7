"""The wheel holds everything: installed into a bare environment, it plays a scenario from there."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.tools import ROOT, need


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [need("uv"), "build", "--wheel", "--quiet", "--out-dir", str(folder), str(ROOT)], check=True, timeout=300
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_data_file(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "simulator", "dialogues", "scoring"], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout.split()
    assert tracked
    assert set(tracked) <= held
    pages = [file.name for file in (ROOT / "docs" / "diagnostics").iterdir()]
    assert {f"dialogues/lint/pages/{name}" for name in pages} <= held


def test_the_installed_program_plays_a_scenario(wheel: Path, tmp_path: Path) -> None:
    uv, home = need("uv"), tmp_path / "venv"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(home)], check=True, timeout=300)
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([uv, "pip", "install", "--quiet", "--python", str(python), str(wheel)], check=True, timeout=600)
    environment = {**os.environ, "MINWON_DATA": str(tmp_path / "data"), "PYTHONPATH": ""}
    command = [str(python), "-m", "simulator", "play", "harassment-phone-civil-affairs", "--script", "-", "--json"]
    done = subprocess.run(
        command, input="1\n/stop\n", capture_output=True, text=True, cwd=tmp_path, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "stopped"
