"""The folder of scenarios: listing, loading, which file wins, and a cache that is only a copy."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from dialogues import library as library_module
from dialogues.library import BrokenScenarioError, Library, UnknownScenarioError, is_scenario_file
from dialogues.reader import content_hash, read_scenario_bytes
from dialogues.translation import texts_of
from scoring import strict_yaml
from scoring.manual.reader import shipped_manual
from tests.dialogues.small_scenarios import SMALL, changed, put

BROKEN = changed("version: 1", "version: one")
OTHER = changed("scenario: small-call", "scenario: other-call")


@pytest.fixture
def no_yaml(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a switch after which nobody may read YAML."""

    def read_yaml(*_: object) -> object:
        raise AssertionError("YAML was read")

    def forbid() -> None:
        for place, name in (
            (strict_yaml, "read_bytes"),
            (strict_yaml, "read_file"),
            (strict_yaml, "read_text"),
            (library_module, "read_scenario_bytes"),
        ):
            monkeypatch.setattr(place, name, read_yaml)

    return forbid


def _library(*folders: Path, cache: Path | None = None) -> Library:
    return Library(shipped_manual(), folders, cache)


def _named(name: str) -> str:
    return changed("scenario: small-call\n", f"scenario: {name}\n")


def _english(folder: Path, text: str = SMALL, leave_out: str = "") -> Path:
    scenario = read_scenario_bytes(text.encode(), Path("x.yaml")).scenario
    assert scenario is not None
    texts = {key: {"ko": ko, "en": f"EN {key}"} for key, ko in texts_of(scenario).items() if key != leave_out}
    table = {"scenario": scenario.scenario, "language": "en", "texts": texts}
    path = folder / f"{scenario.scenario}.en.yaml"
    path.write_bytes(msgspec.json.encode(table))
    return path


def test_the_listing_has_a_card_for_every_file(tmp_path: Path) -> None:
    files = [put(tmp_path / "b", OTHER), put(tmp_path / "b" / "deep"), put(tmp_path / "a", _named("first"))]
    _english(tmp_path / "b" / "deep")
    (tmp_path / "b" / "notes.txt").write_text("no scenario", encoding="utf-8")
    library = _library(tmp_path / "b", tmp_path / "a", tmp_path / "missing")
    assert library.files() == [tmp_path / "b" / "deep" / "small-call.yaml", files[0], files[2]]
    cards = [item.card for item in library.listing()]
    assert [card.scenario for card in cards if card] == ["small-call", "other-call", "first"]
    item = library.listing()[0]
    assert item.card is not None
    assert (item.card.title, item.card.version, item.card.channel) == ("작은 전화", 1, "phone")
    assert item.problems == ()


def test_a_translation_is_no_scenario() -> None:
    assert is_scenario_file(Path("a/small-call.yaml"))
    assert not is_scenario_file(Path("a/small-call.en.yaml"))


def test_a_broken_file_is_listed_with_its_problems(tmp_path: Path) -> None:
    put(tmp_path, BROKEN)
    put(tmp_path, OTHER)
    broken, whole = sorted(_library(tmp_path).listing(), key=lambda item: item.card is not None)
    assert broken.card is None
    assert [(problem.code, problem.place.line) for problem in broken.problems] == [("D012", 2)]
    assert whole.card is not None


def test_a_scenario_is_loaded_by_its_id(tmp_path: Path) -> None:
    path = put(tmp_path)
    loaded = _library(tmp_path).load("small-call")
    assert (loaded.path, loaded.hash) == (path, content_hash(path.read_bytes()))
    assert (loaded.language, loaded.english) == ("ko", "none")
    assert loaded.scenario == read_scenario_bytes(path.read_bytes(), path).scenario


def test_a_file_need_not_be_named_after_its_id(tmp_path: Path) -> None:
    put(tmp_path, OTHER, "small-call.yaml")
    path = put(tmp_path, SMALL, "something-else.yaml")
    library = _library(tmp_path)
    assert library.load("small-call").path == path
    assert library.load("other-call").scenario.scenario == "other-call"
    with pytest.raises(UnknownScenarioError):
        library.load("something-else")


def test_the_first_folder_wins(tmp_path: Path) -> None:
    mine = put(tmp_path / "mine", changed("작은 전화", "내 전화"))
    shipped = put(tmp_path / "shipped")
    assert _library(tmp_path / "mine", tmp_path / "shipped").load("small-call").path == mine
    assert _library(tmp_path / "shipped", tmp_path / "mine").load("small-call").path == shipped


