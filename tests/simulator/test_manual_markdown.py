"""The manual's values in Markdown and Mermaid: safe whatever the texts, worded as law only where it is law."""

import re

import msgspec
import pytest

from scoring.evidence import Basis
from scoring.manual.manual import Manual
from scoring.manual.model import Need, Rung
from scoring.manual.reader import shipped_manual
from scoring.texts import Text
from simulator.exports.flowchart import flowchart
from simulator.exports.manual_reference import reference_pages
from simulator.exports.markdown import Linker, safe
from tests.simulator.manual_at_work import changed, tables

MANUAL = shipped_manual()
NASTY = Text('a|b\n\nc "d" <script>x</script> [e](f) `g` *h* $i$ ~j~ #k; &amp; \\', "1. x")


def nasty(manual: Manual) -> Manual:
    """Return the manual with texts that Markdown and Mermaid would misread."""
    manual = changed(manual, "policies", manual.default_policy, name=NASTY, note=NASTY)
    manual = changed(manual, "steps", "warn", name=NASTY, meaning=NASTY, basis=(Basis("D", "", NASTY),))
    rungs = (*manual.ladders["PH-AB"].rungs, Rung("warn", "conditional", NASTY))
    return changed(manual, "ladders", "PH-AB", name=NASTY, note=NASTY, rungs=rungs)


# Law and guidance


@pytest.mark.parametrize(
    ("basis", "shown"),
    [
        (Basis("P", "petitions-4"), "법령: [민원처리법 제4조](laws.md#petitions-4)"),
        (
            Basis("D", "petitions-4", Text("설계")),
            "참고(만든 이의 추정): [민원처리법 제4조](laws.md#petitions-4) (설계)",
        ),
        (Basis("P", "", Text("어느 법")), "참고(법령 원문 확인): 어느 법"),
        (Basis("N"), "참고(언론 보도와 공지): 정부 대책을 다룬 보도와 기관 공지"),
    ],
)
def test_only_an_article_that_was_read_is_law(basis: Basis, shown: str) -> None:
    assert Linker(MANUAL, "").bases([basis]) == shown


def test_a_law_that_was_not_read_is_guidance_on_its_page() -> None:
    page = reference_pages(changed(MANUAL, "laws", "petitions-4", evidence="S"))["laws.md"]
    (row,) = [row for row in tables(page)[0] if 'id="petitions-4"' in row[0]]
    assert row[1].startswith("참고(2차 자료): ")
    assert row[7] == "S 2차 자료"


# Safe Markdown and Mermaid


def test_every_row_has_as_many_cells_as_its_head_whatever_the_texts() -> None:
    for path, page in reference_pages(nasty(MANUAL)).items():
        for table in tables(page):
            assert {len(row) for row in table} == {len(table[0])}, path
        assert "<script" not in re.sub(r"\\<", "", page), path
        assert page.endswith("\n"), path


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b\n c", "a\\|b c"),
        ("1. 하나", "1\\. 하나"),
        ("- 하나", "\\- 하나"),
        ("2024-10-29부터", "2024-10-29부터"),
        ("<b>&`$~", "\\<b\\>\\&\\`\\$\\~"),
    ],
)
def test_text_is_only_text(text: str, escaped: str) -> None:
    assert safe(text) == escaped


def test_a_chart_holds_no_letter_that_mermaid_would_read() -> None:
    manual = nasty(MANUAL)
    chart = flowchart(manual.ladders["PH-AB"], manual)
    label = r'"(?:[^"|`<>]|<br/>)*"'
    node, arrow = rf"r\d+(?:\[{label}\]|\(\[{label}\]\)):::\w+", rf"r\d+ (?:-->|-\.->|-->\|{label}\|) r\d+"
    lines = [line.strip() for line in chart.splitlines()]
    assert lines[0] == "flowchart TD"
    assert [line for line in lines[1:] if not re.fullmatch(rf"{node}|{arrow}|classDef \w+ [\w:. -]+", line)] == []
    assert not re.search(r'\["\d+[.)] ', chart), "Mermaid would make a list of it"


def test_a_chart_leads_from_rung_to_rung_and_branches_where_it_depends() -> None:
    needs: list[tuple[str, Need]] = [
        ("warn", "required"), ("accuse", "conditional"), ("record", "conditional"), ("rest", "recommended"),
        ("end", "required"),
    ]  # fmt: skip
    rungs = tuple(Rung(step, need, Text(f"{step}일 때. 그 밖의 말.")) for step, need in needs)
    chart = flowchart(msgspec.structs.replace(MANUAL.ladders["EV"], rungs=rungs), MANUAL)
    arrows = re.findall(r"^  (r\d+ .*) (r\d+)$", chart, re.MULTILINE)
    assert arrows == [
        ('r1 -->|"accuse일 때"|', "r2"), ('r1 -->|"record일 때"|', "r3"), ("r1 -.->", "r4"), ("r4 -->", "r5"),
    ]  # fmt: skip
    assert "<br/>법적대응 전담부서" in next(line for line in chart.splitlines() if "r2([" in line)
    assert "classDef recommended stroke-dasharray" in chart


def test_a_long_note_is_cut_between_words() -> None:
    rungs = (Rung("warn", "required"), Rung("end", "conditional", Text("가나다 " * 15 + "(라마바 사아자)")))
    chart = flowchart(msgspec.structs.replace(MANUAL.ladders["EV"], rungs=rungs), MANUAL)
    assert re.findall(r'\|"(.*)"\|', chart) == [" ".join(["가나다"] * 12) + " ..."]
