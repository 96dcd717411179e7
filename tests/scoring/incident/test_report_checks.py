"""The checks of a report, tried on reports as civil servants write them: reports.yaml says what each must find."""

from functools import cache
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import strict_yaml, typed_data
from scoring.incident.checks import Checked, CheckName, checked
from scoring.incident.form import IncidentReport, report_form
from scoring.incident.need import IncidentFacts

FILE = Path(__file__).with_name("reports.yaml")


class Run(msgspec.Struct, frozen=True):
    """What the record says, and the fields of a right report of it."""

    facts: IncidentFacts
    fields: dict[str, str]


class Labelled(msgspec.Struct, frozen=True):
    """One report of a run, with the checks that must find fault with it."""

    run: str
    summary: str
    fields: dict[str, str] = {}
    unmet: tuple[CheckName, ...] = ()


class Labels(msgspec.Struct, frozen=True):
    """The file `reports.yaml`. phrases: pieces of a summary by kind, and there by what they say."""

    runs: dict[str, Run]
    phrases: dict[str, dict[str, tuple[str, ...]]]
    reports: tuple[Labelled, ...]


@cache
def labels() -> Labels:
    read, problems = typed_data.build(strict_yaml.read_file(FILE), Labels)
    assert read is not None, problems
    return read


def checks_of(labelled: Labelled) -> tuple[Checked, ...]:
    run = labels().runs[labelled.run]
    fields = {**run.fields, **labelled.fields, "summary": labelled.summary}
    return checked(IncidentReport(fields), run.facts)


@pytest.mark.parametrize("labelled", labels().reports, ids=lambda labelled: f"{labelled.run}: {labelled.summary[:30]}")
def test_a_report_is_found_fault_with_where_it_should_be_and_nowhere_else(labelled: Labelled) -> None:
    unmet = [one for one in checks_of(labelled) if not one.met]
    found = "\n".join(f"{one.check}: {one.sentence('ko')}" for one in unmet)
    assert {one.check for one in unmet} == set(labelled.unmet), f"{labelled.summary}\n\n{found}"


def test_the_labels_cover_every_check_both_ways() -> None:
    found = {one.check for labelled in labels().reports for one in checks_of(labelled) if not one.met}
    assert found == set(get_args(CheckName))
    assert len([labelled for labelled in labels().reports if not labelled.unmet]) >= 40


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_sentence_is_whole(language: str) -> None:
    for labelled in labels().reports:
        for one in checks_of(labelled):
            assert one.name(language)
            assert not set("{}") & set(one.sentence(language).replace(one.gaps.get("found", ""), ""))


def test_what_is_wrong_is_named() -> None:
    run = labels().runs["tax-call"]
    fields = {
        **run.fields,
        "summary": '민원인이 "죽인다"고 협박함. 정말 황당함.',
        "boxes": "폭행,협박",
        "called": "119,lead",
    }
    said = {one.check: one.sentence("ko") for one in checked(IncidentReport(fields), run.facts) if not one.met}
    assert "'죽인다'" in said["quote_true"]
    assert "'정말'" in said["neutral"]
    assert "빠진 칸: 폭언. 일어나지 않은 칸: 폭행" in said["boxes"]
    assert "빠진 것: 부서장. 부르지 않았는데 적은 것: 119" in said["called"]
    assert "지금은 2문장" in said["length"]


RIGHT = labels().runs["parking-call"]


def fault_with(check: CheckName, facts: IncidentFacts = RIGHT.facts, **fields: str) -> bool:
    """Return whether a check finds fault with the right report of the parking call, filled in otherwise."""
    report = IncidentReport({**RIGHT.fields, **fields})
    return next(not one.met for one in checked(report, facts) if one.check == check)


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ("2", False), ("2회", False), ("두 번", False), ("2 times", True), ("02", False), ("two", False), ("1", True),
        ("두세 번", True), ("없음", True), ("", True), ("9" * 5000, True), ("２", False),
    ],
)  # fmt: skip
def test_the_field_for_warnings_is_read_in_several_notations(field: str, fault: bool) -> None:
    assert fault_with("warnings", warnings=field) is fault


@pytest.mark.parametrize("field", ["0", "없음", "0회", "none"])
def test_no_warning_may_be_written_in_words(field: str) -> None:
    assert not fault_with("warnings", msgspec.structs.replace(RIGHT.facts, warnings=0), warnings=field)


def phrases(kind: str) -> list[tuple[str, str]]:
    """Return the phrases of one kind, each with what it is listed under."""
    return [(phrase, name) for name, listed in labels().phrases[kind].items() for phrase in listed]


