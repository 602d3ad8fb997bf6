"""The facts of a pair as the record keeps them: always those that are found anew."""

import hashlib
import itertools
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.record.conftest import make_address  # noqa: F401

from comity import keeping
from comity.api import OpenRecord
from comity.kinds import load_vocabulary
from comity.model import Amount, Decision, Document, Evidence, Source, When, make_statement
from comity.record import open_record as open_store

DAY = date(2026, 1, 1)
STATES = ("KAZ", "TUR", "UZB")
PAIRS = list(itertools.combinations(STATES, 2))

BODY = ("RUS", "ARM", "AZE", "BLR", "GEO", "KGZ", "MDA", "TJK", "TKM")
KIND = """
kind: toast
description: A glass is raised.
roles:
  host: {{type: party, key: true}}
  guest: {{type: {type}, key: true}}
cues: [{{name: A toasts B, verbs: [toast], roles: {{host: [agent], guest: [object]}}}}]
sentences: {{past: "{{host}} toasted {{guest}}"}}
"""


def draw_statement(chance, line, start, sha256):
    """A statement on one, two, three or a dozen states."""
    one, other, third = chance.sample(STATES, 3)
    year = chance.choice(["1992", "1993", "2012"])
    when = When(chance.choice([year, f"{year}-03-0{chance.randint(1, 3)}"]))
    kind, action, roles, rest = chance.choice([
        ("relations", "established", {"between": [one, other]}, {"when": when}),
        ("relations", "established", {"between": [one, other]}, {"when": when}),
        ("visit", None, {"sender": [one], "host": [other]}, {"when": when}),
        ("trade", None, {"exporter": [one], "importer": [other]}, {"when": When(year),
                                                                     "amount": Amount(chance.choice([1, 2.0]), "USD")}),
        ("statehood", "independent", {"state": [one]}, {"when": when}),
        ("membership", "joined", {"member": [one, other], "organisation": ["OTS"]}, {"when": when}),
        ("agreement", "signed", {"between": [one, other, third]}, {"when": when, "attributes": {"title": "Pact"}}),
        ("agreement", "signed", {"between": [*STATES, *BODY]}, {"when": when, "attributes": {"title": "Charter"}}),
        ("toast", None, {"host": [one], "guest": [other]}, {}),
    ])  # fmt: skip
    return make_statement(
        kind, action, roles=roles, evidence=Evidence(start, start + len(line)), quote=line, source=sha256, **rest
    )


def draw_source(chance, number):
    """A document of some lines, its bytes, and a statement or two on each line."""
    lines = [f"Line {at} of page {number} tells of something." for at in range(chance.randint(1, 6))]
    text = "\n".join(lines)
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    source = Source(sha256, f"{number}.txt", "text/plain", len(data), title=f"Page {number}", publisher=f"P{number}")
    starts = [at * (len(lines[0]) + 1) for at in range(len(lines))]
    told = [
        draw_statement(chance, line, start, sha256)
        for line, start in zip(lines, starts, strict=True)
        for _ in range(chance.randint(1, 2))
    ]
    return Document(source, text), data, told


class World:
    """A record that things happen to."""

    def __init__(self, address, vocabularies, chance):
        self.chance, self.address, self.vocabularies = chance, address, vocabularies
        self.sources, self.count, self.record = [], 0, None
        self.reopen()

    def reopen(self):
        """Opened anew, perhaps with a vocabulary in which other roles are parties."""
        if self.record is not None:
            self.record.close()
        vocabulary = self.chance.choice(self.vocabularies)
        self.record = OpenRecord(open_store(self.address, vocabulary=vocabulary), vocabulary)

    def close(self):
        self.record.close()

    def add(self):
        self.sources.append(draw_source(self.chance, self.count))
        self.count += 1
        self.keep(*self.sources[-1])

    def keep(self, document, data, told):
        add = self.chance.choice([self.record.store.add, self.record.store.add_statements])
        add(document, data, sorted(told, key=lambda one: one.evidence))

    def lose(self):
        document, data, told = self.pick_source()
        self.keep(document, data, self.chance.sample(told, self.chance.randint(0, len(told))))

    def read_again(self):
        self.keep(*self.pick_source())

    def tell_anew(self):
        """The same bytes with other particulars, or with another text."""
        at = self.chance.randrange(len(self.sources))
        document, data, told = self.sources[at]
        source = document.source
        if self.chance.random() < 0.5:
            source = replace(source, author_state=self.chance.choice(STATES), published="2001", title=f"T{self.count}")
        else:
            document = replace(document, text=f"{document.text} ")
        self.count += 1
        self.sources[at] = (replace(document, source=source), data, told)
        self.keep(*self.sources[at])

    def decide_on_statement(self):
        _, _, told = self.pick_source()
        verb, correction = self.chance.choice([
            ("accepted", None), ("rejected", None), ("flagged", None), ("corrected", '{"when": "1994"}')
        ])  # fmt: skip
        self.decide(self.chance.choice(told).id, verb, correction)

    def decide_on_finding(self):
        states = self.chance.choice([(), *PAIRS])
        found = self.record.check(*states, on=DAY).findings
        if found:
            finding = self.chance.choice(found)
            self.decide(finding.id, self.chance.choice(["rejected", "accepted"]), None, finding)

    def decide(self, subject, verb, correction, finding=None):
        at = f"2026-01-01T00:{self.count // 60:02}:{self.count % 60:02}Z"
        self.count += 1
        self.record.store.decide(Decision(subject, verb, "Ada", at, "So it was.", correction), finding)

    def pick_source(self):
        return self.chance.choice(self.sources)

    def find_anew(self, pair, on):
        statements = self.record.statements(*pair)
        decisions = self.record.store.decisions()
        facts = keeping.find_facts(self.record.store, statements, self.record.vocabulary, on=on, decisions=decisions)
        return keeping.choose_facts(facts, on=on)


@pytest.fixture
def vocabularies(tmp_path):
    made = [load_vocabulary()]
    for type_ in ("party", "person"):
        folder = tmp_path / type_
        folder.mkdir()
        (folder / "toast.yaml").write_text(KIND.format(type=type_))
        made.append(load_vocabulary(folder))
    return made


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False))
def test_kept_facts_are_those_that_are_found_anew(chance, make_address, vocabularies, monkeypatch):  # noqa: F811
    monkeypatch.setattr(keeping, "FEWEST_KEPT", 0)
    with closing(World(make_address(), vocabularies, chance)) as world:
        steps = [world.add, world.lose, world.read_again, world.tell_anew, world.decide_on_statement,
                 world.decide_on_finding, world.reopen]  # fmt: skip
        world.add()
        for _ in range(10):
            chance.choice([world.add, *steps])()
            for pair in chance.sample(PAIRS, 2):
                on = chance.choice([DAY, date(2015, 1, 1), date(2025, 1, 1)])
                assert list(world.record.facts(*pair, on=on)) == world.find_anew(pair, on)
                if on != date(2015, 1, 1):  # Türkiye had another name
                    assert world.record.store.kept_facts(pair, keeping.hash_program()) is not None
