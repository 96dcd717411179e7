"""PINs without a database: what may be one, what a try does, how it is hashed."""

from datetime import UTC, datetime, timedelta

import pytest

from simulator.people import hashers
from simulator.people.hashers import HasherName, hasher, hasher_of
from simulator.people.pins import PinState, flaw_of, tried

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def plainly(kept: str, typed: str) -> bool:
    return kept == typed


def after_failures(number: int, now: datetime = NOW) -> PinState:
    state = PinState("right")
    for _ in range(number):
        state = tried(state, "wrong", now, plainly).state
        now = state.locked_until or now
    return state


@pytest.mark.parametrize("pin", ["48291", "4829137482913", "48291a", "４８２９１３", "", " 482913"])
def test_a_pin_is_six_to_twelve_digits(pin: str) -> None:
    assert flaw_of(pin, "A") == "problem.pin-digits"


@pytest.mark.parametrize("pin", ["111111", "123456", "987654", "20190042"])
def test_what_anybody_guesses_is_no_pin(pin: str) -> None:
    assert flaw_of(pin, "20190042") == "problem.pin-easy"


@pytest.mark.parametrize("pin", ["482913", "112233", "482913748291"])
def test_other_digits_are(pin: str) -> None:
    assert flaw_of(pin, "A") == ""


def test_the_right_pin_clears_the_failures() -> None:
    found = tried(after_failures(4), "right", NOW, plainly)
    assert found == ("right", PinState("right"))


@pytest.mark.parametrize(("failures", "minutes"), [(4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (40, 60)])
def test_the_lock_grows_up_to_an_hour(failures: int, minutes: int) -> None:
    before = after_failures(failures - 1)
    now = before.locked_until or NOW
    state = tried(before, "wrong", now, plainly).state
    assert state.failures == failures
    assert state.locked_until == (now + timedelta(minutes=minutes) if minutes else None)


def test_while_locked_not_even_the_right_pin_is_compared() -> None:
    state = after_failures(5)
    assert tried(state, "right", NOW + timedelta(seconds=59), lambda *_: pytest.fail("compared")) == ("locked", state)
    assert tried(state, "right", NOW + timedelta(seconds=60), plainly).answer == "right"


def test_without_a_pin_nothing_is_right() -> None:
    assert tried(PinState(), "", NOW, plainly).answer == "none"


@pytest.mark.parametrize("name", ["argon2id", "pbkdf2-sha256"])
def test_a_hash_knows_its_pin_and_its_way(name: HasherName, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashers, "_ROUNDS", 10)
    way = hasher(name)
    kept = way.hash("482913")
    assert kept != way.hash("482913")
    assert "482913" not in kept
    assert hasher_of(kept) is way
    assert way.matches(kept, "482913")
    assert not way.matches(kept, "482914")
    assert not way.matches(kept[: len(kept) // 2], "482913")
