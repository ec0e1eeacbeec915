"""Words made comparable: "Svømming" and "svomming", "كُرَةُ القَدَم" and "كره قدم", "ኵዕሶ" and "ኩዕሶ" are the same."""

import unicodedata
from functools import lru_cache

# Letters that Unicode doesn't take apart, and letters that people write for one another
_LETTERS = {
    "ø": "o", "æ": "a", "đ": "d", "ł": "l", "ß": "ss", "ı": "i", "ґ": "г", "ё": "е", "ə": "e",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ـ": "", "ی": "ي", "ې": "ي", "ک": "ك", "ګ": "گ", "ہ": "ه",
    "'": "", "’": "", "ʼ": "", "`": "", "´": "",
}  # fmt: skip
# Rows of eight Ge'ez letters that sound alike today (U+1220 … and U+1230 …), and single ones
_GEEZ_ROWS = {0x1220: 0x1230, 0x1340: 0x1338, 0x1210: 0x1200, 0x1280: 0x1200, 0x12D0: 0x12A0}
_GEEZ = {"ኵ": "ኩ", "ኰ": "ኮ", "ቍ": "ቁ", "ጕ": "ጉ", "ኍ": "ሁ", "ዃ": "ኋ"}
_SAME = str.maketrans(
    _LETTERS | _GEEZ | {chr(row + n): chr(same + n) for row, same in _GEEZ_ROWS.items() for n in range(8)}
)


@lru_cache(maxsize=32_768)
def fold(text: str) -> str:
    """Letters and digits only, small, without marks; one space between words. "aa" is the old "å"."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_SAME)).translate(_SAME)
    kept = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in kept).split()).replace("aa", "a")


def bare(folded: str) -> str:
    """Without the article, which Arabic glues to the noun."""
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in folded.split())
