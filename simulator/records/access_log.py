"""What the audit log keeps of who may do what: every change of a role, and everything that was refused."""

from datetime import datetime
from typing import get_args

from sqlalchemy import Connection, select, update

from simulator.problems import UserProblem
from simulator.records import audit, schema
from simulator.records.access import Refusal, Role, Viewer, need_person
from simulator.records.chain import Entry

ROLE, REFUSED = "role", "refused"


def now() -> str:
    """Return the time of the desk with its offset, ISO 8601."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def change_role(connection: Connection, viewer: Viewer, person: str, role: str, at: str) -> Entry | None:
    """Give somebody another role and enter it in the audit log; None when it is theirs already.

    at: ISO 8601. Raises Refusal, and UserProblem when there is no such role or person.
    """
    if role not in get_args(Role) or role == "holder":
        raise UserProblem("problem.role-unknown", role=role)
    need_person(connection, viewer, "write", "role", person)
    table = schema.person
    before = connection.execute(select(table.c.role).where(table.c.code == person)).scalar_one_or_none()
    if before is None:
        raise UserProblem("problem.no-such-person", person=person)
    if before == role:
        return None
    connection.execute(update(table).where(table.c.code == person).values(role=role))
    return audit.enter(connection, at, viewer.person, ROLE, person, before=before, after=role)


def enter_refusal(connection: Connection, viewer: Viewer, refusal: Refusal, at: str) -> Entry:
    """Enter in the audit log what somebody was refused. at: ISO 8601."""
    told = {"deed": refusal.deed, "kind": refusal.kind, "role": viewer.role}
    return audit.enter(connection, at, viewer.person, REFUSED, refusal.subject, **told)