def test_the_first_folder_wins_whatever_its_file_is_called(tmp_path: Path) -> None:
    mine = put(tmp_path / "mine", SMALL, "my-own.yaml")
    put(tmp_path / "shipped")
    assert _library(tmp_path / "mine", tmp_path / "shipped").load("small-call").path == mine


def test_an_id_stands_once_in_the_listing(tmp_path: Path) -> None:
    mine, also_mine = put(tmp_path / "mine", SMALL, "my-own.yaml"), put(tmp_path / "mine", OTHER)
    put(tmp_path / "shipped")
    listed = _library(tmp_path / "mine", tmp_path / "shipped").listing()
    assert [item.path for item in listed] == [mine, also_mine]


def test_a_file_is_loaded_wherever_it_stands(tmp_path: Path) -> None:
    path = put(tmp_path / "elsewhere")
    library = _library(tmp_path / "scenarios")
    assert library.load_file(path).scenario.scenario == "small-call"
    with pytest.raises(BrokenScenarioError):
        library.load_file(put(tmp_path / "broken", BROKEN))
    with pytest.raises(OSError, match="missing"):
        library.load_file(tmp_path / "missing.yaml")


def test_an_unknown_id_comes_with_ids_like_it(tmp_path: Path) -> None:
    for name in ("abuse-phone-fine", "abuse-visit-desk", "threat-visit-knife", "demands-online", "courtesy-desk"):
        put(tmp_path, _named(name))
    with pytest.raises(UnknownScenarioError) as raised:
        _library(tmp_path).load("abuse-phone-fines")
    assert raised.value.name == "abuse-phone-fines"
    assert raised.value.near[:2] == ["abuse-phone-fine", "abuse-visit-desk"]
    assert len(raised.value.near) <= 3


def test_an_empty_library_knows_nothing(tmp_path: Path) -> None:
    library = _library(tmp_path / "missing")
    assert (library.files(), library.listing()) == ([], [])
    with pytest.raises(UnknownScenarioError) as raised:
        library.load("small-call")
    assert raised.value.near == []


def test_a_broken_scenario_is_not_loaded(tmp_path: Path) -> None:
    path = put(tmp_path, BROKEN)
    with pytest.raises(BrokenScenarioError) as raised:
        _library(tmp_path).load("small-call")
    assert raised.value.file.path == path
    assert [problem.code for problem in raised.value.file.problems] == ["D012"]


def test_what_the_linter_calls_an_error_cannot_be_loaded(tmp_path: Path) -> None:
    put(tmp_path, changed("start: opening", "start: begin"))
    [item] = _library(tmp_path).listing()
    assert item.card is None
    assert [problem.code for problem in item.problems] == ["D116"]
    with pytest.raises(BrokenScenarioError):
        _library(tmp_path).load("small-call")


def test_what_the_linter_only_warns_of_can_be_loaded(tmp_path: Path) -> None:
    put(tmp_path, changed("        why: 먼저 들었습니다.\n", ""))
    [item] = _library(tmp_path).listing()
    assert item.card is not None
    assert item.problems == ()
    assert _library(tmp_path).load("small-call").scenario.scenario == "small-call"


def test_a_second_listing_of_200_files_reads_no_yaml(tmp_path: Path, no_yaml: Callable[[], None]) -> None:
    for number in range(200):
        put(tmp_path / "scenarios", _named(f"small-{number}"))
    first = _library(tmp_path / "scenarios", cache=tmp_path / "cache").listing()
    no_yaml()
    library = _library(tmp_path / "scenarios", cache=tmp_path / "cache")
    assert library.listing() == first
    assert len({item.card.scenario for item in first if item.card}) == 200
    assert library.load("small-77").scenario.scenario == "small-77"


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    put(tmp_path / "scenarios")
    library = _library(tmp_path / "scenarios", cache=tmp_path / "cache")
    assert library.load("small-call").scenario.title == "작은 전화"
    put(tmp_path / "scenarios", changed("작은 전화", "큰 전화"))
    assert library.load("small-call").scenario.title == "큰 전화"
    [item] = library.listing()
    assert item.card is not None
    assert item.card.title == "큰 전화"


def test_the_cache_goes_by_content_not_by_name(tmp_path: Path, no_yaml: Callable[[], None]) -> None:
    put(tmp_path / "one")
    _library(tmp_path / "one", cache=tmp_path / "cache").listing()
    moved = put(tmp_path / "other", SMALL, "moved.yaml")
    moved.write_bytes(moved.read_bytes().replace(b"\n", b"\r\n"))
    no_yaml()
    assert _library(tmp_path / "other", cache=tmp_path / "cache").load("small-call").path == moved


