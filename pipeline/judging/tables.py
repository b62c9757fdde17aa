"""Sets of words written down as running text, so that a table stays readable; nothing else."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
