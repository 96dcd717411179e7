"""`minwon db copy`, `purge` and `audit` as an administrator meets them, in both languages."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from simulator import places
from simulator.plain.audit_log import ACTIONS
from simulator.problems import Exit
from simulator.records import audit
from simulator.records.address import Address
from simulator.records.store import Records
from tests.simulator.commands_at_work import Command, played
from tests.simulator.records.records_at_work import AT, attempt, said, tamper


@pytest.fixture
def here(cli: Command, small: Path) -> Path:
    """Return the file of the records, with one run played to its end."""
    played(cli)
    return places.database_file()


def entered(file: Path, *actions: tuple[str, Mapping[str, object]]) -> None:
    records = Records.open(file)
    for action, detail in actions:
        with records.database.writing() as connection:
            audit.enter(connection, AT, "A-1", action, "T-1", **detail)
    records.close()


def old_run(file: Path) -> None:
    records = Records.open(file)
    records.begin(attempt("0100-old", began="2020-01-01T09:00:00+09:00"), [said(0)], "2020-01-01T09:00:00+09:00")
    records.close()


# copy


@pytest.mark.parametrize(("language", "words"), [("ko", "모두 같습니다"), ("en", "all is the same")])
def test_records_go_to_the_server_and_back(
    here: Path, cli: Command, postgres: str, tmp_path: Path, language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINWON_LANG", language)
    secret = postgres.replace("postgres@", "postgres:s3cret@")
    there = cli("db", "copy", here, secret)
    back = cli("db", "copy", secret, tmp_path / "back.db")
    assert there.code == back.code == 0
    assert words in there.err
    assert words in back.err
    assert "event: 5\n" in there.out
    assert "s3cret" not in there.out + there.err + back.out + back.err
    assert "postgres:***@" in there.err
    for place in (postgres, str(tmp_path / "back.db")):
        monkeypatch.setenv("MINWON_DATABASE", place)
        assert cli("db", "verify").code == 0
        assert len(cli("results", "--json").json) == 1


def test_a_file_with_records_and_the_same_file_are_left_alone(here: Path, cli: Command, tmp_path: Path) -> None:
    assert cli("db", "copy", here, tmp_path / "copy.db").code == 0
    again = cli("db", "copy", here, tmp_path / "copy.db")
    assert again.code == Exit.WRONG_USE
    assert str(tmp_path / "copy.db") in again.err
    same = cli("db", "copy", here, here.parent / "." / here.name)
    assert same.code == Exit.WRONG_USE
    assert "같습니다" in same.err


def test_a_source_that_is_not_there_makes_nothing(cli: Command, tmp_path: Path) -> None:
    done = cli("db", "copy", tmp_path / "none.db", tmp_path / "copy.db")
    assert done.code == Exit.WRONG_USE
    assert "none.db" in done.err
    assert sorted(file.name for file in tmp_path.glob("*.db*")) == []


def test_a_copy_that_fails_leaves_no_file(here: Path, cli: Command, tmp_path: Path) -> None:
    tamper(Address(here), "INSERT INTO event_text VALUES ('nobody', 0, '00', 'x')")
    done = cli("db", "copy", here, tmp_path / "copy.db")
    assert done.code == Exit.ENVIRONMENT
    assert sorted(file.name for file in tmp_path.glob("copy*")) == []


def test_a_tampered_source_is_copied_as_it_is_and_said(here: Path, cli: Command, tmp_path: Path) -> None:
    tamper(Address(here), "UPDATE event SET payload = '{}' WHERE seq = 2")
    done = cli("db", "copy", here, tmp_path / "copy.db")
    assert done.code == Exit.FOUND_PROBLEMS
    assert "1곳" in done.err


# purge


def test_a_dry_run_shows_by_kind_and_takes_nothing(here: Path, cli: Command) -> None:
    old_run(here)
    done = cli("db", "purge", "--dry-run")
    assert done.code == 0
    assert len(done.out.splitlines()) == 3
    line = done.out.splitlines()[2]
    assert line.startswith("누구의 것도 아닌 연습: 1건. 90일이 지나")
    assert "2020-01-01" in line
    assert "끝내지 않은 것이 1건" in line
    assert "지울 연습: 1건" in done.err
    assert cli("db", "purge", "--dry-run") == done


def test_purging_takes_it_and_is_entered(here: Path, cli: Command) -> None:
    old_run(here)
    assert "지운 연습: 1건" in cli("db", "purge").err
    assert "지운 연습: 0건" in cli("db", "purge").err
    assert len(cli("results", "--json").json) == 1
    assert cli("db", "verify").code == 0
    log = cli("db", "audit")
    assert log.out.count("\n") == 1
    assert "연습 1건을 지웠습니다" in log.out


def test_the_rules_come_from_the_configuration(here: Path, cli: Command) -> None:
    old_run(here)
    places.config_file().write_text('[retention]\nprivate = "never"\nassessed = "6m"\n', encoding="utf-8")
    done = cli("db", "purge")
    assert "지운 연습: 0건" in done.err
    assert "never" in done.out
    assert "6개월" in done.out


@pytest.mark.parametrize("wrong", ['private = "90"', 'privat = "90d"', 'private = "0d"', 'private = "9y\\n"'])
def test_a_wrong_rule_is_named_and_nothing_goes(here: Path, cli: Command, wrong: str) -> None:
    old_run(here)
    places.config_file().write_text(f"[retention]\n{wrong}\n", encoding="utf-8")
    done = cli("db", "purge")
    assert done.code == Exit.WRONG_USE
    for word in ("'retention'", "private", "90d", "never"):
        assert word in done.err
    places.config_file().unlink()
    assert "지울 연습: 1건" in cli("db", "purge", "--dry-run").err


# audit


def test_an_empty_log_is_whole(here: Path, cli: Command) -> None:
    done = cli("db", "audit")
    assert (done.code, done.out) == (0, "")
    assert "0줄" in done.err
    assert cli("db", "audit", "--json").json == {"whole": True, "broken": None, "entries": []}


def test_every_entry_is_a_line_also_one_of_a_kind_unknown_here(here: Path, cli: Command) -> None:
    entered(here, ("purge", {"count": 7}), ("purge", {}), ("what.ever", {"number": 2}))
    done = cli("db", "audit")
    known, bare, other = done.out.splitlines()
    assert known == "1. 2026-11-23 01:02 A-1: 보관 기한이 지난 연습 7건을 지웠습니다."
    assert bare == "2. 2026-11-23 01:02 A-1: purge T-1 (-)"
    assert other == "3. 2026-11-23 01:02 A-1: what.ever T-1 (number=2)"
    assert "쓴 그대로입니다" in done.err


TOLD: list[tuple[str, dict[str, object], str]] = [
    ("role", {"before": "trainee", "after": "trainer"}, "T-1의 역할을 trainee에서 trainer로 바꿨습니다."),
    ("refused", {"deed": "read", "kind": "run", "role": "hr"}, "막았습니다(hr: read run T-1)"),
    ("people-import", {"new": 2, "moved": 1, "changed": 0, "units": 3}, "새 사람 2, 옮긴 사람 1"),
    ("people-erase", {"runs": 4, "fate": "delete"}, "연습 4건"),
    ("people-export", {}, "T-1에 관한 기록을 모두 내보냈습니다."),
    ("pin-set", {}, "T-1의 PIN을 정했습니다."),
    ("pin-failed", {"failures": 3}, "잇달아 3번째"),
    ("copy", {}, "복사하기 시작했습니다"),
]


def test_every_action_has_its_sentence(here: Path, cli: Command) -> None:
    assert {action for action, _, _ in TOLD} | {"purge"} == set(ACTIONS)
    entered(here, *[(action, detail) for action, detail, _ in TOLD])
    lines = cli("db", "audit").out.splitlines()
    assert [words in line for (_, _, words), line in zip(TOLD, lines, strict=True)] == [True] * len(TOLD)


def test_a_changed_line_is_named_and_fails(here: Path, cli: Command) -> None:
    entered(here, *[("purge", {"count": 1})] * 3)
    tamper(Address(here), "UPDATE audit SET detail = 'no json' WHERE seq = 2")
    done = cli("db", "audit")
    assert done.code == Exit.FOUND_PROBLEMS
    assert "2번째 줄" in done.err
    assert len(done.out.splitlines()) == 3
    found = cli("db", "audit", "--json")
    assert found.code == Exit.FOUND_PROBLEMS
    assert (found.json["whole"], found.json["broken"]) == (False, 2)
    assert [entry["detail"] for entry in found.json["entries"]] == [{"count": 1}, "no json", {"count": 1}]
