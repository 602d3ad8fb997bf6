"""`comity verify`: whether the record is what it was."""

from __future__ import annotations

import click

from comity.commands.options import quiet_option, record_option


@click.command("verify")
@record_option
@quiet_option
@click.pass_context
def command(ctx: click.Context, record_address: str, quiet: bool) -> None:
    """Re-check every hash, quote and offset of the record; each problem on a line, and then exit status 1.

    \b
    Example:  comity verify --record comity.db
    """
    from comity.api import open_record
    from comity.commands.output import say

    with open_record(record_address, create=False) as record:
        problems = list(record.store.verify())
    for problem in problems:
        click.echo(str(problem))
    if not problems:
        say(f"{record_address}: every hash, quote and offset is right.", quiet=quiet)
    ctx.exit(1 if problems else 0)
