"""`comity mcp`: the record as tools for language models."""

from __future__ import annotations

from pathlib import Path

import click

from comity.commands.options import kinds_option, quiet_option, record_option


@click.command("mcp")
@click.option("--http", is_flag=True, help="Answer over HTTP at /mcp instead of standard input and output.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="The port, with --http.")
@click.option("--allow-writing", is_flag=True, help="Also tools that read documents in and decide; not with --http.")
@record_option
@kinds_option
@quiet_option
def command(
    http: bool, port: int, allow_writing: bool, record_address: str, kinds: tuple[Path, ...], quiet: bool
) -> None:
    """The record as tools of the Model Context Protocol: names, facts, timelines, claims checked, texts of sources.

    A client starts it and speaks to it by standard input and output; with --http it answers on this machine alone.
    The tools only look, and every answer has the quote that it rests on.

    \b
    Example:  comity mcp --record relations.db
              comity mcp --http --port 8001
    """
    from comity.commands.output import say

    if http and allow_writing:
        raise click.UsageError("--allow-writing is for a client that starts comity itself, not for --http.")
    try:
        from comity.mcp import make_server
        from comity.mcp.http import run_http
    except ImportError as error:
        raise click.ClickException(f"{error.name} is not installed. Run: pip install 'comity[mcp]'.") from error
    from comity.api import open_record

    with open_record(record_address, kinds=kinds, create=False) as record:
        server = make_server(record, may_write=allow_writing)
        if http:
            say(f"Comity's tools are at http://127.0.0.1:{port}/mcp (Ctrl-C ends it).", quiet=quiet)
            run_http(server, port)
        else:
            server.run("stdio")
