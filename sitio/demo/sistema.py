"""The System in the demonstration: the workshop that its document tells of, and accounts that speak for two seats."""

import datetime

from actores.models import Usuario
from sistema.models import Conclusion, Delegado, Instancia, Integrante, Sesion

# What the workshop of 9 December 2013 found (the DDRI's document on the System, chapter 3), in our own words.
RETOS = (
    (
        "La experiencia en cooperación es desigual: unas entidades tienen portafolio y otras apenas empiezan. Hace "
        "falta dónde aprendan juntas, y que quienes saben ayuden a quienes comienzan.",
        "Experience in cooperation is uneven: some entities have a portfolio and others are just beginning. They need "
        "somewhere to learn together, and those who know how should help those who begin.",
    ),
    (
        "Salvo algunas, las entidades no tienen procesos internos: la gestión depende de la ocasión. Hace falta que "
        "cada sector o entidad los tenga, para reconocer iniciativas y planear sus proyectos.",
        "All but a few entities lack internal processes: the work depends on the occasion. Each sector or entity needs "
        "them, to recognise initiatives and plan its projects.",
    ),
    (
        "Pocas entidades tienen un responsable reconocido por dentro y por fuera, y casi siempre es una tarea entre "
        "otras. Hace falta identificar al punto focal o al equipo; es lo más urgente.",
        "Few entities have somebody responsible who is recognised inside and outside, and it is nearly always one task "
        "among others. The focal point or team has to be identified; it is the most urgent.",
    ),
)
TITULO = "Taller «Hacia la construcción del Sistema Distrital de Cooperación Internacional»"


def cargar(gente):
    """What is missing: the workshop, with its three challenges, and the two delegates of example."""
    red = Instancia.objects.get(codigo="red-distrital")
    if not red.sesiones.exists():
        taller = Sesion.objects.create(
            instancia=red,
            titulo=TITULO,
            fecha=datetime.date(2013, 12, 9),
            estado=Sesion.Estado.REALIZADA,
            asistentes=40,
            asistentes_aproximado=True,
        )
        for espanol, ingles in RETOS:
            Conclusion.objects.create(sesion=taller, texto_es=espanol, texto_en=ingles)
    comite = Instancia.objects.get(codigo="comite-estrategico")
    for cuenta in ("moderadora", "consulta"):
        _delegar(comite, gente[cuenta])


def _delegar(instancia, persona: Usuario):
    puesto = Integrante.objects.filter(instancia=instancia, entidad=persona.entidad).first()
    if puesto and not Delegado.objects.filter(integrante=puesto).exists():
        Delegado.objects.create(integrante=puesto, usuario=persona, cargo="Cuenta de ejemplo")
