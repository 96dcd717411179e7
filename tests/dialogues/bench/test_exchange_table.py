"""The file of a translation table: always the same form, comments kept, read as it was written."""

import unicodedata

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues.bench.table_file import quoted, table_text
from dialogues.translation import TextsFile, read_table_bytes
from scoring import strict_yaml
from scoring.texts import Text
from tests.dialogues.bench.awkward_texts import sentences, words


@given(translation=sentences, korean=sentences, key=st.sampled_from(["title", "a/b/say", "odd key: #1", "가"]))
@settings(deadline=None)
def test_a_table_is_read_as_it_was_written(translation: str, korean: str, key: str) -> None:
    """The reader puts Hangul together, so what it reads is the composed form."""
    table = TextsFile("small-call", "en", {key: Text(korean, translation)})
    read, problems = read_table_bytes(table_text(table).encode())
    assert problems == []
    assert read is not None
    assert read.texts == {
        unicodedata.normalize("NFC", key): Text(
            unicodedata.normalize("NFC", korean), unicodedata.normalize("NFC", translation)
        )
    }


def test_a_table_file_has_one_form() -> None:
    table = TextsFile("small-call", "en", {"title": Text('작은 "전화"', "A\tcall\u200b")})
    assert table_text(table) == (
        "# en: small-call.yaml. ko is the line it was translated from.\n"
        "scenario: small-call\nlanguage: en\ntexts:\n"
        '  title:\n    ko: "작은 \\"전화\\""\n    en: "A\\tcall\\u200b"\n'
    )


def test_comments_stay_above_what_they_stand_over() -> None:
    before = (
        "# top\n# of it\nscenario: small-call\nlanguage: en\ntexts:\n"
        '  # about the title\n  title: {ko: 작은 전화, en: "A call"}\n'
        "  goals/0:\n    # not ours\n    ko: |\n      # no comment\n    en: B\n"
    )
    table, _ = read_table_bytes(before.encode())
    assert table is not None
    after = table_text(msgspec.structs.replace(table, texts={**table.texts, "new": Text("새", "New")}), before)
    assert after.startswith("# top\n# of it\nscenario: small-call\n")
    assert '  # about the title\n  title:\n    ko: "작은 전화"\n' in after
    assert '    ko: "# no comment\\n"\n' in after
    assert after.count("#") == 4
    assert table_text(table, table_text(table, before)) == table_text(table, before)


@given(text=words)
def test_a_quoted_text_is_one_line_of_yaml(text: str) -> None:
    scalar = quoted(text)
    assert len(scalar.splitlines()) == 1
    assert strict_yaml.read_text(f"a: {scalar}\n").content == {"a": text}
