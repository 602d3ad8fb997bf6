"""Mutated files of every format: a document or a message, never anything else."""

from __future__ import annotations

import os
import warnings

import pytest
from bench.attacks.mutations import make_mutations, read_seeds

from comity.errors import SourceError
from comity.sources import Untaken, make_document, take_bytes

# COMITY_TEST_MUTANTS=10000 reads as many of each; bench/hostile.py measures time and memory too.
FILES = int(os.environ.get("COMITY_TEST_MUTANTS", "40"))
# A PDF takes a process of its own.
SHARE_OF_PDF = 10


@pytest.mark.parametrize("name", sorted(read_seeds()))
def test_mutated_files_give_a_document_or_a_message(name):
    count = FILES // SHARE_OF_PDF if name == "pdf" else FILES
    kept = refused = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of zipfile, on doubled names, while the files are made
        files = list(make_mutations(name, count))
    for data in files:
        for taken in take_bytes(data, "file"):
            try:
                if isinstance(taken, Untaken):
                    refused += 1
                    assert taken.reason
                else:
                    document = make_document(taken)
                    assert all(document.text[block.start : block.end].strip() for block in document.blocks)
                    kept += 1
            except SourceError:
                refused += 1
    assert kept
    assert refused or name in ("text", "html", "letter", "wikitext", "markdown")


@pytest.mark.parametrize("name", sorted(read_seeds()))
def test_the_sound_files_are_read(name):
    for data in read_seeds()[name]:
        for taken in take_bytes(data, "file"):
            assert not isinstance(taken, Untaken)
            assert make_document(taken).text
