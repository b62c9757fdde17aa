"""In which form words were first given: interview, briefing, greeting …; relevance is told elsewhere."""
