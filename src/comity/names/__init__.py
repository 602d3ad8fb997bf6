"""Who is who, at a date: states, organisations, cities, offices and people.

    find_names(text)    the names in a text
    resolve(name)       whom one name means, with all candidates and reasons
    find_state(name)    the code of a state by code or any name, or an error that helps
    label(code)         the name in use on a day, of a state or an organisation
    adjective(code)     the adjective of a state
    code_in(list, ...)  a state's code in another list on a day, and back

Imports nothing but `comity.model`; no network, no clock.
"""

from __future__ import annotations

from comity.names.finder import Name, find_names
from comity.names.forms import SurfaceForm
from comity.names.lookup import explain_name, find_state, resolve
from comity.names.resolution import Candidate, Resolution
from comity.names.states import State, adjective, label, load_states, state

__all__ = [
    "Candidate",
    "Name",
    "Resolution",
    "State",
    "SurfaceForm",
    "adjective",
    "explain_name",
    "find_names",
    "find_state",
    "label",
    "load_states",
    "resolve",
    "state",
]
