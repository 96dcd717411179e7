"""How good the evidence is: only what was read in the original speaks as law."""

import pytest

from scoring.evidence import Basis, Grade
from scoring.texts import Text


@pytest.mark.parametrize(
    ("basis", "is_law"),
    [
        (Basis("P", "petitions-4"), True),
        (Basis("P", "petitions-4", Text("조문")), True),
        (Basis("P", source=Text("조문")), False),
        (Basis("P"), False),
    ],
    ids=["an article", "an article and a word on it", "no article but a source", "nothing named"],
)
def test_what_was_read_is_law_where_it_names_an_article(basis: Basis, is_law: bool) -> None:
    assert basis.is_law is is_law


@pytest.mark.parametrize("grade", ["N", "R", "S", "M", "D"])
def test_no_other_grade_is_law_even_beside_an_article(grade: Grade) -> None:
    assert not Basis(grade, "petitions-4").is_law
