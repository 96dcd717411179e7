"""`minwon new` and `minwon schema`: a starter from options or answers, refusals, and the file's schema."""

import json
from pathlib import Path

import pytest

from dialogues.bench.schema import FILE_NAME, schema_text
from dialogues.reader import read_scenario
from scoring.manual.reader import shipped_manual
from simulator import places
from tests.simulator.commands_at_work import Command, Stdin


def test_options_alone_make_a_starter_without_a_question(cli: Command) -> None:
    done = cli(
        "new", "--channel", "visit", "--conduct", "weapon", "--title", "칼을 꺼낸 방문", "--sector", "welfare",
        "--not-legitimate", "--id", "safety-visit-knife",
    )  # fmt: skip
    assert (done.code, done.out) == (0, "")
    file = places.own_scenarios_folder() / "safety-visit-knife.yaml"
    scenario = read_scenario(file).scenario
    assert scenario is not None
    assert (scenario.title, scenario.sector, scenario.channel) == ("칼을 꺼낸 방문", "welfare", "visit")
    assert scenario.conduct == ("weapon",)
    assert not scenario.complainant.legitimate
    assert str(file) in done.err
    assert "TODO가" in done.err
    assert "어느 창구입니까" not in done.err


def test_a_starter_is_listed_checked_and_playable_at_once(cli: Command) -> None:
    assert cli("new", "--channel", "online", "--conduct", "courtesy", "--id", "courtesy-online-mine").code == 0
    assert "courtesy-online-mine" in cli("scenarios").out
    assert cli("lint", places.own_scenarios_folder()).code == 0
    played = cli("play", "courtesy-online-mine", "--script", "-", "--json", stdin="answer\nexplain-delay\nclose-well\n")
    assert played.code == 0
    assert played.json["outcome"] == "resolved"


