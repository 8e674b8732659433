"""The addresses of the site, and the floor that it is measured against: a view that returns a constant page."""

from sitio.urls import urlpatterns as las_del_sitio

from .desnudo import urlpatterns as la_desnuda

urlpatterns = [*la_desnuda, *las_del_sitio]
