"""`minwon db`: what an administrator sees and gets, in both languages."""

from pathlib import Path

import pytest

from simulator import places
from simulator.problems import Exit
from simulator.records.address import Address
from simulator.records.store import Records
from tests.simulator.commands_at_work import Command, played
from tests.simulator.records.records_at_work import tamper


@pytest.fixture
def run(cli: Command, small: Path) -> str:
    """Return the id of a run that was played to its end."""
    return str(played(cli)["attempt"])


def here() -> Address:
    return Address(places.database_file())


@pytest.mark.parametrize(("language", "words"), [("ko", "바뀐 것이 없습니다"), ("en", "Nothing was changed")])
def test_whole_records_are_said_to_be_whole(
    run: str, cli: Command, language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINWON_LANG", language)
    done = cli("db", "verify")
    assert (done.code, done.err) == (0, "")
    assert words in done.out
    assert "5" in done.out.splitlines()[0]


def test_what_was_changed_is_named_and_fails(run: str, cli: Command) -> None:
    tamper(here(), "UPDATE event SET payload = '{}' WHERE seq = 3")
    done = cli("db", "verify")
    assert done.code == Exit.FOUND_PROBLEMS
    assert f"바뀜: 연습 {run}의 사건 3" in done.out
    assert "쓴 그대로가 아닌 곳: 1" in done.out


def test_many_changes_do_not_flood_the_screen(run: str, cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.commands.db._MOST_FLAWS", 1)
    played(cli)
    tamper(here(), "UPDATE event SET turn = 9")
    done = cli("db", "verify")
    assert done.out.count("바뀜:") == 1
    assert "그 밖에 1곳" in done.out
    assert "쓴 그대로가 아닌 곳: 2" in done.out


def test_an_anchor_is_printed_kept_and_held_against(run: str, cli: Command, tmp_path: Path) -> None:
    printed = cli("db", "anchor")
    paper = tmp_path / "확인서.txt"
    written = cli("db", "anchor", "--output", paper)
    assert printed.code == written.code == 0
    assert "number: 1\n" in printed.out
    assert "number: 2\n" in paper.read_text(encoding="utf-8")
    assert f"database: {places.database_file()}\n" in printed.out
    played(cli)
    (tmp_path / "first.txt").write_text(printed.out, encoding="utf-8")
    for file in (paper, tmp_path / "first.txt"):
        assert "맞습니다" in cli("db", "verify", "--anchor", file).out
    tamper(here(), "DELETE FROM event_text WHERE seq = 4", "DELETE FROM event WHERE seq = 4")
    done = cli("db", "verify", "--anchor", paper)
    assert done.code == Exit.FOUND_PROBLEMS
    assert f"빠짐: 연습 {run}의 사건 4. 확인서에는 있습니다" in done.out


def test_an_anchor_written_over_by_hand_does_not_agree(run: str, cli: Command, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(f"number: 1\nroot: {'ab' * 32}\n", encoding="utf-8")
    assert "확인서 1번이 이 데이터베이스에 없습니다" in cli("db", "verify", "--anchor", paper).out
    cli("db", "anchor")
    done = cli("db", "verify", "--anchor", paper)
    assert done.code == Exit.FOUND_PROBLEMS
    assert "확인서 1번의 값이 이 데이터베이스의 것과 다릅니다" in done.out


@pytest.mark.parametrize("raw", [b"", b"number: 1\n", b"\xb9\xce"])
def test_what_is_no_anchor_is_said(run: str, cli: Command, tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "paper.txt"
    file.write_bytes(raw)
    done = cli("db", "verify", "--anchor", file)
    assert (done.code, done.out) == (Exit.WRONG_USE, "")
    assert str(file) in done.err
    assert cli("db", "verify", "--anchor", tmp_path / "none.txt").code == Exit.WRONG_USE


@pytest.mark.parametrize("command", [["anchor", "--output"], ["backup"]])
def test_a_file_that_is_there_is_left_alone(run: str, cli: Command, tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "there"
    file.write_text("mine")
    done = cli("db", *command, file)
    assert done.code == Exit.WRONG_USE
    assert str(file) in done.err
    assert file.read_text() == "mine"
    assert "만들어 둔 확인서: 0" in cli("db", "verify").out


def test_a_backup_holds_everything_and_is_whole(run: str, cli: Command, tmp_path: Path) -> None:
    copy = tmp_path / "사본.db"
    assert cli("db", "backup", copy).code == 0
    original, again = Records.open(places.database_file()), Records.open(copy)
    assert again.events(run) == original.events(run)
    assert again.summaries() == original.summaries()
    original.close()
    again.close()


def test_a_backup_that_cannot_be_written_is_said_and_leaves_nothing(run: str, cli: Command, tmp_path: Path) -> None:
    done = cli("db", "backup", tmp_path / "none" / "copy.db")
    assert done.code == Exit.ENVIRONMENT
    assert "none" in done.err


def test_a_backup_of_postgres_names_its_own_tool(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINWON_DATABASE", "postgresql+psycopg://minwon:s3cret@db/minwon")
    done = cli("db", "backup", "copy.dump")
    assert done.code == Exit.WRONG_USE
    assert "pg_dump" in done.err
    assert "s3cret" not in done.err


def test_bringing_up_a_new_file_and_one_that_fits(cli: Command) -> None:
    assert "3판의 표를 만들었습니다" in cli("db", "upgrade").err
    assert "이미 이 프로그램에 맞는 3판입니다" in cli("db", "upgrade").err


@pytest.mark.parametrize("named", ["environment", "configuration"])
def test_another_file_can_be_named(cli: Command, tmp_path: Path, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "elsewhere.db"
    if named == "environment":
        monkeypatch.setenv("MINWON_DATABASE", str(file))
    else:
        places.config_file().parent.mkdir(parents=True)
        places.config_file().write_text(f'database = "{file}"', encoding="utf-8")
    assert cli("results").code == 0
    assert file.exists()
    assert not places.database_file().exists()
    assert cli("locate", "database").out == f"{file}\n"
    assert f"{file} (0)" in cli("doctor").out


def test_a_wrong_address_is_said_and_a_broken_configuration_hides_no_place(cli: Command) -> None:
    places.config_file().parent.mkdir(parents=True)
    places.config_file().write_text('database = "mysql://u:s3cret@db/minwon"', encoding="utf-8")
    done = cli("results")
    assert (done.code, done.out) == (Exit.WRONG_USE, "")
    assert "mysql://u:***@db/minwon" in done.err
    assert cli("locate", "config").out == f"{places.config_file()}\n"
    assert cli("locate").code == 0
