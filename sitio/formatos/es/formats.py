"""Numbers in Spanish as Colombia writes them: 1.200,5. Django's own part the thousands with a space."""

THOUSAND_SEPARATOR = "."
