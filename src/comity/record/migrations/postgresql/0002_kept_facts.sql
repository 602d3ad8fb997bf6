-- The record, version 2: facts of pairs that were worked out once are kept, until what they rest on changes.

-- How often the record was added to: whoever works something out sees by it whether anything came meanwhile.
CREATE TABLE turn (
    number BIGINT NOT NULL
);

INSERT INTO turn (number) VALUES (0);

-- One row for a pair; `program` and `vocabulary` are hashes of what found the facts, which are JSON compressed by zlib.
CREATE TABLE kept_facts (
    first_state TEXT NOT NULL,
    second_state TEXT NOT NULL,
    program TEXT NOT NULL,
    vocabulary TEXT NOT NULL,
    facts BYTEA NOT NULL,
    PRIMARY KEY (first_state, second_state)
);

CREATE INDEX kept_facts_second ON kept_facts (second_state);
