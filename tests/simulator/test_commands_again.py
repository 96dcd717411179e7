"""The commands that look at a kept run again: regrade, what-if, report, reflect."""

from pathlib import Path

import pytest

from simulator.problems import Exit
from tests.simulator.commands_at_work import Command, beside, played

ABUSED = "cold !ask_to_stop !warn !state_end_reason !end"
LENIENT = """
overlay: our-city
name: 우리 시
base: KR_2024_DECREE
policy: {warnings: {verbal_abuse: 3}, legal_unit: 법무팀}
rules: {off: [ph-ab-remedy], change: {ph-ab-stop: {points: 20}}}
"""

pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    file = tmp_path / "our-city.yaml"
    file.write_text(LENIENT, encoding="utf-8")
    return file


# regrade


def test_under_the_same_manual_nothing_would_change(cli: Command) -> None:
    played(cli, lines=ABUSED)
    done = cli("regrade")
    assert (done.code, "그대로" in done.out, "달라지는 것은 0건" in done.err) == (0, True, True)


def test_another_policy_shows_what_would_change_and_writes_nothing(cli: Command, overlay: Path) -> None:
    run = played(cli, lines=ABUSED)
    done = cli("regrade", run["attempt"][:12], "--policy", overlay)
    assert done.code == 0
    assert f"{run['scorecard']['total']}점" in done.out
    assert "ph-ab-warn-count" in done.out
    assert "달라지는 것은 1건" in done.err
    assert cli("show", run["attempt"], "--json").json["summary"]["scorecard"] == run["scorecard"]


def test_write_lets_the_new_judgement_take_the_place_of_the_old_one(cli: Command, overlay: Path) -> None:
    run = played(cli, lines=ABUSED)
    done = cli("regrade", "--policy", overlay, "--write", "--json")
    [found] = done.json
    assert found["before"] == run["scorecard"]
    kept = cli("show", run["attempt"], "--json").json["summary"]["scorecard"]
    assert kept == found["after"] != found["before"]
    assert kept["policy"] == "our-city"
    assert {kept["manual_hash"], kept["policy_hash"]}.isdisjoint({run["scorecard"]["manual_hash"], ""})


def test_runs_that_cannot_be_judged_again_are_named_and_the_others_are_judged(cli: Command) -> None:
    old, new = played(cli, lines=ABUSED), played(cli)
    beside(f"UPDATE attempt SET facts = '' WHERE id = '{old['attempt']}'")
    done = cli("regrade")
    assert done.code == Exit.FOUND_PROBLEMS
    assert new["attempt"] in done.out
    assert old["attempt"] in done.err


def test_stopped_runs_are_left_alone(cli: Command) -> None:
    played(cli, lines="cold /stop")
    assert cli("regrade", "--json").json == []


def test_an_unknown_policy_is_said(cli: Command) -> None:
    run = played(cli, lines=ABUSED)
    done = cli("regrade", run["attempt"], "--policy", "NO_SUCH")
    assert done.code == Exit.FOUND_PROBLEMS
    assert "NO_SUCH" in done.err


# what-if


def test_without_a_turn_every_turn_and_its_other_ways_are_listed(cli: Command) -> None:
    run = played(cli, lines="cold stop rule")
    done = cli("what-if", run["attempt"])
    assert done.code == 0
    assert [line for line in done.out.splitlines() if line.startswith("1")] == ["1번째 차례: 규정입니다."]
    assert "    hear: 많이 놀라셨겠습니다. 말씀해 주세요." in done.out.splitlines()
    assert "    cold:" not in done.out


def test_a_better_turn_is_compared_with_the_old_way_and_nothing_is_kept(cli: Command) -> None:
    run = played(cli, lines="cold stop rule")
    done = cli("what-if", run["attempt"], "--turn", "1", "--choose", "hear", "--then", "-", stdin="rule\n")
    assert done.code == 0
    assert f"총점 {run['scorecard']['total']}점" in done.out
    assert "100점" in done.out
    assert "- 사정을 듣지 않은 채 진정하라는 말만" in done.out
    assert len(cli("results", "--json").json) == 1
    assert cli("show", run["attempt"], "--json").json["summary"]["scorecard"] == run["scorecard"]


def test_the_old_inputs_are_followed_where_they_fit(cli: Command) -> None:
    """At the third turn the run stands at `explains` either way."""
    run = played(cli, lines="hear wait rule")
    done = cli("what-if", run["attempt"], "--turn", "1", "--choose", "file")
    assert "끝까지 가지 않아" not in done.out
    assert "- 불만이나 고성이 나오면 먼저 듣고 감정을 인정합니다. 전에는 지킴" in done.out


def test_a_way_that_was_not_played_to_its_end_says_so(cli: Command) -> None:
    run = played(cli)
    done = cli("what-if", run["attempt"], "--turn", "1", "--choose", "cold")
    assert done.code == 0
    assert "끝까지 가지 않아" in done.out


