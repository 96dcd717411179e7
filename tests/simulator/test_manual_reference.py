"""The manual as Markdown pages: whole, linked, written and removed with care; docs/manual is not stale."""

import re
from pathlib import Path

import msgspec
import pytest

from scoring.manual.model import Law, LawText
from scoring.manual.reader import shipped_manual
from simulator import places
from simulator.exports.manual_reference import reference_pages, write_reference
from simulator.exports.markdown import safe, slug
from simulator.texts import active_language, use_language
from tests.scoring.matrix import PAGE, matrix_page
from tests.scoring.proof_tables import Row, rows
from tests.simulator.commands_at_work import Command
from tests.simulator.manual_at_work import changed, tables

MANUAL = shipped_manual()
MATRIX = "rule-matrix.md"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return reference_pages(MANUAL)


# The docs of this repository


def test_the_docs_are_not_stale(pages: dict[str, str]) -> None:
    """After a change of the manual or of its proof tables: make reference."""
    expected = {**pages, MATRIX: matrix_page(MANUAL, rows())}
    there = {str(file.relative_to(PAGE.parent).as_posix()): file for file in PAGE.parent.rglob("*") if file.is_file()}
    assert sorted(there) == sorted(expected)
    stale = [name for name, file in there.items() if file.read_bytes() != expected[name].encode()]
    assert stale == []


# What is on the pages


def test_there_is_a_page_for_each_ladder_policy_and_table(pages: dict[str, str]) -> None:
    tables_ = {"index", "laws", "steps", "faults", "acts", "after", "standards", "hard-rules"}
    assert set(pages) == {
        *(f"{name}.md" for name in tables_),
        *(f"ladders/{name}.md" for name in MANUAL.ladders),
        *(f"policies/{name}.md" for name in MANUAL.policies),
    }


def test_the_index_says_what_the_manual_is_not_and_what_grades_mean(pages: dict[str, str]) -> None:
    assert "공식 매뉴얼 원문과 대조하지 못했습니다" in pages["index.md"]
    grades, *_ = tables(pages["index.md"])
    assert [row[0] for row in grades[1:]] == ["P", "N", "R", "S", "M", "D"]
    assert all(name in pages["index.md"] for name in [*MANUAL.ladders, *map(safe, MANUAL.policies)])


@pytest.mark.parametrize("name", MANUAL.ladders)
def test_a_ladder_page_holds_every_rule_and_a_chart_of_every_rung(pages: dict[str, str], name: str) -> None:
    ladder, page = MANUAL.ladders[name], pages[f"ladders/{name}.md"]
    rungs, rules = tables(page)
    assert re.findall(r"`(.+?)`", "".join(row[0] for row in rules[1:])) == [rule.rule for rule in ladder.rules]
    (chart,) = re.findall(r"```mermaid\n(.*?)```", page, re.DOTALL)
    nodes = re.findall(r'^  r(\d+)\(?\["(.*?)"\]\)?:::(\w+)$', chart, re.MULTILINE)
    assert [(int(number), need) for number, _, need in nodes] == [
        (number, rung.need) for number, rung in enumerate(ladder.rungs, start=1)
    ]
    for (_, label, _), rung, row in zip(nodes, ladder.rungs, rungs[1:], strict=True):
        step = MANUAL.steps[rung.step]
        assert label.startswith(step.name.ko)
        assert ("<br/>" in label.replace("<br/>자동", "")) == ("clerk" not in step.by)
        assert f"[{step.name.ko}](../steps.md#{rung.step})" in row
    assert set(re.findall(r"\br\d+\b", chart)) == {f"r{number}" for number, *_ in nodes}


def test_the_law_table_holds_every_law_and_each_earlier_text(pages: dict[str, str]) -> None:
    (table,) = tables(pages["laws.md"])
    every: list[Law | LawText] = []
    for law in MANUAL.laws.values():
        every += [law, *law.earlier]
    expected = [(text.gist.ko, text.penalty.ko, text.since, text.until) for text in every]
    assert sum(len(law.earlier) for law in MANUAL.laws.values()) > 0
    assert [row[1:5] for row in table[1:]] == [[safe(cell) for cell in row] for row in expected]


@pytest.mark.parametrize("table", ["steps", "faults", "acts", "conducts", "laws", "after", "standards", "hard_rules"])
def test_every_thing_of_a_table_has_its_row(pages: dict[str, str], table: str) -> None:
    page = pages[f"{ {'conducts': 'acts', 'hard_rules': 'hard-rules'}.get(table, table) }.md"]
    prefix = "conduct-" if table == "conducts" else ""
    for name, fact in getattr(MANUAL, table).items():
        assert page.count(f'<a id="{prefix}{name}"></a>') == 1
        text = getattr(fact, "name", None) or fact.title
        assert safe(text.ko) in page
        assert safe(text.en) in page
        assert getattr(fact, "code", "") in page


def test_a_policy_page_shows_its_counts(pages: dict[str, str]) -> None:
    page = pages["policies/ACRC110_2018.md"]
    assert "성희롱의 순서: 법적 조치 경고, 종료, 팀장 보고, 이용 제한" in page
    assert "7일, 30일" in page
    assert "이 매뉴얼의 기본 정책입니다." in pages[f"policies/{MANUAL.default_policy}.md"]
    assert "이 매뉴얼의 기본 정책입니다." not in page


def test_the_links_lead_somewhere(pages: dict[str, str]) -> None:
    links = 0
    for path, page in pages.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", page):
            name, _, place = target.partition("#")
            found = (Path("/") / path).parent / name
            led_to = pages[str(found.resolve().relative_to("/"))]
            assert not place or f'<a id="{place}"></a>' in led_to, f"{path}: {target}"
            links += 1
    assert links > 500