@pytest.mark.parametrize(("words", "number"), phrases("warned"))
def test_a_number_of_warnings_in_words_is_held_against_the_record(words: str, number: str) -> None:
    right = msgspec.structs.replace(RIGHT.facts, warnings=int(number))
    less = msgspec.structs.replace(RIGHT.facts, warnings=int(number) - 1)
    assert not fault_with("warnings", right, summary=words, warnings=number)
    assert fault_with("warnings", less, summary=words, warnings=str(less.warnings))


@pytest.mark.parametrize(("words", "_"), phrases("not_warned"))
def test_other_numbers_are_no_number_of_warnings(words: str, _: str) -> None:
    assert not fault_with("warnings", summary=words)


@pytest.mark.parametrize(("words", "name"), phrases("called"))
def test_a_claim_counts_as_written_in_its_field(words: str, name: str) -> None:
    assert fault_with("called", summary=words)
    assert not fault_with("called", msgspec.structs.replace(RIGHT.facts, called=(name,)), summary=words)


@pytest.mark.parametrize(("words", "_"), phrases("not_called"))
def test_what_was_denied_demanded_or_announced_is_no_claim(words: str, _: str) -> None:
    assert not fault_with("called", summary=words)


@pytest.mark.parametrize(("words", "fault"), phrases("feelings"))
def test_feelings_are_the_writers_own(words: str, fault: str) -> None:
    assert fault_with("neutral", summary=words) is (fault == "told")


@pytest.mark.parametrize("words", ["부서장에게 보고함", "과장님께 알렸습니다", "the head of division was told"])
def test_a_report_to_the_head_stands_for_the_tick_where_the_record_has_it(words: str) -> None:
    facts = msgspec.structs.replace(RIGHT.facts, called=("head",))
    assert not fault_with("called", facts, summary=words)
    assert fault_with("called", facts, summary="전화를 끊음")


@pytest.mark.parametrize(
    ("summary", "number"),
    [
        ("전화함. 항의함. 종료함.", 3),
        ("전화했습니다! 항의했습니다. 끊었습니다", 3),
        ("2026. 3. 2.(월) 14:05 전화함. 항의함.", 2),
        ("3. 2. 오후 2시 전화함", 1),
        ("1. 전화함\n2. 항의함\n3. 종료함", 3),
        ("ㅇ 전화함\n  - 항의\n  - 종료", 3),
        ("14:05 전화\n14:07 욕설\n14:11 종료", 3),
        ("가. 전화함\n나. 항의함", 2),
        ("길게 쓴 문장이 줄을\n넘겨 이어짐.", 1),
        ("At 2 p.m. he rang. Mr. Park swore. I ended it.", 3),
        ('He said "Stop." Then he left.', 2),
        ('"그만. 그만해. 그만하라고."라고 말함.', 1),
        ("", 0),
        ("…", 0),
    ],
)
def test_sentences_are_counted_as_people_write_them(summary: str, number: int) -> None:
    report = IncidentReport({"summary": summary})
    assert [one.gaps["found"] for one in checked(report, RIGHT.facts) if one.check == "length"] == [str(number)]


TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            "민원인이",
            "14:05",
            "2회",
            "경고",
            "112",
            "신고",
            "팀장",
            "않",
            "너무",
            "다며",
            '"',
            "'",
            "‘",
            "’",
            ".",
            "\n",
            " ",
        ]
    ),
    max_size=30,
).map("".join)
REPORTS = st.dictionaries(st.sampled_from([*report_form().fields]), TEXTS).map(IncidentReport)


@settings(max_examples=400, deadline=None)
@given(REPORTS, st.sampled_from([run.facts for run in labels().runs.values()]))
def test_any_text_is_checked_and_always_alike(report: IncidentReport, facts: IncidentFacts) -> None:
    first = checked(report, facts)
    assert checked(report, facts) == first
    assert all(one.sentence(language) for one in first for language in ("ko", "en"))


@settings(max_examples=200, deadline=None)
@given(st.data(), st.sampled_from([run.facts for run in labels().runs.values()]), st.sampled_from(["“{}”", '"{}"']))
def test_a_quotation_taken_from_the_record_is_never_called_invented(
    data: st.DataObject, facts: IncidentFacts, marks: str
) -> None:
    line = data.draw(st.sampled_from(facts.words)).replace("{", "").replace("}", "")
    start = data.draw(st.integers(0, len(line) - 1))
    quote = line[start : data.draw(st.integers(start + 1, len(line)))]
    said = checked(IncidentReport({"summary": f"민원인이 {marks.format(quote)}라고 함."}), facts)
    assert all(one.met for one in said if one.check == "quote_true")
