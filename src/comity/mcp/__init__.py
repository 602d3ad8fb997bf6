"""The face for language models: the record as tools of the Model Context Protocol. Needs the extra `mcp`."""

from comity.mcp.server import make_server

__all__ = ["make_server"]
