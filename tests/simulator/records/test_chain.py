"""The chain: whatever is changed, moved or taken out of it is found; erased words are no alarm."""

import json
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.records import chain
from simulator.records.chain import Entry, Link, Text

Chain = list[tuple[Link, Text | None]]
HEAD = dict.fromkeys(chain.HEAD_FIELDS, "x")

words = st.text(alphabet=st.characters(codec="utf-8"), max_size=20)
chains = st.lists(words, min_size=1, max_size=8).map(lambda said: chained(*said))


def chained(*said: str) -> Chain:
    """Return the chain of an attempt whose events say these words."""
    previous, made = chain.head_hash(HEAD), Chain()
    for seq, one in enumerate(said):
        text = Text(chain.new_salt(), one)
        link = Link("0190-a", seq, seq, "clerk", "said", f'{{"n":{seq}}}', "2026", chain.commitment(*text), previous)
        made.append((chain.sealed(link), text))
        previous = made[-1][0].hash
    return made


def broken(made: Chain) -> bool:
    """Return whether a chain is found to be broken."""
    return chain.first_break(chain.head_hash(HEAD), made) is not None


@given(chains)
def test_what_was_written_is_whole(made: Chain) -> None:
    assert not broken(made)


@given(chains, st.data())
def test_any_change_of_any_field_is_found(made: Chain, data: st.DataObject) -> None:
    seq = data.draw(st.integers(0, len(made) - 1))
    field = data.draw(st.sampled_from(Link._fields))
    link, text = made[seq]
    value = getattr(link, field)
    other = data.draw(st.integers() if isinstance(value, int) else words)
    fields = link._asdict() | {field: other}
    made[seq] = (Link(**fields), text)
    assert broken(made) == (other != value)


@given(chains, st.data())
def test_any_change_of_any_words_is_found(made: Chain, data: st.DataObject) -> None:
    seq = data.draw(st.integers(0, len(made) - 1))
    link, text = made[seq]
    assert text
    said = data.draw(words)
    made[seq] = (link, text._replace(words=said))
    assert broken(made) == (said != text.words)


@given(chains, st.data())
def test_whatever_is_taken_out_before_the_end_is_found(made: Chain, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(0, len(made) - 1), min_size=1))
    left = [pair for seq, pair in enumerate(made) if seq not in gone]
    cut_at_the_end = gone == set(range(len(left), len(made)))
    assert broken(left) == (not cut_at_the_end)


@given(chains, st.randoms(use_true_random=False))
def test_any_other_order_is_found(made: Chain, chance: object) -> None:
    other = list(made)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert broken(other) == (other != made)


@given(chains, st.data())
def test_erased_words_are_no_alarm(made: Chain, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(0, len(made) - 1)))
    assert not broken([(link, None if seq in gone else text) for seq, (link, text) in enumerate(made)])


@given(chains, st.sampled_from(chain.HEAD_FIELDS))
def test_any_change_of_the_head_is_found(made: Chain, field: str) -> None:
    assert chain.first_break(chain.head_hash({**HEAD, field: "y"}), made) == ("head-changed", 0)


def renumbered(made: Chain) -> Chain:
    """Take the middle out and close the gap as somebody would who forgets the hashes."""
    return [made[0], *((link._replace(seq=link.seq - 1), text) for link, text in made[2:])]


def made_anew(made: Chain) -> Chain:
    """Change the middle and seal it again, but not what follows."""
    link, text = made[1]
    return [made[0], (chain.sealed(link._replace(kind="did")), text), made[2]]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (renumbered, ("event-missing", 1)),
        (made_anew, ("event-missing", 2)),
        (lambda made: made[1:], ("head-changed", 1)),
    ],
)
def test_the_break_is_named(change: Callable[[Chain], Chain], found: tuple[str, int]) -> None:
    assert chain.first_break(chain.head_hash(HEAD), change(chained("a", "b", "c"))) == found


def test_the_hash_is_what_the_docs_say() -> None:
    """Anybody can compute it without this program."""
    [(link, text)] = chained('네, "맞습니다"\n😀')
    assert text
    fields = {**link._asdict()}
    del fields["hash"]
    plain = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert link.hash == sha256(plain.encode()).hexdigest()
    assert link.commitment == sha256(bytes.fromhex(text.salt) + text.words.encode()).hexdigest()


def test_the_same_words_are_committed_to_differently_each_time() -> None:
    (one, _), (other, _) = chained("네.", "네.")
    assert one.commitment != other.commitment


def log(*actions: str) -> list[Entry]:
    previous, made = "", list[Entry]()
    for seq, action in enumerate(actions, start=1):
        entry = Entry(seq, "2026", "A-1", action, "T-1", "{}", previous)
        made.append(entry._replace(hash=chain.hash_of(entry)))
        previous = made[-1].hash
    return made


@given(st.integers(0, 3), st.sampled_from(Entry._fields))
def test_any_change_of_the_audit_log_is_found(at: int, field: str) -> None:
    whole = log("export", "erase", "role", "pin")
    assert chain.first_break_of_audit(whole) is None
    changed = [*whole]
    fields = changed[at]._asdict() | {field: 9 if field == "seq" else "other"}
    changed[at] = Entry(**fields)
    assert chain.first_break_of_audit(changed) == at + 1


@given(st.integers(0, 2))
def test_a_line_taken_out_of_the_audit_log_is_found(at: int) -> None:
    whole = log("export", "erase", "role", "pin")
    assert chain.first_break_of_audit([*whole[:at], *whole[at + 1 :]]) == at + 1
