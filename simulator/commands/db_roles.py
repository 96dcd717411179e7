"""`minwon db roles`: who may do what on PostgreSQL, as SQL to read or put in force."""

import click

from simulator.problems import UserProblem
from simulator.texts import say
from simulator.workplace import Workplace


@click.command("roles", help=say("cli.db-roles.help"), options_metavar=say("cli.metavar.options"))
@click.option("--apply", "puts_in_force", is_flag=True, help=say("cli.db-roles.apply"))
@click.pass_obj
def roles(workplace: Workplace, puts_in_force: bool) -> int:
    """Show the roles with their grants and policies, or put them in force."""
    from simulator.records.postgres_roles import apply_roles, script

    if not puts_in_force:
        click.echo(script(), nl=False)
        return 0
    if workplace.address.file:
        raise UserProblem("problem.roles-sqlite", address=workplace.address.shown)
    with workplace.records.database.writing() as connection:
        apply_roles(connection)
    click.echo(say("db.roles-applied", database=workplace.address.shown), err=True)
    return 0
