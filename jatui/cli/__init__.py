"""The terminal's verbs, built from the commands and the reads."""
