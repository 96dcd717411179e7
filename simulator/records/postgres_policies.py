"""What the server itself lets each role read and do, as data: `postgres_roles` makes the statements of it.

It says the same as the table of `access`, a second time: a query that forgot its condition finds nothing it should not.
"""

from typing import NamedTuple

OWNER = "minwon_owner"
DESKS = ("minwon_trainee", "minwon_trainer", "minwon_hr", "minwon_admin")

_TRAINEE, _TRAINER, _HR, _ADMIN = DESKS
_PIN = "UPDATE (pin_hash, failures, locked_until)"
_SCORES = "UPDATE (total, passed, de_escalation, procedure, service, safety, law, hard_fails, scorecard, paper, closed)"
_ADDS = ("SELECT, INSERT",)
_KEEPS = ("SELECT, INSERT, UPDATE",)
_RULES = ("SELECT, INSERT, UPDATE, DELETE",)
_READS = ("SELECT",)


class Grant(NamedTuple):
    """What a role may do with a table, and with which of its rows: `reads` and `writes` are conditions on a row."""

    table: str
    role: str
    rights: tuple[str, ...]
    reads: str
    writes: str = "false"


_MINE = "person = minwon_me()"
_MY_SEAT = f"""{_MINE} AND (training_class IS NULL OR EXISTS (SELECT FROM class_member AS seat
    WHERE seat.training_class = attempt.training_class AND seat.person = minwon_me()))"""
_MY_CLASSES = f"{_MINE} OR training_class IN (SELECT minwon_my_classes())"


def _run_of(table: str, condition: str = "") -> str:
    """Return the condition that the run of a row is one the role sees; `attempt` has policies of its own."""
    return f"EXISTS (SELECT FROM attempt AS run WHERE run.id = {table}.attempt{condition})"


def _played(role: str, seen: str) -> list[Grant]:
    """Return what somebody who plays may do with runs; `seen`: which they see besides writing their own."""
    own = " AND run.person = minwon_me()"
    key = f"EXISTS (SELECT FROM attempt AS run WHERE run.pairing_key = survey_answer.pairing_key{own})"
    rights = {"event": _ADDS, "event_text": _ADDS, "attempt_summary": (*_ADDS, _SCORES), "incident_report": _KEEPS}
    return [
        Grant("attempt", role, _ADDS, seen, _MY_SEAT),
        *(Grant(table, role, may, _run_of(table), _run_of(table, own)) for table, may in rights.items()),
        Grant("reflection", role, _KEEPS, _run_of("reflection", own), _run_of("reflection", own)),
        Grant("survey_answer", role, _KEEPS, key, key),
    ]


def _known(role: str, column: str) -> str:
    """Return the condition that a row is about oneself, or about those whom the role knows."""
    others = " OR {} IN (SELECT minwon_my_trainees())" if role == _TRAINER else ""
    return f"{column} = minwon_me()" + others.format(column)


def _people(role: str) -> list[Grant]:
    """Return what a role that is no administrator may do with persons: see a few, and set their PIN.

    A login speaks for persons of its own role alone: else a trainee's desk could set an administrator's PIN, or a
    trainer read that of one who sits in the class.
    """
    seen = f"(code = minwon_me() AND role = '{role.removeprefix('minwon_')}')"
    if role == _TRAINER:
        seen += " OR (role = 'trainee' AND code IN (SELECT minwon_my_trainees()))"
    return [
        Grant("person", role, (*_READS, _PIN), seen, seen),
        Grant("person_place", role, _READS, _known(role, "person")),
    ]


def _classes(role: str) -> list[Grant]:
    seats = _MY_CLASSES if role == _TRAINER else _MINE
    seat = "EXISTS (SELECT FROM class_member AS seat WHERE seat.training_class = code AND seat.person = minwon_me())"
    return [
        Grant("class_member", role, _READS, seats),
        Grant("training_class", role, _READS, seat),
        Grant("person_name", role, _READS, _known(role, "code")),
    ]


