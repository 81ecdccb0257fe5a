"""Grids to tables and amounts: titles, headers, row labels, levels, and the account of what was read."""
