"""A text in two languages."""

import pytest

from scoring.texts import Text


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        (Text("경고", "Warn"), "ko", "경고"),
        (Text("경고", "Warn"), "en", "Warn"),
        (Text("경고"), "en", "경고"),
        (Text("경고", "Warn"), "fr", "경고"),
    ],
    ids=["Korean", "English", "no English", "another language"],
)
def test_in_language(text: Text, language: str, shown: str) -> None:
    assert text.in_language(language) == shown
