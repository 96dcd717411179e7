"""What every test shares: folders of its own, Korean unless it asks for English, no animation."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
os.environ.pop("NO_COLOR", None)

from simulator.texts import use_language


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep tests away from the developer's own records, configuration and language."""
    home = tmp_path / "minwon-home"
    monkeypatch.setenv("MINWON_DATA", str(home / "data"))
    monkeypatch.setenv("MINWON_CACHE", str(home / "cache"))
    monkeypatch.setenv("MINWON_CONFIG", str(home / "config.toml"))
    monkeypatch.setenv("MINWON_LANG", "ko")
    monkeypatch.setenv("COLUMNS", "80")
    use_language("ko")
    yield home
    use_language("ko")
