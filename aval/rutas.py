"""The routes that the DDRI gives to a text with its aval: for what it is of use (DDRI manual 2014, step 2).

Each is a field of ``Aval`` of the same name. The third is ours: what ended, or did not work, is told as well.
"""

from django.utils.translation import gettext_lazy as _

RUTAS = {
    "buena_practica": _("Buena Práctica"),
    "experiencia_significativa": _("Experiencia Significativa de Ciudad"),
    "aprendizaje": _("Aprendizaje"),
}
PARA_QUE = {
    "buena_practica": _("Sirve para intercambios entre ciudades u otros actores."),
    "experiencia_significativa": _("Sirve para promover a Bogotá en sus temas estratégicos."),
    "aprendizaje": _("Terminó o no funcionó como se esperaba, y se cuenta para que otros aprendan de ella."),
}
