"""Knowledge of languages: verbs, nouns, first names, case forms; nothing of any topic or text."""
