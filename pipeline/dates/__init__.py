"""Which day a statement belongs to: witnesses, datelines and the rule that decides between them."""
