"""Words that people search by, in the languages they come with.

Data: one text file per language (`other.txt`: languages the pages don't have), one line per kind with its name first:
`football: fotball, løkkefotball, futsal`. A native speaker can read and correct a file without any code.
"""

from pathlib import Path

FOLDER = Path(__file__).parent


def read_synonyms(text: str) -> dict[str, tuple[str, ...]]:
    """The words of each kind in one file; ValueError names a line that is not `kind: word, word`."""
    words = {}
    for number, line in enumerate(text.splitlines(), start=1):
        kind, colon, listed = line.partition(":")
        found = tuple(word.strip() for word in listed.split(",") if word.strip())
        if not colon or not found or kind.strip() in words:
            raise ValueError(f"line {number} of the words is not understood: {line!r}")
        words[kind.strip()] = found
    return words


# Per language: the words of each kind
SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    path.stem: read_synonyms(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.txt"))
}


def words_of(kind: str) -> list[str]:
    """What a kind is called, in every language."""
    return [word for words in SYNONYMS.values() for word in words.get(kind, ())]
