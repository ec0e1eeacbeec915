"""About ten words that a child meets at each kind of activity. Codes only; what they are called: `allemed.site_words`."""

_SPORT = "changing_room coach training meeting_time break"
_MUSIC = "rehearsal meeting_time break concert teacher"
_OUTSIDE = "leader trip meeting_time clothes_for_outdoors packed_lunch backpack"
_CRAFT = "leader apron break tidy_up"
_MIND = "leader laptop break rules"
_MEET = "leader meeting_time food coffee free sign_up"

_OF_KIND = {
    "football": f"ball goal pitch shin_guards football_boots goalkeeper match {_SPORT}",
    "handball": f"ball goal throw indoor_shoes sports_hall goalkeeper match {_SPORT}",
    "basketball": f"ball throw indoor_shoes sports_hall team match {_SPORT}",
    "volleyball": f"ball net serve indoor_shoes sports_hall match {_SPORT}",
    "tennis": f"ball racket net serve trainers match {_SPORT}",
    "table_tennis": f"ball racket net serve indoor_shoes match {_SPORT}",
    "badminton": f"racket net serve indoor_shoes sports_hall match {_SPORT}",
    "floorball": f"ball stick goal goalkeeper indoor_shoes match {_SPORT}",
    "golf": f"ball throw rules your_turn trainers {_SPORT}",
    "american_football": f"ball helmet protection pitch team match {_SPORT}",
    "bowling": f"ball throw your_turn rules indoor_shoes {_SPORT}",
    "cricket": f"ball throw run pitch team match {_SPORT}",
    "swimming": "pool changing_room shower swimsuit towel swim_goggles coach jump dive meeting_time",
    "sailing": f"boat life_jacket rope wind water {_SPORT}",
    "rowing": f"boat paddle life_jacket water warm_clothes {_SPORT}",
    "diving": "pool dive jump water changing_room shower swimsuit towel coach meeting_time",
    "fishing": f"fishing_rod fish boat life_jacket {_OUTSIDE}",
    "ice_hockey": f"skates stick puck helmet protection ice goal {_SPORT}",
    "skating": f"skates ice helmet gloves warm_clothes {_SPORT}",
    "skiing": f"skis snow slope helmet warm_clothes gloves {_SPORT}",
    "snowboard": f"board slope snow helmet warm_clothes gloves {_SPORT}",
    "gymnastics": f"mat jump gym_clothes sports_hall your_turn {_SPORT}",
    "athletics": f"run jump throw trainers warm_up {_SPORT}",
    "dance": f"music step dance_shoes gym_clothes show {_SPORT}",
    "martial_arts": f"mat belt suit barefoot stop {_SPORT}",
    "boxing": f"gloves mat protection warm_up stop {_SPORT}",
    "cycling": f"bicycle helmet wheel trip stop {_SPORT}",
    "fitness": f"weights mat gym_clothes warm_up towel {_SPORT}",
    "yoga": f"mat breathe rest barefoot gym_clothes {_SPORT}",
    "open_sports": f"sports_hall ball game indoor_shoes your_turn {_SPORT}",
    "skateboard": f"board helmet protection your_turn wheel {_SPORT}",
    "parkour": f"jump run mat sports_hall your_turn {_SPORT}",
    "cheerleading": f"jump music mat show team {_SPORT}",
    "choir": f"song sheet_music voice notes_folder stage {_MUSIC}",
    "music": f"instrument sheet_music notes_folder song listen {_MUSIC}",
    "band": f"guitar drum microphone song stage {_MUSIC}",
    "marching_band": f"instrument sheet_music uniform drum song {_MUSIC}",
    "piano": f"piano sheet_music notes_folder song listen {_MUSIC}",
    "theatre": "stage role costume voice show rehearsal leader break meeting_time your_turn",
    "film": "camera role screen story picture leader break meeting_time your_turn show",
    "scouts": f"campfire tent knife forest {_OUTSIDE}",
    "outdoor": f"forest mountain campfire sit_pad {_OUTSIDE}",
    "orienteering": f"map compass forest run {_OUTSIDE}",
    "climbing": f"rope helmet gloves your_turn stop {_SPORT}",
    "riding": "horse saddle stable helmet warm_clothes coach meeting_time food brush stop",
    "animals": "dog dog_lead food stable leader meeting_time brush clothes_for_outdoors stop water",
    "camping": f"tent sleeping_bag campfire food {_OUTSIDE}",
    "nature_club": f"forest water bird campfire {_OUTSIDE}",
    "garden": "plant seeds spade water leader meeting_time rubber_boots gloves clothes_for_outdoors tidy_up",
    "art": f"pencil brush paint paper picture clay {_CRAFT} meeting_time",
    "crafts": f"scissors glue paper clay brush paint {_CRAFT}",
    "cooking": f"recipe pot oven knife food water {_CRAFT}",
    "woodwork": f"wood hammer saw knife glue gloves {_CRAFT}",
    "textile": f"needle fabric yarn scissors picture meeting_time {_CRAFT}",
    "photo": f"camera picture screen trip meeting_time {_MIND}",
    "chess": "board_game your_turn game rules break leader meeting_time match quiet team",
    "coding": f"screen code game help word {_MIND} meeting_time",
    "robotics": f"robot wheel code screen help {_MIND} meeting_time",
    "gaming": f"screen headset game team your_turn {_MIND} meeting_time",
    "reading": "book library story picture word leader meeting_time listen quiet together",
    "homework": "homework book pencil paper word teacher break help quiet meeting_time",
    "language": "word voice repeat slowly listen story teacher coffee break meeting_time",
    "youth_club": f"game music ball rules {_MEET}",
    "family_group": f"game song story together {_MEET}",
    "toddlers": f"song pram story together {_MEET}",
    "open_meeting": f"game story help together {_MEET}",
    "volunteering": f"help first_aid shared_work together {_MEET}",
    "faith": f"song story together quiet {_MEET}",
    "other": "changing_room leader meeting_time break water_bottle clothes_for_outdoors sign_up help your_turn free",
}

