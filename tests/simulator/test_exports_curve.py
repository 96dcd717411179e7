"""The curve of anger and trust as a drawing: true to its values, legible without colour, told in words."""

import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from scoring.debrief import CurvePoint
from simulator.exports.debrief_page import curve_svg
from simulator.texts import use_language
from tests.simulator.pages_at_work import SVG, by_class, read, text_of


def curve(*meters: tuple[int, int]) -> tuple[CurvePoint, ...]:
    return tuple(CurvePoint(turn, anger, trust, 10) for turn, (anger, trust) in enumerate(meters))


def spots(drawing: ET.Element, line: str) -> list[tuple[float, float]]:
    """Return the points of a line."""
    (group,) = by_class(drawing, line)
    polyline = group.find(f"{SVG}polyline")
    assert polyline is not None
    pairs = (pair.split(",") for pair in (polyline.get("points") or "").split())
    return [(float(x), float(y)) for x, y in pairs]


OLD, NEW = curve((50, 40), (80, 20), (90, 10), (95, 5)), curve((50, 40), (30, 60))


def test_the_curve_is_a_picture_that_says_what_it_shows() -> None:
    drawing = read(curve_svg(NEW, frozenset({1}), OLD))
    assert drawing.tag == f"{SVG}svg"
    assert drawing.get("role") == "img"
    described = {element.get("id"): text_of(element) for element in drawing if element.get("id")}
    assert set((drawing.get("aria-labelledby") or "").split()) == set(described)
    assert described["curve-title"] == "분노와 신뢰의 흐름"
    for told in ("차례 1: 분노 30, 신뢰 60", "원래의 차례 3: 분노 95, 신뢰 5"):
        assert told in described["curve-desc"]


def test_high_is_up_and_later_is_right() -> None:
    drawing = read(curve_svg(curve((0, 100), (50, 50), (100, 0)), frozenset()))
    anger, trust = spots(drawing, "anger"), spots(drawing, "trust")
    assert [x for x, _ in anger] == sorted({x for x, _ in anger})
    assert [y for _, y in anger] == [y for _, y in reversed(trust)]
    assert anger[0][1] > anger[1][1] > anger[2][1]
    grid = {float(line.get("y1") or "") for line in drawing.iter(f"{SVG}line")}
    assert {y for _, y in anger} <= grid, "0, 50 and 100 lie on the lines of the grid"


def test_turns_of_both_curves_share_one_axis() -> None:
    drawing = read(curve_svg(NEW, frozenset(), OLD))
    assert [x for x, _ in spots(drawing, "anger")] == [x for x, _ in spots(drawing, "anger-before")][: len(NEW)]


def test_lines_are_told_apart_without_colour() -> None:
    drawing = read(curve_svg(NEW, frozenset(), OLD))
    looks = set()
    for name in ("anger", "trust", "anger-before", "trust-before"):
        (group,) = by_class(drawing, name)
        polyline, *markers = list(group)
        assert len({marker.tag for marker in markers}) == 1
        looks.add((polyline.get("stroke-dasharray"), markers[0].tag, group.get("stroke-width")))
    assert len(looks) == 4
    names = {text_of(text) for text in drawing.iter(f"{SVG}text")}
    assert {"분노 30", "신뢰 60", "원래 분노 95", "원래 신뢰 5"} <= names


def test_the_old_curve_lies_behind_and_is_thinner() -> None:
    drawing = read(curve_svg(NEW, frozenset(), OLD))
    order = [group.get("class") for group in drawing if group.get("class")]
    assert order == ["anger-before", "trust-before", "anger", "trust"]
    widths = {name: float(by_class(drawing, name)[0].get("stroke-width") or "") for name in ("anger-before", "anger")}
    assert widths["anger-before"] < widths["anger"]
    assert by_class(read(curve_svg(NEW, frozenset())), "anger-before") == []


def test_marked_turns_have_rings_where_the_lines_are_and_their_number() -> None:
    drawing = read(curve_svg(OLD, frozenset({1, 3, 99})))
    rings = by_class(drawing, "turning")
    assert [ring.get("data-turn") for ring in rings] == ["1", "3"]
    for ring, turn in zip(rings, (1, 3), strict=True):
        circles = {(float(c.get("cx") or ""), float(c.get("cy") or "")) for c in ring.iter(f"{SVG}circle")}
        assert circles == {spots(drawing, "anger")[turn], spots(drawing, "trust")[turn]}
        assert text_of(ring) == str(turn)
    assert "전환점" in text_of(drawing)


def test_the_marked_turn_of_a_comparison_is_the_one_that_was_changed() -> None:
    assert "바꾼 차례" in text_of(read(curve_svg(NEW, frozenset({1}), OLD)))
    for drawing in (curve_svg(NEW, frozenset()), curve_svg(NEW, frozenset(), OLD)):
        assert "고리" not in text_of(read(drawing)), "no ring, no word about rings"


def test_a_curve_without_turns_is_still_a_picture() -> None:
    drawing = read(curve_svg((), frozenset({1})))
    assert "그릴 차례가 없습니다." in text_of(drawing)
    assert list(drawing.iter(f"{SVG}polyline")) == []


def test_the_curve_speaks_english() -> None:
    use_language("en")
    shown = text_of(read(curve_svg(NEW, frozenset({1}), OLD)))
    assert "Anger before 95" in shown
    assert not re.search("[가-힣]", shown)


METERS = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), max_size=60)


@given(METERS, METERS, st.frozensets(st.integers(0, 70), max_size=8))
def test_whatever_is_drawn_lies_in_the_drawing(
    now: list[tuple[int, int]], was: list[tuple[int, int]], marked: frozenset[int]
) -> None:
    drawing = read(curve_svg(curve(*now), marked, curve(*was)))
    _, _, width, height = map(float, (drawing.get("viewBox") or "").split())
    for element in drawing.iter():
        for name, most in {"x": width, "cx": width, "y": height, "cy": height}.items():
            assert 0 <= float(element.get(name, "0")) <= most
    labels = [(float(t.get("x") or ""), float(t.get("y") or "")) for t in list(drawing)[-2].iter(f"{SVG}text")]
    assert len(labels) == 2 * (bool(now) + bool(was))
    for number, (x, y) in enumerate(labels):
        assert all(abs(y - other) >= 13 for beside, other in labels[:number] if beside == x)
