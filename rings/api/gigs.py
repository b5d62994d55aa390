"""One-off requests as JSON: how many stand where, and those that are open. First names only.

How one went is recorded as of any call or visit: POST /api/occurrences/<id>/outcome/, with the same number.
"""

from functools import reduce
from operator import or_

from django.db.models import QuerySet
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from rings.api.serializers import HOUR
from rings.api.views import WORKING, scope_in
from rings.models import Gig
from rings.services.gigs.stage import Stage, gigs_at, stage

OPEN = (Stage.PHONING, Stage.OFFERING, Stage.FILLED)


class GigSerializer(serializers.ModelSerializer[Gig]):
    """One request. `helper_id` is the person who has it, or null; of the resident nothing but the first name."""

    id = serializers.IntegerField(source="pk")
    service_line = serializers.CharField(source="service_line.code")
    municipality = serializers.CharField(source="occurrence.municipality.name_fi")
    first_name = serializers.CharField(source="occurrence.receiver.first_name")
    nominal_date = serializers.DateField(source="occurrence.nominal_date")
    wall_time = serializers.TimeField(source="occurrence.wall_time", format=HOUR)
    stage = serializers.SerializerMethodField()
    helper_id = serializers.SerializerMethodField()
    asked = serializers.SerializerMethodField()

    class Meta:
        model = Gig
        fields = [
            "id",
            "service_line",
            "municipality",
            "first_name",
            "nominal_date",
            "wall_time",
            "minutes",
            "stage",
            "helper_id",
            "wave",
            "asked",
        ]

    def get_stage(self, gig: Gig) -> str:
        """Return where it stands."""
        return str(stage(gig))

    def get_helper_id(self, gig: Gig) -> int | None:
        """Return who has it."""
        holder = gig.occurrence.holder()
        return holder.person_id if holder else None

    def get_asked(self, gig: Gig) -> int:
        """Return how many people have been asked."""
        return len(gig.occurrence.offers.all())


class GigListView(generics.ListAPIView[Gig]):
    """GET ?stage=offering|phoning|filled|done|unmet|cancelled (all open ones without): requests, a page at a time.

    `counts` holds how many stand at each stage.
    """

    permission_classes = WORKING
    serializer_class = GigSerializer

    def get_queryset(self) -> QuerySet[Gig]:
        """Return those of the stage in scope; an unknown stage is answered with 400."""
        asked = self.request.query_params.get("stage")
        if asked and asked not in Stage.values:
            raise serializers.ValidationError({"stage": list(Stage.values)})
        scope = scope_in(self.request)
        return reduce(or_, [gigs_at(each, scope) for each in ([asked] if asked else OPEN)])

    def list(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Return a page of them, and the counts."""
        answer = super().list(request, *args, **kwargs)
        scope = scope_in(request)
        answer.data["counts"] = {each.value: gigs_at(each, scope).count() for each in Stage}
        return answer
