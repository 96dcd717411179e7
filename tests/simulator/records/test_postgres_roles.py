"""Each role of PostgreSQL, logged in as itself, tries what it must not do: the server itself refuses.

Nothing here goes through the conditions of `access`: the statements are bare.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from simulator.problems import UserProblem
from simulator.records import audit
from simulator.records.address import Address
from simulator.records.figures import FEWEST
from simulator.records.postgres_policies import DESKS, GRANTS, OWNER
from simulator.records.postgres_roles import apply_roles, statements
from simulator.records.schema import metadata
from simulator.records.store import Records
from simulator.records.verifying import verify
from tests.postgres_at_work import run_sql, url_of
from tests.simulator.commands_at_work import Command
from tests.simulator.records.records_at_work import AT, attempt, said, summary
from tests.simulator.records.roles_at_work import ADA, CHOI, HAN, JUNG, KIM, LEE, PARK, make_agency, run_of, viewer

LOGIN = """DO $$ BEGIN CREATE ROLE {0} LOGIN IN ROLE {1};
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"""
GROUP = {KIM: "trainee", LEE: "trainee", CHOI: "trainer", JUNG: "trainer", HAN: "hr", ADA: "admin"}
CONTENTS = ("attempt", "event", "event_text", "attempt_summary", "incident_report", "reflection", "survey_answer")


@pytest.fixture
def agency(postgres: str) -> str:
    """Return the name of a database with an agency's records, its roles in force."""
    records = Records.open(Address(url=postgres))
    make_agency(records)
    with records.database.writing() as connection:
        apply_roles(connection)
    records.close()
    for group in ("trainee", "trainer", "hr", "admin", "owner"):
        run_sql(LOGIN.format(f"desk_{group}", f"minwon_{group}"))
    return postgres.partition("@/")[2].partition("?")[0]


@contextmanager
def bare(agency: str, group: str, person: str = "") -> Iterator[Connection]:
    """Open a transaction of a desk's login, for a person, past the program; nothing of it is kept."""
    engine = create_engine(url_of(agency, f"desk_{group}"))
    try:
        with engine.connect() as connection:
            if person:
                connection.execute(text("SELECT set_config('app.person', :person, true)"), {"person": person})
            yield connection
    finally:
        engine.dispose()


def column(connection: Connection, query: str) -> set[object]:
    return set(connection.execute(text(query)).scalars())


def refused(agency: str, group: str, person: str, statement: str, words: str | None = None) -> None:
    """Check that the server itself refuses a statement: no right (42501), or a policy's check (the same state)."""
    with bare(agency, group, person) as connection, pytest.raises(ProgrammingError, match=words) as problem:
        connection.execute(text(statement))
    assert getattr(problem.value.orig, "sqlstate", "") == "42501", statement


@pytest.mark.parametrize(("person", "seen"), [(KIM, {KIM}), (LEE, {LEE}), (CHOI, {KIM}), (JUNG, {LEE, PARK})])
def test_who_plays_and_who_trains_see_their_runs_only(agency: str, person: str, seen: set[str]) -> None:
    runs = {run_of(trainee) for trainee in seen}
    with bare(agency, GROUP[person], person) as connection:
        assert column(connection, "SELECT id FROM attempt") == runs
        for table in ("event", "event_text", "attempt_summary", "incident_report"):
            assert column(connection, f"SELECT attempt FROM {table}") == runs, table
        own = runs if GROUP[person] == "trainee" else set()
        assert column(connection, "SELECT attempt FROM reflection") == own
        assert column(connection, "SELECT pairing_key FROM survey_answer") == {f"key of {run}" for run in own}
        assert column(connection, "SELECT code FROM person_name") - {ADA} == seen | {person}  # Ada sits there too
        assert column(connection, "SELECT code FROM person") == seen | {person}


