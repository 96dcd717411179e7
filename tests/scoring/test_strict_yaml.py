"""Strict YAML: every surprise is an error with a place, every scalar stays text."""

from pathlib import Path

import pytest

from scoring import strict_yaml
from scoring.strict_yaml import MAX_BYTES, MAX_DEPTH, Document, Place, Plain, Problem, UnreadableError


def refusal(raw: bytes | str) -> Problem:
    """Return the one problem that makes these bytes unreadable."""
    with pytest.raises(UnreadableError) as caught:
        strict_yaml.read_bytes(raw if isinstance(raw, bytes) else raw.encode())
    [problem] = caught.value.problems
    return problem


def read(text: str) -> Document:
    return strict_yaml.read_bytes(text.encode())


REFUSED = {
    "colon in a sentence": ("a: 1\nb: c: d\n", "D001", 2, 5),
    "open bracket": ("a: [1,\n  2\n", "D001", 3, 1),
    "open quote": ('a: "x', "D001", 1, 6),
    "tab": ("a: 1\n\tb: 2\n", "D001", 2, 1),
    "column counts Korean letters once": ("'가나다' : 라 : 마", "D001", 1, 11),
    "anchor on text": ("a: 1\nb:  &x 1\n", "D003", 2, 5),
    "anchor on a mapping": ("a: &x\n  b: 1\n", "D003", 1, 4),
    "anchor on a key": ("&x a: 1\n", "D003", 1, 1),
    "alias": ("a: [1, *x]\n", "D003", 1, 8),
    "merge key": ("<<: *base\n", "D003", 1, 5),
    "tag of YAML": ("a: !!int 1\n", "D004", 1, 4),
    "tag of its own": ("a:\n  - !python/object x\n", "D004", 2, 5),
    "bare exclamation mark": ("a: ! x\n", "D004", 1, 4),
    "tag on a key": ("!x a: 1\n", "D004", 1, 1),
    "brackets too deep": ("[" * (MAX_DEPTH + 2), "D005", 1, MAX_DEPTH + 2),
    "200,000 brackets": ("[" * 200_000, "D005", 1, MAX_DEPTH + 2),
    "200,000 dashes": ("- " * 200_000, "D005", 1, 2 * MAX_DEPTH + 3),
    "200,000 lines of brackets": ("[\n" * 200_000, "D005", MAX_DEPTH + 2, 1),
    "too large": ("x" * (MAX_BYTES + 1), "D006", 1, 1),
    "not UTF-8": (b"a: 1\nb: \xb0\xa1\n", "D007", 2, 1),
    "UTF-16": ("a: 1".encode("utf-16-le"), "D007", 1, 1),
    "control character": ("a: 1\nb: x\x01y\n", "D007", 2, 1),
    "NUL": ("a: 1\n\n\x00", "D007", 3, 1),
    "second document": ("a: 1\n---\nb: 2\n", "D008", 2, 1),
    "empty second document": ("---\n---\n", "D008", 2, 1),
    "list as a key": ("a: 1\n? [b]\n: 2\n", "D009", 2, 3),
    "mapping as a key": ("? {a: 1}\n: 2\n", "D009", 1, 3),
    "200,000 braces": ("{" * 200_000, "D009", 1, 2),
}


@pytest.mark.parametrize(("raw", "code", "line", "column"), REFUSED.values(), ids=REFUSED.keys())
def test_refuses_with_code_and_place(raw: bytes | str, code: str, line: int, column: int) -> None:
    problem = refusal(raw)
    assert (problem.code, problem.place) == (code, Place(line, column))


@pytest.mark.parametrize(
    ("raw", "detail"),
    [
        ("a: !!int 1", {"name": "tag:yaml.org,2002:int"}),
        ("[" * 100, {"limit": str(MAX_DEPTH)}),
        ("x" * (MAX_BYTES + 1), {"limit": "1024"}),
        ("a: b: c", {"reason": "mapping values are not allowed in this context"}),
    ],
    ids=["tag", "depth", "size", "syntax"],
)
def test_says_what_is_wrong(raw: str, detail: dict[str, str]) -> None:
    assert refusal(raw).detail == detail


def test_the_error_names_code_and_line() -> None:
    with pytest.raises(UnreadableError, match="D003 line 2"):
        read("a: 1\nb: &x 2\n")


