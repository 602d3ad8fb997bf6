"""The command line: the list of commands, and what happens when something goes wrong.

Each command is a module of `comity.commands`, imported when it is asked for; those import what is heavy in
their bodies, so that help and mistakes are answered at once.
"""

from __future__ import annotations

import difflib
import importlib
import os
import sys
from typing import Any

import click

from comity.errors import ComityError

COMMANDS = (
    "read", "check", "article", "brief", "facts", "timeline", "state", "search",
    "decide", "decisions", "sources", "reread", "kinds", "checks", "names", "explain", "verify",
    "proof", "site", "serve", "mcp", "demo",
)  # fmt: skip

STATUS_MISUSE = 2
# What a shell expects of a program that was interrupted, or whose reader went away (128 and the signal's number).
STATUS_INTERRUPTED = 130
STATUS_NO_READER = 141


class Trouble(click.ClickException):
    """What the user can mend: said in one line on standard error, exit status 2."""

    exit_code = STATUS_MISUSE

    def show(self, file: Any = None) -> None:
        """Print the message on standard error."""
        click.echo(f"comity: {self.format_message()}", err=True)


class NoReader(Exception):  # noqa: N818 - no error: who read the output had enough
    """The program that read the output has ended."""


class Commands(click.Group):
    """The commands by name, each imported when it is asked for; troubles become one line and status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the work: first read, then check, then write."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"comity.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; otherwise a usage error with a near name."""
        if args[0] in COMMANDS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        likely = difflib.get_close_matches(args[0], COMMANDS, n=1)
        hint = f"Did you mean {likely[0]!r}?" if likely else f"Commands: {', '.join(COMMANDS)}."
        raise click.UsageError(f"{args[0]!r} is not a command. {hint}", ctx)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the user can mend is told without a traceback."""
        try:
            return super().invoke(ctx)
        except ComityError as error:
            raise Trouble(str(error)) from error
        except BrokenPipeError as error:
            raise NoReader from error  # click would make it status 1, which means findings
        except OSError as error:
            raise Trouble(describe_os_error(error)) from error


def describe_os_error(error: OSError) -> str:
    """What the system refused, and on which file.

    >>> describe_os_error(OSError(28, "No space left on device", "article.html"))
    'article.html: No space left on device'
    """
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="comity", message="comity %(version)s")
def cli() -> None:
    """Read what is published on relations between states, check it, and write from it.

    \b
    Example:  comity read pages/ && comity check KAZ TUR && comity article KAZ TUR -o article.html

    Data goes to standard output, everything else to standard error.
    Exit status: 0 done, 1 findings, 2 wrong use or unreadable input.
    """


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        status = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("comity: interrupted", err=True)
        sys.exit(STATUS_INTERRUPTED)
    except (NoReader, BrokenPipeError):
        # Python flushes standard output once more at exit: give it somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(STATUS_NO_READER)
    except OSError as error:
        Trouble(describe_os_error(error)).show()
        sys.exit(STATUS_MISUSE)
    sys.exit(status if isinstance(status, int) else 0)
