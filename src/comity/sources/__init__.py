"""Sources: a path, a folder or standard input → bytes kept under their hash → `Document`."""

from comity.sources.documents import make_document
from comity.sources.taking import Fetch, Taken, Untaken, list_addresses, take, take_bytes, take_each

__all__ = ["Fetch", "Taken", "Untaken", "list_addresses", "make_document", "take", "take_bytes", "take_each"]
