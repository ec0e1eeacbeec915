"""One row for each read and change of family data, and for each sign-in. (Refusals stand in the log of the server.)"""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from allemed.database import Codes, Model, UtcMoment


class AuditEntry(Model):
    """`subject_kind` + `subject_id` name what it was about; `fields` names columns, never values."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    user_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, index=True)
    role: Mapped[str] = mapped_column(String(20), default="")
    action: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40), default="")
    subject_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    family_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, index=True)
    fields: Mapped[list[str]] = mapped_column(Codes, default=list)
