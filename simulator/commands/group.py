"""The command group: knows the names of the commands and imports only the one that is called."""

import gettext
import importlib
import os
import sys

import click

from simulator import __version__, places
from simulator.problems import Exit, UserProblem, why
from simulator.texts import say, use_language
from simulator.texts.catalogue import FOLDER, language_from_environment
from simulator.workplace import Workplace

COMMANDS = (
    "play", "scenarios", "courses", "results", "show", "what-if", "report", "reflect", "replay", "regrade", "stop",
    "manual", "lint", "explore", "graph", "stats", "new", "write", "texts", "schema", "locate", "doctor", "db",
    "people",
)  # fmt: skip


class LazyGroup(click.Group):
    """Finds a command in the module of its name under `simulator.commands`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"simulator.commands.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section(say("cli.commands")):
            formatter.write_dl([(name, say(f"cli.{name}.short")) for name in COMMANDS])


def run(arguments: list[str] | None = None) -> int:
    """Run the command line with arguments (the process's own when None) and return the exit code."""
    try:
        _speak_the_users_language()
        result = build().main(arguments, prog_name="minwon", standalone_mode=False)
        sys.stdout.flush()
        return int(result or Exit.DONE)
    except UserProblem as problem:
        click.echo(problem.sentence, err=True)
        return int(problem.code)
    except click.ClickException as error:
        error.show()
        return int(Exit.WRONG_USE)
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("cli.aborted"), err=True)
        return 130
    except (BrokenPipeError, SystemExit, click.exceptions.Exit) as leaving:
        # the reader of our output has gone (`minwon manual | head`): click says SystemExit
        return leaving.exit_code if isinstance(leaving, click.exceptions.Exit) else int(Exit.DONE)
    except (OSError, RuntimeError) as error:  # a full output, a folder that cannot be: nothing a traceback would mend
        return _no_fit_machine(error)


def _no_fit_machine(error: OSError | RuntimeError) -> int:
    reason = why(error) if isinstance(error, OSError) else str(error)
    click.echo(say("problem.machine", reason=reason), err=True)
    return int(Exit.ENVIRONMENT)


def _speak_the_users_language() -> None:
    """Speak what the system says, or what the configuration says, in our texts and in click's."""
    _use(language_from_environment())
    if places.config_file().exists():  # without one, help and version need not load its reader
        from simulator.settings import load_settings

        try:
            settings = load_settings()
        except UserProblem:
            return  # help and version still work; the command that needs the settings says what is wrong
        if settings.language and not os.environ.get("MINWON_LANG"):
            _use(settings.language)
        if settings.key_protocol:
            os.environ.pop("TEXTUAL_DISABLE_KITTY_KEY", None)


def _use(language: str) -> None:
    use_language(language)
    os.environ["LANGUAGE"] = language  # click asks Python's gettext, which looks here
    gettext.bindtextdomain("click", str(FOLDER))
    gettext.textdomain("click")


def build() -> click.Group:
    """Return the command group in the active language."""

    @click.command(
        cls=LazyGroup,
        invoke_without_command=True,
        options_metavar=say("cli.metavar.options"),
        subcommand_metavar=say("cli.metavar.command"),
        help=say("cli.help"),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    @click.version_option(__version__, prog_name="minwon", message="%(prog)s %(version)s")
    @click.pass_context
    def minwon(context: click.Context) -> int:
        workplace = Workplace()
        context.obj = workplace
        context.call_on_close(workplace.close)
        if context.invoked_subcommand is None:
            from simulator.commands.terminal import open_app

            return open_app(workplace)
        return 0

    return minwon