def test_a_control_character_after_korean_text_has_the_right_line() -> None:
    text = "가: 나\n" * 10 + "b: x\x01y\n" + "c: 1\n" * 50
    assert refusal(text).place.line == 11


def test_control_characters_written_as_escapes_are_refused() -> None:
    assert refusal('a: "\\e[31m"').code == "D007"


def test_duplicate_keys_name_both_lines_and_the_first_value_stays() -> None:
    document = read("a: 1\nb: 2\na: 3\n  \na: 4\n")
    assert document.content == {"a": "1", "b": "2"}
    assert document.problems == [
        Problem("D002", Place(3, 1), {"name": "a", "first": "1"}),
        Problem("D002", Place(5, 1), {"name": "a", "first": "1"}),
    ]


def test_duplicate_keys_are_found_at_every_level() -> None:
    document = read("a:\n  - b: 1\n    c: 2\n    b: 3\nd: {e: 1, e: 2}\n")
    assert [(p.code, p.place, p.detail["first"]) for p in document.problems] == [
        ("D002", Place(4, 5), "2"),
        ("D002", Place(5, 11), "5"),
    ]


def test_the_same_key_in_two_mappings_is_no_duplicate() -> None:
    assert read("a: {x: 1}\nb: {x: 1}\n").problems == []


def test_places_belong_to_the_value_that_was_kept() -> None:
    document = read("a:\n  x: 1\na:\n  x: 2\n")
    assert document.content == {"a": {"x": "1"}}
    assert document.place(("a", "x")) == Place(2, 3)


@pytest.mark.parametrize(
    "text",
    ["NO", "yes", "true", "null", "~", "12:30", "0123", "0x1F", "1.10", "1e3", ".inf", "2024-10-29", "=", "<<"],
)
def test_every_scalar_stays_text(text: str) -> None:
    assert read(f"a: {text}\n").content == {"a": text}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("", {}),
        ("# only a comment\n", {}),
        ("a:\n", {"a": ""}),
        ("1: NO\ntrue: x\n", {"1": "NO", "true": "x"}),
        ("- a\n- [b, {c: d}]\n", ["a", ["b", {"c": "d"}]]),
        ("just a line\n", "just a line"),
        ("---\na: 1\n...\n", {"a": "1"}),
        ("a: >-\n  one\n  two\nb: |\n  three\n", {"a": "one two", "b": "three\n"}),
        ("a: '!x'\nb: \"&y *z\"\n", {"a": "!x", "b": "&y *z"}),
    ],
    ids=["empty", "comment", "no value", "keys", "nested", "text", "markers", "blocks", "quoted marks"],
)
def test_reads(text: str, content: Plain) -> None:
    assert read(text).content == content


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    plain = read("a: 1\nb:\n  - 가나\n  - 다\n")
    windows = strict_yaml.read_bytes("a: 1\r\nb:\r\n  - 가나\r\n  - 다\r\n".encode("utf-8-sig"))
    assert windows == plain


def test_the_limits_themselves_are_allowed() -> None:
    deepest = strict_yaml.read_bytes(b"[" * MAX_DEPTH + b"x" + b"]" * MAX_DEPTH)
    assert deepest.place((0,) * MAX_DEPTH) == Place(1, MAX_DEPTH + 1)
    assert strict_yaml.read_bytes(b"x" * MAX_BYTES).content == "x" * MAX_BYTES


def test_places_point_at_keys_and_items() -> None:
    document = read("states:\n  opening:\n    says: [하나, 둘]\n    acts:\n      - complain\n")
    assert document.place(("states", "opening")) == Place(2, 3)
    assert document.place(("states", "opening", "says", 1)) == Place(3, 16)
    assert document.place(("states", "opening", "acts", 0)) == Place(5, 9)


def test_an_unknown_place_is_the_nearest_above_it() -> None:
    document = read("\na:\n  b: 1\n")
    assert document.place(("a", "b", "c", 4)) == Place(3, 3)
    assert document.place(("a", "z")) == Place(2, 1)
    assert document.place(("z",)) == Place(2, 1)
    assert read("").place(("z",)) == Place(1, 1)


def test_reads_files(tmp_path: Path) -> None:
    path = tmp_path / "한글 이름.yaml"
    path.write_text("a: 가\n", encoding="utf-8")
    assert strict_yaml.read_file(path).content == {"a": "가"}
    with pytest.raises(FileNotFoundError):
        strict_yaml.read_file(tmp_path / "missing.yaml")
