"""The words of the commitments in bokmål, nynorsk, Swedish and English; drafts until native speakers have read them."""

from collections.abc import Mapping


def _texts(nb: str, nn: str, sv: str, en: str) -> Mapping[str, str]:
    return {"nb": nb, "nn": nn, "sv": sv, "en": en}


TEXTS: Mapping[str, Mapping[str, str]] = {
    "C01": _texts(
        "Tilbudet er åpent for alle barn, uavhengig av økonomi",
        "Tilbodet er ope for alle barn, uavhengig av økonomi",
        "Verksamheten är öppen för alla barn oavsett ekonomi",
        "Open to every child whatever the family's economy",
    ),
    "C02": _texts(
        "Styret har vedtatt inkluderingsplan",
        "Styret har vedteke inkluderingsplan",
        "Styrelsen har antagit en inkluderingsplan",
        "Board has adopted an inclusion plan",
    ),
    "C03": _texts(
        "Kontaktperson for inkludering er utpekt",
        "Kontaktperson for inkludering er peika ut",
        "Kontaktperson för inkludering är utsedd",
        "Inclusion contact person named, with substitute",
    ),
    "C04": _texts(
        "Barneidrettsansvarlig er oppnevnt (idrettslag)",
        "Barneidrettsansvarleg er oppnemnd (idrettslag)",
        "Ansvarig för barnverksamheten är utsedd",
        "Person responsible for children's sport named",
    ),
    "C05": _texts(
        "Rutine for politiattest følges; alle med ansvar er sjekket",
        "Rutinen for politiattest blir følgd; alle med ansvar er sjekka",
        "Rutin för registerutdrag följs; alla ledare är kontrollerade",
        "Certificate routine followed; all leaders checked",
    ),
    "C06": _texts(
        "Prøveperiode før medlemskap og betaling",
        "Prøveperiode før medlemskap og betaling",
        "Prova-på innan medlemskap och betalning",
        "Free trial before membership and payment",
    ),
    "C07": _texts(
        "Fritidskort, fritidskasse og ledsagerbevis godtas",
        "Fritidskort, fritidskasse og ledsagarbevis blir godtekne",
        "Fritidskort och stöd till avgift accepteras",
        "Leisure card, fund and companion card accepted",
    ),
    "C08": _texts(
        "Prisen settes ikke opp for barn som får støtte",
        "Prisen blir ikkje sett opp for barn som får støtte",
        "Priset höjs inte för barn som får stöd",
        "Price not raised for supported children",
    ),
    "C09": _texts(
        "Foreningen søker støtte for familien, diskret og uten krav om bevis",
        "Foreininga søkjer støtte for familien, diskret og utan krav om bevis",
        "Föreningen söker stöd åt familjen, diskret och utan krav på bevis",
        "Association applies for fee help, discreetly, no proof asked",
    ),
    "C10": _texts(
        "Alle kostnader og foreldreoppgaver er synlige",
        "Alle kostnader og foreldreoppgåver er synlege",
        "Alla kostnader och föräldrauppgifter syns",
        "All costs and parent tasks are shown",
    ),
    "C11": _texts(
        "Ledige plasser oppdateres minst hver 30. dag",
        "Ledige plassar blir oppdaterte minst kvar 30. dag",
        "Lediga platser uppdateras minst var 30:e dag",
        "Open spots updated every 30 days",
    ),
    "C12": _texts(
        "Minst to plasser holdes av til henvisninger",
        "Minst to plassar blir haldne av til tilvisingar",
        "Minst två platser hålls för hänvisade barn",
        "At least two spots held for referred children",
    ),
    "C13": _texts(
        "Svar på henvendelse fra koordinator innen 5 virkedager",
        "Svar på førespurnad frå koordinatoren innan 5 yrkedagar",
        "Svar till samordnaren inom 5 arbetsdagar",
        "Answer the coordinator within 5 working days",
    ),
    "C14": _texts(
        "Velkomstrutine: en voksen møter barnet, en fadder følger",
        "Velkomstrutine: ein vaksen møter barnet, ein fadder følgjer",
        "Välkomstrutin: en vuxen möter barnet, en fadder följer",
        "Welcome routine: adult meets the child, a buddy follows",
    ),
    "C15": _texts(
        "Foreldre informeres og inviteres, med tolk ved behov",
        "Foreldre blir informerte og inviterte, med tolk ved behov",
        "Föräldrar informeras och bjuds in, med tolk vid behov",
        "Parents informed and invited, with interpreter",
    ),
    "C16": _texts(
        "Foreningen deltar i minst én møteplass eller ALLEMED-dugnad i året",
        "Foreininga deltek på minst éin møteplass eller ALLEMED-dugnad i året",
        "Föreningen deltar i minst en mötesplats per år",
        "Takes part in one meeting place or ALLEMED-dugnad a year",
    ),
    "C17": _texts(
        "Utstyr kan lånes eller byttes",
        "Utstyr kan lånast eller bytast",
        "Utrustning kan lånas eller bytas",
        "Equipment can be borrowed or swapped",
    ),
    "C18": _texts(
        "Ved fravær to ganger spør foreningen, og gir beskjed til koordinator",
        "Ved fråvær to gonger spør foreininga, og gir beskjed til koordinatoren",
        "Vid frånvaro två gånger frågar föreningen och meddelar samordnaren",
        "After two missed sessions, ask; then tell the coordinator",
    ),
    "C19": _texts(
        "Plan mot mobbing og utestenging er kjent for trenere",
        "Plan mot mobbing og utestenging er kjend for trenarane",
        "Plan mot mobbning och utestängning är känd av ledarna",
        "Anti-bullying routine known to coaches",
    ),
    "C20": _texts(
        "Rapport: hva gjorde vi, hvem nådde vi, hva hindret",
        "Rapport: kva gjorde vi, kven nådde vi, kva hindra",
        "Rapport: vad gjorde vi, vilka nådde vi, vad hindrade",
        "Short report: what we did, whom we reached, what hindered",
    ),
}
