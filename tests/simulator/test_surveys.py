"""Surveys: the shipped form is whole, and only what is an answer becomes one."""

from pathlib import Path

import pytest

from simulator.records.model import SurveyAnswer
from simulator.surveys import forms
from simulator.surveys.forms import LONGEST_COMMENT, Form, Item, answer_to, load_form

NOT_ON_THE_SCALE = ["", "0", "6", "55", "-1", "1.5", "a", "３", "²", " 3", "+3", "1e0", "예"]


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form("after-run")


def item(form: Form, kind: str) -> Item:
    """Return the first question of a kind."""
    return next(item for item in form.items if item.kind == kind)


def test_the_shipped_form_is_whole(form: Form) -> None:
    assert (form.form, form.version, form.scale.points) == ("after-run", 1, 5)
    assert [(one.id, one.kind) for one in form.items] == [
        ("realistic", "scale"), ("useful", "scale"), ("safe", "scale"), ("comment", "comment"),
    ]  # fmt: skip


def test_every_text_of_the_form_is_in_both_languages(form: Form) -> None:
    texts = [form.title, form.note, form.scale.low, form.scale.high, *(one.text for one in form.items)]
    assert all(text.ko and text.en and text.ko != text.en for text in texts)


@pytest.mark.parametrize("given", ["1", "2", "3", "4", "5"])
def test_a_number_on_the_scale_is_an_answer(form: Form, given: str) -> None:
    assert answer_to(item(form, "scale"), form, given) == SurveyAnswer("realistic", value=int(given))


@pytest.mark.parametrize("given", [*NOT_ON_THE_SCALE, pytest.param("9" * 5000, id="5000 digits")])
def test_anything_else_is_none(form: Form, given: str) -> None:
    assert answer_to(item(form, "scale"), form, given) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  도움이 됐어요. \n", "도움이 됐어요."),
        ("", ""),
        ("3", "3"),
        ("가" * (LONGEST_COMMENT + 1), "가" * LONGEST_COMMENT),
    ],
    ids=["spaces", "empty", "number", "too long"],
)
def test_a_comment_is_kept_without_its_edges(form: Form, given: str, kept: str) -> None:
    assert answer_to(item(form, "comment"), form, given) == SurveyAnswer("comment", comment=kept)


def test_a_wrong_form_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "short.yaml").write_text("form: short\nversion: one\n", encoding="utf-8")
    monkeypatch.setattr(forms, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"short\.yaml"):
        load_form("short")