def test_hr_reads_no_content_no_names_and_no_one_elsewhere(agency: str) -> None:
    for table in (*CONTENTS, "person_name", "class_member", "training_class", "purged", "anchor"):
        refused(agency, "hr", HAN, f"SELECT * FROM {table}", "permission denied")
    with bare(agency, "hr", HAN) as connection:
        assert column(connection, "SELECT person FROM minwon_hr_runs") == {KIM, LEE}
        assert column(connection, "SELECT code FROM minwon_hr_people_seen") == {KIM, LEE, HAN}
        assert column(connection, "SELECT code FROM person") == {HAN}
        cells = connection.execute(text("SELECT people, runs, average, passed FROM minwon_hr_figures")).all()
        assert set(cells) == {(None,) * 4}
    columns = run_sql("SELECT attname FROM pg_attribute WHERE attrelid = 'minwon_hr_runs'::regclass", agency)
    assert not {"scorecard", "facts", "pairing_key", "words"} & {name for (name,) in columns}


def test_figures_of_the_view_are_those_of_the_table(agency: str) -> None:
    owner = Records.open(Address(url=url_of(agency)))
    records = Records.open(Address(url=url_of(agency, "desk_hr"))).seen_by(viewer(HAN))
    for number in range(FEWEST):
        person = f"T-{number}"
        run_sql(f"INSERT INTO person (code, role, added) VALUES ('{person}', 'trainee', '')", agency)
        run = attempt(f"0191-{number}", person=person, unit="south", mode="assessment", scenario="big")
        owner.begin(run, [said(0)], AT)
        owner.finish(summary(run.id), [])
    assert records.figures() == owner.figures()
    assert {cell.people for cell in records.figures()} == {FEWEST, None}
    records.close()
    owner.close()


def test_hr_sees_no_practice(agency: str) -> None:
    run_sql(f"UPDATE attempt SET mode = 'practice' WHERE person = '{LEE}'", agency)
    with bare(agency, "hr", HAN) as connection:
        assert column(connection, "SELECT person FROM minwon_hr_runs") == {KIM}


def test_admin_reads_no_content(agency: str) -> None:
    for table in (*CONTENTS, "minwon_hr_runs", "minwon_hr_figures"):
        refused(agency, "admin", ADA, f"SELECT * FROM {table}", "permission denied")
    with bare(agency, "admin", ADA) as connection:
        assert {KIM, CHOI} <= column(connection, "SELECT code FROM person_name")
        assert column(connection, "SELECT action FROM audit") == {"export"}
        connection.execute(text("UPDATE person SET role = 'trainer' WHERE code = :code"), {"code": KIM})


@pytest.mark.parametrize(("group", "person"), [("trainee", KIM), ("trainer", CHOI), ("hr", HAN), ("admin", ADA)])
def test_nobody_changes_or_deletes_what_was_written(agency: str, group: str, person: str) -> None:
    for table in ("event", "event_text", "audit", "purged", "anchor", "anchor_head"):
        for statement in (f"UPDATE {table} SET {next(iter(metadata.tables[table].c)).name} = NULL",
                          f"DELETE FROM {table}", f"TRUNCATE {table}"):  # fmt: skip
            refused(agency, group, person, statement)
    refused(agency, group, person, "DELETE FROM attempt", "permission denied")
    refused(agency, group, person, "DROP TRIGGER event_no_update ON event", "must be owner")
    refused(agency, group, person, "ALTER TABLE event DISABLE ROW LEVEL SECURITY", "must be owner")
    refused(agency, group, person, "SET ROLE minwon_owner")
    refused(agency, group, person, "CREATE TABLE public.mine (a int)", "permission denied")


EVENT = "VALUES ('{}', 9, 9, 'a', 'b', '{{}}', '', '', '', '')"
NEW_RUN = """INSERT INTO attempt SELECT 'new', scenario, version, scenario_hash, manual_hash, policy, language, seed,
    mode, began, 'new key', facts, {0}, {1}, unit, owner_salt, owner_commitment FROM attempt LIMIT 1"""


