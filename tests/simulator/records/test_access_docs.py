"""The tables in docs/records.md say what the data says."""

from simulator.records.access import READING, ROLES
from tests.simulator.records.access_docs import PAGE, table, with_tables


def test_the_page_is_not_stale() -> None:
    """After a change of who may do what: make reference."""
    page = PAGE.read_text(encoding="utf-8")
    assert with_tables(page) == page


def test_every_kind_and_role_is_in_both_languages() -> None:
    for language in ("ko", "en"):
        made = table(language)
        assert [word for word in (*READING, *ROLES) if f"`{word}`" not in made] == []
