"""`comity decide`: what a person says of a statement or a finding."""

from __future__ import annotations

import getpass
import os
from datetime import UTC, date, datetime

import click

from comity.commands.options import kinds_option, on_option, quiet_option, record_option


@click.command("decide")
@click.argument("identity", metavar="ID")
@click.argument("verb", type=click.Choice(("accept", "reject", "correct", "flag")))
@click.argument("states", nargs=-1, metavar="[STATES]...")
@click.option("--why", default="", metavar="TEXT", help="The reason; 'reject' and 'correct' need one.")
@click.option("--who", default=None, metavar="NAME", envvar="COMITY_WHO",
              help="Who decides; the name of the login without it. The variable COMITY_WHO sets it.")  # fmt: skip
@click.option("--to", "correction", default=None, metavar="JSON",
              help="With 'correct': what changes, as keys of the codebook's form.")  # fmt: skip
@record_option
@kinds_option
@on_option
@quiet_option
def command(
    identity: str, verb: str, states: tuple[str, ...], why: str, who: str | None, correction: str | None,
    record_address: str, kinds: tuple[str, ...], on: date | None, quiet: bool,
) -> None:  # fmt: skip
    """Keep what a person says of a statement or a finding: accepted, rejected, corrected or flagged.

    ID is that of a statement or a finding, or its first digits. A rejected statement carries no fact, a corrected one
    is read as corrected, a rejected finding is told no more. Decisions are added and never overwritten: the last one
    holds, and 'comity explain ID' shows them all.

    A finding is sought in all that the record has, or, where one or two STATES are given, in what 'comity check STATES'
    tells: in a large record that is much quicker.

    \b
    Example:  comity decide 3f9a2c reject --why "The page was a draft."
              comity decide 81d2e07b reject KAZ TUR --why "Two calendars."
              comity decide 3f9a2c correct --to '{"when": "1992-03-02"}' --why "The gazette of the day."
    """
    from comity.api import open_record
    from comity.commands.output import say
    from comity.deciding import VERBS, find_subject, keep_decision, make_decision

    decider = who or os.environ.get("USER") or getpass.getuser()
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with open_record(record_address, kinds=kinds, create=False) as record:
        subject = find_subject(record, identity, lambda: record.check(*states, on=on))
        decision = make_decision(subject, VERBS[verb], decider, at, why.strip(), correction)
        keep_decision(record, subject, decision)
    what = "finding" if hasattr(subject, "code") else "statement"
    click.echo(f"{what} {subject.id}: {decision.verb} by {decision.who}")
    say("The facts and findings follow it from now on.", quiet=quiet)
