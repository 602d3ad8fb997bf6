-- The record, version 1. Nothing in it is erased: a row that no longer stands gets a date (withdrawn_at, ended).
-- Times of the record (learnt_at, withdrawn_at, began, ended) are ISO 8601 in UTC with microseconds, so that their
-- order as text is their order in time. What the tables and views mean is told in docs/record.md.

CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    reader TEXT NOT NULL,
    program TEXT NOT NULL,
    vocabulary TEXT NOT NULL,
    began TEXT NOT NULL,
    ended TEXT
);

CREATE TABLE source (
    number INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    address TEXT NOT NULL,
    size INTEGER NOT NULL,
    retrieved TEXT,
    learnt_at TEXT NOT NULL
);

-- The bytes as they were taken, compressed by zlib. Apart from source, so that a list of sources reads no pages of it.
CREATE TABLE copy (
    source INTEGER PRIMARY KEY REFERENCES source (number),
    bytes BLOB NOT NULL
);

CREATE TABLE text (
    number INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    text TEXT NOT NULL
);

-- What was made of a source's bytes. Read again to another text or other particulars, a source has a further row.
CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (number),
    text INTEGER NOT NULL REFERENCES text (number),
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
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    source INTEGER NOT NULL REFERENCES source (number),
    text INTEGER NOT NULL REFERENCES text (number),
    run INTEGER NOT NULL REFERENCES run (number),
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
    statement INTEGER NOT NULL REFERENCES statement (number),
    PRIMARY KEY (state, other, statement)
) WITHOUT ROWID;

CREATE TABLE decision (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    verb TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL,
    correction TEXT
);

CREATE INDEX decision_subject ON decision (subject);

CREATE VIRTUAL TABLE quotes USING fts5(
    quote, content = 'statement', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

-- Statements of a bulk load whose quotes are not yet in the search index, as ranges of their numbers.
CREATE TABLE unindexed (
    first INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
);

CREATE TRIGGER statement_is_kept BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'a record is added to, never erased: give the row a date in withdrawn_at'); END;

-- first_state and second_state follow from the roles and the vocabulary, and may be derived anew.
CREATE TRIGGER statement_is_fixed BEFORE UPDATE ON statement
WHEN OLD.withdrawn_at IS NOT NULL OR OLD.id IS NOT NEW.id OR OLD.source IS NOT NEW.source OR OLD.text IS NOT NEW.text
    OR OLD.run IS NOT NEW.run OR OLD.kind IS NOT NEW.kind OR OLD.action IS NOT NEW.action
    OR OLD.roles IS NOT NEW.roles OR OLD.attributes IS NOT NEW.attributes OR OLD.edtf IS NOT NEW.edtf
    OR OLD.modality IS NOT NEW.modality OR OLD.amount IS NOT NEW.amount
    OR OLD.evidence_start IS NOT NEW.evidence_start OR OLD.evidence_end IS NOT NEW.evidence_end
    OR OLD.quote IS NOT NEW.quote OR OLD.cue IS NOT NEW.cue OR OLD.learnt_at IS NOT NEW.learnt_at
BEGIN SELECT RAISE(ABORT, 'a record is added to, never overwritten: only withdrawn_at is set, and once'); END;

CREATE TRIGGER source_is_kept BEFORE DELETE ON source
BEGIN SELECT RAISE(ABORT, 'a record is added to, never erased'); END;

CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is added, never erased: add another'); END;

CREATE TRIGGER decision_is_fixed BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is added, never overwritten: add another'); END;

CREATE VIEW sources AS
SELECT
    lower(hex(source.sha256)) AS sha256, source.address, document.media_type, source.size, document.title,
    document.publisher, document.author, document.author_state, document.published, document.updated,
    source.retrieved, document.language, document.licence, source.learnt_at,
    (SELECT count(*) FROM statement
     WHERE statement.source = source.number AND statement.withdrawn_at IS NULL) AS statements
FROM source
JOIN document ON document.number = (SELECT max(number) FROM document WHERE document.source = source.number);

CREATE VIEW history AS
SELECT
    lower(hex(statement.id)) AS id, statement.kind, statement.action, statement.first_state, statement.second_state,
    statement.roles, statement.attributes, statement.edtf,
    CASE WHEN first_day IS NOT NULL
        THEN printf('%04d-%02d-%02d', first_day / 10000, first_day / 100 % 100, first_day % 100) END AS first_day,
    CASE WHEN last_day IS NOT NULL
        THEN printf('%04d-%02d-%02d', last_day / 10000, last_day / 100 % 100, last_day % 100) END AS last_day,
    statement.modality, json_extract(statement.amount, '$.value') AS amount,
    json_extract(statement.amount, '$.to') AS amount_to, json_extract(statement.amount, '$.unit') AS unit,
    json_extract(statement.amount, '$.bound') AS bound, statement.quote, statement.evidence_start,
    statement.evidence_end, lower(hex(source.sha256)) AS source, source.address, statement.cue, run.reader,
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
    lower(hex(statement.id)) AS id, statement.kind, role.key AS role, entity.value AS entity, statement.edtf
FROM statement, json_each(statement.roles) AS role, json_each(role.value) AS entity
WHERE statement.withdrawn_at IS NULL;

CREATE VIEW timeline AS
SELECT
    first_day, last_day, edtf, kind, action, modality, first_state, second_state, roles, amount, unit, quote, address,
    source, id
FROM statements
WHERE first_day IS NOT NULL
ORDER BY first_day, last_day, id;
