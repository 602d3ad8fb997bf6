"""Who makes statements: the reader's name, the program, and the vocabulary."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from comity.kinds import Vocabulary

PROGRAM = "comity"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: its name, the program with its version, and the hash of the vocabulary."""

    name: str
    program: str
    vocabulary: str


def make_reader(name: str, vocabulary: Vocabulary) -> Reader:
    """The reader of that name, with this program and vocabulary."""
    return Reader(name, tell_program(), hash_vocabulary(vocabulary))


def hash_vocabulary(vocabulary: Vocabulary) -> str:
    """The SHA-256 (hex) of the files of the kinds, in the order of their names."""
    digest = hashlib.sha256()
    for name in sorted(vocabulary):
        digest.update(name.encode() + b"\0" + vocabulary[name].path.read_bytes())
    return digest.hexdigest()


def tell_program() -> str:
    """The program's name and version."""
    try:
        return f"{PROGRAM} {version(PROGRAM)}"
    except PackageNotFoundError:
        return PROGRAM  # run from its sources, without being installed
