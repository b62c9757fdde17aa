"""Who says or does what in a text, whose a quotation is, what is old; it weighs nothing."""
