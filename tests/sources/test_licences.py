"""Licences by address and by name."""

from __future__ import annotations

import pytest

from comity.sources.licences import find_licence


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        pytest.param("http://creativecommons.org/licenses/by-nc-nd/3.0/", "CC BY-NC-ND 3.0", id="address"),
        pytest.param("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0", id="zero"),
        pytest.param("under CC BY-SA 4.0.", "CC BY-SA 4.0", id="code"),
        pytest.param("Creative Commons Attribution-ShareAlike License", "CC BY-SA", id="name-without-version"),
        pytest.param("Creative Commons Attribution-NonCommercial 4.0 International", "CC BY-NC 4.0", id="name"),
        pytest.param("This work is in the public domain.", "public domain", id="public-domain"),
        pytest.param("© Crown copyright 2014", "Crown copyright", id="crown"),
        pytest.param("© Demir 2014. All rights reserved.", "all rights reserved", id="reserved"),
        pytest.param("They signed a licence agreement on copyright.", None, id="prose"),
        pytest.param("CCTV by satellite", None, id="no-code"),
    ],
)
def test_licence(text, licence):
    assert find_licence(text) == licence
