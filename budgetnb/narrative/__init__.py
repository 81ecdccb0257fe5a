"""Lines outside tables to paragraphs, and these to sections, claims, headcount, assets, projects and moves."""
