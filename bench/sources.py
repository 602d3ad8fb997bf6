"""Intake of pages against its budgets, side by side in one run. `sources.py [--rounds N] [--documents N]`.

Main text beside trafilatura on 72 annotated pages (bench/maintext): how much is kept, how much else, and the seconds.
Then a page to statements against the same text without markup; the memory of a WARC of N and of 4 N pages; copies.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from bench.maintext.pages import Annotated, make_pages  # noqa: E402
from bench.maintext.scoring import Score, list_kept, list_lines  # noqa: E402
from run import tell  # noqa: E402

from comity.kinds import load_vocabulary  # noqa: E402
from comity.model import Document  # noqa: E402
from comity.reading import read  # noqa: E402
from comity.sources import Taken, make_document  # noqa: E402
from comity.sources.copies import Compared, find_candidates, make_sketch  # noqa: E402

HTML_AIM, HTML_BUDGET = 1.5, 2.0
PAIRS_BUDGET = 50_000
PEER_HOME = HERE / ".venv" / "pages"
MEMORY = """
import resource, sys
from comity.sources import make_document, take_each
count = sum(len(make_document(taken).text) > 0 for taken in take_each(sys.argv[1]))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def make(page: Annotated) -> Document:
    return make_document(Taken(f"https://www.example.org/{page.layout}/{page.number}", page.html.encode()))


def ask_peer(pages: list[Annotated]) -> list[dict]:
    """The peer's texts and seconds; its environment is made on the first run."""
    python = PEER_HOME / "bin" / "python"
    if not python.exists():
        print("Installing trafilatura …", file=sys.stderr)
        venv.create(PEER_HOME, with_pip=True)
        wanted = HERE / "maintext" / "requirements.txt"
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", wanted], check=True)
    lines = "\n".join(json.dumps({"html": page.html}) for page in pages)
    done = subprocess.run(
        [python, HERE / "maintext" / "peer.py"], input=lines, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def measure_main_text(rounds: int) -> None:
    pages = list(make_pages())
    make(pages[0])
    ours, theirs, answers = [], [], []
    for _ in range(rounds):
        began = time.perf_counter()
        documents = [make(page) for page in pages]
        ours.append(time.perf_counter() - began)
        answers = ask_peer(pages)
        theirs.append(min(answer["seconds"] for answer in answers))
    found = {"Comity": [list(list_kept(document)) for document in documents]}
    found |= {
        f"trafilatura, {answer['manner']}": [list(list_lines(text)) for text in answer["texts"]] for answer in answers
    }
    for held in (False, True):
        for name, blocks in found.items():
            kept = [(page, each) for page, each in zip(pages, blocks, strict=True) if page.held == held]
            tell_score(name, held, kept)
    tell("72 pages: trafilatura's quickest / Comity", f"{median(theirs) / median(ours):.1f}", "")


def tell_score(name: str, held: bool, kept: list[tuple[Annotated, list[str]]]) -> None:
    score = Score()
    for page, blocks in kept:
        score.add(page, blocks)
    rest = ", ".join(f"{what} {sum(known)}/{len(known)}" for what, known in score.kept.items())
    measured = f"{score.prose.f1:.3f}, {score.blocks.f1:.3f}, {score.words.f1:.3f}"
    tell(f"{'held' if held else 'mended'}: {name}", f"F1 {measured}", rest)


def measure_html(rounds: int) -> None:
    """Pages of the layouts to statements, against their text as plain text; and the making of documents alone."""
    vocabulary = load_vocabulary()
    pages = [page.html.encode() for page in make_pages()]
    texts = [make_document(Taken("page", page)).text.encode() for page in pages]
    read(make_document(Taken("page", pages[0])), vocabulary)
    taken: dict[str, list[float]] = {"html": [], "plain": [], "html alone": [], "plain alone": []}
    for _ in range(rounds):
        for name, data in (("html", pages), ("plain", texts)):
            began = time.perf_counter()
            documents = [make_document(Taken("page", each)) for each in data]
            taken[f"{name} alone"].append(time.perf_counter() - began)
            for document in documents:
                read(document, vocabulary)
            taken[name].append(time.perf_counter() - began)
    ratio = median(taken["html"]) / median(taken["plain"])
    tell("pages with furniture to statements / text", f"{ratio:.2f}", f"aim {HTML_AIM}, at most {HTML_BUDGET}",
         is_kept=ratio <= HTML_BUDGET)  # fmt: skip
    alone = median(taken["html alone"]) / median(taken["plain alone"])
    share = median(taken["html alone"]) / median(taken["html"])
    tell("their documents alone / text's", f"{alone:.2f}", f"{share:.0%} of the time of a page")


def measure_warc(records: int) -> None:
    """The memory of one process that reads all pages of a web archive."""
    page = next(iter(make_pages())).html.encode()
    memory = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (records, 4 * records):
            path = Path(folder) / f"{count}.warc.gz"
            with path.open("wb") as file:
                for number in range(count):
                    file.write(gzip.compress(make_record(number, page), 1))
            done = subprocess.run([sys.executable, "-c", MEMORY, path], capture_output=True, text=True, check=True)
            count_read, kilobytes = map(int, done.stdout.split())
            assert count_read == count
            memory.append(kilobytes / 1024)
    more = memory[1] - memory[0]
    tell(f"WARC.gz of {records} and {4 * records} pages", f"{memory[0]:.0f} MB, {memory[1]:.0f} MB", "flat",
         is_kept=more < 8)  # fmt: skip


def make_record(number: int, page: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page + b"<!-- %d -->" % number
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.example.org/{number}\r\n"
        f"WARC-Date: 2014-05-03T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def measure_copies(count: int) -> None:
    """Candidates among many documents, one in ten of which has a sentence of another."""
    dice = random.Random(20_130_501)
    words = [f"{a}{b}{c}" for a in "btkmsdr" for b in "aeiou" for c in ("lan", "rit", "mosk", "den", "fur", "gil")]
    known = [" ".join(dice.choices(words, k=18)).capitalize() + " in 1992." for _ in range(count * 8)]
    documents = {}
    for number in range(count):
        sentences = known[number * 8 : number * 8 + 8]
        if number % 10 == 0:
            sentences[3] = known[dice.randrange(len(known))]
        document = make_document(Taken(str(number), f"{number}. {' '.join(sentences)}".encode()))
        documents[document.source.sha256] = document
    began = time.perf_counter()
    sketches = [make_sketch(document) for document in documents.values()]
    sketched = time.perf_counter() - began
    began = time.perf_counter()
    candidates = find_candidates(sketches)
    seconds = time.perf_counter() - began
    began = time.perf_counter()
    compared = Compared(documents)
    copies = sum(compared.compare(left, right) is not None for left, right in candidates)
    each = (time.perf_counter() - began) / max(len(candidates), 1)
    pairs = count * (count - 1) / 2 / seconds
    tell(f"pairs of {count:,} documents looked at", f"{pairs / 1e6:.0f} million/s", f"{PAIRS_BUDGET:,}/s",
         is_kept=pairs >= PAIRS_BUDGET)  # fmt: skip
    tell("with their sketches", f"{count * (count - 1) / 2 / (seconds + sketched) / 1e6:.1f} million/s", "")
    tell("candidates compared word by word", f"{1 / each:,.0f}/s", f"{copies} of {len(candidates)} are copies")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--documents", type=int, default=20_000)
    options = parser.parse_args()
    measure_main_text(max(2, options.rounds // 2))
    measure_html(options.rounds)
    measure_warc(500)
    measure_copies(options.documents)


if __name__ == "__main__":
    main()
