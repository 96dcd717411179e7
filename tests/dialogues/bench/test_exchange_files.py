"""The two file formats and the table's own: what goes out comes back letter for letter, whatever the words."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogues.bench.exchange import ExchangeError, GivenFile, Line, composed, lines_of, merged
from dialogues.bench.exchange_csv import csv_bytes, guarded, read_csv, unguarded
from dialogues.bench.exchange_po import po_bytes, read_po
from dialogues.bench.table_file import table_text
from dialogues.library import SHIPPED
from dialogues.reader import read_scenario
from dialogues.translation import TextsFile, read_table, table_path, texts_of
from scoring.manual.reader import shipped_manual
from scoring.texts import Text
from tests.dialogues.bench.awkward_texts import sentences, words
from tests.dialogues.shipped_files import FILES, each_file
from tests.dialogues.small_scenarios import SMALL, scenario_of

SCENARIO = scenario_of(SMALL)
KOREAN = texts_of(SCENARIO)


def line_of(source: str, translation: str = "", before: str = "", note: str = "쪽지") -> Line:
    return Line("opening/hear-out/say", note, source, translation, before)


def through_csv(*lines: Line) -> GivenFile:
    return read_csv(csv_bytes(lines, "small-call", "en"), "en")


def through_po(*lines: Line) -> GivenFile:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.po"
        file.write_bytes(po_bytes(lines, "small-call", "en"))
        return read_po(file, "en")


def flaw(raw: bytes) -> tuple[str, int, str]:
    with pytest.raises(ExchangeError) as refused:
        read_csv(raw, "en")
    (only,) = refused.value.flaws
    return only.code, only.place, only.name


# Letter for letter


@given(source=sentences, translation=words, before=words)
@example(source="=SUM(A1)", translation="'=1", before="''")
@example(source="a\r\nb".replace("\r\n", "\n"), translation='"', before="\\")
@settings(deadline=None)
def test_a_line_comes_back_from_a_spreadsheet_as_it_went_out(source: str, translation: str, before: str) -> None:
    line = line_of(source, translation, before if translation else "")
    (back,) = through_csv(line).lines
    assert (back.key, back.source, back.translation) == (line.key, source, translation)


@given(source=sentences, translation=words, before=sentences)
@settings(deadline=None)
def test_a_line_comes_back_from_a_po_file_as_it_went_out(source: str, translation: str, before: str) -> None:
    line = line_of(source, translation, before)
    (back,) = through_po(line).lines
    assert (back.key, back.source, back.translation) == (line.key, source, translation)
    if line.state == "stale":
        assert (back.mark, back.before) == ("unfinished", before)


@given(cell=words)
def test_a_guard_comes_off_and_no_cell_starts_a_formula(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(tuple("=+-@\t\n＝＋－＠"))


@given(
    translations=st.dictionaries(st.sampled_from(sorted(KOREAN)), sentences),
    changed=st.sets(st.sampled_from(sorted(KOREAN))),
)
@settings(deadline=None, max_examples=60)
def test_a_whole_table_goes_round_in_both_formats_whatever_is_missing_or_stale(
    translations: dict[str, str], changed: set[str]
) -> None:
    """Out and in again is the same table to the letter, and the file of the table the same bytes."""
    texts = {
        key: Text(f"옛 {KOREAN[key]}" if key in changed else KOREAN[key], composed(translations[key]))
        for key in KOREAN
        if key in translations
    }
    table = TextsFile("small-call", "en", texts)
    lines = lines_of(SCENARIO, table, shipped_manual())
    for file in (through_csv(*lines), through_po(*lines)):
        done = merged(SCENARIO, table, file, "en")
        assert done.table == table
        assert (done.new, done.changed) == (0, 0)
        assert table_text(done.table) == table_text(table)


@each_file
def test_a_shipped_table_goes_round_byte_for_byte(path: Path) -> None:
    scenario = read_scenario(path).scenario
    beside = table_path(path, "en")
    table, _ = read_table(beside)
    assert scenario is not None
    assert table is not None
    lines = lines_of(scenario, table, shipped_manual())
    raw = csv_bytes(lines, scenario.scenario, "en")
    from_csv = merged(scenario, table, read_csv(raw, "en"), "en")
    assert table_text(from_csv.table, beside.read_text(encoding="utf-8")).encode() == beside.read_bytes()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.po"
        file.write_bytes(po_bytes(lines, scenario.scenario, "en"))
        from_po = merged(scenario, table, read_po(file, "en"), "en")
    assert from_po == from_csv
    assert (from_po.new, from_po.changed) == (0, 0)


def test_there_are_shipped_tables_to_try_it_with() -> None:
    assert len(FILES) > 4
    assert all(table_path(path, "en").is_file() for path in FILES)
    assert SHIPPED.is_dir()


# The spreadsheet


def test_korean_excel_opens_the_file_rightly() -> None:
    raw = csv_bytes([line_of("둘째 줄\n셋째", "=cmd|' /C calc'!A0")], "small-call", "en")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == 2
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["key", "note", "ko", "en", "state", "ko_before", "scenario"]
    assert rows[1][2:] == ["둘째 줄\n셋째", "'=cmd|' /C calc'!A0", "done", "", "small-call"]


@pytest.mark.parametrize(
    "cell", ["=1", "+82 2", "-", "@a", "＝1", "\tx", "010-123", "10-14", "1/2", "3.5%", "'=1", "''1"]
)
def test_what_a_spreadsheet_would_change_is_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "가나다", "'Tis late", "'", "10월", "3 people", "OO과"])
def test_ordinary_words_are_not(cell: str) -> None:
    assert guarded(cell) == cell


def test_a_stale_line_is_marked_and_shows_the_korean_of_before() -> None:
    (row,) = list(
        csv.DictReader(io.StringIO(csv_bytes([line_of("지금", "Then", "그때")], "s", "en").decode("utf-8-sig")))
    )
    assert (row["state"], row["ko_before"]) == ("stale", "그때")


def test_columns_may_be_moved_dropped_and_renamed_in_case() -> None:
    raw = "EN,Ko,scenario,mine,Key\nA call,작은 전화,small-call,x,title\n,,,,\n".encode()
    file = read_csv(raw, "en")
    assert file.scenario == "small-call"
    (only,) = file.lines
    assert (only.key, only.source, only.translation) == ("title", "작은 전화", "A call")
    assert only.mark == "untouched", "without a state nobody said that a stale line was looked at"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_of_spreadsheets_are_understood(delimiter: str) -> None:
    raw = f"key{delimiter}ko{delimiter}en{delimiter}scenario\ntitle{delimiter}가{delimiter}A, b{delimiter}s\n".encode()
    assert read_csv(raw, "en").lines[0].translation == "A, b"


def test_the_code_page_of_old_is_understood_and_told() -> None:
    raw = "key,ko,en,scenario\r\ntitle,작은 전화,A call,small-call\r\n".encode("cp949")
    file = read_csv(raw, "en")
    assert (file.code_page, file.lines[0].source) == ("CP949", "작은 전화")


def test_rows_of_two_scenarios_belong_to_neither() -> None:
    assert read_csv(b"key,ko,en,scenario\na,b,c,one\nd,e,f,two\n", "en").scenario == "one, two"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"\xff\xfe\x00\x81", ("encoding", 1, "")),
        (b"", ("columns", 1, "key, ko, en, scenario")),
        (b"key,ko,scenario\n", ("columns", 1, "en")),
        (b'key,ko,en,scenario\na,"b,c,d\n', ("unreadable", 2, "")),
    ],
)
def test_what_is_no_such_table_is_refused(raw: bytes, expected: object) -> None:
    assert flaw(raw) == expected


# The PO file


def test_a_po_file_holds_key_note_and_what_was_before(tmp_path: Path) -> None:
    file = tmp_path / "x.po"
    file.write_bytes(
        po_bytes([line_of("지금", "Then", "그때"), Line("title", "제목", "작은 전화")], "small-call", "en")
    )
    text = file.read_text(encoding="utf-8")
    assert '#, fuzzy\n#| msgid "그때"\nmsgctxt "opening/hear-out/say"\nmsgid "지금"\nmsgstr "Then"' in text
    read = polib.pofile(str(file))
    assert read.metadata["Language"] == "en"
    assert read.metadata["X-Minwon-Scenario"] == "small-call"
    assert [(entry.msgctxt, entry.comment, entry.fuzzy) for entry in read] == [
        ("opening/hear-out/say", "쪽지", True),
        ("title", "제목", False),
    ]


def test_an_edited_po_file_is_understood(tmp_path: Path) -> None:
    """Wrapped lines, comments of the translator, entries put aside."""
    file = tmp_path / "x.po"
    file.write_text(
        'msgid ""\nmsgstr ""\n"X-Minwon-Scenario: small-call\\n"\n"Language: en\\n"\n\n'
        '# what about this?\nmsgctxt "title"\nmsgid ""\n"작은 "\n"전화"\nmsgstr ""\n"A small "\n"call"\n\n'
        '#~ msgctxt "old"\n#~ msgid "옛"\n#~ msgstr "Old"\n',
        encoding="utf-8-sig",
    )
    (only,) = read_po(file, "en").lines
    assert (only.key, only.source, only.translation, only.mark) == ("title", "작은 전화", "A small call", "")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"\xff\xfe\x00", ("encoding", 1)),
        (b'msgid ""\nmsgstr ""\n\nmsgid "a"\nnonsense\n', ("unreadable", 5)),
        (b"PK\x03\x04 not a po file", ("unreadable", 1)),
    ],
)
def test_what_is_no_po_file_is_refused(tmp_path: Path, raw: bytes, expected: tuple[str, int]) -> None:
    file = tmp_path / "x.po"
    file.write_bytes(raw)
    with pytest.raises(ExchangeError) as refused:
        read_po(file, "en")
    assert [(flaw.code, flaw.place) for flaw in refused.value.flaws] == [expected]


def test_a_po_file_without_a_scenario_says_none(tmp_path: Path) -> None:
    file = tmp_path / "x.po"
    file.write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    read = read_po(file, "en")
    assert (read.scenario, read.language, read.lines[0].key) == ("", "en", "")
