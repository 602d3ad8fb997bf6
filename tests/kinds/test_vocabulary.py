"""A file of a kind that is not what it must be is refused: with file, line, key, what was found and what is allowed."""

from __future__ import annotations

import pytest

from comity.errors import KindError
from comity.kinds import load_vocabulary
from comity.kinds.vocabulary import load_kind
from comity.reading.cues import compile_lexicon

KIND = """\
kind: lease
description: One state lets another use a harbour.
roles:
  lessor: {type: party, key: true}
  lessee: {type: party, key: true}
attributes:
  thing: {values: [harbour, base]}
actions: [leased, ended]
course:
  begins: [leased]
section: {heading: Leases, order: 60}
nouns:
  thing: [harbour]
cues:
  - name: A leases a harbour to B
    action: leased
    verbs: [lease]
    object: thing
    roles: {lessor: [agent], lessee: [to]}
examples:
  - text: Norway leased the harbour to Chile.
    gives: {action: leased, lessor: NOR}
counter_examples:
  - Norway leased nothing.
"""

EXAMPLE = KIND[KIND.index("examples:") : KIND.index("counter_examples:")]

# what stands in the file -> what stands there instead, the line that is told, and words of the message
BROKEN = [
    pytest.param(
        "actions: [", "action: [", 8, ["'action' is not a key here", "Did you mean 'actions'?"], id="unknown-key"
    ),
    pytest.param("kind: lease\n", "", 1, ["kind", "it is missing"], id="no-name"),
    pytest.param(
        "lessor: {type: party",
        "lessor: {type: state",
        4,
        ["roles: lessor: type", "'state'", "party, person"],
        id="role-type",
    ),
    pytest.param(
        "lessee: {type: party, key",
        "lessee: {type: party, keys",
        5,
        ["'keys'", "Did you mean 'key'?"],
        id="key-of-a-role",
    ),
    pytest.param(
        "thing: {values",
        "thing: {type: word, values",
        7,
        ["attributes: thing: type", "'word'", "text, number"],
        id="attribute-type",
    ),
    pytest.param(
        "begins: [leased]",
        "begins: [lease]",
        10,
        ["'lease' is not an action", "Did you mean 'leased'?"],
        id="action-of-the-course",
    ),
    pytest.param("begins: [leased]", "starts: [leased]", 10, ["'starts'", "begins, changes, holds, ends"], id="step"),
    pytest.param("  lessee: {type", "  lessor: {type", 5, ["'lessor' stands twice"], id="key-twice"),
    pytest.param(
        "  lessee: {type", "  true: {type", 5, ["'true' is a truth and no name", "in quotes"], id="truth-as-name"
    ),
    pytest.param("section: {", "group: main\nsection: {", 11, ["group: 'main'", "core, broad"], id="group"),
    pytest.param(EXAMPLE, "examples: none\n", 20, ["it is no list of mappings"], id="examples-no-list"),
    pytest.param(
        "text: Norway", "words: Norway", 21, ["'words' is not a key here", "text, gives"], id="key-of-an-example"
    ),
    pytest.param(
        "action: leased, lessor: NOR",
        "action: lent, lessor: NOR",
        22,
        ["'lent' is not an action", "leased, ended"],
        id="action-of-an-example",
    ),
    pytest.param(
        "leased, lessor: NOR",
        "leased, lesser: NOR",
        22,
        ["'lesser' is not a key here", "Did you mean 'lessor'?"],
        id="role-of-an-example",
    ),
    pytest.param(
        "leased, lessor: NOR",
        "leased, modality: sure",
        22,
        ["'sure'", "asserted, planned"],
        id="modality-of-an-example",
    ),
    pytest.param(
        "    gives: {action: leased, lessor: NOR}\n", "", 21, ["gives: it is missing"], id="example-gives-nothing"
    ),
    pytest.param(
        "  - Norway leased nothing.", "  - {text: Norway}", 23, ["it is no list of texts"], id="counter-example"
    ),
]

BROKEN_CUES = [
    pytest.param(
        "lessee: [to]",
        "lessee: [towards the]",
        ["lessee", "'towards the' is not a place", "Did you mean 'towards'?"],
        id="place",
    ),
    pytest.param("lessee: [to]", "lessees: [to]", ["'lessees' is not a role", "Did you mean 'lessee'?"], id="role"),
    pytest.param(
        "object: thing",
        "object: things",
        ["'things' is not a group of nouns", "Did you mean 'thing'?"],
        id="noun-group",
    ),
    pytest.param(
        "object: thing",
        "complement: offices",
        ["'offices' is not a complement", "Did you mean 'office'?", "organisation, party"],
        id="complement",
    ),
    pytest.param(
        "object: thing",
        "object: thing\n    unless: '(not'",
        ["'(not' is no pattern", "regular expression"],
        id="pattern",
    ),
    pytest.param(
        "verbs: [lease]", "verb: [lease]", ["'verb' is not a key of a cue", "Did you mean 'verbs'?"], id="key"
    ),
    pytest.param("action: leased\n", "action: lend\n", ["'lend' is not an action", "leased, ended"], id="action"),
]


def write_kind(tmp_path, old, new):
    assert old in KIND
    path = tmp_path / "lease.yaml"
    path.write_text(KIND.replace(old, new, 1))
    return path


def test_a_whole_file_is_taken(tmp_path):
    kind = load_kind(write_kind(tmp_path, "x", "x"))
    assert (kind.name, kind.key_roles, kind.step("leased")) == ("lease", ("lessor", "lessee"), "begins")


@pytest.mark.parametrize(("old", "new", "line", "words"), BROKEN)
def test_a_broken_file_is_refused(tmp_path, old, new, line, words):
    path = write_kind(tmp_path, old, new)
    with pytest.raises(KindError) as caught:
        load_kind(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize(("old", "new", "words"), BROKEN_CUES)
def test_a_broken_cue_is_refused(tmp_path, old, new, words):
    path = write_kind(tmp_path, old, new)
    vocabulary = load_vocabulary(tmp_path)
    with pytest.raises(KindError) as caught:
        compile_lexicon(vocabulary)
    assert str(caught.value).startswith(f"{path}:15: cues: A leases a harbour to B: ")
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("kind: [lease\n", "is not YAML", id="not-yaml"),
        pytest.param("- kind\n- lease\n", "a kind is a mapping", id="a-list"),
        pytest.param("", "a kind is a mapping", id="empty"),
        pytest.param("kind: !!python/object:os.system {}\n", "is not YAML", id="no-objects"),
    ],
)
def test_what_is_no_mapping_is_refused(tmp_path, text, words):
    (tmp_path / "lease.yaml").write_text(text)
    with pytest.raises(KindError, match=words):
        load_vocabulary(tmp_path)


def test_a_file_of_bytes_is_refused(tmp_path):
    (tmp_path / "lease.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KindError, match=r"lease\.yaml: cannot be read"):
        load_vocabulary(tmp_path)


def test_a_folder_without_kinds_is_refused(tmp_path):
    with pytest.raises(KindError, match="no kind is there"):
        load_vocabulary(tmp_path)


def test_an_unknown_kind_has_near_names():
    with pytest.raises(KindError, match="Did you mean 'mission'?"):
        load_vocabulary().find("missions")


def test_a_later_file_replaces_an_earlier_one(tmp_path):
    (tmp_path / "visit.yaml").write_text(KIND.replace("kind: lease", "kind: visit"))
    assert load_vocabulary(tmp_path)["visit"].key_roles == ("lessor", "lessee")