@pytest.mark.parametrize(("group", "person"), [("trainee", KIM), ("trainer", JUNG)])
def test_nobody_writes_for_somebody_else(agency: str, group: str, person: str) -> None:
    policy = "row-level security policy"
    refused(agency, group, person, f"INSERT INTO event {EVENT.format(run_of(LEE))}", policy)
    refused(agency, group, person, f"INSERT INTO reflection VALUES ('{run_of(LEE)}', 'q', 'a', '')", policy)
    refused(agency, group, person, "INSERT INTO survey_answer VALUES ('key of 0190-T-lee','f','i',1,1,'','')", policy)
    for owner, seat in ((f"'{LEE}'", "NULL"), ("NULL", "NULL"), (f"'{person}'", "'no class of theirs'")):
        refused(agency, group, person, NEW_RUN.format(owner, seat), policy)
    refused(agency, group, person, f"INSERT INTO audit VALUES (2,'','{ADA}','role','','{{}}','','')", policy)
    with bare(agency, group, person) as connection:
        scores = text("UPDATE attempt_summary SET total = 100 WHERE attempt = :run")
        assert connection.execute(scores, {"run": run_of(LEE)}).rowcount == 0
        connection.execute(text(NEW_RUN.format(f"'{person}'", "NULL")))


def test_nobody_gives_themselves_a_role_or_the_pin_of_an_administrator(agency: str) -> None:
    for person in (KIM, CHOI, HAN):
        refused(agency, GROUP[person], person, "UPDATE person SET role = 'admin'", "permission denied")
    changed = text("UPDATE person SET pin_hash = 'x' WHERE code = :code")
    with bare(agency, "trainer", CHOI) as connection:
        for code, expected in ((KIM, 1), (CHOI, 1), (LEE, 0), (ADA, 0)):  # Ada sits in the class of Choi
            assert connection.execute(changed, {"code": code}).rowcount == expected, code


@pytest.mark.parametrize("group", ["trainee", "trainer", "hr", "admin"])
def test_who_does_not_say_who_they_are_sees_nobody(agency: str, group: str) -> None:
    readable = {grant.table for grant in GRANTS if grant.role == f"minwon_{group}"} - {"unit", "unit_place", "audit"}
    views = {"minwon_hr_runs", "minwon_hr_figures", "minwon_hr_people_seen"} if group == "hr" else set()
    with bare(agency, group) as connection:
        for table in readable | views:
            assert connection.execute(text(f"SELECT * FROM {table}")).all() == [], table


def test_a_pooled_connection_forgets_who_it_was(agency: str) -> None:
    engine = create_engine(url_of(agency, "desk_trainee"), pool_size=1, max_overflow=0)
    process, runs = text("SELECT pg_backend_pid()"), text("SELECT id FROM attempt")
    become = text("SELECT set_config('app.person', :person, true)")
    with engine.begin() as connection:
        first = connection.execute(process).scalar_one()
        connection.execute(become, {"person": KIM})
        assert connection.execute(runs).scalars().all() == [run_of(KIM)]
    with engine.begin() as connection:  # the same connection, after its commit
        assert connection.execute(process).scalar_one() == first
        assert connection.execute(runs).all() == []
    with suppress(DBAPIError), engine.begin() as connection:
        connection.execute(become, {"person": KIM})
        connection.execute(text("SELECT 1 / 0"))
    with engine.begin() as connection:  # and after a rollback
        assert connection.execute(process).scalar_one() == first
        assert connection.execute(runs).all() == []
    engine.dispose()


def test_two_persons_on_one_pool_never_see_each_other(agency: str) -> None:
    records = Records.open(Address(url=url_of(agency, "desk_trainee")))
    for person in (KIM, LEE, KIM):
        seen = records.seen_by(viewer(person))
        assert [found.attempt for found in seen.summaries()] == [run_of(person)]
        assert records.summaries() == []  # nobody said: nothing, although the program asks for all
    records.close()


def test_one_who_takes_another_role_s_person_gains_nothing(agency: str) -> None:
    """A trainee's desk that names a trainer, HR or an administrator does not become one."""
    for person in (CHOI, HAN, ADA):
        with bare(agency, "trainee", person) as connection:
            assert column(connection, "SELECT id FROM attempt") == set()
    with bare(agency, "trainee", ADA) as connection:
        assert column(connection, "SELECT pin_hash FROM person") == set()
        assert connection.execute(text("UPDATE person SET pin_hash = 'x'")).rowcount == 0
    for group, function in (("trainee", "my_classes"), ("trainee", "hr_people"), ("trainer", "hr_people")):
        refused(agency, group, HAN, f"SELECT * FROM minwon_{function}()", "permission denied for function")
    with bare(agency, "admin", KIM) as connection:
        assert column(connection, "SELECT code FROM person") == set()
    with bare(agency, "hr", KIM) as connection:
        assert column(connection, "SELECT person FROM minwon_hr_runs") == set()


