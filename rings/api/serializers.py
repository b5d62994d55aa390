"""Shapes of the JSON API: they translate, no rule lives here. Instants are ISO 8601, local times HH:MM."""

from rest_framework import serializers

from people.models import Person
from rings.models import Occurrence, Outcome, Ring
from rings.services.busy.conflicts import LONGEST_REASON

HOUR = "%H:%M"


class CountsSerializer(serializers.Serializer[object]):
    """How many of the day's calls stand how."""

    red = serializers.IntegerField()
    amber = serializers.IntegerField()
    green = serializers.IntegerField()
    later = serializers.IntegerField()


class CalleeSerializer(serializers.Serializer[object]):
    """Whom to phone."""

    name = serializers.CharField()
    phone = serializers.CharField()
    relation = serializers.CharField()


class RowSerializer(serializers.Serializer[object]):
    """One call that needs a person."""

    occurrence_id = serializers.IntegerField()
    ring_name = serializers.CharField()
    receiver_name = serializers.CharField()
    helper_name = serializers.CharField()
    nominal_date = serializers.DateField()
    wall_time = serializers.TimeField(format=HOUR)
    state = serializers.CharField()
    light = serializers.CharField()
    why = serializers.CharField()
    action = serializers.CharField()
    action_label = serializers.CharField()
    phone = CalleeSerializer(many=True)
    owner_name = serializers.CharField()
    minutes_late = serializers.IntegerField()


class ProgressSerializer(serializers.Serializer[object]):
    """One ring's day."""

    ring_id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.CharField()
    municipality = serializers.CharField()
    first_time = serializers.TimeField(format=HOUR)
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    amber = serializers.IntegerField()
    red = serializers.IntegerField()


class BoardSerializer(serializers.Serializer[object]):
    """The Today page."""

    day = serializers.DateField()
    counts = CountsSerializer()
    needs_person = RowSerializer(many=True)
    needs_total = serializers.IntegerField()
    rings = ProgressSerializer(many=True)
    gaps = RowSerializer(many=True)
    gaps_total = serializers.IntegerField()
    next_at = serializers.DateTimeField()


class RingSerializer(serializers.ModelSerializer[Ring]):
    """One ring in a list."""

    municipality = serializers.CharField(source="municipality.name_fi")
    association = serializers.CharField(source="association.name")

    class Meta:
        model = Ring
        fields = ["id", "name", "kind", "topology", "state", "municipality", "association"]


class OccurrenceSerializer(serializers.ModelSerializer[Occurrence]):
    """One call or visit. `helper_id` is the person responsible, or null."""

    ring_name = serializers.CharField(source="ring.name", default="")
    receiver_name = serializers.CharField(source="receiver")
    wall_time = serializers.TimeField(format=HOUR)
    helper_id = serializers.SerializerMethodField()

    class Meta:
        model = Occurrence
        fields = [
            "id",
            "ring_id",
            "ring_name",
            "kind",
            "receiver_id",
            "receiver_name",
            "helper_id",
            "nominal_date",
            "wall_time",
            "starts_at",
            "state",
            "reason",
        ]

    def get_helper_id(self, occurrence: Occurrence) -> int | None:
        """Return whose duty it is."""
        holder = occurrence.holder()
        return holder.person_id if holder else None


class OutcomeSerializer(serializers.Serializer[object]):
    """What is reported: the result, whose word it is (a person's number), a note, how long it took."""

    result = serializers.ChoiceField(choices=Outcome.Result.choices)
    reported_by = serializers.PrimaryKeyRelatedField(
        queryset=Person.objects.all(), required=False, allow_null=True, default=None
    )
    note = serializers.CharField(required=False, allow_blank=True, max_length=500, default="")
    minutes = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=24 * 60, default=None
    )


class AssignSerializer(serializers.Serializer[object]):
    """Who is to have the turn; `despite` says why it works out although they are busy then."""

    person = serializers.PrimaryKeyRelatedField(queryset=Person.objects.all())
    despite = serializers.CharField(max_length=LONGEST_REASON, required=False, default="")
