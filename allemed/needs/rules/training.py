"""Three-minute cards for those who receive a child (domain.md 2.5 B6), in our own words. Data: correct them here.

Each card: its picture, and in each language of staff a title and short lines. A commitment links to the whole set.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrainingCard:
    """One card: `texts` by language code, the title first and then the lines."""

    code: str
    icon: str
    family: str
    texts: dict[str, tuple[str, ...]]

    def in_language(self, code: str, fallback: str) -> tuple[str, tuple[str, ...]]:
        """The title and the lines in this language, else in the other one."""
        title, *lines = self.texts.get(code) or self.texts.get(fallback) or self.texts["nb"]
        return title, tuple(lines)


CARDS = (
    TrainingCard("new_child", "hand-waving", "family", {
        "nb": (
            "Et nytt barn kommer",
            "Avtal på forhånd hvem som tar imot. Si navnet på den personen til familien.",
            "Lær navnet til barnet, og spør hvordan det uttales.",
            "Gi barnet en fast makker de tre første gangene.",
            "Vis med kroppen før du forklarer med ord.",
            "Si hva som skjer neste gang, hvor og når.",
        ),
        "nn": (
            "Eit nytt barn kjem",
            "Avtal på førehand kven som tek imot. Sei namnet på den personen til familien.",
            "Lær namnet til barnet, og spør korleis det blir uttalt.",
            "Gi barnet ein fast makker dei tre første gongene.",
            "Vis med kroppen før du forklarer med ord.",
            "Sei kva som skjer neste gong, kvar og når.",
        ),
        "sv": (
            "Ett nytt barn kommer",
            "Bestäm i förväg vem som tar emot. Berätta för familjen vad personen heter.",
            "Lär dig barnets namn, och fråga hur det uttalas.",
            "Ge barnet en fast kamrat de tre första gångerna.",
            "Visa med kroppen innan du förklarar med ord.",
            "Säg vad som händer nästa gång, var och när.",
        ),
        "en": (
            "A new child comes",
            "Agree beforehand who receives. Tell the family that person's name.",
            "Learn the child's name, and ask how it is said.",
            "Give the child the same partner for the first three times.",
            "Show with your body before you explain in words.",
            "Say what happens next time, where and when.",
        ),
    }),
    TrainingCard("first_ten_minutes", "clock", "move", {
        "nb": (
            "De første ti minuttene",
            "Stå ved døra. Det første barnet møter, er et ansikt.",
            "Vis garderoben, toalettet og hvor foreldre kan være.",
            "Start med noe alle får til, uten lag som velges.",
            "Del inn lagene selv. Ingen skal bli valgt sist.",
            "Si hei til den voksne også. Et nikk og et navn er nok.",
        ),
        "nn": (
            "Dei første ti minutta",
            "Stå ved døra. Det første barnet møter, er eit andlet.",
            "Vis garderoben, toalettet og kvar foreldre kan vere.",
            "Start med noko alle får til, utan lag som blir valde.",
            "Del inn laga sjølv. Ingen skal bli vald sist.",
            "Sei hei til den vaksne òg. Eit nikk og eit namn er nok.",
        ),
        "sv": (
            "De första tio minuterna",
            "Stå vid dörren. Det första barnet möter är ett ansikte.",
            "Visa omklädningsrummet, toaletten och var föräldrar kan vara.",
            "Börja med något som alla klarar, utan att lag väljs.",
            "Dela in lagen själv. Ingen ska bli vald sist.",
            "Hälsa på den vuxna också. En nick och ett namn räcker.",
        ),
        "en": (
            "The first ten minutes",
            "Stand at the door. What a child meets first is a face.",
            "Show the changing room, the toilet and where parents can be.",
            "Begin with something everybody can do, without choosing teams.",
            "Make the teams yourself. Nobody is chosen last.",
            "Greet the adult as well. A nod and a name are enough.",
        ),
    }),
    TrainingCard("two_missed", "question", "nature", {
        "nb": (
            "Borte to ganger",
            "Spør etter to ganger, ikke etter to måneder.",
            "Si: «Vi savnet deg. Er det noe vi kan gjøre?»",
            "Spør ikke hvorfor. La familien fortelle det den vil.",
            "Ofte er det skyss, sko, penger eller en beskjed som ikke kom fram.",
            "Si fra til koordinatoren. Da ringer noen på familiens språk.",
        ),
        "nn": (
            "Borte to gonger",
            "Spør etter to gonger, ikkje etter to månader.",
            "Sei: «Vi sakna deg. Er det noko vi kan gjere?»",
            "Spør ikkje kvifor. La familien fortelje det han vil.",
            "Ofte er det skyss, sko, pengar eller ei melding som ikkje kom fram.",
            "Sei frå til koordinatoren. Då ringjer nokon på språket til familien.",
        ),
        "sv": (
            "Borta två gånger",
            "Fråga efter två gånger, inte efter två månader.",
            "Säg: ”Vi saknade dig. Finns det något vi kan göra?”",
            "Fråga inte varför. Låt familjen berätta det den vill.",
            "Ofta handlar det om skjuts, skor, pengar eller ett besked som inte kom fram.",
            "Säg till samordnaren. Då ringer någon på familjens språk.",
        ),
        "en": (
            "Missed twice",
            "Ask after two times, not after two months.",
            "Say: “We missed you. Is there anything we can do?”",
            "Do not ask why. Let the family tell what it wants to.",
            "Often it is a lift, shoes, money or a message that never arrived.",
            "Tell the coordinator. Then somebody calls in the family's language.",
        ),
    }),
    TrainingCard("money", "coins", "craft", {
        "nb": (
            "Penger uten spørsmål",
            "Fortell alle hva det koster i året, og hvem som hjelper. Ikke bare noen.",
            "Be aldri om bevis på inntekt, og aldri foran andre.",
            "La barnet være med mens betalingen ordnes.",
            "La én person i laget ta seg av betaling. Ingen andre trenger å vite det.",
            "Ha utstyr til låns stående framme, for alle.",
        ),
        "nn": (
            "Pengar utan spørsmål",
            "Fortel alle kva det kostar i året, og kven som hjelper. Ikkje berre nokre.",
            "Be aldri om prov på inntekt, og aldri framfor andre.",
            "La barnet vere med medan betalinga blir ordna.",
            "La éin person i laget ta seg av betaling. Ingen andre treng å vite det.",
            "Ha utstyr til låns ståande framme, for alle.",
        ),
        "sv": (
            "Pengar utan frågor",
            "Berätta för alla vad det kostar per år, och vem som hjälper. Inte bara för några.",
            "Be aldrig om bevis på inkomst, och aldrig inför andra.",
            "Låt barnet vara med medan betalningen ordnas.",
            "Låt en person i föreningen sköta betalningen. Ingen annan behöver veta.",
            "Ha utrustning att låna stående framme, för alla.",
        ),
        "en": (
            "Money without questions",
            "Tell everybody what it costs a year, and who helps. Not only some.",
            "Never ask for proof of income, and never in front of others.",
            "Let the child take part while the payment is sorted out.",
            "Let one person see to payment. Nobody else has to know.",
            "Keep things to borrow where everybody sees them.",
        ),
    }),
    TrainingCard("interpreter", "translate", "mind", {
        "nb": (
            "Snakke med foreldre gjennom tolk",
            "Se på forelderen, ikke på tolken.",
            "Si «du», og én ting om gangen. Vent til den er oversatt.",
            "Bruk aldri barnet som tolk.",
            "Be forelderen si med egne ord hva dere har avtalt.",
            "Spør koordinatoren om tolk. Det koster ikke laget noe å spørre.",
        ),
        "nn": (
            "Snakke med foreldre gjennom tolk",
            "Sjå på forelderen, ikkje på tolken.",
            "Sei «du», og éin ting om gongen. Vent til han er omsett.",
            "Bruk aldri barnet som tolk.",
            "Be forelderen seie med eigne ord kva de har avtalt.",
            "Spør koordinatoren om tolk. Det kostar ikkje laget noko å spørje.",
        ),
        "sv": (
            "Prata med föräldrar genom tolk",
            "Titta på föräldern, inte på tolken.",
            "Säg ”du”, och en sak i taget. Vänta tills den är översatt.",
            "Använd aldrig barnet som tolk.",
            "Be föräldern säga med egna ord vad ni har kommit överens om.",
            "Fråga samordnaren om tolk. Det kostar inget för föreningen att fråga.",
        ),
        "en": (
            "Talking with parents through an interpreter",
            "Look at the parent, not at the interpreter.",
            "Say “you”, and one thing at a time. Wait until it is translated.",
            "Never use the child as an interpreter.",
            "Ask the parent to say in their own words what you agreed.",
            "Ask the coordinator for an interpreter. Asking costs you nothing.",
        ),
    }),
    TrainingCard("safety", "shield-check", "water", {
        "nb": (
            "Trygghet for alle",
            "Alle voksne med ansvar for barn har vist politiattest før de begynner.",
            "Vær aldri alene med ett barn bak en lukket dør.",
            "Ingen bilder av barn uten ja fra foreldrene.",
            "Adresser og grunner til å flytte er ikke tema. Spør ikke, del ikke.",
            "Er du bekymret for et barn? Ring barnevernet. I fare: ring 112.",
        ),
        "nn": (
            "Tryggleik for alle",
            "Alle vaksne med ansvar for barn har vist politiattest før dei begynner.",
            "Ver aldri åleine med eitt barn bak ei lukka dør.",
            "Ingen bilete av barn utan ja frå foreldra.",
            "Adresser og grunnar til å flytte er ikkje tema. Spør ikkje, del ikkje.",
            "Er du uroa for eit barn? Ring barnevernet. I fare: ring 112.",
        ),
        "sv": (
            "Trygghet för alla",
            "Alla vuxna med ansvar för barn har visat registerutdrag innan de börjar.",
            "Var aldrig ensam med ett barn bakom en stängd dörr.",
            "Inga bilder på barn utan ja från föräldrarna.",
            "Adresser och skäl till flytt är inget ämne. Fråga inte, dela inte.",
            "Är du orolig för ett barn? Ring socialtjänsten. Vid fara: ring 112.",
        ),
        "en": (
            "Safe for everybody",
            "All adults with responsibility for children have shown their certificate before they begin.",
            "Never be alone with one child behind a closed door.",
            "No pictures of children without a yes from their parents.",
            "Addresses and reasons for moving are no subject. Do not ask, do not share.",
            "Worried about a child? Call the child welfare service. In danger: call 112.",
        ),
    }),
)  # fmt: skip

CODES = tuple(card.code for card in CARDS)
