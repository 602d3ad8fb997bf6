-- The record, version 1. Nothing in it is erased: a row that no longer stands gets a date (withdrawn_at, ended).
-- Times of the record (learnt_at, withdrawn_at, began, ended) are ISO 8601 in UTC with microseconds, so that their
-- order as text is their order in time. What the tables and views mean is told in docs/record.md.

CREATE TABLE migration (
    number BIGINT PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE run (
    number BIGINT PRIMARY KEY,
    reader TEXT NOT NULL,
    program TEXT NOT NULL,
    vocabulary TEXT NOT NULL,
    began TEXT NOT NULL,
    ended TEXT
);

CREATE TABLE source (
    number BIGINT PRIMARY KEY,
    sha256 BYTEA NOT NULL UNIQUE CHECK (length(sha256) = 32),
    address TEXT NOT NULL,
    size BIGINT NOT NULL,
    retrieved TEXT,
    learnt_at TEXT NOT NULL
);

-- The bytes as they were taken, compressed by zlib. Apart from source, so that a list of sources reads no pages of it.
CREATE TABLE copy (
    source BIGINT PRIMARY KEY REFERENCES source (number),
    bytes BYTEA NOT NULL
);

CREATE TABLE text (
    number BIGINT PRIMARY KEY,
    sha256 BYTEA NOT NULL UNIQUE CHECK (length(sha256) = 32),
    text TEXT NOT NULL
);

-- What was made of a source's bytes. Read again to another text or other particulars, a source has a further row.
CREATE TABLE document (
    number BIGINT PRIMARY KEY,
    source BIGINT NOT NULL REFERENCES source (number),
    text BIGINT NOT NULL REFERENCES text (number),
    media_type TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    author TEXT,
    author_state TEXT,
    published TEXT,
    updated TEXT,
    language TEXT,
    licence TEXT,
    structure TEXT NOT NULL,
    learnt_at TEXT NOT NULL
);

CREATE INDEX document_source ON document (source);

-- One row is one spell for which the record held a statement. A statement that is lost and found again has two.
-- Of a statement with one party, second_state is null; with more than two, both are, and the parties stand in party.
CREATE TABLE statement (
    number BIGINT PRIMARY KEY,
    id BYTEA NOT NULL,
    source BIGINT NOT NULL REFERENCES source (number),
    text BIGINT NOT NULL REFERENCES text (number),
    run BIGINT NOT NULL REFERENCES run (number),
    kind TEXT NOT NULL,
    action TEXT,
    roles TEXT NOT NULL,
    attributes TEXT NOT NULL,
    first_state TEXT,
    second_state TEXT,
    edtf TEXT,
    first_day INTEGER,
    last_day INTEGER,
    modality TEXT NOT NULL,
    amount TEXT,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    cue TEXT NOT NULL,
    learnt_at TEXT NOT NULL,
    withdrawn_at TEXT
);

CREATE INDEX statement_source ON statement (source);
CREATE INDEX statement_learnt ON statement (learnt_at);
CREATE INDEX statement_withdrawn ON statement (withdrawn_at) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_pair ON statement (first_state, second_state, withdrawn_at);
CREATE INDEX statement_first ON statement (first_state, kind);
CREATE INDEX statement_second ON statement (second_state, kind) WHERE second_state IS NOT NULL;

-- The parties of statements with more than two: up to eight as all ordered pairs, more as one row each with other = '*'.
CREATE TABLE party (
    state TEXT NOT NULL,
    other TEXT NOT NULL,
    statement BIGINT NOT NULL REFERENCES statement (number),
    PRIMARY KEY (state, other, statement)
);

CREATE TABLE decision (
    number BIGINT PRIMARY KEY,
    id BYTEA NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    verb TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL,
    correction TEXT
);

CREATE INDEX decision_subject ON decision (subject);

-- Words as they stand: the quotes are in any language.
CREATE INDEX statement_quote ON statement USING gin (to_tsvector('simple', quote));

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a record is added to, never erased or overwritten'; END $$;

-- first_state and second_state follow from the roles and the vocabulary, and may be derived anew.
CREATE FUNCTION refuse_all_but_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['withdrawn_at', 'first_state', 'second_state'];
BEGIN
    IF OLD.withdrawn_at IS NOT NULL OR to_jsonb(OLD) - free IS DISTINCT FROM to_jsonb(NEW) - free THEN
        RAISE EXCEPTION 'a record is added to, never overwritten: only withdrawn_at is set, and once';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER statement_is_kept BEFORE DELETE ON statement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statement_is_fixed BEFORE UPDATE ON statement
    FOR EACH ROW EXECUTE FUNCTION refuse_all_but_withdrawal();
CREATE TRIGGER source_is_kept BEFORE DELETE ON source FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_is_kept BEFORE DELETE OR UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE VIEW sources AS
SELECT
    encode(source.sha256, 'hex') AS sha256, source.address, document.media_type, source.size, document.title,
    document.publisher, document.author, document.author_state, document.published, document.updated,
    source.retrieved, document.language, document.licence, source.learnt_at,
    (SELECT count(*) FROM statement
     WHERE statement.source = source.number AND statement.withdrawn_at IS NULL) AS statements
FROM source
JOIN document ON document.number = (SELECT max(number) FROM document WHERE document.source = source.number);

CREATE VIEW history AS
SELECT
    encode(statement.id, 'hex') AS id, statement.kind, statement.action, statement.first_state, statement.second_state,
    statement.roles, statement.attributes, statement.edtf,
    make_date(first_day / 10000, first_day / 100 % 100, first_day % 100) AS first_day,
    make_date(last_day / 10000, last_day / 100 % 100, last_day % 100) AS last_day,
    statement.modality, (statement.amount::jsonb ->> 'value')::double precision AS amount,
    (statement.amount::jsonb ->> 'to')::double precision AS amount_to, statement.amount::jsonb ->> 'unit' AS unit,
    statement.amount::jsonb ->> 'bound' AS bound, statement.quote, statement.evidence_start,
    statement.evidence_end, encode(source.sha256, 'hex') AS source, source.address, statement.cue, run.reader,
    run.program, run.vocabulary, statement.learnt_at, statement.withdrawn_at
FROM statement
JOIN source ON source.number = statement.source
JOIN run ON run.number = statement.run;

CREATE VIEW statements AS
SELECT
    id, kind, action, first_state, second_state, roles, attributes, edtf, first_day, last_day, modality, amount,
    amount_to, unit, bound, quote, evidence_start, evidence_end, source, address, cue, reader, learnt_at
FROM history
WHERE withdrawn_at IS NULL;

-- One row for each entity in each role of each statement that stands: what a dyad or actor panel is counted from.
CREATE VIEW roles AS
SELECT
    encode(statement.id, 'hex') AS id, statement.kind, role.key AS role, entity, statement.edtf
FROM statement, jsonb_each(statement.roles::jsonb) AS role, jsonb_array_elements_text(role.value) AS entity
WHERE statement.withdrawn_at IS NULL;

CREATE VIEW timeline AS
SELECT
    first_day, last_day, edtf, kind, action, modality, first_state, second_state, roles, amount, unit, quote, address,
    source, id
FROM statements
WHERE first_day IS NOT NULL
ORDER BY first_day, last_day, id;
