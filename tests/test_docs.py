"""The docs agree with the program: examples work, keys and commands are named, links lead somewhere."""

import re
from pathlib import Path

import msgspec
import pytest

from dialogues.lint.files import lint_files
from scoring.manual.reader import shipped_manual
from simulator.commands.group import COMMANDS
from simulator.settings import Settings, load_settings
from tests.tools import ROOT

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    """Return the fenced examples of one language."""
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", ["writing-scenarios.md", "writing-scenarios.en.md"])
def test_the_example_scenario_is_sound(tmp_path: Path, page: str) -> None:
    scenario, table = blocks(DOCS / page, "yaml")
    name = re.findall(r"^scenario: (\S+)", scenario, re.MULTILINE)[0]
    (tmp_path / f"{name}.yaml").write_text(scenario, encoding="utf-8")
    assert lint_files([tmp_path / f"{name}.yaml"], shipped_manual(), "en") == []
    assert f"scenario: {name}" in table


@pytest.mark.parametrize("number", [0, 1], ids=["ko", "en"])
def test_the_example_configuration_is_read_and_names_every_key(tmp_path: Path, number: int) -> None:
    example = blocks(DOCS / "configuration.md", "toml")[number]
    file = tmp_path / "config.toml"
    file.write_text(example, encoding="utf-8")
    load_settings(file)
    for field in msgspec.structs.fields(Settings):
        assert re.search(rf"^{field.name} = ", example, re.MULTILINE), field.name


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"minwon {name}" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_every_dependency_has_its_reason() -> None:
    text = (DOCS / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = project[project.index("dependencies = [") : project.index("[project.scripts]")]
    names = re.findall(r'^  "([a-z0-9]+)', listed, re.MULTILINE)
    assert names
    assert [name for name in names if name not in text] == []


def test_the_scoring_page_names_every_hard_rule() -> None:
    text = (DOCS / "scoring.md").read_text(encoding="utf-8")
    hard = [name for name, rule in shipped_manual().rules.items() if rule.hard]
    assert hard
    assert [name for name in hard if text.count(f"`{name}`") < 2] == []
