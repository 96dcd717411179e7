"""`minwon scenarios`: what can be practised."""

from pathlib import Path

import click
import msgspec

from dialogues.model import ScenarioCard
from simulator.commands.speaking import speaking_command
from simulator.commands.writing import write_file
from simulator.texts import active_language, count, say
from simulator.workplace import Workplace

_FILE = click.Path(dir_okay=False, path_type=Path)


@speaking_command("scenarios")
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.option("--page", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.scenarios.page"))
@click.pass_obj
def command(workplace: Workplace, as_json: bool, page: Path | None) -> int:
    """List the library."""
    if page is not None:
        write_file(page, _page(workplace).encode())
        return 0
    most = workplace.settings.most_intense
    listing = [
        item for item in workplace.library.listing(active_language()) if not item.card or item.card.intensity <= most
    ]
    if as_json:
        cards = [{**msgspec.structs.asdict(item.card), "file": str(item.path)} for item in listing if item.card]
        click.echo(msgspec.json.encode(cards).decode())
    else:
        for item in listing:
            if item.card:
                _print(item.card, item.english)
    broken = [item for item in listing if not item.card]
    for item in broken:
        click.echo(say("scenarios.broken", file=item.path), err=True)
    click.echo(count("scenarios.number", len(listing) - len(broken)), err=True)
    return 1 if broken else 0


def _page(workplace: Workplace) -> str:
    """Return the shipped library as a Markdown page."""
    from dialogues.bench.stats import figures_of
    from dialogues.course import SHIPPED_COURSES, courses_in
    from dialogues.library import SHIPPED, Library
    from simulator.exports.library_page import library_page

    library = Library(workplace.manual, [SHIPPED])
    loaded = [library.load_file(path) for path in library.files()]
    figures = {one.scenario.scenario: figures_of(one.path, one.scenario) for one in loaded}
    courses = [file.course for file in courses_in([SHIPPED_COURSES], figures) if file.course]
    return library_page([one.scenario for one in loaded], figures, courses, workplace.manual)


def _print(card: ScenarioCard, english: str) -> None:
    click.echo(card.scenario)
    click.echo("  " + say("scenarios.line", title=card.title, minutes=card.minutes, difficulty=card.difficulty))
    click.echo(
        "  "
        + say(
            "scenarios.tags",
            family=say(f"family.{card.family}"),
            channel=say(f"channel.{card.channel}"),
            sector=say(f"sector.{card.sector}"),
            intensity=say(f"intensity.{card.intensity}"),
        )
    )
    if active_language() != "ko" and english != "complete":
        click.echo("  " + say("scenarios.korean-only"))
