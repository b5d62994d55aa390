"""The plan of a municipality as JSON: what `manage.py match --json` prints, as far as the one who asks sees."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from directory.models import Municipality
from rings.api.views import WORKING, scope_in
from rings.forms.pairs import KINDS
from rings.services.matching.plain import as_dict, called
from rings.services.matching.plan import plan_municipality


class MatchView(APIView):
    """GET ?municipality=NAME-OR-CODE&kind=call|visit (call without): the best plan, people as numbers."""

    permission_classes = WORKING

    def get(self, request: Request) -> Response:
        """Return the plan; 400 for no municipality or an odd kind, 404 for one outside the scope."""
        asked, scope = request.query_params, scope_in(request)
        name, kind = asked.get("municipality", ""), asked.get("kind", KINDS[0][0])
        if not name:
            raise ValidationError({"municipality": ["name or code"]})
        if kind not in dict(KINDS):
            raise ValidationError({"kind": [" | ".join(dict(KINDS))]})
        places = Municipality.objects.filter(scope.municipalities()).distinct()
        place = get_object_or_404(places.filter(called(name)).distinct())
        return Response(
            as_dict(plan_municipality(place, kind, timezone.now(), scope=scope), place, kind)
        )
