"""The JSON API under /api/v1: the same rows as on the command line, in pages, each with its source."""
