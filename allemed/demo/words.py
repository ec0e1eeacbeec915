"""Invented names and the patterns a believable municipality is made of. No real person, place or club is meant."""

AREAS = ("Fjordvik", "Nordvåg", "Sørneset", "Myrdalen", "Åsgrend", "Kvitvika", "Haugmarka", "Storholmen")
FIRST = (
    "Fjord",
    "Nord",
    "Sør",
    "Myr",
    "Ås",
    "Kvit",
    "Haug",
    "Stor",
    "Lang",
    "Grøn",
    "Svart",
    "Bjørk",
    "Furu",
    "Selje",
    "Elve",
    "Skog",
    "Berg",
    "Dal",
)
LAST = (
    "vik",
    "våg",
    "nes",
    "dalen",
    "grend",
    "marka",
    "holmen",
    "lia",
    "tunet",
    "bakken",
    "moen",
    "sletta",
    "åsen",
    "sund",
)

CHILDREN = (
    "Amir", "Sara", "Yonas", "Zofia", "Danylo", "Aisha", "Mateo", "Emma", "Oliver", "Hodan", "Yusuf", "Layla", "Kacper",
    "Sofiia", "Bilal", "Selam", "Noah", "Ingrid", "Elif", "Mehmet", "Anna", "Ivan", "Fatima", "Omar", "Lina", "Jakub",
    "Maryam", "Samuel", "Rahel", "Artem", "Nora", "Hamza", "Julia", "Tomasz", "Amina", "Viktor", "Leyla", "Abel", "Solveig",
    "Zahra", "Eirik", "Halima", "Denys", "Malak", "Filip", "Ayan", "Idris", "Maja", "Robel", "Oksana",
)  # fmt: skip
GIRLS = (
    "Sara", "Zofia", "Aisha", "Emma", "Hodan", "Layla", "Sofiia", "Selam", "Ingrid", "Elif", "Anna", "Fatima", "Lina", "Maryam",
    "Rahel", "Nora", "Julia", "Amina", "Leyla", "Solveig", "Zahra", "Halima", "Malak", "Ayan", "Maja", "Oksana",
)  # fmt: skip
GUARDIANS = (
    "Mariam", "Olena", "Tesfay", "Agnieszka", "Hassan", "Nadia", "Ahmed", "Iryna", "Fartun", "Piotr", "Shirin", "Ayşe",
    "Khalid", "Natalia", "Abdi", "Rosa", "Marta", "Yasmin", "Daniel", "Ruta", "Samira", "Bohdan", "Senait", "Ewa",
)  # fmt: skip
STAFF = (
    "Kari",
    "Ola",
    "Anne",
    "Per",
    "Liv",
    "Jon",
    "Berit",
    "Arne",
    "Gunn",
    "Leif",
    "Marit",
    "Odd",
    "Turid",
    "Geir",
    "Siri",
    "Knut",
)
SURNAMES = ("Nordbø", "Myrdal", "Fjordheim", "Åsland", "Haugmo", "Kvitnes", "Storlid", "Selnes", "Bergmo", "Elvestrand")
LANGUAGES = ("uk", "ar", "ti", "so", "pl", "fa_AF", "en", "tr", "ru", "nb")
COACH_LANGUAGES = ("en", "ar", "uk", "pl", "so", "ti", "es", "tr")

