from django.apps import AppConfig


class AppDePruebaConfig(AppConfig):
    name = "tests.app_de_prueba"
