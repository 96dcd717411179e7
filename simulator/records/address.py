"""Where records are kept: a SQLite file or a PostgreSQL database. Knows no database library, so that it costs nothing.

A password of an address is never shown: `Address.shown` is what may be printed.
"""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from simulator.problems import UserProblem

_POSTGRES = ("postgresql+psycopg://", "postgresql://")
_SQLITE = "sqlite:///"
_HIDDEN = "***"
_SECRET = re.compile(r"((?:ssl)?password|passfile|sslkey)=[^&]*", re.IGNORECASE)


class Address(NamedTuple):
    """One place of records: a file, or else a URL of PostgreSQL."""

    file: Path | None = None
    url: str = ""

    @property
    def shown(self) -> str:
        """Return it as it may be shown: without its password."""
        return str(self.file) if self.file else masked(self.url)

    def without_secrets(self, words: str) -> str:
        """Return somebody else's words about this address, with its password taken out."""
        for secret in sorted(_secrets(self.url), key=len, reverse=True):
            words = words.replace(secret, _HIDDEN)
        return words


def address_of(text: str) -> Address:
    """Return the address a user has written: a PostgreSQL URL, `sqlite:///FILE`, or the path of a file.

    Raises UserProblem for any other URL; the problem shows no password.
    """
    if text.startswith(_POSTGRES):
        _need_a_whole_url(text)
        return Address(url=_POSTGRES[0] + text.partition("://")[2])
    if text.startswith(_SQLITE):
        return Address(Path(text.removeprefix(_SQLITE)).expanduser())
    if "://" in text or not text.strip():
        raise UserProblem("problem.database-address", address=masked(text))
    return Address(Path(text).expanduser())


def masked(url: str) -> str:
    """Return a URL without its password; only its scheme where it cannot be taken apart."""
    parts = _parts(url)
    if parts is None:
        return f"{url.partition('://')[0]}://{_HIDDEN}"
    user, at, host = parts.netloc.rpartition("@")
    name, colon, _ = user.partition(":")
    hidden = f"{colon}{_HIDDEN}" if colon else ""
    query = "?" + _SECRET.sub(lambda found: f"{found[1]}={_HIDDEN}", parts.query) if parts.query else ""
    return f"{parts.scheme}://{name}{hidden}{at}{host}{parts.path}{query}"


def _need_a_whole_url(text: str) -> None:
    parts = _parts(text)
    if parts is None or not parts.path.strip("/"):
        raise UserProblem("problem.database-address", address=masked(text))


def _parts(url: str) -> SplitResult | None:
    """Return the parts of a URL; None where it has none, or where a password with odd letters may have torn it."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    torn = "@" in parts.path or "@" in parts.query or "#" in url
    return None if torn or not parts.scheme else parts


def _secrets(url: str) -> set[str]:
    parts = _parts(url)
    found = {parts.password or "", *(found.partition("=")[2] for found in _queried(parts.query))} if parts else set()
    return {form for secret in found if secret for form in (secret, unquote(secret))}


def _queried(query: str) -> list[str]:
    return [found[0] for found in _SECRET.finditer(query)]
