"""Papers that hold a plan: what their tables say, row by row, with every character accounted for."""
