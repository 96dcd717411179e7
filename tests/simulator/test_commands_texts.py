"""`minwon texts`: a translator's file out and back in on the command line, and everything that can go wrong."""

import csv
import io
from pathlib import Path

import polib
import pytest

from dialogues.library import SHIPPED
from dialogues.translation import read_table
from tests.simulator.commands_at_work import Command
from tests.simulator.scenario_files import SMALL, put_small

KEYS = ["key", "note", "ko", "en", "state", "ko_before", "scenario"]


@pytest.fixture
def table(small: Path) -> Path:
    """Return where the English table of the small call stands."""
    return small.with_name("small-call.en.yaml")


def rows(file: Path) -> list[dict[str, str]]:
    """Read a spreadsheet as a translator's program does."""
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def save(file: Path, content: list[dict[str, str]]) -> None:
    """Save a spreadsheet."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, KEYS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(content)
    file.write_bytes(stream.getvalue().encode("utf-8-sig"))


def test_a_translation_goes_out_as_a_spreadsheet_and_comes_back(cli: Command, table: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    out = cli("texts", "export", "small-call", "--to", file)
    assert (out.code, out.out) == (0, "")
    content = rows(file)
    assert f"문장 {len(content)}개를 썼습니다. 번역이 없는 것 {len(content)}개, 원문이 바뀐 것 0개." in out.err
    assert list(content[0]) == KEYS
    content[0]["en"], content[1]["en"] = "A small call", 'A "short" insult, once'
    save(file, content)
    back = cli("texts", "import", file, "small-call")
    assert (back.code, back.out) == (0, "")
    left = len(content) - 2
    expected = f"새로 옮긴 문장 2개, 고친 문장 0개를 넣었습니다. 아직 번역이 없는 것 {left}개, 원문이 바뀐 것 0개."
    assert expected in back.err
    assert str(table) in back.err
    assert table.read_text(encoding="utf-8").startswith(
        "# en: small-call.yaml. ko is the line it was translated from.\nscenario: small-call\nlanguage: en\ntexts:\n"
        '  title:\n    ko: "작은 전화"\n    en: "A small call"\n'
    )


def test_a_po_file_keeps_what_it_was_not_given_and_marks_what_is_stale(
    cli: Command, small: Path, table: Path, tmp_path: Path
) -> None:
    table.write_text(
        "# mine\nscenario: small-call\nlanguage: en\ntexts:\n"
        "  title: {ko: 큰 전화, en: A big call}\n  goals/0: {ko: 먼저 듣고 근거를 설명한다., en: Listen first.}\n",
        encoding="utf-8",
    )
    file = tmp_path / "out.po"
    assert "원문이 바뀐 것 1개" in cli("texts", "export", str(small), "--to", file).err
    read = polib.pofile(str(file))
    title = read[0]
    assert (title.msgctxt, title.fuzzy, title.previous_msgid) == ("title", True, "큰 전화")
    assert cli("texts", "import", file, "small-call").code == 0
    unchanged, _ = read_table(table)
    title.msgstr, title.flags = "A small call", []
    del read[1:]
    read.save()
    back = cli("texts", "import", file, "small-call")
    assert "새로 옮긴 문장 0개, 고친 문장 1개" in back.err
    assert unchanged is not None
    assert unchanged.texts["title"].ko == "큰 전화", "nobody looked at it yet"
    text = table.read_text(encoding="utf-8")
    assert text.startswith("# mine\nscenario: small-call\n")
    assert '  title:\n    ko: "작은 전화"\n    en: "A small call"\n' in text
    assert 'en: "Listen first."' in text


@pytest.mark.parametrize("ending", ["csv", "po"])
def test_a_shipped_table_is_the_same_bytes_after_going_out_and_in(cli: Command, tmp_path: Path, ending: str) -> None:
    for name in ("abuse-phone-parking-fine.yaml", "abuse-phone-parking-fine.en.yaml"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    scenario, beside = tmp_path / "abuse-phone-parking-fine.yaml", tmp_path / "abuse-phone-parking-fine.en.yaml"
    before = beside.read_bytes()
    assert cli("texts", "export", scenario, "--to", tmp_path / f"x.{ending}").code == 0
    assert cli("texts", "import", tmp_path / f"x.{ending}", scenario).code == 0
    assert beside.read_bytes() == before


def test_the_notes_are_in_the_language_of_who_exports(
    cli: Command, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINWON_LANG", "en")
    done = cli("texts", "export", "small-call", "--to", tmp_path / "x.csv")
    assert "texts written" in done.err
    assert "The complainant speaks" in (tmp_path / "x.csv").read_text(encoding="utf-8-sig")


def test_a_translators_work_is_not_written_over_unasked(cli: Command, small: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("work", encoding="utf-8")
    done = cli("texts", "export", "small-call", "--to", file)
    assert (done.code, file.read_text(encoding="utf-8")) == (2, "work")
    assert "--force" in done.err
    assert cli("texts", "export", "small-call", "--to", file, "--force").code == 0
    assert rows(file)


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("texts export small-call --to x.xlsx", 2, ".csv나 .po"),
        ("texts export small-call", 2, "--to"),
        ("texts export smal-call --to x.csv", 2, "small-call"),
        ("texts export nosuch.yaml --to x.csv", 2, "nosuch.yaml"),
        ("texts export small-call --to nosuch/x.csv", 3, "파일을 쓸 수 없습니다"),
        ("texts export small-call --to x.csv --language fr", 2, "--language"),
        ("texts import nosuch.csv small-call", 2, "그런 파일이나 폴더가 없습니다: nosuch.csv"),
        ("texts import nosuch.txt small-call", 2, ".csv나 .po"),
        ("texts import nosuch.po", 2, "빠진 인자"),
        ("texts nosuch", 2, "그런 명령이 없습니다: nosuch"),
    ],
)
def test_wrong_use_is_said(cli: Command, small: Path, line: str, code: int, sentence: str) -> None:
    done = cli(*line.split())
    assert done.code == code
    assert sentence in done.err
    assert not small.with_name("small-call.en.yaml").exists()


def test_everything_wrong_in_a_file_is_said_at_once_and_nothing_is_written(
    cli: Command, table: Path, tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    cli("texts", "export", "small-call", "--to", file)
    content = rows(file)
    masked = next(row for row in content if "{{" in row["ko"])
    masked["en"] = "Damn it."
    content[0]["key"], content[0]["en"] = "titel", "A call"
    save(file, [*content, content[2]])
    done = cli("texts", "import", file, "small-call")
    assert (done.code, done.out) == (1, "")
    assert "2번째 줄: 'titel'" in done.err
    assert "이 시나리오에 없는 열쇠입니다. 혹시 title인가요?" in done.err
    assert f"'{masked['key']}'의 한국어에 있는 욕설 표시(겹중괄호)가 번역에서 빠졌습니다" in done.err
    assert f"{len(content) + 2}번째 줄: '{content[2]['key']}'" in done.err
    assert not table.exists()


def test_many_flaws_are_counted_instead_of_listed(cli: Command, table: Path, tmp_path: Path) -> None:
    content = [dict.fromkeys(KEYS, "") | {"key": f"no-{number}", "scenario": "small-call"} for number in range(25)]
    save(tmp_path / "x.csv", content)
    done = cli("texts", "import", tmp_path / "x.csv", "small-call")
    assert done.err.count("없는 열쇠입니다") == 20
    assert "그 밖에 5개가 더 있습니다." in done.err
    assert not table.exists()


def test_the_file_of_another_scenario_is_refused(cli: Command, small: Path, tmp_path: Path) -> None:
    other = put_small(tmp_path)
    other.write_text(SMALL.replace("scenario: small-call", "scenario: big-call"), encoding="utf-8")
    cli("texts", "export", "small-call", "--to", tmp_path / "x.po")
    done = cli("texts", "import", tmp_path / "x.po", other)
    assert done.code == 1
    assert "'big-call'의 파일이 아니라 'small-call'의 파일입니다." in done.err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("scenario: small-call\nlanguage: en\ntexts: [\n", "4번째 줄"),
        ("scenario: other\nlanguage: en\ntexts: {}\n", "'small-call'의 것이 아닙니다"),
    ],
)
@pytest.mark.parametrize("way", ["export", "import"])
def test_a_table_that_is_broken_or_not_ours_is_left_alone(
    cli: Command, table: Path, tmp_path: Path, text: str, sentence: str, way: str
) -> None:
    file = tmp_path / "x.csv"
    cli("texts", "export", "small-call", "--to", file)
    table.write_text(text, encoding="utf-8")
    line = ("export", "small-call", "--force", "--to", file) if way == "export" else ("import", file, "small-call")
    done = cli("texts", *line)
    assert done.code == 1
    assert sentence in done.err
    assert table.read_text(encoding="utf-8") == text


def test_a_broken_scenario_is_named(cli: Command, small: Path, tmp_path: Path) -> None:
    small.write_text(SMALL.replace("start: opening", "start: nowhere"), encoding="utf-8")
    done = cli("texts", "export", "small-call", "--to", tmp_path / "x.csv")
    assert done.code == 1
    assert "minwon lint" in done.err
    assert not (tmp_path / "x.csv").exists()


def test_a_file_of_the_old_code_page_is_taken_with_a_word(cli: Command, table: Path, tmp_path: Path) -> None:
    raw = "key,ko,en,scenario\r\ntitle,작은 전화,A small call,small-call\r\n".encode("cp949")
    (tmp_path / "x.csv").write_bytes(raw)
    done = cli("texts", "import", tmp_path / "x.csv", "small-call")
    assert done.code == 0
    assert "CP949" in done.err
    assert 'en: "A small call"' in table.read_text(encoding="utf-8")


def test_a_file_that_is_no_text_is_refused(cli: Command, table: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"PK\x03\x04\x00\xff\xff\xff")
    (tmp_path / "x.po").write_bytes(b"PK\x03\x04\x00\xff\xff\xff")
    for ending in ("csv", "po"):
        done = cli("texts", "import", tmp_path / f"x.{ending}", "small-call")
        assert done.code == 1
        assert "UTF-8" in done.err
    assert not table.exists()


def test_the_help_is_korean(cli: Command) -> None:
    done = cli("texts", "export", "--help")
    assert done.code == 0
    assert "꼭 필요" in done.out
    assert "required" not in done.out
