"""`minwon courses`: scenarios in an order, and how far one has come."""

import click
import msgspec

from simulator.commands.speaking import speaking_command
from simulator.course_progress import Progress
from simulator.courses import progress_by_name, read_courses, results
from simulator.plain.courses import course_lines, list_lines, number_line
from simulator.problems import Exit
from simulator.texts import active_language, say
from simulator.workplace import Workplace


@speaking_command("courses")
@click.argument("course", required=False, metavar=say("cli.metavar.course"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_obj
def command(workplace: Workplace, course: str | None, as_json: bool) -> int:
    """List the courses, or show one with its steps."""
    shelf = read_courses(workplace)
    found = progress_by_name(shelf, results(workplace), course)
    if as_json:
        click.echo(msgspec.json.encode([_plainly(progress) for progress in found]).decode())
    elif course:
        click.echo("\n".join(course_lines(found[0], workplace.title_of)))
    else:
        for progress in found:
            click.echo("\n".join(list_lines(progress)))
        click.echo(number_line(len(found)), err=True)
    for file in shelf.broken:
        click.echo(say("courses.broken", file=file.path), err=True)
    return int(Exit.FOUND_PROBLEMS) if shelf.broken and not course else 0


def _plainly(progress: Progress) -> dict[str, object]:
    """Return a course as data for other programs."""
    language = active_language()
    steps = [
        {
            "part": step.item.part,
            "scenario": step.item.scenario,
            "attempt": step.result.attempt if step.result else None,
            "total": step.result.total if step.result else None,
        }
        for step in progress.steps
    ]
    return {
        "course": progress.course.course,
        "title": progress.course.title.in_language(language),
        "about": progress.course.about.in_language(language),
        "done": progress.done,
        "steps": steps,
        "gain": progress.gain,
        "practised_before": progress.practised_before,
    }