def test_who_is_no_trainer_any_more_sees_no_class(agency: str) -> None:
    run_sql(f"UPDATE person SET role = 'trainee' WHERE code = '{CHOI}'", agency)
    with bare(agency, "trainer", CHOI) as connection:
        assert column(connection, "SELECT id FROM attempt") == set()
        assert column(connection, "SELECT code FROM person") == set()


def test_a_policy_that_allows_more_opens_nothing(agency: str) -> None:
    """Permissive policies are OR-ed: the restrictive one beside each still holds."""
    for table in ("attempt", "event", "event_text", "reflection", "person_name", "audit"):
        run_sql(f"CREATE POLICY careless ON {table} USING (true) WITH CHECK (true)", agency)
    test_who_plays_and_who_trains_see_their_runs_only(agency, KIM, {KIM})
    test_who_plays_and_who_trains_see_their_runs_only(agency, JUNG, {LEE, PARK})
    test_nobody_writes_for_somebody_else(agency, "trainee", KIM)


def test_others_read_the_last_line_of_the_audit_log_alone_and_go_on_with_it(agency: str) -> None:
    records = Records.open(Address(url=url_of(agency, "desk_trainee"))).seen_by(viewer(KIM))
    for _ in range(2):
        with records.database.writing() as connection:
            audit.enter(connection, AT, KIM, "refused", "")
    with records.database.reading() as connection:
        assert connection.execute(audit.log()).scalars().all() == [3]
    records.close()
    owner = Records.open(Address(url=url_of(agency, "desk_owner")))
    with owner.database.reading() as connection:
        assert verify(connection).flaws == ()
    assert len(owner.summaries()) == 3
    owner.close()


def test_a_run_is_played_through_the_program_by_the_role_of_trainees(agency: str) -> None:
    desk = Records.open(Address(url=url_of(agency, "desk_trainee")))
    kim = desk.seen_by(viewer(KIM))
    kim.begin(attempt("0191", person=KIM, training_class="A"), [said(0)], AT)
    kim.append("0191", [said(1)], AT)
    kim.finish(summary("0191"), [said(2)])
    kim.judge_again(summary("0191"), [said(3)], AT)
    assert [event.seq for event in kim.events("0191")] == [0, 1, 2, 3]
    for asked in (desk, desk.seen_by(viewer(LEE))):
        with pytest.raises(UserProblem):
            asked.append("0191", [said(4)], AT)
        with pytest.raises(UserProblem):
            asked.begin(attempt("0192"), [said(0)], AT)
    desk.close()


def test_every_table_is_behind_row_level_security_and_owned_by_no_desk(agency: str) -> None:
    found = run_sql(
        "SELECT relname, relrowsecurity AND relforcerowsecurity, pg_get_userbyid(relowner) FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'",
        agency,
    )
    assert {name: rest for name, *rest in found} == {name: [True, OWNER] for name in metadata.tables}
    roles = run_sql("SELECT rolname FROM pg_roles WHERE starts_with(rolname, 'minwon_') AND NOT rolbypassrls"
                    " AND NOT rolsuper AND NOT rolcanlogin")  # fmt: skip
    assert {name for (name,) in roles} == {OWNER, *DESKS}


def test_the_command_prints_what_it_applies_and_applies_it_again(
    agency: str, cli: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = cli("db", "roles")
    assert [statement for statement in statements() if f"{statement};\n" not in shown.out] == []
    assert (cli("db", "roles", "--apply").code, "--apply" in cli("db", "roles", "--apply").err) == (2, True)
    before = run_sql("SELECT * FROM pg_policies ORDER BY 1, 2, 3", agency)
    monkeypatch.setenv("MINWON_DATABASE", url_of(agency))
    assert cli("db", "roles", "--apply").code == 0
    assert run_sql("SELECT * FROM pg_policies ORDER BY 1, 2, 3", agency) == before
    run_sql(shown.out, agency)


def test_a_login_that_may_not_is_told_so(agency: str, cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINWON_DATABASE", url_of(agency, "desk_trainee"))
    done = cli("db", "roles", "--apply")
    assert (done.code, "Traceback" in done.err) == (3, False)
