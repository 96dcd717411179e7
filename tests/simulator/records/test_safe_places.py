"""A file on a network share or in a synchronised folder is refused with the reason; a local one is not."""

from pathlib import Path

import pytest

from simulator.problems import Exit, UserProblem
from simulator.records.safe_places import THIS_MACHINE, Probes, refuse_unsafe_place, shared_by, synchronised_by
from simulator.records.store import Records

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:5 / /proc rw - proc proc rw
41 22 0:40 / /mnt/share rw,relatime shared:1 - cifs //nas/minwon rw
42 22 0:41 / /mnt/share/disk rw - ext4 /dev/sdb rw
43 22 0:42 / /home/a\\040b rw - nfs4 nas:/home rw
44 22 0:43 / /mnt/c rw - 9p drvfs rw
45 22 0:44 / /mnt/ssh rw - fuse.sshfs host: rw
46 22 0:45 / /tmp rw - tmpfs tmpfs rw
a line that says nothing
"""
PLACES = {
    "/home/user/.local/share/minwon.db": "",
    "/mnt/share/minwon.db": "cifs",
    "/mnt/shared/minwon.db": "",
    "/mnt/share/disk/minwon.db": "",
    "/home/a b/minwon.db": "nfs4",
    "/mnt/c/Users/me/minwon.db": "9p",
    "/mnt/ssh/minwon.db": "fuse.sshfs",
    "/tmp/minwon.db": "",
    r"\\nas\minwon\minwon.db": r"\\nas",
    "//nas/minwon/minwon.db": r"\\nas",
    r"\\?\C:\minwon.db": "",
    r"C:\Users\me\minwon.db": "",
    r"Z:\minwon.db": "Z:",
}
SYNCHRONISED = {
    r"C:\Users\me\OneDrive\minwon.db": "OneDrive",
    r"C:\Users\me\OneDrive - 서울시청\문서\minwon.db": "OneDrive - 서울시청",
    "/Users/me/Library/CloudStorage/OneDrive-Personal/minwon.db": "OneDrive-Personal",
    "/home/me/Dropbox/minwon.db": "Dropbox",
    "/home/me/Dropbox (Personal)/minwon.db": "Dropbox (Personal)",
    r"G:\내 드라이브\minwon.db": "내 드라이브",
    "/Users/me/Google Drive/minwon.db": "Google Drive",
    r"C:\Users\me\네이버 MYBOX\minwon.db": "네이버 MYBOX",
    r"D:\MYBOX\기록\minwon.db": "MYBOX",
    "/Users/me/Library/Mobile Documents/minwon.db": "Mobile Documents",
    "/home/me/.local/share/minwon/minwon.db": "",
    "/home/me/my onedrives/minwon.db": "",
    "/home/me/onedrive.db": "",
    r"D:\회사 문서\minwon.db": r"D:\회사 문서",
}
FAKE = Probes(
    drive_type=lambda root: 4 if root == "Z:\\" else 3,
    mounts=lambda: MOUNTS,
    variables=lambda name: r"D:\회사 문서" if name == "OneDriveCommercial" else "",
)


@pytest.mark.parametrize(("path", "system"), PLACES.items())
def test_shares_are_known(path: str, system: str) -> None:
    assert shared_by(path, FAKE) == system


@pytest.mark.parametrize(("path", "folder"), SYNCHRONISED.items())
def test_synchronised_folders_are_known(path: str, folder: str) -> None:
    assert synchronised_by(path, FAKE) == folder


@pytest.mark.parametrize(
    ("path", "key", "named"),
    [
        ("/mnt/share/minwon.db", "problem.records-share", "cifs"),
        ("/home/me/OneDrive/minwon.db", "problem.records-synchronised", "OneDrive"),
    ],
)
def test_an_unsafe_place_is_refused_with_the_reason(path: str, key: str, named: str) -> None:
    with pytest.raises(UserProblem) as problem:
        refuse_unsafe_place(Path(path), FAKE)
    assert (problem.value.key, problem.value.code) == (key, Exit.ENVIRONMENT)
    assert path in problem.value.sentence
    assert named in problem.value.sentence


def test_a_link_into_an_unsafe_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(UserProblem, match="records-synchronised"):
        Records.open(tmp_path / "data" / "minwon.db")
    assert list((tmp_path / "Dropbox").iterdir()) == []


def test_this_machine_answers() -> None:
    assert THIS_MACHINE.drive_type("C:\\") in range(8)
    assert shared_by("/proc/self/status", THIS_MACHINE) == ""