# Where a picture exists: the icon in the sprite of words
WORD_ICONS = dict(
    pair.split()
    for pair in ["ball soccer-ball", "backpack backpack", "bicycle bicycle", "bird bird", "board_game dice-five", "boat boat", "book book-open", "break pause-circle", "brush paint-brush", "camera camera", "campfire campfire", "changing_room lockers", "coach chalkboard-teacher", "code code", "coffee coffee", "compass compass", "costume dress", "dog dog", "drum metronome", "first_aid first-aid-kit", "fish fish", "food fork-knife", "game game-controller", "goal target", "guitar guitar", "hammer hammer", "headset headset", "help lifebuoy", "homework pencil-ruler", "horse horse", "indoor_shoes sneaker", "knife knife", "laptop laptop", "leader chalkboard-teacher", "life_jacket lifebuoy", "map map-trifold", "meeting_time clock", "microphone microphone", "mountain mountains", "music music-notes", "needle needle", "notes_folder folder-simple", "oven oven", "paint paint-bucket", "paper note-blank", "pencil pencil", "piano piano-keys", "picture image", "plant plant", "pool swimming-pool", "pot cooking-pot", "racket racquet", "robot robot", "role mask-happy", "run person-simple-run", "scissors scissors", "screen monitor", "sheet_music music-note", "shower shower", "skis person-simple-ski", "snow snowflake", "song microphone-stage", "spade shovel", "stop hand-palm", "swim_goggles goggles", "team users-three", "teacher chalkboard-teacher", "tent tent", "forest tree", "trainers sneaker", "trip person-simple-hike", "uniform t-shirt", "gym_clothes t-shirt", "voice microphone", "water drop", "water_bottle drop", "weights barbell", "wind wind", "word chat-circle-dots", "yarn yarn", "match trophy", "free ticket", "rubber_boots boot", "sign_up pencil-simple-line", "listen ear", "together users-three"]
)


def words_at(kind: str) -> list[str]:
    """Codes of the words one needs at this kind of activity, each once."""
    return list(dict.fromkeys(_OF_KIND[kind].split()))
