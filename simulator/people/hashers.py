"""How a PIN is hashed: argon2id, or PBKDF2-SHA256 where an agency must use validated modules (`pin_hasher`).

Every hash names its own way, so that PINs kept before the setting was changed still count.
"""

import hmac
import os
from collections.abc import Callable
from hashlib import pbkdf2_hmac
from typing import Final, Literal, NamedTuple

HasherName = Literal["argon2id", "pbkdf2-sha256"]
_ROUNDS = 600_000  # of PBKDF2-SHA256, what OWASP asks for
_PBKDF2: Final = "pbkdf2-sha256"


class Hasher(NamedTuple):
    """A way to hash PINs. matches: takes the hash and the PIN; False for a hash that is not sound."""

    name: HasherName
    hash: Callable[[str], str]
    matches: Callable[[str, str], bool]


def hasher(name: HasherName) -> Hasher:
    """Return a way to hash PINs by its name in the configuration."""
    return _HASHERS[name]


def hasher_of(pin_hash: str) -> Hasher:
    """Return the way a kept hash was made."""
    return _HASHERS[_PBKDF2 if pin_hash.startswith(f"${_PBKDF2}$") else "argon2id"]


def _hash_argon2(pin: str) -> str:
    from argon2 import PasswordHasher

    return PasswordHasher().hash(pin)


def _matches_argon2(pin_hash: str, pin: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


def _hash_pbkdf2(pin: str) -> str:
    salt = os.urandom(16)
    return f"${_PBKDF2}${_ROUNDS}${salt.hex()}${_derived(pin, salt, _ROUNDS).hex()}"


def _matches_pbkdf2(pin_hash: str, pin: str) -> bool:
    try:
        _, _, rounds, salt, derived = pin_hash.split("$")
        found = _derived(pin, bytes.fromhex(salt), int(rounds))
        return hmac.compare_digest(found, bytes.fromhex(derived))
    except (ValueError, OverflowError):
        return False


def _derived(pin: str, salt: bytes, rounds: int) -> bytes:
    return pbkdf2_hmac("sha256", pin.encode(), salt, rounds)


_HASHERS: dict[HasherName, Hasher] = {
    "argon2id": Hasher("argon2id", _hash_argon2, _matches_argon2),
    "pbkdf2-sha256": Hasher("pbkdf2-sha256", _hash_pbkdf2, _matches_pbkdf2),
}
