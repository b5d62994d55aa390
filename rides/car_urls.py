"""Addresses of the pages about drivers, destinations, and riders who do not share a car."""

from django.urls import path

from rides.views.cars import apart, destinations, driver, drivers

urlpatterns = [
    path("drivers/", drivers.listing, name="drivers"),
    path("drivers/<int:person_id>/", driver.page, name="driver"),
    path("drivers/<int:person_id>/car/", driver.car, name="driver_car"),
    path("drivers/<int:person_id>/paper/", driver.paper, name="driver_paper"),
    path("drivers/<int:person_id>/day/", driver.say, name="driver_day"),
    path("drivers/<int:person_id>/drives/", driver.drives, name="driver_drives"),
    path("destinations/", destinations.listing, name="destinations"),
    path("destinations/new/", destinations.add, name="destination_new"),
    path("destinations/<int:destination_id>/", destinations.change, name="destination"),
    path("riders/<int:person_id>/apart/", apart.add, name="apart_add"),
    path("riders/<int:person_id>/apart/<int:apart_id>/end/", apart.end, name="apart_end"),
]
