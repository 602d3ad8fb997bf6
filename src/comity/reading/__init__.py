"""From a document to its statements: mentions, cues, roles, context. No model, no network, no clock."""

from comity.reading.reader import Reading, read, read_sentences

__all__ = ["Reading", "read", "read_sentences"]
