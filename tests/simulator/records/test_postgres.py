"""PostgreSQL: brought up only when asked, by one at a time; a lost server holds the turn; no password is told."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from sqlalchemy import inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from simulator import places
from simulator.problems import Exit, UserProblem
from simulator.records import schema
from simulator.records.address import Address
from simulator.records.opening import unopened_postgres
from simulator.records.refusals import reason_of
from simulator.records.store import Records
from simulator.records.upgrading import run_revisions, upgrade_postgres
from simulator.records.verifying import verify
from tests.postgres_at_work import own_server, run_sql
from tests.simulator.commands_at_work import Command, played
from tests.simulator.records.records_at_work import AT, attempt, said, summary
from tests.tools import ROOT, minwon

SECRET = "s3cret%40word"


def database_of(url: str) -> str:
    return str(make_url(url).database)


def test_a_database_without_tables_is_left_alone(
    empty_postgres: str, cli: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINWON_DATABASE", empty_postgres)
    done = cli("results")
    assert (done.code, done.out) == (Exit.ENVIRONMENT, "")
    assert "minwon db upgrade" in done.err
    assert run_sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", database_of(empty_postgres)) == [(0,)]


@pytest.mark.parametrize(
    ("version", "key"), [("2", "database-older"), ("4", "records-newer"), ("abc", "records-newer")]
)
def test_tables_of_another_version_are_refused(postgres: str, version: str, key: str) -> None:
    run_sql(f"UPDATE alembic_version SET version_num = '{version}'", database_of(postgres))
    with pytest.raises(UserProblem, match=key) as problem:
        Records.open(Address(url=postgres))
    assert problem.value.code == Exit.ENVIRONMENT
    database = unopened_postgres(Address(url=postgres))
    if key == "records-newer":
        with pytest.raises(UserProblem, match=key):
            upgrade_postgres(database)
    database.close()


def test_the_tables_are_those_of_the_schema(postgres: str) -> None:
    """What the migrations make and what the program speaks to."""
    records = Records.open(Address(url=postgres))
    with records.database.reading() as connection:
        looked = inspect(connection)
        made = {
            name: {(c["name"], c["nullable"], getattr(c["type"], "collation", None)) for c in looked.get_columns(name)}
            for name in looked.get_table_names()
            if name != "alembic_version"
        }
        indexes = {name: {index["name"] for index in looked.get_indexes(name)} for name in made}
    records.close()
    for name, table in schema.metadata.tables.items():
        wanted = {
            (c.name, c.nullable, getattr(c.type.dialect_impl(records.database.engine.dialect), "collation", None))
            for c in table.columns
        }
        assert made[name] == wanted, name
        assert indexes[name] >= {index.name for index in table.indexes}, name
    assert set(made) == set(schema.metadata.tables)


def test_four_who_bring_it_up_at_once_all_end_well(empty_postgres: str) -> None:
    command = [sys.executable, "-m", "simulator", "db", "upgrade"]
    environment = {**os.environ, "MINWON_DATABASE": empty_postgres}
    running = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    told = [process.communicate(timeout=60)[1] for process in running]
    assert [process.returncode for process in running] == [0] * 4, told
    assert sum("표를 만들었습니다" in words for words in told) == 1
    assert sum("이미" in words for words in told) == 3
    Records.open(Address(url=empty_postgres)).close()


def test_events_of_an_older_version_are_chained(empty_postgres: str) -> None:
    """There is no PostgreSQL of version 2 out there, but the revisions do not know that."""
    database = unopened_postgres(Address(url=empty_postgres))
    with database.transaction() as connection:
        run_revisions(connection, 0, 2)
    name = database_of(empty_postgres)
    run_sql("INSERT INTO attempt VALUES ('0190-a','s',1,'h','m','p','ko',0,'practice','2026','k','')", name)
    payload = msgspec.json.encode(said(0)).decode()
    run_sql(f"INSERT INTO event VALUES ('0190-a', 0, 0, 'clerk', 'said', '{payload}', '2026')", name)
    upgrade_postgres(database)
    database.close()
    records = Records.open(Address(url=empty_postgres))
    assert records.events("0190-a") == [said(0)]
    with records.database.reading() as connection:
        assert verify(connection).flaws == ()
    records.close()


def test_a_lost_server_holds_the_turn_and_it_goes_on_when_the_server_is_back() -> None:
    with own_server() as server:
        records = Records.open(Address(url=server.url))
        records.begin(attempt(), [said(0)], AT)
        server.stop()
        for work in (lambda: records.append("0190-a", [said(1)], AT), lambda: records.events("0190-a")):
            with pytest.raises(UserProblem, match="records-") as problem:
                work()
            assert problem.value.code == Exit.ENVIRONMENT
            assert "연결되지 않습니다" in problem.value.sentence
        server.start()
        records.append("0190-a", [said(1)], AT)
        records.finish(summary(), [said(2)])
        assert records.events("0190-a") == [said(0), said(1), said(2)]
        with records.database.reading() as connection:
            assert verify(connection).flaws == ()
        records.close()


def test_a_server_that_was_started_again_between_two_turns_is_not_noticed() -> None:
    with own_server() as server:
        records = Records.open(Address(url=server.url))
        records.begin(attempt(), [said(0)], AT)
        server.stop("fast")
        server.start()
        records.append("0190-a", [said(1)], AT)
        assert records.events("0190-a") == [said(0), said(1)]
        records.close()


class RefusedError(Exception):
    """What the driver raises, as far as it is looked at."""

    def __init__(self, sqlstate: str | None, words: str = "some words\nmore") -> None:
        super().__init__(words)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("refused", "said_as"),
    [
        (RefusedError("08006"), "데이터베이스 서버와 연결되지 않습니다"),
        (RefusedError("57P01"), "데이터베이스 서버와 연결되지 않습니다"),
        (RefusedError("28P01"), "서버가 이름이나 비밀번호를 받아들이지 않습니다"),
        (RefusedError("3D000"), "그런 데이터베이스나 이름이 없습니다"),
        (RefusedError("42501"), "권한이 없습니다"),
        (RefusedError("53100"), "디스크가 가득 찼습니다"),
        (RefusedError("53300"), "서버에 연결이 너무 많습니다"),
        (RefusedError("25006"), "쓸 수 없는 파일입니다"),
        (RefusedError("22000"), "some words"),
        (
            RefusedError(None, 'password authentication failed for user "u"'),
            "서버가 이름이나 비밀번호를 받아들이지 않습니다",
        ),
        (RefusedError(None, "connection refused"), "데이터베이스 서버와 연결되지 않습니다"),
    ],
)
def test_what_the_server_refuses_is_put_into_words(refused: RefusedError, said_as: str) -> None:
    assert reason_of(DBAPIError("", None, refused)) == said_as


UNREACHABLE = {
    "nobody listens": (f"postgresql+psycopg://minwon:{SECRET}@127.0.0.1:9/minwon", "연결되지 않습니다"),
    "no such socket": (f"postgresql+psycopg://minwon:{SECRET}@/minwon?host=/nowhere", "연결되지 않습니다"),
    "unknown setting": (f"postgresql+psycopg://minwon:{SECRET}@/minwon?hoost=/nowhere", ""),
}


@pytest.mark.parametrize(("url", "words"), UNREACHABLE.values(), ids=list(UNREACHABLE))
@pytest.mark.parametrize("command", ["results", "doctor", "locate", "db upgrade", "db verify", "db backup x.db"])
def test_no_command_tells_the_password(url: str, words: str, command: str) -> None:
    done = minwon(*command.split(), MINWON_DATABASE=url)
    assert "Traceback" not in done.stderr
    for told in (SECRET, "s3cret@word", "s3cret"):
        assert told not in done.stdout + done.stderr
    if command not in ("locate", "db backup x.db"):
        assert words in done.stdout + done.stderr
        assert done.returncode in (Exit.ENVIRONMENT, Exit.FOUND_PROBLEMS)
    else:
        assert "minwon:***@" in done.stdout + done.stderr


def test_a_database_or_role_that_is_not_there_is_said(postgres: str) -> None:
    for url in (postgres.replace(database_of(postgres), "nowhere"), postgres.replace("//postgres@", "//nobody@")):
        with pytest.raises(UserProblem, match="database-open") as problem:
            Records.open(Address(url=url))
        assert "그런 데이터베이스나 이름이 없습니다" in problem.value.sentence


@pytest.mark.usefixtures("small")
def test_a_run_is_played_and_shown_there(postgres: str, cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINWON_DATABASE", postgres)
    run = played(cli, lines="cold !notify_recording stop rule")
    assert cli("replay", run["attempt"]).code == 0
    assert cli("show", run["attempt"]).code == 0
    assert cli("show", run["attempt"], "--json").json["attempt"]["id"] == run["attempt"]
    assert cli("results").code == 0
    assert cli("db", "verify").code == 0
    assert not places.database_file().exists()


def test_many_on_one_attempt_leave_one_chain(postgres: str) -> None:
    desks = [Records.open(Address(url=postgres)) for _ in range(4)]
    desks[0].begin(attempt(), [said(0)], AT)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda desk: [desk.append("0190-a", [said(seq)], AT) for seq in range(1, 15)], desks))
    assert desks[0].events("0190-a") == [said(seq) for seq in range(15)]
    with desks[0].database.reading() as connection:
        assert verify(connection).flaws == ()
    for desk in desks:
        desk.close()
