"""Every code has its page, every page keeps its word: the wrong example raises its code, the right one nothing."""

import re
from pathlib import Path

import pytest

from dialogues.lint.diagnostics import diagnostics
from dialogues.lint.files import lint_files
from dialogues.lint.pages import as_read, examples_of, in_language, page_of
from scoring.manual.manual import Manual
from scoring.manual.overlay import with_overlay
from scoring.manual.reader import shipped_manual
from tests.dialogues import diagnostic_pages as of_pages
from tests.dialogues.diagnostic_docs import INDEX, index, with_quotes
from tests.dialogues.diagnostic_pages import FOLDER, pages

PUBLISHED = FOLDER / "published.txt"
_PUBLISHED_LINE = re.compile(r"(?P<code>D\d{3}) (?P<meaning>\S.*)")
each_page = pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
each_language = pytest.mark.parametrize("language", ["ko", "en"])


@pytest.fixture(scope="module")
def manual() -> Manual:
    return shipped_manual()


def test_the_clean_scenario_raises_nothing_at_all(manual: Manual) -> None:
    assert lint_files([FOLDER / "clean.yaml"], manual, "ko") == []
    assert (FOLDER / "clean.en.yaml").is_file()


def test_the_clean_course_raises_nothing_either(manual: Manual) -> None:
    assert lint_files([FOLDER / "course.yaml"], manual, "ko", others=lambda: of_pages.SCENARIOS) == []


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert [path.stem for path in pages()] == sorted(diagnostics())


@each_page
def test_a_wrong_example_raises_exactly_its_code_on_the_marked_line(tmp_path: Path, path: Path) -> None:
    expected, raised = of_pages.expected_and_raised(path, tmp_path)
    page = page_of(path.stem)
    assert [one for one in raised if one.code == path.stem] == [expected]
    assert {one.code for one in raised} == {path.stem, *of_pages.companions_of(page)}


@each_page
def test_what_is_raised_besides_is_named_to_the_reader(path: Path) -> None:
    page = page_of(path.stem)
    for language in ("ko", "en"):
        for code in of_pages.companions_of(page):
            assert code in as_read(page, language)


@each_page
def test_a_right_example_is_an_excerpt_of_the_clean_files(path: Path, manual: Manual, tmp_path: Path) -> None:
    page = page_of(path.stem)
    if of_pages.recipe_of(page) == "overlay":
        file = tmp_path / "agency.yaml"
        file.write_text(examples_of(page)[1], encoding="utf-8")
        assert with_overlay(manual, file)
        return
    clean = {"table": of_pages.TABLE, "course": of_pages.COURSE, "course-twice": of_pages.COURSE}.get(
        of_pages.recipe_of(page), of_pages.CLEAN
    )
    assert [piece for piece in of_pages.right_pieces(page) if f"\n{piece}" not in f"\n{clean}"] == []


@each_page
def test_a_page_says_what_its_code_says(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert with_quotes(path.stem, page) == page, "make reference"


@each_page
def test_a_page_is_short_and_complete(path: Path) -> None:
    page = page_of(path.stem)
    assert len(page.splitlines()) <= 60
    assert len(examples_of(page)) == 2
    why = [
        part
        for part in re.split(r"\n\n", page)
        if not part.startswith(("#", ">", "<!--", "```", "틀린 예:", "맞는 예:"))
    ]
    assert any(re.search("[가-힣]", part) for part in why)
    assert re.search("[a-z]", why[-1])
    assert not re.search("[가-힣]", why[-1])


def test_the_index_is_what_the_codes_say() -> None:
    assert INDEX.read_text(encoding="utf-8") == index(), "make reference"
    assert [code for code in diagnostics() if f"({code}.md)" not in index()] == []


def test_a_code_is_published_for_good() -> None:
    """A code once published is still there or withdrawn, and a withdrawn one is not used again."""
    lines = [line for line in PUBLISHED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = [match for line in lines if (match := _PUBLISHED_LINE.fullmatch(line))]
    codes = [match["code"] for match in found]
    assert len(found) == len(lines)
    assert codes == sorted(set(codes))
    in_use = [match["code"] for match in found if not match["meaning"].startswith("withdrawn: ")]
    assert in_use == sorted(diagnostics())


@each_page
@each_language
def test_a_page_is_read_in_one_language_without_markup(path: Path, language: str) -> None:
    text = as_read(page_of(path.stem), language)
    prose = [line for line in text.splitlines() if not line.startswith("    ")]
    assert text.startswith(f"{path.stem}\n")
    assert not re.search(r"```|<!--|\*\*\w|^#|^>", "\n".join(prose), re.MULTILINE)
    wrong, right = ("틀린 예:", "맞는 예:") if language == "ko" else ("Wrong:", "Right:")
    assert prose.count(wrong) == prose.count(right) == 1
    said = getattr(diagnostics()[path.stem].mend, language).partition("{")[0]
    assert said in text
    assert text.count("# ← 여기" if language == "ko" else "# ← here") == 1


def test_the_markdown_of_one_language_holds_no_other() -> None:
    page = page_of("D101")
    assert "In English" not in in_language(page, "ko")
    assert "오류" not in in_language(page, "en")
    assert in_language(page, "en").count("```yaml") == in_language(page, "ko").count("```yaml") == 2


# The tests' own tools


def test_an_example_that_is_not_in_the_clean_file_is_noticed() -> None:
    page = page_of("D101").replace("goto: swears\n", "goto: elsewhere\n")
    with pytest.raises(AssertionError, match="stands 0 times"):
        of_pages.case_of(page, of_pages.CLEAN)


def test_a_page_whose_sentence_is_stale_is_noticed() -> None:
    page = page_of("D101").replace("그런 상태나 결말이 없습니다", "그런 곳이 없습니다")
    assert with_quotes("D101", page) == page_of("D101") != page


def test_a_recipe_nobody_knows_is_noticed(tmp_path: Path) -> None:
    page = page_of("D101").replace("\n\n이", "\n\n<!-- case: magic -->\n\n이", 1)
    (tmp_path / "D101.md").write_text(page, encoding="utf-8")
    with pytest.raises(KeyError, match="magic"):
        of_pages.expected_and_raised(tmp_path / "D101.md", tmp_path)
