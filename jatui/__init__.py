"""jatui: a keyboard-driven tracker for a council's action plans."""
