"""Forms of the settings pages, made with the scope of who fills them in, and of one's own account."""

from directory.forms.account import AccountForm
from directory.forms.places import AssociationForm, MunicipalityForm, ServiceLineForm
from directory.forms.policy import PolicyForm
from directory.forms.referral import BarrierForm, ReferrerForm
from directory.forms.settings import SettingForm
from directory.forms.staff import StaffRoleForm

__all__ = [
    "AccountForm",
    "AssociationForm",
    "BarrierForm",
    "MunicipalityForm",
    "PolicyForm",
    "ReferrerForm",
    "ServiceLineForm",
    "SettingForm",
    "StaffRoleForm",
]
