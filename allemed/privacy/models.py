"""An erasure that waits for the second person. It goes with the family, so nothing of it stays."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column, relationship

from allemed.accounts.models import User
from allemed.database import Model, UtcMoment, UuidKey, points_to


class ErasureRequest(Model):
    """One coordinator asks that everything about a family is erased. There is no field for a reason."""

    __tablename__ = "erasure_request"

    id: Mapped[UuidKey]
    family_id: Mapped[uuid.UUID] = points_to("family.id", on_delete="CASCADE", index=False, unique=True)
    asked_by_id: Mapped[uuid.UUID] = points_to("app_user.id", on_delete="CASCADE")
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    asked_by: Mapped[User] = relationship()
