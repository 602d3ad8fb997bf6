"""Comity: reads, checks and writes what is published on relations between states."""
