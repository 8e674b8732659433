from django.urls import path

from .pantallas import campos, cuadros, paquetes

app_name = "postulaciones"
urlpatterns = [
    path("", cuadros.MatrizView.as_view(), name="matriz"),
    path("exportar/", cuadros.exportar, name="exportar"),
    path("practica/<int:pk>/", cuadros.PracticaView.as_view(), name="practica"),
    path("objetivo/<int:pk>/", cuadros.ObjetivoView.as_view(), name="objetivo"),
    path("practica/<int:practica_id>/objetivo/<int:objetivo_id>/", cuadros.AjusteView.as_view(), name="ajuste"),
    path("calendario/", cuadros.CalendarioView.as_view(), name="calendario"),
    path("calendario.ics", cuadros.icalendar, name="icalendar"),
    path("objetivo/<int:pk>/preguntas/", campos.PreguntasView.as_view(), name="preguntas"),
    path("objetivo/<int:pk>/preguntas/nueva/", campos.PreguntaView.as_view(), name="pregunta_nueva"),
    path("objetivo/<int:pk>/preguntas/<int:campo_id>/", campos.PreguntaView.as_view(), name="pregunta"),
    path("objetivo/<int:pk>/preguntas/<int:campo_id>/quitar/", campos.QuitarView.as_view(), name="quitar"),
    path("paquetes/", paquetes.ListaView.as_view(), name="paquetes"),
    path("paquetes/<int:pk>/", paquetes.PaqueteView.as_view(), name="paquete"),
    path("paquetes/<int:pk>/pegar/", paquetes.PegarView.as_view(), name="pegar"),
    path("paquetes/<int:pk>/acto/", paquetes.ActoView.as_view(), name="acto"),
    path("paquetes/<int:pk>/word/", paquetes.word, name="word"),
    path("paquetes/<int:pk>/zip/", paquetes.zip_, name="zip"),
]
