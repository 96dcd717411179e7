"""The bottom floor knows no screen and no database, even when all of it is imported."""

import subprocess
import sys

import pytest

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys
import scoring
modules = [m.name for m in pkgutil.walk_packages(scoring.__path__, "scoring.")]
for name in modules:
    importlib.import_module(name)
from scoring.manual.reader import shipped_manual
shipped_manual()
print(*modules)
print(*{name.partition(".")[0] for name in sys.modules})
"""


@pytest.fixture(scope="module")
def imported() -> tuple[set[str], set[str]]:
    """Return the modules of the floor, and every top-level module a fresh interpreter holds after them."""
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_EVERYTHING], capture_output=True, text=True, check=True, timeout=60
    )
    own, loaded = run.stdout.splitlines()
    return set(own.split()), set(loaded.split())


def test_every_module_was_imported(imported: tuple[set[str], set[str]]) -> None:
    own, loaded = imported
    assert {"scoring.grading", "scoring.rules.judging", "scoring.manual.reader"} <= own
    assert {"scoring", "msgspec", "yaml"} <= loaded


@pytest.mark.parametrize("module", ["textual", "rich", "sqlalchemy", "click", "simulator", "dialogues"])
def test_the_floor_leaves_the_floors_above_alone(imported: tuple[set[str], set[str]], module: str) -> None:
    _, loaded = imported
    assert module not in loaded
