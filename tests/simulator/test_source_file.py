"""The file that is written in: whole or not at all, in the form it had, and never over what another editor wrote."""

import errno
import os
from pathlib import Path

import pytest

from dialogues.library import SHIPPED
from simulator import places
from simulator.own_copy import copy_to_own_folder
from simulator.problems import UserProblem
from simulator.recovery import Recovery, recovery_folder
from simulator.source_file import ChangedBeneathError, SourceFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "call.yaml"


def opened(path: Path, raw: bytes = b"one\ntwo\n") -> SourceFile:
    path.write_bytes(raw)
    return SourceFile(path)


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, "full")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"one\ntwo\n", "하나\ntwo\n".encode()),
        (b"one\r\ntwo\r\n", "하나\r\ntwo\r\n".encode()),
        (b"\xef\xbb\xbfone\r\ntwo", b"\xef\xbb\xbf" + "하나\r\ntwo".encode()),
        (b"one\r\ntwo\r\nthree\n", "하나\r\ntwo\r\nthree\r\n".encode()),
        (b"one", "하나".encode()),
        (b"", b""),
    ],
    ids=["unix", "windows", "mark, no last end", "mixed", "one line", "empty"],
)
def test_line_ends_and_mark_stay_as_they_are(path: Path, before: bytes, after: bytes) -> None:
    file = opened(path, before)
    assert "\r" not in file.text
    file.save(file.text.replace("one", "하나"))
    assert path.read_bytes() == after
    assert SourceFile(path).text == file.text


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("과태료".encode("cp949"), "problem.write-encoding"),
        ("한글".encode("utf-16"), "problem.write-encoding"),
        (b"a\rb", "problem.write-odd-end"),
        ("a\nb\u2028c".encode(), "problem.write-odd-end"),
        (b"#" * (1024 * 1024 + 1), "problem.write-too-big"),
    ],
)
def test_what_could_not_be_kept_is_not_opened(path: Path, raw: bytes, key: str) -> None:
    with pytest.raises(UserProblem) as caught:
        opened(path, raw)
    assert caught.value.key == key
    assert str(path) in caught.value.sentence
    assert path.read_bytes() == raw


def test_the_line_of_an_odd_letter_is_named(path: Path) -> None:
    with pytest.raises(UserProblem) as caught:
        opened(path, "a\nb\n\u0085".encode())
    assert caught.value.gaps["line"] == 3
    assert caught.value.gaps["letter"] == "U+0085"


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(UserProblem, match=r"problem\.file-missing"):
        SourceFile(tmp_path / "no.yaml")
    with pytest.raises(UserProblem, match=r"problem\.file-unreadable"):
        SourceFile(tmp_path)


def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = opened(path)
    monkeypatch.setattr("simulator.source_file.os.fsync", no_room)
    with pytest.raises(UserProblem) as caught:
        file.save("three\n")
    assert "디스크가 가득" in caught.value.sentence
    assert path.read_bytes() == b"one\ntwo\n"
    assert file.text == "one\ntwo\n"
    assert list(path.parent.iterdir()) == [path], "no half of a file stays behind"


def test_saving_keeps_permissions_and_links(path: Path, tmp_path: Path) -> None:
    file = opened(path)
    path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    SourceFile(link).save("three\n")
    assert link.is_symlink()
    assert path.read_bytes() == b"three\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert file.text == "one\ntwo\n"


def test_what_another_editor_wrote_is_not_written_over(path: Path) -> None:
    file = opened(path)
    path.write_bytes(b"theirs\n")
    with pytest.raises(ChangedBeneathError):
        file.save("mine\n")
    assert path.read_bytes() == b"theirs\n"


def test_both_texts_can_be_kept(path: Path) -> None:
    file = opened(path)
    path.write_bytes(b"theirs\r\n")
    other = file.save_keeping_other("mine\n")
    assert (path.read_bytes(), other.read_bytes()) == (b"mine\n", b"theirs\r\n")
    path.write_bytes(b"theirs again\n")
    mine = file.keep_beside("mine again\n")
    assert (path.read_bytes(), mine.read_bytes(), file.text) == (b"theirs again\n", b"mine again\n", "theirs again\n")
    path.write_bytes(b"theirs once more\n")
    assert file.save_keeping_other("mine\n") != other
    assert other.read_bytes() == b"theirs\r\n"


