"""`comity site`: all relations of the record as static pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from comity.commands.options import kinds_option, on_option, quiet_option, record_option


@click.command("site")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--processes", type=click.IntRange(1, 64), help="How many work at once. Default: the machine's cores.")
@record_option
@kinds_option
@on_option
@quiet_option
def command(
    folder: Path, processes: int | None, record_address: str, kinds: tuple[Path, ...], on: date | None, quiet: bool
) -> None:
    """All relations of the record as a folder of pages: an article for each pair, a list for each state, a search.

    It opens from disk (DIR/index.html) and needs no server. DIR is new, empty, or an earlier site, which is replaced
    once the new one is whole.

    \b
    Example:  comity site public/
    """
    import os

    from comity.api import make_day
    from comity.commands.output import say
    from comity.commands.progress import watch
    from comity.site import SiteSettings, build_site

    settings = SiteSettings(record_address, kinds, make_day(on), processes or os.cpu_count() or 1)
    count = build_site(settings, folder, lambda parts, of: watch(parts, of, "Writing pages", quiet=quiet))
    say(f"{folder / 'index.html'}: {count} {'pair' if count == 1 else 'pairs'} written.", quiet=quiet)
