"""Changing associations and their contact persons, and importing a list of them."""

from allemed.associations.actions.contacts import (
    AddressIsTaken,
    ContactHasNoAddress,
    SecondMainContact,
    add_contact,
    confirm_contact,
    edit_contact,
    end_contact,
    end_who_has_left,
    hand_over,
    invite_contact,
    refuse_taken_address,
)
from allemed.associations.actions.editing import (
    NumberIsTaken,
    StaysAnAssociation,
    add_association,
    edit_association,
    keeps_kind,
    set_approval,
)
from allemed.associations.actions.imports import (
    ImportPlan,
    ImportRefused,
    SomebodyElseImports,
    apply_import,
    keep_draft,
    plan_draft,
    plan_import,
)

__all__ = [
    "AddressIsTaken",
    "ContactHasNoAddress",
    "ImportPlan",
    "ImportRefused",
    "NumberIsTaken",
    "SecondMainContact",
    "SomebodyElseImports",
    "StaysAnAssociation",
    "add_association",
    "add_contact",
    "apply_import",
    "confirm_contact",
    "edit_association",
    "edit_contact",
    "end_contact",
    "end_who_has_left",
    "hand_over",
    "invite_contact",
    "keep_draft",
    "keeps_kind",
    "plan_draft",
    "plan_import",
    "refuse_taken_address",
    "set_approval",
]
