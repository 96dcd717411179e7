"""What every test shares: folders of its own, Korean unless it asks for English, no animation."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
os.environ.pop("NO_COLOR", None)

from simulator.records.address import Address
from simulator.texts import use_language
from tests import postgres_at_work


def pytest_configure(config: pytest.Config) -> None:
    """Choose where this run's PostgreSQL would be; the workers hear of it through the environment."""
    if not hasattr(config, "workerinput"):
        postgres_at_work.choose_folder()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no server behind, whichever worker has started it."""
    if not hasattr(config, "workerinput"):
        postgres_at_work.stop_server()


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep tests away from the developer's own records, configuration and language."""
    home = tmp_path / "minwon-home"
    monkeypatch.setenv("MINWON_DATA", str(home / "data"))
    monkeypatch.setenv("MINWON_CACHE", str(home / "cache"))
    monkeypatch.setenv("MINWON_CONFIG", str(home / "config.toml"))
    monkeypatch.setenv("MINWON_LANG", "ko")
    monkeypatch.delenv("MINWON_DATABASE", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    use_language("ko")
    yield home
    use_language("ko")


@pytest.fixture
def postgres() -> Iterator[str]:
    """Return the URL of a fresh PostgreSQL database with this version's tables."""
    name = postgres_at_work.empty_database(postgres_at_work.TEMPLATE)
    yield postgres_at_work.url_of(name)
    postgres_at_work.drop_database(name)


@pytest.fixture
def empty_postgres() -> Iterator[str]:
    """Return the URL of a fresh PostgreSQL database without tables."""
    name = postgres_at_work.empty_database()
    yield postgres_at_work.url_of(name)
    postgres_at_work.drop_database(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """Return the address of fresh records, once on each engine: a new file, and a database with the tables."""
    if request.param == "sqlite":
        return Address(tmp_path / "new" / "records.db")
    return Address(url=request.getfixturevalue("postgres"))