@pytest.mark.parametrize(
    ("options", "part"),
    [
        (("--turn", "9", "--choose", "cold"), "9"),
        (("--turn", "1", "--choose", "nonsense"), "nonsense"),
        (("--turn", "1", "--choose", "!dance"), "dance"),
        (("--turn", "1"), "--choose"),
        (("--choose", "cold"), "--turn"),
    ],
)
def test_a_wrong_what_if_is_said(cli: Command, options: tuple[str, ...], part: str) -> None:
    run = played(cli)
    done = cli("what-if", run["attempt"], *options)
    assert (done.code, done.out) == (Exit.WRONG_USE, "")
    assert part in done.err


# report and reflect


def test_the_paper_is_done_line_by_line(cli: Command) -> None:
    run = played(cli, lines=ABUSED)
    lines = ["1 부서장", "letter clerk", "nonsense", "/done", "/report", "", "14:00", "14:03", "민원과", "OOO", "1,8"]
    done = cli("report", run["attempt"], stdin="\n".join([*lines, *[""] * 20, "/done"]) + "\n")
    assert done.code == 0
    assert "담당자의 일이 아닙니다" in done.out
    assert "번호와 사람을 적어 주세요" in done.out
    assert "발생요지가 비어 있습니다" in done.out
    shown = cli("report", run["attempt"], "--text").out
    assert "14:03" in shown
    assert "민원과" in shown


def test_a_report_is_filled_in_from_a_file_and_checked(cli: Command, tmp_path: Path) -> None:
    run = played(cli, lines=ABUSED)
    file = tmp_path / "report.yaml"
    file.write_text('warnings: "1"\nboxes: 폭언\nsummary: "너무 황당했다."\n', encoding="utf-8")
    done = cli("report", run["attempt"], "--fill", file)
    assert done.code == 0
    assert "[고칠 곳] 누가" in done.out
    assert "[갖춤] 경고 횟수" in done.out
    assert "너무" in done.out


def test_a_filled_in_report_can_be_finished_and_printed(cli: Command, tmp_path: Path) -> None:
    run = played(cli, lines=ABUSED)
    file = tmp_path / "report.yaml"
    file.write_text("summary: 통화 중 욕설을 하였다.\n", encoding="utf-8")
    cli("report", run["attempt"], "--fill", file)
    assert cli("report", run["attempt"], stdin="/done\n").code == 0
    assert cli("show", run["attempt"], "--json").json["summary"]["paper"] == "done"
    html, docx = tmp_path / "report.html", tmp_path / "report.docx"
    assert cli("report", run["attempt"], "--html", html, "--docx", docx).code == 0
    assert "통화 중 욕설을 하였다." in html.read_text(encoding="utf-8")
    assert docx.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("content", "part"),
    [("sumary: x\n", "summary"), ("summary: [a, b]\n", "1"), ("summary: 'x\n", "읽을 수 없습니다"), (None, "없")],
)
def test_a_wrong_file_fills_nothing_in(cli: Command, tmp_path: Path, content: str | None, part: str) -> None:
    run = played(cli, lines=ABUSED)
    file = tmp_path / "report.yaml"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    done = cli("report", run["attempt"], "--fill", file)
    assert done.code == Exit.WRONG_USE
    assert part in done.err
    assert '"paper":"due"' in cli("show", run["attempt"], "--json").out


def test_a_folder_in_the_way_of_the_printed_report_is_said(cli: Command, tmp_path: Path) -> None:
    run = played(cli, lines=ABUSED)
    done = cli("report", run["attempt"], "--html", tmp_path / "missing" / "report.html")
    assert done.code == Exit.ENVIRONMENT
    assert list(tmp_path.glob("*.part")) == []


def test_an_assessed_run_is_closed_by_reflecting_later(cli: Command) -> None:
    run = played(cli, "--assessment")
    assert cli("show", run["attempt"], "--json").json["summary"]["closed"] == ""
    half = cli("reflect", run["attempt"], stdin="당황했습니다\n")
    assert "열려 있습니다" in half.out
    done = cli("reflect", run["attempt"], stdin="당황했습니다\n먼저 듣겠습니다\n")
    assert (done.code, "마무리했습니다" in done.out) == (0, True)
    assert cli("show", run["attempt"], "--json").json["summary"]["closed"]


def test_a_practice_has_no_reflection(cli: Command) -> None:
    run = played(cli)
    assert cli("reflect", run["attempt"], stdin="a\nb\n").code == Exit.WRONG_USE


def test_what_was_reflected_and_reported_stays_out_of_the_exports(cli: Command, tmp_path: Path) -> None:
    run = played(cli, "--assessment", lines=ABUSED)
    cli("reflect", run["attempt"], stdin="비밀이야기\n비밀대답\n")
    report = tmp_path / "report.yaml"
    report.write_text("summary: 비밀보고\n", encoding="utf-8")
    cli("report", run["attempt"], "--fill", report)
    csv = tmp_path / "results.csv"
    cli("results", "--csv", csv)
    shown = csv.read_text(encoding="utf-8-sig") + cli("results", "--json").out + cli("show", run["attempt"]).out
    assert "비밀" not in shown
