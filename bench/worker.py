"""One reader in one process. `worker.py READER CORPUS`: for each line on standard input, the seconds of one reading.

spaCy's tokenizer keeps every word that it has met, and is six times as quick when it meets the same text again. So it
is made anew for each reading, outside the seconds: what counts is a text that it has not seen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from texts import make_texts


def make_comity() -> Callable[[list[bytes]], int]:
    """Comity: bytes to statements."""
    from comity.kinds import load_vocabulary
    from comity.reading import read
    from comity.sources import Taken, make_document

    vocabulary = load_vocabulary()
    return lambda texts: sum(len(read(make_document(Taken("text", data)), vocabulary)) for data in texts)


def make_spacy() -> Callable[[list[bytes]], int]:
    """spaCy's tokenizer for English: bytes to tokens."""
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    return lambda texts: sum(len(tokenizer(data.decode())) for data in texts)


def main() -> None:
    """Warm up once, say so, then answer."""
    make = {"comity": make_comity, "spacy": make_spacy}[sys.argv[1]]
    read = make()
    texts = make_texts(sys.argv[2])
    read(texts)
    print("ready", sum(map(len, texts)), flush=True)
    for _ in sys.stdin:
        if make is make_spacy:
            read = make()
        began = time.perf_counter()
        read(texts)
        print(time.perf_counter() - began, flush=True)


if __name__ == "__main__":
    main()
