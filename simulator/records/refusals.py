"""Why a database refused, in the user's words."""

from sqlalchemy.exc import DBAPIError

from simulator.texts import say

_SQLITE = {
    "is full": "reason.disk-full",
    "locked": "reason.locked",
    "readonly": "reason.read-only",
    "unable to open": "reason.cannot-open",
    "not a database": "reason.no-database",
    "malformed": "reason.damaged",
    "disk I/O": "reason.disk-error",
}
_POSTGRES = {  # by SQLSTATE; the longest beginning that fits counts
    "08": "reason.connection-lost",
    "28": "reason.login-refused",
    "3D000": "reason.no-such-database",
    "42501": "reason.not-allowed",
    "42P01": "reason.no-database",
    "53100": "reason.disk-full",
    "53300": "reason.too-many-connections",
    "55P03": "reason.locked",
    "57P": "reason.connection-lost",
    "25006": "reason.read-only",
}
_LOGIN = {  # libpq gives no SQLSTATE for what happens before a connection stands
    "authentication failed": "reason.login-refused",
    "does not exist": "reason.no-such-database",
    "too many": "reason.too-many-connections",
}


def reason_of(error: DBAPIError) -> str:
    """Return why the database refused, in the user's words where we know them, else in its own first line."""
    words = str(error.orig).strip()
    key = _key(error, words)
    return say(key) if key else words.partition("\n")[0]


def _key(error: DBAPIError, words: str) -> str:
    if not hasattr(error.orig, "sqlstate"):
        return _first(_SQLITE, words)
    if state := str(getattr(error.orig, "sqlstate", None) or ""):
        fitting = [start for start in _POSTGRES if state.startswith(start)]
        return _POSTGRES[max(fitting, key=len)] if fitting else ""
    lost = error.connection_invalidated or "connect" in words or "server" in words
    return _first(_LOGIN, words) or ("reason.connection-lost" if lost else "")


def _first(known: dict[str, str], words: str) -> str:
    return next((key for part, key in known.items() if part in words), "")
