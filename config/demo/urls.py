"""Addresses that exist only with DEMO=1."""

from django.urls import path

from config.demo import views

app_name = "demo"

urlpatterns = [
    path("demo/as/", views.take_seat, name="take_seat"),
    path("tour/", views.tour, name="tour"),
    path("dev/mail/", views.mail, name="mail"),
    path("dev/mail/<int:pk>/", views.message, name="message"),
]
