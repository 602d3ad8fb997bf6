"""What is found of the faults planted in pages drawn by chance, by code, with the pages on which something was missed.

`python -m tools.planted [SEED]`; another seed draws other states, days, people and figures.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.checking.planting import score
from tests.checking.test_planting import check_clean, plant_all

from comity.checking import load_pages
from comity.kinds import load_vocabulary


def main() -> None:
    seed = sys.argv[1] if len(sys.argv) > 1 else "comity"
    vocabulary = load_vocabulary()
    with tempfile.TemporaryDirectory() as folder:
        told = list(plant_all(vocabulary, Path(folder), seed))
    by_code: dict[str, Counter[str]] = {}
    for code, one in told:
        by_code.setdefault(code, Counter())["right" if one.right else "missed"] += 1
        by_code[code]["wrong"] += len(one.found) - one.right
        if not one.right or len(one.found) > one.right:
            print(f"== {code} {one.plant.name}: found {one.found}")
            for name, data in one.plant.pages.items():
                print(f"   {name}: {data.decode()!r}")
    for code, counts in by_code.items():
        print(code, dict(counts))
    recall, precision = score([one for _, one in told])
    print(f"{len(told)} planted: recall {recall:.3f}, precision {precision:.3f}")
    severities = {page.code: page.severity for page in load_pages()}
    clean = list(check_clean(vocabulary, seed))
    for one in clean:
        errors = [code for code in one.found if severities[code] == "error"]
        if errors:
            print(f"== clean: {errors} {one.plant.pages['a.txt'].decode()!r}")
    print("clean:", Counter(code for one in clean for code in one.found))


if __name__ == "__main__":
    main()
