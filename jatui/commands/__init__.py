"""Everything that a person can do, each declared once: its name, its help, its fields and its effect."""
