import datetime

import pytest

from eventos.models import RedDeEvento
from redes.models import Red
from vocabulario.models import Ciudad

from .comunes import evento, vivo


@pytest.fixture
def foro(db):
    una = evento(
        nombre="Foro del Agua",
        slug="foro-del-agua",
        descripcion="<p>Sobre el agua.</p>",
        fecha_inicio=datetime.date(2027, 5, 3),
        hora_inicio=datetime.time(9),
        hora_fin=datetime.time(17, 30),
        zona="Europe/Madrid",
        ciudad=Ciudad.objects.get(codigo="bogota"),
        lugar="Ágora",
    )
    return vivo(una, redes=[RedDeEvento(red=Red.objects.get(slug="c40"))])
