"""The same invented list of associations in every shape that an office sends it in."""

import io

from openpyxl import Workbook

PERSON = "01010012356"  # right check digits, nobody's number
HEADING = "Organisasjonsnummer;Navn;Formål;Kategori;Aldersgrupper;Adresse;Postnummer;Poststed;Hjemmeside;E-post;Telefon"
ROWS = (
    "974760673;FJORDVIK SPEIDERGRUPPE;Speiding og friluftsliv;frivillighet;barn, unge;Støaveien 1;0533;FJORDVIK;;;",
    "971032081;Ålesundet sangkor;Korsang, øvelse på tirsdager;kultur;unge;;;;www.aalekor.example;;",
    "970018131;Æresgjengen IL;Idrett;idrett;barn, unge, voksne;Elvegata 1;3510;ELVA;https://aeres.example/;;32 10 00 00",
)
LIST = "\r\n".join((HEADING, *ROWS)) + "\r\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le with mark", "utf-16-be with mark", "cp1252")
DELIMITERS = (";", ",", "\t")


def text_file(encoding: str = "utf-8", delimiter: str = ";", text: str = LIST) -> bytes:
    """The list as a text file; a cell that holds the delimiter is quoted."""
    lines = [[cell if delimiter not in cell else f'"{cell}"' for cell in line.split(";")] for line in text.splitlines()]
    joined = "\r\n".join(delimiter.join(line) for line in lines) + "\r\n"
    if encoding.endswith("with mark"):
        return ("\ufeff" + joined).encode(encoding.removesuffix(" with mark"))
    return joined.encode(encoding)


def workbook(text: str = LIST) -> bytes:
    """The list as an Excel workbook; organisation numbers as numbers, postcodes as text."""
    book, out = Workbook(), io.BytesIO()
    for line in text.splitlines():
        cells = line.split(";")
        book.active.append([int(cells[0]) if cells[0].isdecimal() else cells[0], *cells[1:]])
    book.save(out)
    return out.getvalue()
