"""Who is who, at a date: states, organisations, cities, offices and people.

    find_names(text)    the names in a text
    resolve(name)       whom one name means, with all candidates and reasons
    find_state(name)    the code of a state by code or any name, or an error that helps
    label(code)         the name in use on a day, of a state or an organisation
    adjective(code)     the adjective of a state
    code_in(list, ...)  a state's code in another list on a day; state_behind for the way back

Imports nothing but `comity.model`; no network, no clock.
"""

from __future__ import annotations

from comity.names.cities import City, city, find_capitals, find_cities
from comity.names.codes import code_in, code_lists, coexisted, state_behind
from comity.names.finder import Name, find_names
from comity.names.forms import SurfaceForm
from comity.names.lookup import explain_name, find_state, label, resolve
from comity.names.organisations import Organisation, organisation
from comity.names.resolution import Candidate, Resolution
from comity.names.states import State, adjective, load_states, state

__all__ = [
    "Candidate",
    "City",
    "Name",
    "Organisation",
    "Resolution",
    "State",
    "SurfaceForm",
    "adjective",
    "city",
    "code_in",
    "code_lists",
    "coexisted",
    "explain_name",
    "find_capitals",
    "find_cities",
    "find_names",
    "find_state",
    "label",
    "load_states",
    "organisation",
    "resolve",
    "state",
    "state_behind",
]
