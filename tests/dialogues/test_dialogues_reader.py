"""From a file to a scenario: every error at once, short forms spelt out, one spelling, one identity."""

import unicodedata
from pathlib import Path

import pytest

from dialogues.model import Edge, State
from dialogues.reader import content_hash, read_scenario, read_scenario_bytes
from tests.dialogues.small_scenarios import SMALL, changed, file_of, put, scenario_of


def test_a_clean_file_becomes_a_scenario() -> None:
    file = file_of(SMALL)
    assert file.problems == []
    assert file.document is not None
    assert file.scenario is not None
    assert file.scenario.scenario == "small-call"
    assert list(file.scenario.states) == ["opening", "explains", "insults", "after-call"]
    assert file.scenario.complainant.temper == "plain"
    assert file.scenario.role == "clerk"
    assert file.scenario.seconds_per_turn == 30


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = put(tmp_path)
    file = read_scenario(path)
    assert (file.path, file.hash) == (path, content_hash(path.read_bytes()))
    with pytest.raises(OSError, match="missing"):
        read_scenario(tmp_path / "missing.yaml")


def test_all_errors_of_a_file_are_found_at_once() -> None:
    text = changed("family: abuse", "family: abusive")
    text = changed("sector: traffic\n", "", text)
    text = changed("difficulty: 1", "difficulty: hard", text)
    text = changed("version: 1", "version: 1\nversion: 2", text)
    text = changed("        steps: [listen, empathise]", "        step: [listen, empathise]", text)
    text = changed("    after: {seconds: 20, goto: insults}", "    after: {goto: insults}", text)
    file = file_of(text)
    assert file.scenario is None
    found = sorted((problem.code, problem.detail.get("name", "")) for problem in file.problems)
    assert found == [
        ("D002", "version"),
        ("D010", "step"),
        ("D011", "seconds"),
        ("D011", "sector"),
        ("D012", ""),
        ("D014", "abusive"),
    ]


def test_what_is_not_yaml_has_no_document() -> None:
    file = file_of(changed("title: 작은 전화", "title: [작은 전화"))
    assert file.scenario is None
    assert file.document is None
    assert [problem.code for problem in file.problems] == ["D001"]


@pytest.mark.parametrize("text", ["", "# 아무것도 없다\n", "- 하나\n- 둘\n", "그냥 글\n", "~\n"])
def test_a_file_without_a_scenario_is_a_problem_not_a_crash(text: str) -> None:
    file = file_of(text)
    assert file.scenario is None
    assert file.problems


@pytest.mark.parametrize(
    ("short", "edges"),
    [
        ("explains", (Edge("explains"),)),
        ("[explains]", (Edge("explains"),)),
        ("[{to: explains}]", (Edge("explains"),)),
        ("[{to: insults, when: anger > 3}, explains]", (Edge("insults", "anger > 3"), Edge("explains"))),
        ("[]", ()),
    ],
)
def test_goto_has_short_forms(short: str, edges: tuple[Edge, ...]) -> None:
    text = changed("[{to: insults, when: anger >= 70}, {to: explains}]", short)
    assert _opening(text).options[1].goto == edges


def test_goto_is_short_in_silences_and_reactions_too() -> None:
    scenario = scenario_of(SMALL)
    after = scenario.states["opening"].after
    assert after is not None
    assert after.goto == (Edge("insults"),)
    assert scenario.actions["end"].goto == (Edge("after-call"),)


def test_one_line_needs_no_list() -> None:
    scenario = scenario_of(SMALL)
    assert scenario.states["explains"].says == ("오 분밖에 안 됐어요.",)
    assert scenario.actions["notify_recording"].says == ("녹음하세요.",)


def test_every_scalar_stays_text_until_a_number_is_asked_for() -> None:
    text = changed("title: 작은 전화", "title: 12:30")
    text = changed("caller: 운전자입니다.", "caller: NO", text)
    scenario = scenario_of(text)
    assert (scenario.title, scenario.briefing.caller) == ("12:30", "NO")
    assert scenario.states["opening"].options[1].effect == {"anger": 15}


def test_every_text_is_nfc() -> None:
    decomposed = unicodedata.normalize("NFD", SMALL)
    assert decomposed != SMALL
    assert scenario_of(decomposed) == scenario_of(SMALL)


def test_line_ends_do_not_change_the_identity() -> None:
    unix = SMALL.encode()
    windows = unix.replace(b"\n", b"\r\n")
    one, other = (read_scenario_bytes(raw, Path("small-call.yaml")) for raw in (unix, windows))
    assert one.hash == other.hash
    assert one.scenario == other.scenario
    assert other.problems == []


def test_any_other_change_changes_the_identity() -> None:
    hashes = {file_of(text).hash for text in (SMALL, SMALL + "\n", changed("작은 전화", "큰 전화"), SMALL + "# 끝\n")}
    assert len(hashes) == 4
    assert all(len(digest) == 64 for digest in hashes)


def test_a_byte_order_mark_is_read_past() -> None:
    assert read_scenario_bytes(b"\xef\xbb\xbf" + SMALL.encode(), Path("small-call.yaml")).scenario is not None


def _opening(text: str) -> State:
    return scenario_of(text).states["opening"]
