"""The tools over HTTP, for this machine alone: requests for another host or from a page of elsewhere are refused."""

from __future__ import annotations

from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
LARGEST_REQUEST = 1 << 20


def make_security(port: int) -> TransportSecuritySettings:
    """The hosts and origins that are answered."""
    hosts = [f"{name}:{port}" for name in LOCAL_NAMES]
    return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts])


def run_http(server: MCPServer, port: int) -> None:
    """Answer at /mcp until ended."""
    server.run(
        "streamable-http", host="127.0.0.1", port=port, stateless_http=True, json_response=True,
        max_request_body_size=LARGEST_REQUEST, transport_security=make_security(port),
    )  # fmt: skip
