"""trafilatura on pages: JSON lines `{"html": …}` in; the texts of its three manners and the seconds out.

Runs in an environment of its own.
"""

import json
import sys
import time

from trafilatura import extract

MANNERS = {"usual": {}, "precision": {"favor_precision": True}, "recall": {"favor_recall": True}}


def main() -> None:
    pages = [json.loads(line)["html"] for line in sys.stdin]
    extract(pages[0])
    for manner, options in MANNERS.items():
        start = time.perf_counter()
        texts = [extract(page, include_comments=False, **options) or "" for page in pages]
        json.dump({"manner": manner, "seconds": time.perf_counter() - start, "texts": texts}, sys.stdout)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
