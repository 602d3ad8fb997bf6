"""Which reference names which source, and what counts as a copy."""

import pytest

from comity.checking.origins import is_copy, is_reference_to, is_same_publisher
from comity.model import Evidence, Reference, Source

TITLE = "Relations between Turkey and Kazakhstan"


def refer(**parts):
    return Reference("1", Evidence(0, 1), "", **parts)


def source(address="page.txt", **parts):
    return Source("a" * 64, address, "text/plain", 1, **parts)


@pytest.mark.parametrize(
    ("reference", "page", "is_it"),
    [
        pytest.param(refer(title=TITLE), source(title=TITLE), True, id="title"),
        pytest.param(refer(title=TITLE.upper()), source(title=f"{TITLE}."), True, id="title-folded"),
        pytest.param(
            refer(title="Bilateral relations"), source(title="Bilateral relations"), False, id="title-too-short"
        ),
        pytest.param(refer(title=TITLE), source(title="Relations between Turkey and Kuwait"), False, id="other-title"),
        pytest.param(
            refer(title=TITLE, publisher="Turkish Ministry of Foreign Affairs"),
            source(title=TITLE, publisher="Republic of Turkey, Ministry of Foreign Affairs"),
            True,
            id="publisher-in-other-words",
        ),
        pytest.param(
            refer(title=TITLE, publisher="Steppe Review"),
            source(title=TITLE, publisher="Daily Herald"),
            False,
            id="other-publisher",
        ),  # fmt: skip
        pytest.param(
            refer(url="http://www.mfa.example/kz/"), source("https://mfa.example/kz", title="x"), True, id="address"
        ),
        pytest.param(
            refer(url="http://mfa.example/kz", title=TITLE),
            source("https://mfa.example/tr", title=TITLE),
            False,
            id="other-address",
        ),  # fmt: skip
    ],
)
def test_reference_names_source(reference, page, is_it):
    assert is_reference_to(reference, page) is is_it


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        pytest.param(
            "Ministry of Foreign Affairs of Chile", "Chilean Ministry of Foreign Affairs", True, id="adjective"
        ),
        pytest.param(
            "Ministry of Foreign Affairs of Chile", "Ministry of Foreign Affairs of Peru", False, id="two-ministries"
        ),
        pytest.param(None, "Daily Herald", True, id="unknown"),
    ],
)
def test_same_publisher(left, right, same):
    assert is_same_publisher(left, right) is same


SENTENCE = "On 6 May 1999 the foreign minister of Malta paid an official visit to Egypt with a large delegation"


@pytest.mark.parametrize(
    ("right", "copied"),
    [
        pytest.param(SENTENCE, True, id="same"),
        pytest.param(f"{SENTENCE}.[4]", True, id="with-a-mark"),
        pytest.param(SENTENCE.replace("large", "small"), True, id="one-word"),
        pytest.param(
            "The foreign minister of Malta went to Egypt on 6 May 1999 for an official visit of two days",
            False,
            id="own-words",
        ),
    ],
)
def test_copy(right, copied):
    assert is_copy(SENTENCE, right) is copied
