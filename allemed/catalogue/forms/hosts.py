"""Who hosts a group together with its association: services of the municipality and businesses (V18, V21)."""

from collections.abc import Iterable
from uuid import UUID

from allemed.associations.models import Association
from allemed.associations.rules import AssociationKind
from allemed.forms import Form, ListField, Optional
from allemed.locales import _s, _sl

HOST_ROWS = (1, 2)  # three hosts with the association itself


class HostsPart(Form):
    """The part of a group's own form."""

    host_1 = ListField(_sl("Together with"), coerce=str, validators=[Optional()])
    host_2 = ListField(_sl("And with"), coerce=str, validators=[Optional()])

    def offer_hosts(self, hosts: Iterable[Association]) -> None:
        """Who can be chosen, services first."""
        offered = list(hosts)
        groups = {
            _s("Services"): [one for one in offered if one.kind == AssociationKind.SERVICE],
            _s("Businesses"): [one for one in offered if one.kind == AssociationKind.BUSINESS],
            _s("Associations"): [one for one in offered if one.kind == AssociationKind.ASSOCIATION],
        }
        choices = {title: [(str(one.id), one.name) for one in found] for title, found in groups.items() if found}
        self.host_1.choices = self.host_2.choices = {_s("Choose"): [("", _s("Nobody else"))], **choices}
        self.has_hosts = bool(offered)

    def host_ids(self) -> tuple[UUID, ...]:
        """Those who were chosen, each once."""
        chosen = dict.fromkeys(self[f"host_{row}"].data for row in HOST_ROWS)
        return tuple(UUID(one) for one in chosen if one)
