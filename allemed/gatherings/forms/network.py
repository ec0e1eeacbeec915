"""The register of the network: an organisation, what it does there, and who comes."""

from typing import Any
from uuid import UUID

from allemed.associations.queries import list_associations
from allemed.families.forms import choices_of
from allemed.forms import Form, InputRequired, ListField, Optional, TextField, VersionField
from allemed.gatherings.actions.planning import SECTOR_OF
from allemed.gatherings.forms.addresses import AddressField
from allemed.gatherings.forms.words import SECTOR_LABELS
from allemed.gatherings.queries.events import list_active_partners
from allemed.gatherings.rules import Sector
from allemed.locales import _s, _sl


class _Member(Form):
    """What it does in the network, and who comes."""

    role = TextField(_sl("What do they do here?"), most=80, description=_sl("For example: finds interpreters."))
    person = TextField(_sl("Who comes? One person"), most=80, description=_sl("The name goes when the person leaves."))
    address = AddressField(
        _sl("E-mail of this person"), description=_sl("For invitations, where nobody signs in. It goes with the name.")
    )

    def columns(self) -> dict[str, Any]:
        return {"role": self.role.data or "", "person": self.person.data or None, "address": self.address.data or None}


class PersonForm(_Member):
    """What a member says of itself."""

    version = VersionField()


class MemberForm(_Member):
    """A new member: an association or a partner that is known here, or another organisation with its sector."""

    known = ListField(_sl("Known here"), coerce=str, validators=[Optional()])
    organisation = TextField(_sl("Another organisation"), most=80)
    sector = ListField(_sl("Sector"), coerce=str, validators=[InputRequired()], choices=choices_of(SECTOR_LABELS.items()))  # fmt: skip

    @classmethod
    def of(cls, user, **options) -> "MemberForm":
        form = cls(**options)
        form.partners = {str(one.id): one for one in list_active_partners()}
        form.known.choices = {
            _s("Choose"): [("", "–")],
            _s("Partners"): [(key, one.name) for key, one in form.partners.items()],
            _s("Associations"): [(str(row.id), row.name) for row in list_associations(user)],
        }
        return form

    def validate(self, extra_validators=None) -> bool:
        """One of the two: known here, or another."""
        is_valid = super().validate(extra_validators)
        if bool(self.organisation.data) == bool(self.known.data):
            self.organisation.errors = [_s("Choose one that is known here, or write the name of another.")]
            return False
        return is_valid

    def columns(self) -> dict[str, Any]:
        values = super().columns()
        partner = self.partners.get(self.known.data or "")
        if partner:
            return values | {"partner_id": partner.id, "sector": SECTOR_OF.get(partner.kind, Sector.OTHER)}
        if self.known.data:
            return values | {"association_id": UUID(self.known.data), "sector": Sector.ASSOCIATION}
        return values | {"organisation": self.organisation.data, "sector": Sector(self.sector.data)}


class DecisionForm(Form):
    """What was decided about one point of the agenda."""

    decision = TextField(_sl("What was decided?"), most=300)