def test_the_schema_lies_beside_the_starter(cli: Command, tmp_path: Path) -> None:
    cli("new", "--channel", "phone", "--conduct", "threat", "--id", "one", "--output", tmp_path / "mine")
    schema = tmp_path / "mine" / FILE_NAME
    assert schema.read_text(encoding="utf-8") == schema_text(shipped_manual(), "ko")
    first = (tmp_path / "mine" / "one.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={FILE_NAME}"


def test_an_old_schema_is_made_anew_and_a_strange_one_left_alone(cli: Command, tmp_path: Path) -> None:
    schema = tmp_path / FILE_NAME
    schema.write_text('{"$comment": "minwon schema"}', encoding="utf-8")
    cli("new", "--channel", "phone", "--conduct", "threat", "--id", "one", "--output", tmp_path)
    assert len(json.loads(schema.read_text(encoding="utf-8"))) > 1
    schema.write_text('{"title": "mine"}', encoding="utf-8")
    cli("new", "--channel", "phone", "--conduct", "threat", "--id", "two", "--output", tmp_path)
    assert schema.read_text(encoding="utf-8") == '{"title": "mine"}'


def test_the_file_named_gives_the_id(cli: Command, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "abuse-phone-mine.yaml"
    assert cli("new", "--channel", "phone", "--conduct", "PH-AB", "--output", file).code == 0
    scenario = read_scenario(file).scenario
    assert scenario is not None
    assert (scenario.scenario, scenario.conduct) == ("abuse-phone-mine", ("verbal_abuse",))


def test_nothing_is_written_over(cli: Command, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine", encoding="utf-8")
    done = cli("new", "--channel", "phone", "--conduct", "threat", "--output", file)
    assert done.code == 2
    assert str(file) in done.err
    assert file.read_text(encoding="utf-8") == "mine"


def test_an_id_is_given_once_and_suggested_free(cli: Command) -> None:
    for _ in range(2):
        assert cli("new", "--channel", "phone", "--conduct", "threat").code == 0
    names = sorted(file.name for file in places.own_scenarios_folder().glob("*.yaml"))
    assert names == ["threats-phone-threat-2.yaml", "threats-phone-threat.yaml"]
    done = cli("new", "--channel", "phone", "--conduct", "threat", "--id", "threats-phone-threat")
    assert done.code == 2
    assert "이미 있는 시나리오의 id" in done.err
    assert cli("new", "--channel", "phone", "--conduct", "threat", "--id", "threats-phone-tax-seizure").code == 2


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("--channel fone --conduct threat", "혹시 phone인가요?"),
        ("--channel 전하 --conduct threat", "혹시 phone인가요?"),
        ("--channel phone --conduct threats", "혹시 threat인가요?"),
        ("--channel phone --conduct xyz", "시작 파일이 없습니다. 쓸 수 있는 것: verbal_abuse"),
        ("--channel visit --conduct sexual_harassment", "있는 창구: phone"),
        ("--channel phone --conduct threat --sector welfar", "혹시 welfare인가요?"),
        ("--channel phone --conduct threat --id Mine", "id로 쓸 수 없습니다"),
        ("--channel phone --conduct threat --title {x}", "제목으로 쓸 수 없습니다"),
        ("--channel phone --conduct threat --output Mine.yaml", "id로 쓸 수 없습니다"),
        ("--conduct threat", "--channel"),
        ("--channel phone", "--conduct"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(cli: Command, line: str, sentence: str) -> None:
    done = cli("new", *line.split())
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert not places.own_scenarios_folder().exists()


def test_a_folder_that_cannot_be_made_is_the_machines_trouble(cli: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = cli("new", "--channel", "phone", "--conduct", "threat", "--output", tmp_path / "file" / "deeper")
    assert done.code == 3
    assert "파일을 쓸 수 없습니다" in done.err


def test_answers_a_line_each_make_a_starter(cli: Command) -> None:
    done = cli("new", stdin="방문\n주취 소란\n취한 손님\n8\n아니요\nsafety-visit-drunk-mine\n")
    assert (done.code, done.out) == (0, "")
    scenario = read_scenario(places.own_scenarios_folder() / "safety-visit-drunk-mine.yaml").scenario
    assert scenario is not None
    assert (scenario.title, scenario.channel, scenario.conduct) == ("취한 손님", "visit", ("drunk",))
    assert scenario.sector == "public_corporation"
    assert not scenario.complainant.legitimate
    assert "  1 전화 (phone)" in done.err
    assert "위험물 소지 (weapon, VS-WP)" in done.err


def test_a_wrong_answer_is_asked_again_and_empty_ones_take_what_is_suggested(cli: Command) -> None:
    done = cli("new", stdin="전하\n전화\n\n성희롱\n{x}\n\n\n글쎄\n\nBad\n\n")
    assert done.code == 0
    for sentence in (
        "혹시 phone인가요?",
        "제목으로 쓸 수 없습니다",
        "예나 아니요로",
        "id로 쓸 수 없습니다",
        "그냥 Enter를 누르면 시군구청입니다.",
    ):
        assert sentence in done.err
    assert done.err.count("어떤 행위를 다룹니까?") == 2
    scenario = read_scenario(places.own_scenarios_folder() / "harassment-phone-sexual-harassment.yaml").scenario
    assert scenario is not None
    assert scenario.title == "TODO 성희롱"
    assert scenario.complainant.legitimate


def test_at_a_terminal_only_what_the_options_leave_open_is_asked(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stdin, "isatty", lambda _self: True)
    done = cli("new", "--channel", "phone", "--conduct", "threat", "--id", "one", stdin="협박 전화\n복지\n예\n")
    assert done.code == 0
    assert "어느 창구입니까" not in done.err
    assert "제목은 무엇입니까" in done.err
    scenario = read_scenario(places.own_scenarios_folder() / "one.yaml").scenario
    assert scenario is not None
    assert (scenario.title, scenario.sector) == ("협박 전화", "welfare")


def test_the_questions_are_english_too_and_understand_both_languages(
    cli: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINWON_LANG", "en")
    done = cli("new", stdin="방문\nmass complaint or occupation\nA crowd\n복지\ny\none\n")
    assert done.code == 0
    assert "Which channel?" in done.err
    assert "Enter alone takes local government." in done.err
    scenario = read_scenario(places.own_scenarios_folder() / "one.yaml").scenario
    assert scenario is not None
    assert (scenario.title, scenario.conduct, scenario.sector) == ("A crowd", ("mass",), "welfare")


# minwon schema


def test_the_schema_goes_to_stdout_or_to_a_file(cli: Command, tmp_path: Path) -> None:
    done = cli("schema")
    assert (done.code, done.err) == (0, "")
    assert done.out == schema_text(shipped_manual(), "ko")
    file = tmp_path / "s.json"
    written = cli("schema", "--output", file)
    assert (written.code, written.out) == (0, "")
    assert file.read_text(encoding="utf-8") == done.out


def test_the_schema_speaks_english(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINWON_LANG", "en")
    assert cli("schema").json["description"] == "One authored situation."


def test_a_schema_that_cannot_be_written_is_said(cli: Command) -> None:
    done = cli("schema", "--output", "nosuch/s.json")
    assert done.code == 3
    assert "nosuch/s.json" in done.err
