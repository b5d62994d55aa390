"""What telling hears from the lower floor: the answers of drivers and riders."""

from notifications.topics import register, register_reader
from rides.rules.replies import read_driver, read_km, read_list, read_rider
from rides.services.telling.after import AfterTopic
from rides.services.telling.alerts import StaffTopic
from rides.services.telling.leg_topic import LegTopic
from rides.services.telling.run_topics import AskTopic, ListTopic


def connect_telling() -> None:
    """Register what drivers and riders are asked, and the words that only these questions give a meaning to."""
    register(AskTopic())
    register(ListTopic())
    register(AfterTopic())
    register(LegTopic())
    register(StaffTopic())
    register_reader(ListTopic.name, read_list)
    register_reader(AskTopic.name, read_driver)
    register_reader(AfterTopic.name, read_km)
    register_reader(LegTopic.name, read_rider)
