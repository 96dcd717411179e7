"""The configuration file: every key can be left out, every wrong one is named with what it could be."""

import re
from pathlib import Path

import msgspec
import pytest

from simulator import places
from simulator.problems import Exit, UserProblem
from simulator.settings import Retention, Settings, load_settings
from simulator.texts import use_language

EVERYTHING = """
language = "en"
theme = "minwon-light"
policy = "MOIS_2018"
realistic = true
most_intense = 1
scenarios = ["~/교육", "/srv/minwon"]
key_protocol = true
database = "postgresql+psycopg://minwon@db/minwon"
retention = {assessed = "5y", classes = "18m", private = "never"}
"""

WRONG = {
    "unknown key": ('colour = "red"', ["'colour'", "theme", "most_intense"]),
    "key with a typo": ("realistik = true", ["'realistik'", "realistic"]),
    "language": ('language = "fr"', ["'language'", '"ko"', '"en"']),
    "theme": ('theme = "pink"', ["'theme'", '"minwon-dark"', '"minwon-light"', '"minwon-contrast"']),
    "theme of a wrong type": ("theme = 1", ["'theme'", '"minwon-dark"']),
    "policy": ("policy = 2018", ["'policy'"]),
    "realistic": ('realistic = "yes"', ["'realistic'", "true, false"]),
    "most_intense": ("most_intense = 4", ["'most_intense'", "1, 2, 3"]),
    "scenarios": ('scenarios = "/srv"', ["'scenarios'", "["]),
    "one of the scenarios": ('scenarios = ["/srv", 1]', ["'scenarios'", "["]),
    "database": ("database = 5", ["'database'"]),
    "retention": ("retention = 90", ["'retention'", "assessed", '"never"']),
    "one of retention": ('retention = {private = "90"}', ["'retention'", "private", '"90d"']),
    "key in retention": ('retention = {privat = "90d"}', ["'retention'", "private"]),
    "key_protocol": ("key_protocol = 1", ["'key_protocol'", "true, false"]),
}

UNREADABLE = {
    "no quotes": (b'theme = "minwon-dark"\npolicy = KR', "2"),
    "twice": (b"realistic = true\n\nrealistic = true\nmost_intense = 3", "3"),
    "no value": (b"\n\ntheme\nrealistic = true", "3"),
    "not UTF-8": (b"theme = '\xb9\xce\xbf\xf8'", "1"),
}
UNREADABLE_IN_THE_LAST_LINE = {
    "twice": (b"realistic = true\n\nrealistic = true", "3"),
    "no value": (b"\n\ntheme", "3"),
    "not UTF-8": (b"realistic = true\ntheme = '\xb9\xce\xbf\xf8'", "2"),
}


def written(text: str | bytes, folder: Path) -> Path:
    """Write a configuration file and return it."""
    file = folder / "config.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()
    assert load_settings() == Settings()


@pytest.mark.parametrize(
    "text",
    ["", "# nothing yet\n", pytest.param("\ufeffrealistic = false\n")],
    ids=["empty", "comment", "byte order mark"],
)
def test_what_says_nothing_changes_nothing(tmp_path: Path, text: str) -> None:
    assert load_settings(written(text, tmp_path)) == Settings()


def test_every_key_is_read(tmp_path: Path) -> None:
    settings = load_settings(written(EVERYTHING, tmp_path))
    expected = Settings("en", "minwon-light", "MOIS_2018", True, 1, ("~/교육", "/srv/minwon"), True)
    kept = Retention("5y", "18m", "never")
    url = "postgresql+psycopg://minwon@db/minwon"
    assert settings == msgspec.structs.replace(expected, database=url, retention=kept)


def test_the_file_is_looked_for_where_the_environment_says() -> None:
    places.config_file().parent.mkdir(parents=True)
    places.config_file().write_text("most_intense = 2", encoding="utf-8")
    assert load_settings().most_intense == 2


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("text", "named"), WRONG.values(), ids=list(WRONG))
def test_a_wrong_entry_is_named_with_what_it_could_be(
    tmp_path: Path, text: str, named: list[str], language: str
) -> None:
    use_language(language)
    file = written(f"# a comment\n{text}\n", tmp_path)
    with pytest.raises(UserProblem) as problem:
        load_settings(file)
    assert problem.value.code == Exit.WRONG_USE
    for word in [str(file), *named]:
        assert word in problem.value.sentence


@pytest.mark.parametrize(("raw", "line"), UNREADABLE.values(), ids=list(UNREADABLE))
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, raw: bytes, line: str) -> None:
    file = written(raw, tmp_path)
    with pytest.raises(UserProblem) as problem:
        load_settings(file)
    assert problem.value.code == Exit.WRONG_USE
    assert str(file) in problem.value.sentence
    assert re.findall(r"\d+", problem.value.sentence.replace(str(file), "")) == [line]


@pytest.mark.parametrize(("raw", "line"), UNREADABLE_IN_THE_LAST_LINE.values(), ids=list(UNREADABLE_IN_THE_LAST_LINE))
def test_a_last_line_that_cannot_be_read_is_named(tmp_path: Path, raw: bytes, line: str) -> None:
    test_a_line_that_cannot_be_read_is_named(tmp_path, raw, line)


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserProblem, match="config-unreadable") as problem:
        load_settings(tmp_path)
    assert problem.value.code == Exit.ENVIRONMENT
    assert str(tmp_path) in problem.value.sentence
