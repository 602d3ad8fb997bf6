"""Two sample pages in our own words: an encyclopaedia's article and the ministry page that it cites."""

from importlib.resources import files
from importlib.resources.abc import Traversable

PAGES = ("encyclopaedia.html", "ministry.html")


def sample_pages() -> tuple[Traversable, ...]:
    """The sample pages, the article first."""
    return tuple(files(__name__) / name for name in PAGES)
