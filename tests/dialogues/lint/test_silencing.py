"""`# noqa: D121` at the end of a line, and asking for some codes only; in a scenario and in its English table."""

from pathlib import Path

import pytest

from dialogues.lint.files import EVERYTHING, Asked, lint_files
from scoring.manual.reader import shipped_manual
from tests.dialogues import diagnostic_pages as of_pages

NO_WHY = "        why: 새로 하는 말이 있는지부터 물었습니다.\n"
OPTION = "      - id: hear-out\n"
WORDS = "        say: 차를 바꾸셨으면 먼저 알려 주셨어야죠."
LONG = WORDS + " 등록증을 올리라고 여러 번 적어 두었습니다." * 5
TITLE = "title: 게시판에 또 올라온 글\n"
ENGLISH_TITLE = "en: A post that is back on the board}"


def lint(folder: Path, *edits: tuple[str, str], asked: Asked = EVERYTHING, table: str = "") -> list[tuple[str, int]]:
    """Lint the clean scenario with some places written anew; return codes with their lines."""
    text = of_pages.CLEAN
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / "clean.yaml").write_text(text, encoding="utf-8")
    if table:
        (folder / "clean.en.yaml").write_text(table, encoding="utf-8")
    found = lint_files([folder / "clean.yaml"], shipped_manual(), "ko", asked)
    return [(one.code, one.line) for one in found]


def line_of(words: str, text: str = of_pages.CLEAN) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_warning_is_silenced_on_its_line(tmp_path: Path) -> None:
    assert lint(tmp_path, (NO_WHY, "")) == [("D121", line_of(OPTION))]
    assert lint(tmp_path, (NO_WHY, ""), (OPTION, "      - id: hear-out # noqa: D121\n")) == []


@pytest.mark.parametrize(
    "mark", ["#noqa:D121", "# NOQA: d121", "#  noqa:   D121 we say it aloud", "# see above # noqa: D121"]
)
def test_a_mark_may_be_written_in_several_ways(tmp_path: Path, mark: str) -> None:
    assert lint(tmp_path, (NO_WHY, ""), (OPTION, f"      - id: hear-out {mark}\n")) == []


@pytest.mark.parametrize("mark", ["# noqa", "# noqa D121", "# noqa: all"])
def test_what_names_no_code_silences_nothing(tmp_path: Path, mark: str) -> None:
    """A mark without a code would silence what nobody has seen yet."""
    assert lint(tmp_path, (NO_WHY, ""), (OPTION, f"      - id: hear-out {mark}\n")) == [("D121", line_of(OPTION))]


def test_what_is_no_comment_is_no_mark(tmp_path: Path) -> None:
    assert lint(tmp_path, (TITLE, 'title: "글#noqa: D121"\n')) == []


@pytest.mark.parametrize("codes", ["D121, D322", "D121 D322", "D322,D121"])
def test_several_codes_on_one_line(tmp_path: Path, codes: str) -> None:
    one_line = OPTION + "        say: 요금을 다시 물으셨네요. 어제와 달라진 일이 있으면 말씀해 주세요.\n"
    both = (
        "      - {id: hear-out, goto: asks, steps: [listen, restate, check_new_content], say: "
        + "요금을 물으셨네요. " * 12
    )
    rest = "        steps: [listen, restate, check_new_content]\n        goto: asks\n" + NO_WHY
    rest += "        impact: 상대는 자기 글을 읽었다고 느낍니다.\n"
    assert lint(tmp_path, (one_line + rest, both + "}\n")) == [("D121", line_of(OPTION))] * 2 + [
        ("D322", line_of(OPTION))
    ]
    assert lint(tmp_path, (one_line + rest, both + f"}} # noqa: {codes}\n")) == []


def test_a_line_is_not_silenced_by_its_neighbour(tmp_path: Path) -> None:
    title = "title: 게시판에 또 올라온 글 # noqa: D121\n"
    assert lint(tmp_path, (NO_WHY, ""), (TITLE, title)) == [("D140", line_of(TITLE)), ("D121", line_of(OPTION))]


