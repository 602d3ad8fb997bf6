"""Sources: a path, a folder or standard input → bytes kept under their hash → `Document`."""

from comity.sources.documents import make_document
from comity.sources.taking import Taken, list_addresses, take

__all__ = ["Taken", "list_addresses", "make_document", "take"]