_ADMINISTERED = ("unit", "unit_place", "person", "person_name", "person_place", "training_class", "class_member")
_LAST_LINE = "seq = minwon_audit_end()"  # whoever adds a line has to see the one before it, and no other
_OWN_LINE = "actor IN ('', minwon_me())"

GRANTS: tuple[Grant, ...] = (
    *_played(_TRAINEE, _MINE),
    *_played(_TRAINER, _MY_CLASSES),
    *(grant for role in (_TRAINEE, _TRAINER, _HR) for grant in _people(role)),
    *(grant for role in (_TRAINEE, _TRAINER) for grant in _classes(role)),
    *(Grant(table, role, _READS, "true") for role in DESKS[:3] for table in ("unit", "unit_place")),
    *(Grant(table, _ADMIN, _RULES, "minwon_is('admin')", "minwon_is('admin')") for table in _ADMINISTERED),
    *(Grant("audit", role, _ADDS, _LAST_LINE, _OWN_LINE) for role in DESKS[:3]),
    Grant("audit", _ADMIN, _ADDS, f"minwon_is('admin') OR {_LAST_LINE}", _OWN_LINE),
)

# Functions see past the policies, as their owner does; each answers only for the person the transaction is of.
_DEFINED = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp"
_IS = "SELECT FROM person WHERE person.code = minwon_me() AND person.role ="
_NEWEST = "(SELECT max(m.since) FROM {0} AS m WHERE m.{1} = p.{1} AND m.since <= to_char(now(), 'YYYY-MM-DD'))"
_PLACE, _UNIT = _NEWEST.format("person_place", "person"), _NEWEST.format("unit_place", "unit")


class Function(NamedTuple):
    """One function, as it is declared, and the roles that may call it."""

    name: str
    returns: str
    body: str
    roles: tuple[str, ...]
    how: str = _DEFINED


FUNCTIONS = (
    Function("minwon_me()", "text", "SELECT NULLIF(current_setting('app.person', true), '')", DESKS,
             "LANGUAGE sql STABLE"),
    Function("minwon_is(wanted text)", "boolean", f"SELECT EXISTS ({_IS} wanted)", (_HR, _ADMIN)),
    Function("minwon_audit_end()", "integer", "SELECT max(seq) FROM audit", DESKS),
    Function("minwon_my_classes()", "SETOF text", f"""
        SELECT training_class FROM class_member WHERE person = minwon_me() AND role = 'trainer'
        AND EXISTS ({_IS} 'trainer')""", (_TRAINER,)),
    Function("minwon_my_trainees()", "SETOF text", """
        SELECT person FROM class_member WHERE role = 'trainee'
        AND training_class IN (SELECT minwon_my_classes())""", (_TRAINER,)),
    Function("minwon_hr_people()", "SETOF text", f"""
        WITH RECURSIVE under(unit) AS (
          SELECT p.unit FROM person_place AS p
          WHERE p.person = minwon_me() AND p.since = {_PLACE} AND EXISTS ({_IS} 'hr')
        UNION
          SELECT p.unit FROM unit_place AS p JOIN under ON p.parent = under.unit WHERE p.since = {_UNIT})
        SELECT p.person FROM person_place AS p WHERE p.since = {_PLACE} AND p.unit IN (SELECT unit FROM under)""",
        (_HR,)),
)  # fmt: skip

HR_PEOPLE = """SELECT code, role, position, hire_year FROM person WHERE code IN (SELECT minwon_hr_people())"""
HR_RUNS = """
SELECT run.id, run.person, run.unit, run.scenario, run.version, run.policy, run.began, done.ended, done.outcome,
  done.turns, done.seconds, done.total, done.passed, done.de_escalation, done.procedure, done.service, done.safety,
  done.law, done.hard_fails, done.paper, done.closed
FROM attempt AS run JOIN attempt_summary AS done ON done.attempt = run.id
WHERE run.mode = 'assessment' AND run.person IN (SELECT minwon_hr_people())"""
