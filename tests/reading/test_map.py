"""The map of the reading room names every module, each once."""

import re
from collections import Counter
from pathlib import Path

import comity.reading

MODULES = {path.stem for path in Path(comity.reading.__file__).parent.glob("*.py")} - {"__init__"}


def test_map_names_every_module_once():
    assert Counter(re.findall(r"`(\w+)`", comity.reading.__doc__)) == Counter(MODULES)
