"""The vocabulary: what kinds of statement there are. One YAML file a kind; adding a kind is adding a file."""

from comity.kinds.vocabulary import Attribute, Kind, Role, Vocabulary, load_kind, load_vocabulary

__all__ = ["Attribute", "Kind", "Role", "Vocabulary", "load_kind", "load_vocabulary"]
