"""Ways in which the table of a region may be read where its own rules do not say it: one module each."""
