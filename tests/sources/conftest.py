"""What the tests of sources share: a document of a text or of markup."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from comity.model import Block, Document, Evidence
from comity.sources import Taken, make_document


@pytest.fixture
def read() -> Callable[..., Document]:
    def read(text: str, address: str = "page") -> Document:
        return make_document(Taken(address, text.encode()))

    return read


@pytest.fixture
def words() -> Callable[[Document, Evidence | Block], str]:
    def words(document: Document, span: Evidence | Block) -> str:
        return document.text[span.start : span.end]

    return words
