"""Which column is which, from the words of a header in Norwegian, Swedish or English."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """The columns an import knows, named as the association's own fields."""

    ORGANISATION_NUMBER = "organisation_number"
    NAME = "name"
    PURPOSE = "purpose"
    CATEGORY = "category"
    AGE_GROUPS = "age_groups"
    ADDRESS = "address"
    POSTCODE = "postcode"
    TOWN = "town"
    WEBSITE = "website"
    EMAIL = "email"
    PHONE = "phone"


NEEDED = (Column.NAME,)

_WORDS = {  # letters only, small; bokmål, nynorsk, Swedish, English
    Column.ORGANISATION_NUMBER: "organisasjonsnummer orgnummer orgnr organisasjonsnr organisationsnummer organisationsnr"
    " organisationnumber organizationnumber orgnumber orgno",
    Column.NAME: "navn namn name foreningsnavn foreiningsnamn föreningsnamn organisasjonsnavn lagsnavn forening foreining"
    " förening association club",
    Column.PURPOSE: "formål føremål ändamål syfte purpose næring aktivitet",
    Column.CATEGORY: "kategori category type",
    Column.AGE_GROUPS: "aldersgrupper aldersgruppe aldersgruppar åldersgrupper åldersgrupp alder ålder agegroups agegroup ages",
    Column.ADDRESS: "adresse adress address gateadresse gatuadress besøksadresse besøksadress street streetaddress",
    Column.POSTCODE: "postnummer postnr postkode postcode zip zipcode postalcode",
    Column.TOWN: "poststed poststad postort ort sted stad town city",
    Column.WEBSITE: "hjemmeside heimeside nettside nettstad nettsted hemsida webbplats webbsida website homepage web url",
    Column.EMAIL: "epost epostadresse epostadress email emailaddress mail mejl",
    Column.PHONE: "telefon telefonnummer tlf tel mobil mobiltelefon phone phonenumber mobile",
}
_BY_WORD = {word: column for column, words in _WORDS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Header:
    """Where each recognised column stands, which needed ones are missing, and how many were not recognised."""

    places: Mapping[Column, int]
    missing: tuple[Column, ...]
    unknown_count: int


def read_header(cells: Sequence[str]) -> Header:
    """Recognise the columns. Of two with the same meaning the first counts."""
    places: dict[Column, int] = {}
    unknown = 0
    for place, cell in enumerate(cells):
        column = _BY_WORD.get(_letters(cell))
        if column is None:
            unknown += bool(cell.strip())
        else:
            places.setdefault(column, place)
    return Header(places, tuple(column for column in NEEDED if column not in places), unknown)


def _letters(cell: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFC", cell).casefold() if sign.isalpha())
