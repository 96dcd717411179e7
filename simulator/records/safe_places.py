"""Whether a database file may lie where it is asked for: not on a network share, not in a folder that is synchronised.

SQLite's journal in WAL mode needs memory that all its processes share, which no share gives, and a synchronising
program copies the file and its journal at different moments. Both lose records without a word, so both are refused.
"""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from simulator.problems import Exit, UserProblem

_SHARED_SYSTEMS = frozenset({
    "9p", "afs", "beegfs", "ceph", "cifs", "davfs", "drvfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb2",
    "smb3", "smbfs", "vboxsf", "fuse.ceph", "fuse.davfs", "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs",
    "fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs",
    "fuse.vmhgfs-fuse",
})  # fmt: skip
_SYNCHRONISED = re.compile(
    r"onedrive( - .*|-.*)?|sharepoint|dropbox( \(.*\))?|google ?drive(-.*)?|google 드라이브|(my|내) ?drive|내 ?드라이브"
    r"|icloud ?drive|mobile documents|(naver |네이버 ?)?mybox|네이버 ?클라우드|naver ?cloud|nextcloud|owncloud"
    r"|syncthing",
    re.IGNORECASE,
)
_SYNC_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of Windows' GetDriveType
_OCTAL = re.compile(r"\\([0-7]{3})")


class Probes(NamedTuple):
    """What is asked of the system. drive_type: Windows' kind of a drive; mounts: the text of /proc/self/mountinfo."""

    drive_type: Callable[[str], int]
    mounts: Callable[[], str]
    variables: Callable[[str], str]


def refuse_unsafe_place(file: Path, probes: Probes | None = None) -> None:
    """Raise UserProblem when the file lies on a network share or in a synchronised folder."""
    asked = probes or THIS_MACHINE
    for path in {os.path.abspath(file), os.path.realpath(file)}:
        if system := shared_by(path, asked):
            raise UserProblem("problem.records-share", Exit.ENVIRONMENT, file=file, system=system)
        if folder := synchronised_by(path, asked):
            raise UserProblem("problem.records-synchronised", Exit.ENVIRONMENT, file=file, folder=folder)


def shared_by(path: str, probes: Probes) -> str:
    """Return what shares a path over the network: a server's name, a drive or a file system; "" for a local disk."""
    if path.startswith(("\\\\", "//")):
        server = re.split(r"[\\/]+", path.lstrip("\\/"))[0]
        return "" if server in (".", "?") else f"\\\\{server}"
    drive = path[:2] if re.match(r"[A-Za-z]:", path) else ""
    if drive and probes.drive_type(f"{drive}\\") == _REMOTE_DRIVE:
        return drive
    system = _file_system(path, probes.mounts())
    return system if system in _SHARED_SYSTEMS else ""


def synchronised_by(path: str, probes: Probes) -> str:
    """Return the folder on the way to a path that some program keeps the same on several machines; "" for none."""
    for variable in _SYNC_VARIABLES:
        folder = probes.variables(variable)
        if folder and path.startswith(folder.rstrip("\\/") + ("\\" if "\\" in folder else "/")):
            return folder
    parts = re.split(r"[\\/]+", path)[:-1]
    return next((part for part in parts if _SYNCHRONISED.fullmatch(part)), "")


def _file_system(path: str, mounts: str) -> str:
    """Return the type of the file system a path lies on, by the mounts of Linux; "" where they are not known."""
    best, found = "", ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split(" ")
        if len(fields) < 5 or not right:
            continue
        point = _OCTAL.sub(lambda code: chr(int(code[1], 8)), fields[4])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, found = point, right.split(" ")[0]
    return found


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


if sys.platform == "win32":

    def _drive_type(root: str) -> int:
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))

else:

    def _drive_type(root: str) -> int:  # noqa: ARG001 - Windows' needs it
        return 0


THIS_MACHINE = Probes(_drive_type, _mounts, lambda name: os.environ.get(name, ""))
