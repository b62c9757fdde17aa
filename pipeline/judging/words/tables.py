"""Sets of words written down as running text, so that a table stays readable; nothing else."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, ё as е like the words they are compared with."""
    return frozenset(text.replace("ё", "е").split())
