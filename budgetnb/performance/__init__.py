"""Performance tables (绩效目标表): their forms, headers, levels, and the rows of indicators, tasks and goals."""
