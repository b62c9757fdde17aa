"""A text as words, sentences, quotations and blocks, and in which language; nobody is known here."""
