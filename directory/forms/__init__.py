"""Forms of the settings pages. Each is made with the scope of who fills it in, and saves by a use case."""

from directory.forms.places import AssociationForm, MunicipalityForm, ServiceLineForm
from directory.forms.settings import SettingForm
from directory.forms.staff import StaffRoleForm

__all__ = [
    "AssociationForm",
    "MunicipalityForm",
    "ServiceLineForm",
    "SettingForm",
    "StaffRoleForm",
]