def _whole_but_foreign(kept: bytes) -> bytes:
    return kept[:32] + b"\x81" + kept[33:]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: b"",
        lambda kept: kept[:20],
        lambda kept: kept[:-1],
        lambda kept: kept + b"\0",
        lambda kept: b"\0" * len(kept),
        _whole_but_foreign,
        lambda kept: kept.replace("작은".encode(), "없는".encode()),
    ],
)
def test_a_spoilt_cache_file_is_ignored_and_written_anew(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    put(tmp_path / "scenarios")
    library = _library(tmp_path / "scenarios", cache=tmp_path / "cache")
    first = library.listing(), library.load("small-call")
    [kept] = (tmp_path / "cache").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(spoil(whole))
    assert kept.read_bytes() != whole
    assert (library.listing(), library.load("small-call")) == first
    assert kept.read_bytes() == whole


def test_a_cache_file_is_whole_or_not_there(tmp_path: Path) -> None:
    put(tmp_path / "scenarios")
    _library(tmp_path / "scenarios", cache=tmp_path / "cache").listing()
    [kept] = (tmp_path / "cache").iterdir()
    packed = kept.read_bytes()
    assert hashlib.sha256(packed[32:]).digest() == packed[:32]


def test_a_broken_file_is_not_kept(tmp_path: Path) -> None:
    put(tmp_path / "scenarios", BROKEN)
    _library(tmp_path / "scenarios", cache=tmp_path / "cache").listing()
    assert not (tmp_path / "cache").exists()


def test_without_a_cache_nothing_is_written(tmp_path: Path) -> None:
    put(tmp_path / "scenarios")
    _library(tmp_path / "scenarios").listing()
    assert [path.name for path in tmp_path.iterdir()] == ["scenarios"]


@pytest.mark.parametrize("refused", ["mkdir", "write_bytes", "replace"])
def test_a_cache_that_cannot_be_written_is_only_slower(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    put(tmp_path / "scenarios")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(Path, refused, refuse)
    library = _library(tmp_path / "scenarios", cache=tmp_path / "cache")
    assert library.load("small-call").scenario.scenario == "small-call"
    assert [item.card.scenario for item in library.listing() if item.card] == ["small-call"]
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".yaml"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only to this user")
def test_a_read_only_cache_folder_is_only_slower(tmp_path: Path) -> None:
    put(tmp_path / "scenarios")
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o500)
    assert _library(tmp_path / "scenarios", cache=cache).load("small-call").scenario.scenario == "small-call"
    assert list(cache.iterdir()) == []


def test_a_file_where_the_cache_folder_should_be_is_only_slower(tmp_path: Path) -> None:
    put(tmp_path / "scenarios")
    (tmp_path / "cache").write_text("not a folder", encoding="utf-8")
    assert _library(tmp_path / "scenarios", cache=tmp_path / "cache").load("small-call").scenario.title == "작은 전화"


def test_english_is_laid_over_where_there_is_a_table(tmp_path: Path) -> None:
    put(tmp_path)
    library = _library(tmp_path)
    korean = library.load("small-call", "en")
    assert (korean.language, korean.english, korean.scenario.title) == ("ko", "none", "작은 전화")
    _english(tmp_path)
    english = library.load("small-call", "en")
    assert (english.language, english.english, english.scenario.title) == ("en", "complete", "EN title")
    assert library.load("small-call").scenario.title == "작은 전화"
    _english(tmp_path, leave_out="title")
    partly = library.load("small-call", "en")
    assert (partly.language, partly.english, partly.scenario.title) == ("en", "partly", "작은 전화")
    assert len({korean.hash, english.hash, partly.hash}) == 3


def test_a_broken_table_means_the_same_with_a_cold_and_a_warm_cache(tmp_path: Path) -> None:
    put(tmp_path / "scenarios")
    warm = _library(tmp_path / "scenarios", cache=tmp_path / "cache")
    warm.listing()
    (tmp_path / "scenarios" / "small-call.en.yaml").write_text("texts: [", encoding="utf-8")
    cold = _library(tmp_path / "scenarios", cache=tmp_path / "empty")
    assert [item.card for item in cold.listing()] == [item.card for item in warm.listing()]
    assert cold.load("small-call") == warm.load("small-call")
