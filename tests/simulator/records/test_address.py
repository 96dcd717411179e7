"""Where records may be: what an address can be, and that no password of it is ever shown."""

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from simulator.problems import Exit, UserProblem
from simulator.records.address import Address, address_of

SECRET = "s3cret"
URLS = {
    "whole": (f"postgresql+psycopg://minwon:{SECRET}@db.go.kr:5432/minwon", "postgresql+psycopg://minwon:***@db.go.kr:5432/minwon"),
    "short scheme": (f"postgresql://minwon:{SECRET}@db/minwon", "postgresql+psycopg://minwon:***@db/minwon"),
    "no password": ("postgresql+psycopg://minwon@db/minwon", "postgresql+psycopg://minwon@db/minwon"),
    "socket": ("postgresql+psycopg:///minwon?host=/run/pg", "postgresql+psycopg:///minwon?host=/run/pg"),
    "as a setting": (
        f"postgresql+psycopg://minwon@db/minwon?sslmode=require&password={SECRET}&sslpassword={SECRET}",
        "postgresql+psycopg://minwon@db/minwon?sslmode=require&password=***&sslpassword=***",
    ),
    "escaped": ("postgresql+psycopg://minwon:s3%40ret@db/minwon", "postgresql+psycopg://minwon:***@db/minwon"),
    "at in it": (f"postgresql+psycopg://minwon:p@{SECRET}@db/minwon", "postgresql+psycopg://minwon:***@db/minwon"),
}  # fmt: skip


@pytest.mark.parametrize(("url", "shown"), URLS.values(), ids=list(URLS))
def test_a_url_is_understood_and_shown_without_its_password(url: str, shown: str) -> None:
    address = address_of(url)
    assert address.file is None
    assert address.url.startswith("postgresql+psycopg://")
    assert address.shown == shown
    assert make_url(address.url).database == "minwon"


@pytest.mark.parametrize("text", ["/srv/minwon.db", "sqlite:////srv/minwon.db"])
def test_a_file_is_understood(text: str) -> None:
    assert address_of(text) == Address(Path("/srv/minwon.db"))
    assert address_of(text).shown == "/srv/minwon.db"


def test_a_file_at_home_is_understood() -> None:
    assert address_of("~/minwon.db").file == Path.home() / "minwon.db"


WRONG = {
    "another database": f"mysql://minwon:{SECRET}@db/minwon",
    "another driver": f"postgresql+asyncpg://minwon:{SECRET}@db/minwon",
    "no database": f"postgresql+psycopg://minwon:{SECRET}@db",
    "slash in the password": f"postgresql+psycopg://minwon:12/{SECRET}@db/minwon",
    "slash and letters": f"postgresql+psycopg://minwon:{SECRET}/x@db/minwon",
    "question mark": f"postgresql+psycopg://minwon:12?{SECRET}@db/minwon",
    "hash": f"postgresql+psycopg://minwon:12#{SECRET}@db/minwon",
    "bracket": f"postgresql+psycopg://minwon:[{SECRET}@db/minwon",
    "port": f"postgresql+psycopg://minwon:{SECRET}@db:port/minwon",
    "nothing": " ",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=list(WRONG))
def test_any_other_address_is_refused_without_telling_its_password(text: str) -> None:
    with pytest.raises(UserProblem, match="database-address") as problem:
        address_of(text)
    assert problem.value.code == Exit.WRONG_USE
    assert SECRET not in problem.value.sentence
    assert SECRET not in repr(problem.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:s3%40ret@db/minwon",
        "postgresql://u:s3@ret@db/minwon",
        "postgresql://u@db/minwon?password=s3%40ret",
    ],
)
def test_a_password_is_taken_out_of_a_servers_words(url: str) -> None:
    told = address_of(url).without_secrets('no "s3@ret" here, nor s3%40ret')
    assert "s3@ret" not in told
    if "%40" in url:
        assert told == 'no "***" here, nor ***'
    assert address_of("postgresql://u@db/minwon").without_secrets("no u, no db") == "no u, no db"
