"""`minwon graph`: the drawings of a scenario in the terminal, as Mermaid, DOT and SVG, with a run laid over them."""

import re
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len

from simulator import places
from simulator.problems import Exit
from simulator.workplace import Workplace
from tests.dialogues.shipped_files import each_file
from tests.simulator.commands_at_work import Command, played
from tests.simulator.scenario_files import SMALL

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "no <b>where</b>\"]; x --> y & 'z' \\"
pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Write a file that reads but cannot be played: a hostile name that no place has, and a place no way leads to."""
    text = SMALL.replace("goto: calmed", "goto: [{to: '" + HOSTILE.replace("'", "''") + "', when: 'anger >> \"'}]")
    text = text.replace("title: 작은 전화", "title: '<script>alert(1)</script> & \"작은\" 전화'")
    text = text.replace("\nendings:", "\n  lost: {goto: hung-up}\nendings:", 1)
    file = tmp_path / "small-call.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def block(out: str, place: str) -> list[str]:
    """Return the lines that a place has in the terminal."""
    lines = out.splitlines()
    [first] = [number for number, line in enumerate(lines) if re.match(rf"  {re.escape(place)}( \[|$)", line)]
    last = next((n for n in range(first + 1, len(lines)) if not lines[n].startswith("    ")), len(lines))
    return [line.strip() for line in lines[first:last]]


def drawing(cli: Command, *arguments: str | Path) -> ElementTree.Element:
    done = cli("graph", *arguments, "--svg", "-")
    return ElementTree.fromstring(done.out)


def box(svg: ElementTree.Element, place: str) -> tuple[set[str], list[str]]:
    """Return the classes and the words of a place in the drawing."""
    for group in svg.iter(f"{SVG}g"):
        words = ["".join(text.itertext()) for text in group.findall(f"{SVG}text")]
        if group.get("class", "").startswith("place") and words[0] == place:
            return set(group.get("class", "").split()), words
    raise AssertionError(place)


# In the terminal


def test_every_place_stands_once_with_its_words_and_ways(cli: Command) -> None:
    done = cli("graph", "small-call")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:2] == ["작은 전화 (small-call)", "상태 3개, 결말 2개, 길 10개."]
    assert block(done.out, "opening") == [
        "opening [시작, 분노 50 보통]",
        "왜 과태료예요?",
        "hear: explains",
        "cold: insults",
        "file: explains",
    ]
    assert "  calmed [결말: 원만히 마무리됨, 분노 40 보통]" in done.out
    assert "이런 **** 진짜." in done.out


def test_places_are_listed_by_how_many_turns_away_they_are(cli: Command) -> None:
    headings = [line for line in cli("graph", "small-call").out.splitlines()[3:] if line and line[0] != " "]
    assert headings == ["처음", "언제든 할 수 있는 행동", "1차례 뒤", "결말"]


def test_conditions_are_told_in_words(cli: Command) -> None:
    done = cli("graph", "threats-visit-welfare-benefit")
    assert "try-me: sweeps (조건 anger >= 72), second-threat" in block(done.out, "first-threat")


def test_english_is_spoken(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINWON_LANG", "en")
    out = cli("graph", "threats-visit-welfare-benefit").out
    assert "opening [start, anger 60 high]" in out
    assert "try-me: sweeps (if anger >= 72), second-threat" in out
    assert not re.search("[가-힣]", out)


@each_file
@pytest.mark.parametrize("language", ["ko", "en"])
def test_shipped_scenarios_fit_into_eighty_columns_without_glyphs(
    cli: Command, monkeypatch: pytest.MonkeyPatch, path: Path, language: str
) -> None:
    monkeypatch.setenv("MINWON_LANG", language)
    out = cli("graph", path).out
    assert max(map(cell_len, out.splitlines())) < 80
    assert not re.search("[\u2190-\u21ff\u2500-\u259f]", out)


# Files


def test_each_format_goes_to_its_file(cli: Command, tmp_path: Path) -> None:
    files = {name: tmp_path / f"small.{name}" for name in ("mermaid", "dot", "svg")}
    done = cli("graph", "small-call", *(word for name, file in files.items() for word in (f"--{name}", file)))
    assert (done.code, done.out) == (0, "")
    assert files["mermaid"].read_text(encoding="utf-8").startswith("flowchart LR\n")
    assert files["dot"].read_text(encoding="utf-8").startswith("digraph scenario {\n")
    assert files["svg"].read_text(encoding="utf-8").startswith("<svg ")
    assert all(str(file) in done.err for file in files.values())


def test_mermaid_shades_by_class_and_by_word(cli: Command) -> None:
    lines = [line.strip() for line in cli("graph", "small-call", "--mermaid", "-").out.splitlines()]
    assert 'n2["insults<br/>분노 62 높음"]' in lines
    assert "class n2 high" in lines
    assert 'n4(["hung-up<br/>결말: 민원인이 떠남<br/>분노 76 높음"])' in lines
    assert 'n0 -->|"hear<br/>file"| n1' in lines
    assert 'any -->|"!end"| n4' in lines
    assert sum(line.startswith("classDef") for line in lines) == 6


def test_dot_shades_by_fill_and_by_word(cli: Command) -> None:
    out = cli("graph", "small-call", "--dot", "-").out
    [node] = [line for line in out.splitlines() if line.startswith("  n2 [")]
    assert '"insults\\n분노 62 높음"' in node
    assert 'fillcolor="#f8cfc6"' in node
    assert '  n0 -> n1 [label="hear\\nfile"];' in out.splitlines()


def test_svg_shades_by_fill_and_by_word_and_needs_nothing_from_elsewhere(cli: Command) -> None:
    svg = drawing(cli, "small-call")
    classes, words = box(svg, "insults")
    assert classes == {"place", "high"}
    assert words == ["insults", "분노 62 높음", "이런 **** 진짜.", "stop: explains", "bear: hung-up", "back: hung-up"]
    assert "ending" in box(svg, "calmed")[0]
    assert len(svg.findall(f".//{SVG}path[@class='way']")) == 10
    text = cli("graph", "small-call", "--svg", "-").out
    assert re.findall(r'(?:href|src|url)[=(]["\']?([^"\')]+)', text) == ["#tip"] * 10
    assert re.findall('https?://[^"]+', text) == ["http://www.w3.org/2000/svg"]


@each_file
def test_boxes_of_shipped_scenarios_do_not_lie_on_each_other(cli: Command, path: Path) -> None:
    svg = drawing(cli, path)
    rects = [group.find(f"{SVG}rect") for group in svg.iter(f"{SVG}g") if group.get("class", "").startswith("place")]
    spots = [
        tuple(float(rect.get(side, "")) for side in ("x", "y", "width", "height")) for rect in rects if rect is not None
    ]
    assert len(spots) > 15
    apart = [
        one is other or one[0] != other[0] or one[1] + one[3] < other[1] or other[1] + other[3] < one[1]
        for one in spots
        for other in spots
    ]
    assert all(apart)
    width, height = map(float, svg.get("viewBox", "").split()[2:])
    assert all(x + w < width and y + h < height for x, y, w, h in spots)


def test_only_one_drawing_goes_to_standard_output(cli: Command) -> None:
    done = cli("graph", "small-call", "--svg", "-", "--dot", "-")
    assert (done.code, done.out) == (Exit.WRONG_USE, "")
    assert "하나만" in done.err


def test_a_folder_in_the_way_leaves_nothing_half_written(cli: Command, tmp_path: Path) -> None:
    done = cli("graph", "small-call", "--svg", tmp_path / "missing" / "small.svg")
    assert (done.code, done.out) == (Exit.ENVIRONMENT, "")
    assert list(tmp_path.rglob("*.part")) == []


# Broken files


def test_a_broken_file_that_reads_is_drawn_as_it_is(cli: Command, broken: Path) -> None:
    done = cli("graph", broken)
    assert done.code == Exit.FOUND_PROBLEMS
    assert "minwon lint" in done.err
    assert block(done.out, "calmed")[0] == "calmed [결말: 원만히 마무리됨, 이를 수 없음]"
    assert f"  {HOSTILE} [파일에 없음]" in done.out.splitlines()
    assert '조건 anger >> "' in done.out


def test_what_an_author_wrote_is_never_obeyed(cli: Command, broken: Path) -> None:
    svg = drawing(cli, broken)
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} == {
        "svg", "title", "desc", "defs", "marker", "path", "rect", "text", "g",
    }  # fmt: skip
    assert box(svg, HOSTILE)[0] == {"place", "none", "lost"}
    assert box(svg, "calmed")[0] == {"place", "none", "ending", "lost"}
    dot = cli("graph", broken, "--dot", "-").out
    assert '\\"' in dot
    assert not re.search(r"[^\w\s{}\[\]=,;>-]", re.sub(r'"(?:[^"\\]|\\.)*"', "", dot))


def test_mermaid_labels_hold_nothing_that_would_end_them(cli: Command, broken: Path) -> None:
    lines = cli("graph", broken, "--mermaid", "-").out.splitlines()
    shapes = (
        r"flowchart LR",
        r"  acc(Title|Descr): [^<>\"|&]*",
        r"  n\d+(\(\[|\[)\"(<br/>|[^\"<>|&`])*\"(\]\)|\])",
        r"  any\{\{\"[^\"<>|&`]*\"\}\}",
        r"  class n\d+ [a-z]+",
        r"  (n\d+|any) -->\|\"(<br/>|[^\"<>|&`])*\"\| n\d+",
        r"  classDef [a-z]+ [a-z:#0-9,\- ]+",
    )
    assert [line for line in lines if not any(re.fullmatch(shape, line) for shape in shapes)] == []
    assert any("no #lt;b#gt;where" in line for line in lines)


@pytest.mark.parametrize("content", ["scenario: [", "scenario: small-call\n", ""])
def test_a_file_that_does_not_read_is_said(cli: Command, tmp_path: Path, content: str) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(content, encoding="utf-8")
    done = cli("graph", file, "--svg", tmp_path / "bad.svg")
    assert (done.code, done.out) == (Exit.FOUND_PROBLEMS, "")
    assert f"minwon lint {file}" in done.err
    assert not (tmp_path / "bad.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("no-such-call",), "no-such-call"),
        (("no-such-call.yaml",), "no-such-call.yaml"),
        ((), "시나리오"),
        (("small-call", "--png", "x"), "--png"),
        (("small-call", "--trace", "01ff"), "01ff"),
    ],
)
def test_wrong_use_is_said(cli: Command, arguments: tuple[str, ...], part: str) -> None:
    done = cli("graph", *arguments)
    assert (done.code, done.out) == (Exit.WRONG_USE, "")
    assert part in done.err


# A run laid over it


def test_a_run_numbers_the_places_it_came_to_and_the_ways_it_took(cli: Command) -> None:
    run = played(cli, lines="cold !notify_recording stop wait rule")
    out = cli("graph", "small-call", "--trace", run["attempt"][:12]).out
    assert run["attempt"] in out
    assert "1 opening, 2 insults, 3 explains, 4 explains, 5 calmed." in " ".join(out.split())
    assert block(out, "explains")[0].endswith("들른 순서 3, 4]")
    assert "cold: insults [지나감 2]" in block(out, "opening")
    assert "hear: explains" in block(out, "opening")
    assert {"wait: explains [지나감 4]", "rule: calmed [지나감 5]"} <= {*block(out, "explains")}


def test_each_drawing_marks_the_run_by_more_than_colour(cli: Command) -> None:
    run = played(cli, lines="hear rule")
    named = ("small-call", "--trace", run["attempt"])
    svg = drawing(cli, *named)
    assert {name: "visited" in box(svg, name)[0] for name in ("opening", "explains", "insults", "calmed")} == {
        "opening": True, "explains": True, "insults": False, "calmed": True,
    }  # fmt: skip
    assert "hear: explains [지나감 2]" in box(svg, "opening")[1]
    assert len(svg.findall(f".//{SVG}path[@class='way taken']")) == 2
    mermaid = cli("graph", *named, "--mermaid", "-").out
    assert re.search(r"linkStyle \d+,\d+ ", mermaid)
    assert mermaid.count(" visited\n") == 3
    dot = cli("graph", *named, "--dot", "-").out
    assert '[label="hear [지나감 2]\\nfile", penwidth=4]' in dot


def test_a_run_that_goes_on_is_drawn_as_far_as_it_came(cli: Command) -> None:
    cli("play", "small-call", "--plain", stdin="cold\n")
    with closing(Workplace()) as workplace:
        [attempt] = workplace.records.unfinished()
    out = cli("graph", "small-call", "--trace", attempt.id).out
    assert "1 opening, 2 insults." in " ".join(out.split())


def test_a_run_of_another_version_is_not_laid_over_the_file(cli: Command, small: Path) -> None:
    run = played(cli)
    small.write_text(SMALL.replace("version: 1", "version: 2"), encoding="utf-8")
    done = cli("graph", "small-call", "--trace", run["attempt"])
    assert (done.code, done.out) == (Exit.FOUND_PROBLEMS, "")
    assert "바뀌었습니다" in done.err
    assert run["attempt"] in done.err
    assert cli("graph", "small-call").code == 0


def test_a_run_on_another_scenario_is_refused(cli: Command) -> None:
    run = played(cli)
    done = cli("graph", "abuse-phone-parking-fine", "--trace", run["attempt"])
    assert (done.code, done.out) == (Exit.WRONG_USE, "")
    assert "small-call" in done.err


def test_without_a_run_no_records_are_opened(cli: Command) -> None:
    assert cli("graph", "small-call").code == 0
    assert not places.database_file().exists()