def test_a_file_written_anew_with_the_same_text_can_be_saved_over(path: Path) -> None:
    file = opened(path)
    path.write_bytes(path.read_bytes())
    os.utime(path, (1, 1))
    assert [file.look(), file.look()] == ["same", "same"]
    file.save("mine\n")
    assert path.read_bytes() == b"mine\n"


def test_a_change_counts_once_it_has_come_to_rest(path: Path) -> None:
    file = opened(path)
    assert file.look() == "same"
    path.write_bytes(b"half")
    assert file.look() == "same"
    path.write_bytes(b"half and whole\n")
    assert file.look() == "same"
    assert file.look() == "changed"
    file.read_again()
    assert (file.look(), file.text) == ("same", "half and whole\n")


def test_a_file_that_goes_away_is_noticed_and_made_again(path: Path) -> None:
    file = opened(path)
    path.unlink()
    assert [file.look(), file.look()] == ["same", "gone"]
    file.save("mine\n")
    assert (path.read_bytes(), file.look()) == (b"mine\n", "same")


def test_our_own_saving_is_no_change(path: Path) -> None:
    file = opened(path)
    file.save("mine\n")
    assert [file.look(), file.look()] == ["same", "same"]


def test_a_file_that_cannot_be_read_again_leaves_the_text(path: Path) -> None:
    file = opened(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UserProblem):
        file.read_again()
    assert file.text == "one\ntwo\n"


def test_a_copy_is_never_written_over_something(path: Path, tmp_path: Path) -> None:
    file = opened(path, b"one\r\n")
    copy = tmp_path / "deep" / "copy.yaml"
    file.write_copy(copy, "mine\n")
    assert copy.read_bytes() == b"mine\r\n"
    with pytest.raises(UserProblem, match=r"problem\.write-file"):
        file.write_copy(copy, "other\n")
    assert copy.read_bytes() == b"mine\r\n"


def test_what_came_with_the_program_is_not_the_authors_to_change(path: Path) -> None:
    assert SourceFile(next(SHIPPED.glob("*.yaml"))).read_only
    assert not opened(path).read_only


# Copies into the author's own folder


def test_a_copy_has_an_id_of_its_own_and_brings_its_table(tmp_path: Path) -> None:
    folder = places.own_scenarios_folder()
    source = tmp_path / "call.yaml"
    source.write_bytes("# 첫 줄\r\nscenario: call # id\r\ntitle: 'scenario: x'\r\n".encode())
    (tmp_path / "call.en.yaml").write_bytes(b"scenario: call\nlanguage: en\n")
    copy = copy_to_own_folder(source, {"call", "call-copy"})
    assert copy == folder / "call-copy-2.yaml"
    assert copy.read_bytes() == "# 첫 줄\r\nscenario: call-copy-2 # id\r\ntitle: 'scenario: x'\r\n".encode()
    assert (folder / "call-copy-2.en.yaml").read_bytes() == b"scenario: call-copy-2\nlanguage: en\n"
    assert copy_to_own_folder(source, {"call", "call-copy"}).name == "call-copy-3.yaml"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    source = tmp_path / "call.yaml"
    source.write_text("scenario: call\n")
    places.data_folder().parent.mkdir(parents=True)
    places.data_folder().write_text("in the way")
    with pytest.raises(UserProblem, match=r"problem\.write-file"):
        copy_to_own_folder(source, set())


# Unsaved text


def test_unsaved_text_is_found_again_until_it_is_forgotten(path: Path) -> None:
    opened(path)
    Recovery(path).keep("쓰던 글\n")
    kept = Recovery(path).kept()
    assert kept is not None
    assert kept.text == "쓰던 글\n"
    Recovery(path).forget()
    assert Recovery(path).kept() is None
    Recovery(path).forget()


def test_files_of_one_name_have_copies_of_their_own(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        Recovery(tmp_path / folder / "call.yaml").keep(folder)
    assert len(list(recovery_folder().iterdir())) == 2


def test_a_copy_that_cannot_be_written_leaves_the_one_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Recovery(path).keep("before")
    monkeypatch.setattr(Path, "replace", no_room)
    with pytest.raises(OSError, match="full"):
        Recovery(path).keep("after")
    kept = Recovery(path).kept()
    assert kept is not None
    assert kept.text == "before"
    assert len(list(recovery_folder().iterdir())) == 1
