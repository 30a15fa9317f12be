"""jatui: a keyboard-driven tracker for a council's action plans."""

__version__ = "0.1.0"
