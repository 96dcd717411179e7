"""The middle floor knows no screen and no database: a fresh interpreter that imports all of it has neither."""

import json
import subprocess
import sys

CODE = """
import importlib, json, pkgutil, sys
import dialogues
names = [module.name for module in pkgutil.walk_packages(dialogues.__path__, "dialogues.")]
for name in names:
    importlib.import_module(name)
print(json.dumps([names, sorted({name.partition(".")[0] for name in sys.modules})]))
"""
UPSTAIRS = {"textual", "rich", "sqlalchemy", "click", "platformdirs", "simulator"}


def test_no_module_of_the_middle_floor_imports_a_screen_or_a_database() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True, timeout=60)
    names, loaded = json.loads(done.stdout)
    assert {"dialogues.role_play", "dialogues.library", "dialogues.lint.check"} <= set(names)
    assert {"dialogues", "scoring"} <= set(loaded)
    assert UPSTAIRS.isdisjoint(loaded)
