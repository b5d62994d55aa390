"""The service's addresses and one more that does nothing: what an empty request costs on the same server."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from backend.urls import urlpatterns as of_the_service
from notifications.views.posted import posted


@posted("POST")
def nothing(request: HttpRequest) -> HttpResponse:
    """Answer as Twilio is answered, and do nothing."""
    del request
    return HttpResponse("<Response/>", content_type="text/xml")


urlpatterns = [*of_the_service, path("nothing/", nothing)]
