"""`minwon new`: a starter file for a channel and a conduct, from a few questions or options."""

import sys
import typing
from pathlib import Path

import click
import msgspec

from simulator import places
from simulator.commands.speaking import speaking_command
from simulator.commands.writing import write_file
from simulator.plain.lines import typed_lines
from simulator.plain.new_scenario import Choice, Interview, understood, unknown
from simulator.problems import Exit, UserProblem, why
from simulator.texts import say
from simulator.workplace import Workplace, is_file

if typing.TYPE_CHECKING:
    from dialogues.bench.starter import Wanted
    from scoring.manual.manual import Manual

_TODO = "TODO"


@speaking_command("new")
@click.option("--channel", default="", metavar=say("cli.metavar.channel"), help=say("cli.new.channel"))
@click.option("--conduct", default="", metavar=say("cli.metavar.conduct"), help=say("cli.new.conduct"))
@click.option("--title", default="", metavar=say("cli.metavar.title"), help=say("cli.new.title"))
@click.option("--sector", default="", metavar=say("cli.metavar.sector"), help=say("cli.new.sector"))
@click.option("--legitimate/--not-legitimate", default=None, help=say("cli.new.legitimate"))
@click.option("--id", "name", default="", metavar=say("cli.metavar.id"), help=say("cli.new.id"))
@click.option("--output", type=click.Path(path_type=Path), metavar=say("cli.metavar.file"), help=say("cli.new.output"))
@click.pass_obj
def command(
    workplace: Workplace,
    channel: str,
    conduct: str,
    title: str,
    sector: str,
    legitimate: bool | None,
    name: str,
    output: Path | None,
) -> int:
    """Ask what was not given, and write the file."""
    asking = sys.stdin.isatty() or not (channel and conduct)
    new = _New(workplace, Interview(typed_lines() if asking else None, lambda line: click.echo(line, err=True)))
    if output is not None and is_file(output.name):
        name = name or output.stem
    new.write(new.wanted(channel, conduct, title, sector, legitimate, name), output)
    return 0


class _New:
    """One new scenario on its way: what is wanted, then the file."""

    def __init__(self, workplace: Workplace, interview: Interview) -> None:
        self._workplace = workplace
        self._interview = interview

    def wanted(
        self, channel: str, conduct: str, title: str, sector: str, legitimate: bool | None, name: str
    ) -> "Wanted":
        """Return what is wanted: what the options say, and answers for the rest. Raises UserProblem."""
        from dialogues.bench.starter import Wanted, conduct_name, starter_of
        from dialogues.model import Sector
        from scoring.trace import Channel

        self._refuse(_title_problem(title) if title else None)
        self._refuse(self._id_problem(name) if name else None)
        chosen = self._choice("channel", channel, [_named("channel", one) for one in typing.get_args(Channel)])
        self._refuse(_elsewhere(conduct, chosen))
        about = self._choice("conduct", conduct, _conducts(self._workplace.manual, chosen))
        starter = starter_of(chosen, about)
        suggested = f"{_TODO} {conduct_name(self._workplace.manual, about).ko}"
        title = title or self._interview.text("title", suggested, _title_problem)
        sectors = [_named("sector", one) for one in typing.get_args(Sector)]
        where = self._choice("sector", sector, sectors, default="local_government")
        if legitimate is None:
            legitimate = self._interview.yes("legitimate", starter.legitimate)
        name = name or self._interview.text("id", self._free_id(starter.family, chosen, about), self._id_problem)
        answers = {"channel": chosen, "conduct": about, "title": title, "sector": where, "legitimate": legitimate}
        return msgspec.convert({"id": name, **answers}, Wanted)

    def write(self, wanted: "Wanted", output: Path | None) -> None:
        """Write the starter, and the schema beside it. Raises UserProblem; a file that is there is left alone."""
        from dialogues.bench.schema import FILE_NAME
        from dialogues.bench.starter import starter_text

        file = _file_for(wanted.id, output)
        if file.exists():
            raise UserProblem("problem.new-there", file=file)
        text = starter_text(wanted, self._workplace.manual, FILE_NAME)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=file, reason=why(error)) from error
        write_file(file, text.encode())
        self._put_schema(file.with_name(FILE_NAME))
        todo = sum(_TODO in line for line in text.splitlines() if not line.startswith("#"))
        click.echo(say("new.next", number=todo, file=file), err=True)

    def _put_schema(self, file: Path) -> None:
        """Write the schema that the first line of a starter names, unless something else stands there."""
        from dialogues.bench.schema import MARK, schema_text

        text = schema_text(self._workplace.manual).encode()
        there = file.read_bytes() if file.is_file() else b""
        if not there or (MARK.encode() in there and there != text):
            write_file(file, text)

    def _choice(self, name: str, given: str, choices: list[Choice], default: str = "") -> str:
        if not given:
            return self._interview.choice(name, choices, default)
        found = understood(given, choices)
        if not found:
            raise unknown(name, given, choices)
        return found

    def _id_problem(self, name: str) -> UserProblem | None:
        from dialogues.model import is_id

        if not is_id(name):
            return UserProblem("problem.new-id", name=name)
        return UserProblem("problem.new-id-taken", name=name) if name in self._taken() else None

    def _free_id(self, family: str, channel: str, conduct: str) -> str:
        """Return an id that no scenario has: family, channel and conduct, and a number where that is taken."""
        first = f"{family}-{channel}-{conduct.replace('_', '-')}" if family != conduct else f"{family}-{channel}"
        taken = self._taken()
        names = [first, *(f"{first}-{number}" for number in range(2, len(taken) + 3))]
        return next(name for name in names if name not in taken)

    def _taken(self) -> set[str]:
        listing = self._workplace.library.listing()
        return {item.card.scenario if item.card else item.path.stem for item in listing}

    @staticmethod
    def _refuse(problem: UserProblem | None) -> None:
        if problem is not None:
            raise problem


def _named(table: str, name: str) -> Choice:
    """Return a channel or sector with its names in both languages."""
    from dialogues.bench.schema import schema_words

    words = schema_words().values[name]
    return Choice(name, say(f"{table}.{name}"), others=(words.ko, words.en))


def _conducts(manual: "Manual", channel: str) -> list[Choice]:
    """Return what a channel has starters for; a ladder names its conduct where it has only one there."""
    from dialogues.bench.starter import conduct_name, conducts_on, starter_of
    from simulator.texts import active_language

    choices = []
    ladders = [starter_of(channel, conduct).ladder for conduct in conducts_on(channel)]
    for conduct, ladder in zip(conducts_on(channel), ladders, strict=True):
        name = conduct_name(manual, conduct)
        code = ladder if ladders.count(ladder) == 1 else ""
        choices.append(Choice(conduct, name.in_language(active_language()), code, (name.ko, name.en)))
    return choices


def _elsewhere(conduct: str, channel: str) -> UserProblem | None:
    """Return that a conduct has starters only on other channels, None where that is not so."""
    from dialogues.bench.starter import pairs

    channels = [known for known, about in pairs() if about == conduct]
    if not channels or channel in channels:
        return None
    return UserProblem("problem.new-conduct-elsewhere", name=conduct, channels=", ".join(channels))


def _title_problem(title: str) -> UserProblem | None:
    sound = title.strip() and title.isprintable() and "{" not in title and "}" not in title
    return None if sound else UserProblem("problem.new-title", title=title)


def _file_for(name: str, output: Path | None) -> Path:
    """Return the file to write: the one named, or one in the folder named, or in the trainer's own."""
    if output is not None and is_file(output.name):
        return output
    return (output or places.own_scenarios_folder()) / f"{name}.yaml"
