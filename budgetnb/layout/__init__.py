"""A page as printed to lines and grids: geometry only, no wording and no money."""
