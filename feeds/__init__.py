"""Turns archived statements into feeds, texts and the web page, and serves them; it never fetches or judges."""