def test_a_code_nobody_knows_silences_nothing_and_is_told(tmp_path: Path) -> None:
    assert lint(tmp_path, (TITLE, "title: 게시판에 또 올라온 글 # noqa: D999\n")) == [("D140", line_of(TITLE))]


def test_of_two_codes_only_the_idle_one_is_told(tmp_path: Path) -> None:
    marked = "      - id: hear-out # noqa: D121, D122\n"
    assert lint(tmp_path, (NO_WHY, ""), (OPTION, marked)) == [("D140", line_of(OPTION))]


def test_what_keeps_a_scenario_from_being_played_is_not_silenced(tmp_path: Path) -> None:
    found = lint(tmp_path, ("difficulty: 1\n", "difficulty: 7 # noqa: D120\n"))
    assert sorted(found) == [("D120", line_of("difficulty")), ("D140", line_of("difficulty"))]


def test_a_mark_for_what_was_not_looked_for_is_left_alone(tmp_path: Path) -> None:
    """Quality and proofs are only looked for in a sound file, and only when they are asked for."""
    marked = (WORDS + "\n", LONG + " # noqa: D322\n")
    assert lint(tmp_path, marked) == []
    assert lint(tmp_path, marked, asked=Asked(ignore=("D3",))) == []
    assert lint(tmp_path, marked, ("difficulty: 1", "difficulty: 7")) == [("D120", line_of("difficulty"))]


def test_idle_marks_are_told_only_where_they_are_asked_for(tmp_path: Path) -> None:
    idle = (TITLE, "title: 게시판에 또 올라온 글 # noqa: D121\n")
    assert lint(tmp_path, idle, asked=Asked(ignore=("D140",))) == []
    assert lint(tmp_path, idle, asked=Asked(select=("D12",))) == []
    assert lint(tmp_path, idle, asked=Asked(select=("D1",))) == [("D140", line_of(TITLE))]


def test_a_line_of_the_table_is_silenced_there(tmp_path: Path) -> None:
    stale = of_pages.TABLE.replace("{ko: 게시판에 또 올라온 글,", "{ko: 게시판에 올라온 글,")
    line = line_of("  title:", of_pages.TABLE)
    assert lint(tmp_path, table=stale) == [("D133", line)]
    assert lint(tmp_path, table=stale.replace(ENGLISH_TITLE, ENGLISH_TITLE + " # noqa: D133")) == []
    idle = of_pages.TABLE.replace(ENGLISH_TITLE, ENGLISH_TITLE + " # noqa: D133")
    assert lint(tmp_path, table=idle) == [("D140", line)]


def test_a_mark_in_the_scenario_does_not_reach_into_the_table(tmp_path: Path) -> None:
    stale = of_pages.TABLE.replace("{ko: 게시판에 또 올라온 글,", "{ko: 게시판에 올라온 글,")
    found = lint(tmp_path, (TITLE, "title: 게시판에 또 올라온 글 # noqa: D133\n"), table=stale)
    assert found == [("D140", line_of(TITLE)), ("D133", line_of("  title:", of_pages.TABLE))]


@pytest.mark.parametrize(
    ("asked", "yes", "no"),
    [
        (Asked(), "D001 D121 D364", ""),
        (Asked(select=("D1",)), "D101 D140", "D001 D201 D301"),
        (Asked(select=("D101", "D3")), "D101 D311", "D102 D201"),
        (Asked(ignore=("D2",)), "D101 D301", "D201 D215"),
        (Asked(select=("D1",), ignore=("D12",)), "D101 D140", "D121 D126 D301"),
        (Asked(select=("D121",), ignore=("D1",)), "", "D121 D101"),
    ],
)
def test_codes_are_asked_for_by_how_they_begin(asked: Asked, yes: str, no: str) -> None:
    assert all(map(asked, yes.split()))
    assert not any(map(asked, no.split()))


def test_nothing_is_played_when_no_proof_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def played(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("dialogues.lint.files.check_proofs", played)
    assert lint(tmp_path, asked=Asked(ignore=("D2",))) == []
    assert lint(tmp_path, asked=Asked(select=("D1", "D3"))) == []
    with pytest.raises(AssertionError):
        lint(tmp_path, asked=Asked(select=("D214",)))
