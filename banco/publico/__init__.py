"""What the Bank answers beside its pages: suggestions, citations, drawings, documents, comparisons, feeds, data."""
