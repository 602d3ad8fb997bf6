"""Pages, API and tools for language models. Nothing is here yet."""