# Other manuals


def test_a_changed_policy_changes_its_page_only(pages: dict[str, str]) -> None:
    other = reference_pages(changed(MANUAL, "policies", MANUAL.default_policy, warnings={"threat": 7}, bell=False))
    assert other.keys() == pages.keys()
    assert {name for name in pages if pages[name] != other[name]} == {f"policies/{MANUAL.default_policy}.md"}


def test_a_rule_that_is_switched_off_is_not_linked() -> None:
    rules = tuple(rule for rule in MANUAL.ladders["EV"].rules if rule.rule != "ev-legitimate")
    page = reference_pages(changed(MANUAL, "ladders", "EV", rules=rules))["hard-rules.md"]
    assert "`ev-legitimate` (쓰지 않음)" in page


@pytest.mark.parametrize("name", ["../../etc/passwd", "강남 구청", "a/b", 'x"<y>'])
def test_a_policy_may_be_called_anything(tmp_path: Path, name: str) -> None:
    policies = {**MANUAL.policies, name: MANUAL.policies[MANUAL.default_policy]}
    write_reference(msgspec.structs.replace(MANUAL, policies=policies), tmp_path / "pages")
    assert (tmp_path / "pages" / "policies" / f"{slug(name)}.md").is_file()
    assert [file.name for file in tmp_path.iterdir() if file.name != "minwon-home"] == ["pages"]
    index = (tmp_path / "pages" / "index.md").read_text(encoding="utf-8")
    assert f"(policies/{slug(name)}.md)" in index


def test_the_pages_are_korean_whoever_makes_them(pages: dict[str, str]) -> None:
    use_language("en")
    assert reference_pages(MANUAL) == pages
    assert active_language() == "en"


# Writing


def test_the_pages_are_written_as_they_are(tmp_path: Path, pages: dict[str, str]) -> None:
    assert write_reference(MANUAL, tmp_path / "new" / "folder") == len(pages)
    for name, text in pages.items():
        assert (tmp_path / "new" / "folder" / name).read_bytes() == text.encode()


def test_only_pages_that_were_written_before_are_removed(tmp_path: Path) -> None:
    own = [tmp_path / name for name in (MATRIX, "notes.md", "ladders/notes.md", "policies/list.txt", "other/a.md")]
    for file in own:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# mine\n", encoding="utf-8")
    policies = {**MANUAL.policies, "OURS": MANUAL.policies[MANUAL.default_policy]}
    write_reference(msgspec.structs.replace(MANUAL, policies=policies), tmp_path)
    assert (tmp_path / "policies" / "OURS.md").is_file()
    write_reference(MANUAL, tmp_path)
    assert not (tmp_path / "policies" / "OURS.md").exists()
    assert [file.read_text(encoding="utf-8") for file in own] == ["# mine\n"] * len(own)


def test_the_command_writes_the_manual_of_the_agency(cli: Command, tmp_path: Path) -> None:
    overlay = tmp_path / "ours.yaml"
    overlay.write_text("overlay: ours\nname: 우리 시\npolicy: {bell: false}\n", encoding="utf-8")
    places.config_file().parent.mkdir(parents=True, exist_ok=True)
    places.config_file().write_text(f'agency = "{overlay.as_posix()}"\n', encoding="utf-8")
    done = cli("manual", "--pages", tmp_path / "pages")
    written = len(list((tmp_path / "pages").rglob("*.md")))
    assert (done.code, done.out) == (0, "")
    assert f"{written}쪽" in done.err
    assert written == len(reference_pages(MANUAL)) + 1
    assert "비상벨이 없습니다" in (tmp_path / "pages" / "policies" / "ours.md").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_is_said(cli: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = cli("manual", "--pages", tmp_path / "file" / "pages")
    assert (done.code, done.out) == (3, "")
    assert "파일을 쓸 수 없습니다" in done.err


def test_search_words_beside_the_pages_are_refused(cli: Command, tmp_path: Path) -> None:
    done = cli("manual", "warn", "--pages", tmp_path / "pages")
    assert (done.code, done.out) == (2, "")
    assert "찾을 말은 빼 주세요" in done.err
    assert not (tmp_path / "pages").exists()


# The matrix of rules and verdicts


def test_the_matrix_counts_the_traces_of_each_verdict() -> None:
    told = [
        ("ph-ab-stop", "done"), ("ph-ab-stop", "done"), ("ph-ab-stop", "-"), ("ev-needless-end", "kept"),
        ("fault-touch", "forbidden"), ("role-end", "wrong_role"),
    ]  # fmt: skip
    page = matrix_page(MANUAL, [Row("", rule, verdict, "", "") for rule, verdict in told])
    found = {row[0].strip("`"): row[1:] for table in tables(page)[1:] for row in table[1:]}
    assert set(found) == set(MANUAL.rules)
    assert found["ph-ab-stop"] == ["2", "0", "0", "0", "", "", "", "", "1"]
    assert found["ev-needless-end"][-2:] == ["1", "0"]
    assert found["fault-touch"] == ["", "", "", "", "", "1", "", "0", "0"]
    assert found["role-end"] == ["", "", "", "", "1", "", "", "0", "0"]


def test_the_matrix_has_a_table_for_each_ladder_and_links_to_it(pages: dict[str, str]) -> None:
    page = matrix_page(MANUAL, ())
    headings = re.findall(r"^## \[.*\]\((.*)\) \(.+\)$", page, re.MULTILINE)
    assert headings == [*(f"ladders/{name}.md" for name in MANUAL.ladders), "faults.md", "steps.md"]
    assert set(headings) <= set(pages)
