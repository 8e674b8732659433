"""Open data: what the public reads of each kind of text, in files that stand alone, described for machines.

``tablas`` says which files there are; ``fichas`` and ``clases``, their columns; ``formatos`` writes them; ``archivos``
keeps them until the next generation of the site; ``dcat`` describes them; ``views`` gives them out.
"""
