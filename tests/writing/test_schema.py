"""The JSON of a page is what its schema says."""

import json

import jsonschema
import pytest

from comity.writing import render_json
from comity.writing.schema import make_schema


@pytest.fixture(scope="module")
def validator():
    schema = make_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_pages_are_valid(validator, article, brief, make_page):
    for page in (article, brief, make_page(claims=[], sources={})):
        validator.validate(json.loads(render_json(page)))


@pytest.mark.parametrize("change", [{"title": 1}, {"form": "novel"}, {"lead": None}, {"more": 1}])
def test_other_things_are_not(validator, article, change):
    form = {**json.loads(render_json(article)), **change}
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(form)
