"""The tools as a client of the official package meets them: over standard input and output, in memory, over HTTP."""

import http.client
import json
import socket
import subprocess
import sys
import time
from datetime import date
from urllib.parse import urlsplit

import anyio
import pytest

import comity
from comity.demo import sample_pages

pytest.importorskip("mcp", reason="pip install 'comity[mcp]'")

from mcp.client.streamable_http import streamable_http_client

from comity.mcp import make_server
from comity.mcp.http import make_security
from mcp import Client, StdioServerParameters, stdio_client

TODAY = date(2026, 11, 22)
LOOKING = {"resolve_names", "facts", "timeline", "check_claim", "search", "source_text"}
WRITING = {"read_document", "decide"}
MOST_BYTES = 60_000


@pytest.fixture
def address(tmp_path):
    for page in sample_pages():
        (tmp_path / page.name).write_bytes(page.read_bytes())
    with comity.open(tmp_path / "comity.db") as opened:
        opened.read(tmp_path / "encyclopaedia.html")
        opened.read(tmp_path / "ministry.html")
    return str(tmp_path / "comity.db")


@pytest.fixture
def record(address):
    with comity.open(address) as opened:
        yield opened


@pytest.fixture
def call(record):
    """Calls a tool as a client does, in this process; what it answers, or an AssertionError with its words."""
    server = make_server(record, may_write=True, today=lambda: TODAY)

    def call_(tool, /, **arguments):
        async def ask():
            async with Client(server) as client:
                return await client.call_tool(tool, arguments)

        answer = anyio.run(ask)
        assert not answer.is_error, answer.content[0].text
        assert len(json.dumps(answer.structured_content)) < MOST_BYTES
        return answer.structured_content

    return call_


PROGRAM = ["-c", "from comity.cli import main; main()", "mcp", "--record"]


async def call_every_tool(transport):
    """List the tools, and call each that only looks."""
    async with Client(transport) as client:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == LOOKING
        assert all(tool.annotations.read_only_hint for tool in tools)
        assert all(tool.description for tool in tools)
        facts = (await client.call_tool("facts", {"first": "KAZ", "second": "Türkiye"})).structured_content
        quote = facts["items"][0]["quotes"][0]
        questions = [
            ("resolve_names", {"names": ["Turkey"]}),
            ("timeline", {"first": "KAZ", "second": "TUR"}),
            ("check_claim", {"claim": "Turkey recognised Kazakhstan on 16 December 1991."}),
            ("search", {"words": "embassy"}),
            ("source_text", {key: quote[key] for key in ("source", "start", "end")}),
        ]
        for name, arguments in questions:
            answer = await client.call_tool(name, arguments)
            assert not answer.is_error, answer.content
            assert answer.structured_content


def test_client_lists_and_calls_every_tool_over_standard_input_and_output(address):
    parameters = StdioServerParameters(command=sys.executable, args=[*PROGRAM, address])
    anyio.run(lambda: call_every_tool(stdio_client(parameters)))


