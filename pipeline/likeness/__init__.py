"""Whether two articles that differ to the letter carry the same words; it groups nothing and stores nothing."""
