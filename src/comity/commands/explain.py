"""`comity explain`: why something stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from comity.commands.options import (
    checks_option,
    kinds_option,
    on_option,
    output_option,
    record_option,
)


@click.command("explain")
@click.argument("subject", required=False, metavar="[ID | CODE | KIND]")
@click.option("--text", metavar="SENTENCE", help="Read this sentence and show what is read in it, and by which cue.")
@output_option
@record_option
@kinds_option
@checks_option
@on_option
def command(
    subject: str | None, text: str | None, output: Path | None, record_address: str, kinds: tuple[Path, ...],
    folders: tuple[Path, ...], on: date | None,
) -> None:  # fmt: skip
    """Why a statement, a fact or a finding stands, what a finding's code means, what a kind is.

    ID is that of a statement, fact, finding or source of the record, or its first digits.

    \b
    Example:  comity explain 3f9a2c
              comity explain C104
              comity explain --text "Turkey recognised Kazakhstan on 16 December 1991."
    """
    from comity.checking import explain_code
    from comity.commands.output import write_text
    from comity.kinds import load_vocabulary

    if (subject is None) == (text is None):
        raise click.UsageError("give either an ID, a CODE or a KIND, or --text SENTENCE")
    vocabulary = load_vocabulary(*kinds)
    if text is not None:
        from comity.commands.reading_steps import explain_text

        told = explain_text(text, vocabulary)
    elif str(subject) in vocabulary:
        from comity.commands.kinds import describe_kind

        told = describe_kind(vocabulary[str(subject)])
    elif page := explain_code(str(subject)) or explain_own(str(subject), folders):
        told = page
    else:
        from comity.api import open_record
        from comity.commands.record_steps import explain_id

        with open_record(record_address, kinds=kinds, create=False) as record:
            told = explain_id(record, str(subject), on)
    write_text(told, output)


def explain_own(code: str, folders: tuple[Path, ...]) -> str | None:
    """The page of a check of one's own; None where there is none of that code."""
    from comity.checking import load_checks
    from comity.checking.plugins import explain_check

    own = next((check for check in load_checks(*folders) if check.code == code.upper()), None)
    return None if own is None else explain_check(own)
