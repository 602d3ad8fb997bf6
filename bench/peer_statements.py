"""followthemoney putting statements together into entities, in its own environment: asked by lines, answers seconds.

`peer_statements.py FILE`: a line of FILE is an entity's name, a tab and a value, one for each statement.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict

from followthemoney.dataset import Dataset
from followthemoney.statement import Statement, StatementEntity


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    dataset = Dataset.make({"name": "bench", "title": "bench"})
    statements = [Statement(entity_id=name, prop="summary", schema="Event", value=value, dataset="bench")
                  for name, value in rows]  # fmt: skip
    print(f"ready {len(statements)}", flush=True)
    for _ in sys.stdin:
        start = time.process_time()
        entities = defaultdict(list)
        for statement in statements:
            entities[statement.entity_id].append(statement)
        made = [StatementEntity.from_statements(dataset, told) for told in entities.values()]
        print(time.process_time() - start, len(made), flush=True)


if __name__ == "__main__":
    main()
