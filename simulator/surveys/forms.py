"""Survey forms in types, and reading them."""

from pathlib import Path
from typing import Literal

import msgspec

from scoring import strict_yaml, typed_data
from scoring.texts import Text
from simulator.records.model import SurveyAnswer
from simulator.wording import nfc

_FOLDER = Path(__file__).parent / "shipped"
LONGEST_COMMENT = 1000
AFTER_RUN = "after-run"


class Scale(msgspec.Struct, frozen=True):
    """A Likert scale from 1 to `points`."""

    low: Text
    high: Text
    points: int


class Item(msgspec.Struct, frozen=True):
    """One question."""

    id: str
    text: Text
    kind: Literal["scale", "comment"] = "scale"


class Form(msgspec.Struct, frozen=True):
    """One survey."""

    form: str
    version: int
    title: Text
    note: Text
    scale: Scale
    items: tuple[Item, ...]


def load_form(name: str) -> Form:
    """Return a shipped form. Raises ValueError naming the file when it is wrong."""
    file = _FOLDER / f"{name}.yaml"
    form, problems = typed_data.build(strict_yaml.read_file(file), Form)
    if form is None:
        raise ValueError(f"{file}: {problems}")
    return form


def answer_to(item: Item, form: Form, given: str) -> SurveyAnswer | None:
    """Turn what was typed into an answer; None when it is not one (a number off the scale)."""
    if item.kind == "comment":
        return SurveyAnswer(item.id, comment=_clean(given)[:LONGEST_COMMENT])
    points = {str(point): point for point in range(1, form.scale.points + 1)}
    return SurveyAnswer(item.id, value=points[given]) if given in points else None


def _clean(comment: str) -> str:
    """Return a comment composed (NFC) and without bytes that are no text."""
    return nfc(comment.encode("utf-8", "ignore").decode("utf-8").strip())
