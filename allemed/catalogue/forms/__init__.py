"""What associations fill in: a group with its open spot, and the one tap that keeps it true."""

from allemed.catalogue.forms.fields import CostField
from allemed.catalogue.forms.group import ActivityForm, values_of
from allemed.catalogue.forms.spot import ConfirmSpotForm

__all__ = ["ActivityForm", "ConfirmSpotForm", "CostField", "values_of"]