@pytest.fixture
def http_address(address):
    """The address of a server over HTTP in its own process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, *PROGRAM, address, "--http", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/mcp"
    process.terminate()
    process.wait(20)


def test_client_lists_and_calls_every_tool_over_http(http_address):
    anyio.run(lambda: call_every_tool(streamable_http_client(http_address)))


def test_too_large_a_request_over_http_is_refused(http_address):
    """By the length that it announces: nothing of it is read."""
    address = urlsplit(http_address)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    connection.putrequest("POST", address.path)
    for name, value in (("content-type", "application/json"), ("accept", "application/json, text/event-stream"),
                        ("content-length", str(2 << 20))):  # fmt: skip
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_writing_tools_are_there_when_asked_for(record):
    async def names(may_write):
        async with Client(make_server(record, may_write=may_write)) as client:
            return {tool.name: tool.annotations.read_only_hint for tool in (await client.list_tools()).tools}

    assert set(anyio.run(names, False)) == LOOKING
    assert anyio.run(names, True) == dict.fromkeys(LOOKING, True) | dict.fromkeys(WRITING, False)


def test_facts_come_in_pages_with_their_quotes(call, record):
    whole = call("facts", first="KAZ", second="TUR", limit=50)
    found, cursor = [], None
    while True:
        page = call("facts", first="KAZ", second="TUR", limit=4, **({"cursor": cursor} if cursor else {}))
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == whole["items"]
    assert page["total"] == len(found) == len(record.facts("KAZ", "TUR", on=TODAY))
    for one in found:
        assert one["sentence"]
        for quote in one["quotes"]:
            text = record.store.document(quote["source"]).text
            assert " ".join(text[quote["start"] : quote["end"]].split())[:50] == quote["quote"][:50]
            assert quote["title"]


def test_facts_are_those_of_the_day(call):
    early = call("facts", first="KAZ", second="TUR", on="1993-01-01", limit=50)
    assert 0 < early["total"] < call("facts", first="KAZ", second="TUR", limit=50)["total"]
    assert call("facts", first="KAZ", second="TUR", known_at="2001-01-01")["items"] == []
    assert {one["kind"] for one in call("facts", first="KAZ", second="TUR", kind="visit")["items"]} == {"visit"}


def test_timeline_is_dated_and_in_order(call):
    items = call("timeline", first="KAZ", second="TUR", limit=50)["items"]
    assert len(items) > 8
    assert all(one["when"] for one in items)
    assert [one["when"][:4] for one in items] == sorted(one["when"][:4] for one in items)


CLAIMS = [
    pytest.param("Turkey recognised Kazakhstan on 16 December 1991.", "supported", id="the same"),
    pytest.param("Turkey recognised Kazakhstan in 1991.", "supported", id="vaguer than the record"),
    pytest.param("Turkey recognised Kazakhstan on 3 March 1994.", "contradicted", id="another date"),
    pytest.param("Kazakhstan and Turkey established diplomatic relations in March 1992.", "supported", id="relations"),
    pytest.param("France recognised Kazakhstan on 7 January 1992.", "cannot tell", id="another pair"),
    pytest.param("The president of Kazakhstan visited Turkey on 1 January 2020.", "cannot tell", id="not told of"),
]


@pytest.mark.parametrize(("claim", "ruling"), CLAIMS)
def test_claims_are_judged_with_their_quotes(claim, ruling, call):
    answer = call("check_claim", claim=claim)
    assert [one["ruling"] for one in answer["items"]] == [ruling]
    one = answer["items"][0]
    assert one["reason"]
    assert bool(one["quotes"]) == (ruling != "cannot tell")


def test_a_claim_more_precise_than_the_record_is_not_supported(call):
    item = call("check_claim", claim="Turkey opened an embassy in Almaty on 5 March 1992.")["items"][0]
    assert item["ruling"] == "cannot tell"


def test_a_sentence_in_which_nothing_is_read_says_so(call):
    answer = call("check_claim", claim="The weather was fine.")
    assert answer["items"] == []
    assert "cannot tell" in answer["note"]


def test_text_around_a_quote_is_given(call):
    quote = call("search", words="embassy")["items"][0]["quote"]
    passage = call("source_text", source=quote["source"], start=quote["start"], end=quote["end"], around=100)
    assert " ".join(passage["quote"].split()) == quote["quote"]
    assert 0 < len(passage["before"] + passage["after"]) <= 200


def test_names_are_resolved_on_a_day(call):
    rows = call("resolve_names", names=["Turkey", "Nowhereland"])["items"]
    assert [row["standing"] for row in rows if row["name"] == "Nowhereland"] == ["unknown"]
    assert "TUR" in [row["code"] for row in rows]


@pytest.mark.parametrize(("name", "arguments", "words"), [
    pytest.param("facts", {"first": "Kazahkstan", "second": "TUR"}, "Did you mean", id="unknown state"),
    pytest.param("facts", {"first": "KAZ", "second": "TUR", "on": "May"}, "YYYY-MM-DD", id="no day"),
    pytest.param("facts", {"first": "KAZ", "second": "TUR", "cursor": "x"}, "without one", id="no cursor"),
    pytest.param("source_text", {"source": "abcdef", "start": 0, "end": 5}, "no source", id="no source"),
    pytest.param("decide", {"id": "abcdef", "verb": "burn", "why": "", "who": "x"}, "accept", id="no verb"),
    pytest.param("read_document", {"address": "file:///etc/passwd"}, "scheme|https", id="no address of the web"),
    pytest.param("read_document", {"address": "http://127.0.0.1/"}, "not on the public network", id="private address"),
])  # fmt: skip
def test_what_cannot_be_asked_is_told(name, arguments, words, call):
    with pytest.raises(AssertionError, match=words):
        call(name, **arguments)


def test_a_text_is_read_and_decided_on(call, record):
    items = call("read_document", text="Turkey's foreign minister visited Astana on 3 May 2021.", name="n.txt")["items"]
    id = items[0]["quote"]["statement"]
    call("decide", id=id, verb="flag", why="Is it so?", who="Ada")
    assert [one.verb for one in record.store.decisions(id)] == ["flagged"]


@pytest.mark.parametrize(("headers", "status"), [
    pytest.param({}, 200, id="own"),
    pytest.param({"host": "evil.example"}, 421, id="foreign host"),
    pytest.param({"origin": "https://evil.example"}, 403, id="foreign origin"),
    pytest.param({"origin": "http://127.0.0.1:8001"}, 200, id="own origin"),
])  # fmt: skip
def test_http_answers_its_own_host_and_origin_alone(headers, status, record):
    from starlette.testclient import TestClient

    server = make_server(record)
    app = server.streamable_http_app(stateless_http=True, json_response=True, transport_security=make_security(8001))
    parameters = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    asked = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": parameters}
    given = {"host": "127.0.0.1:8001", "accept": "application/json, text/event-stream", **headers}
    with TestClient(app) as client:
        answer = client.post("/mcp", json=asked, headers=given)
    assert answer.status_code == status
    assert ("serverInfo" in answer.text) == (status == 200)
