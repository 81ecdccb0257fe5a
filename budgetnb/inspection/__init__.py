"""How a page was read, for who wants to see it: what was considered, and the picture of what was seen."""