# pattern of the name, category, kinds it offers
CLUBS = (
    ("{} IL", "idrett", ("football", "handball", "athletics", "open_sports")),
    ("{} svømmeklubb", "idrett", ("swimming",)),
    ("{} skolekorps", "kultur", ("marching_band",)),
    ("{} barnekor", "kultur", ("choir",)),
    ("{} speidargruppe", "frivillighet", ("scouts", "outdoor")),
    ("{} turnforening", "idrett", ("gymnastics", "dance")),
    ("{} 4H", "frivillighet", ("animals", "garden", "cooking")),
    ("{} fotballklubb", "idrett", ("football",)),
    ("{} kulturskule", "kultur", ("music", "piano", "art", "theatre")),
    ("{} sjakklubb", "frivillighet", ("chess",)),
    ("{} dansestudio", "kultur", ("dance",)),
    ("{} kampsportklubb", "idrett", ("martial_arts",)),
    ("{} håndballklubb", "idrett", ("handball",)),
    ("{} rideklubb", "idrett", ("riding",)),
    ("{} songlag", "kultur", ("choir", "music")),
    ("{} skiklubb", "idrett", ("skiing", "cycling")),
    ("{} båtforening", "idrett", ("sailing", "rowing", "fishing")),
    ("{} klatreklubb", "idrett", ("climbing",)),
    ("{} kodeklubb", "frivillighet", ("coding", "robotics")),
    ("{} ungdomsklubb", "frivillighet", ("youth_club", "gaming", "band")),
    ("{} husflidslag", "kultur", ("crafts", "textile", "woodwork")),
    ("{} frivilligsentral", "frivillighet", ("open_meeting", "homework", "language")),
    ("{} basketballklubb", "idrett", ("basketball",)),
    ("{} volleyballklubb", "idrett", ("volleyball",)),
    ("{} bordtennisklubb", "idrett", ("table_tennis",)),
    ("{} teaterlag", "kultur", ("theatre", "film")),
    ("{} badmintonklubb", "idrett", ("badminton",)),
    ("{} skøyteklubb", "idrett", ("skating", "ice_hockey")),
    ("{} bokseklubb", "idrett", ("boxing", "fitness")),
    ("{} naturvernlag", "frivillighet", ("nature_club", "camping")),
)  # fmt: skip

KIND_NAMES = {
    "football": "Fotball", "handball": "Håndball", "athletics": "Friidrett", "open_sports": "Allidrett", "swimming": "Svømmeskole",
    "marching_band": "Aspirantkorps", "choir": "Barnekor", "scouts": "Speiding", "outdoor": "Friluftsliv", "gymnastics": "Turn",
    "dance": "Dans", "animals": "Dyregruppa", "garden": "Hagegruppa", "cooking": "Matlaging", "music": "Musikk", "piano": "Piano",
    "art": "Tegning og maling", "theatre": "Teater", "chess": "Sjakk", "martial_arts": "Judo", "riding": "Ridning", "skiing": "Ski",
    "cycling": "Sykkel", "sailing": "Seiling", "rowing": "Kajakk", "fishing": "Fiske", "climbing": "Klatring", "coding": "Koding",
    "robotics": "Robotlaget", "youth_club": "Fritidsklubben", "gaming": "Spillkveld", "band": "Band", "crafts": "Håndverk",
    "textile": "Søm og strikk", "woodwork": "Sløyd", "open_meeting": "Åpen møteplass", "homework": "Leksehjelp", "language": "Språkkafé",
    "basketball": "Basketball", "volleyball": "Volleyball", "table_tennis": "Bordtennis", "film": "Film", "badminton": "Badminton",
    "skating": "Skøyter", "ice_hockey": "Ishockey", "boxing": "Boksing", "fitness": "Trening", "nature_club": "Naturklubben",
    "camping": "Leirklubben",
}  # fmt: skip
VENUES = ("stadion", "idrettshall", "svømmehall", "samfunnshus", "kulturhus", "speidarhytte", "naust", "bibliotek")
WELCOMES = (
    "Velkommen! Vi møter deg i døra.", "Alle er nye en gang.", "Velkomen til oss – kom og prøv!", "Du trenger ikke kunne noe fra før.",
    "Vi ler mykje og øver litt.", "Spør oss om sko, vi har mange.",
)  # fmt: skip
OWN_WORDS = (
    "Jeg vil spille fotball med venner.", "Eg har lyst til å symje.", "Jeg liker å synge.", "Jeg vil prøve noe nytt.",
    "Jeg er god til å løpe.", "Jeg liker dyr.", "Jeg vil lære gitar.",
)  # fmt: skip
