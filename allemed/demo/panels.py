"""The association one looks around as reads Somali; one remark is mended, one waits."""

from allemed.associations.models import Association
from allemed.demo.rows import Rows
from allemed.understanding.models import LanguageRemark, LanguageReviewer
from allemed.understanding.rules import About

# about, what, words, written and mended so many days ago
REMARKS = (
    (About.TEXT, "Cricket", "Skriv ordet slik vi sier det hjemme.", 20, 12),
    (About.SOUND, "Hjelp", "Den som leser, snakker litt fort. Vi kan lese det inn på nytt.", 3, None),
)


def build(rows: Rows) -> None:
    here = {"language": "so", "association_id": rows.of(Association)[0]["id"]}
    rows.add(LanguageReviewer, **here, created_at=rows.ago(40))
    for about, what, words, made, mended in REMARKS:
        closed_at = None if mended is None else rows.ago(mended)
        rows.add(
            LanguageRemark, **here, about=about, what=what, words=words, made_at=rows.ago(made), closed_at=closed_at
        )
