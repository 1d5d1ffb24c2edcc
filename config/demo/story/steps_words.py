"""Words of the invented call in two stages: what it asks, by what it judges, how it was changed."""

from dataclasses import dataclass
from decimal import Decimal

from config.demo.story.call_texts import Words

TITLE: Words = ("Case deschise în sate", "Открытые дома в сёлах", "Open houses in villages")
SUMMARY: Words = (
    (
        "O casă deschisă e locul din sat unde vii fără programare. Întâi scrieți o notă de o pagină; cine e invitat "
        "scrie apoi cererea întreagă."
    ),
    (
        "Открытый дом — место в селе, куда приходят без записи. Сначала вы пишете концепцию на одну страницу; кого "
        "пригласят, тот пишет полную заявку."
    ),
    (
        "An open house is a place in the village where people come without an appointment. First you write a note of "
        "one page; whoever is invited then writes the full application."
    ),
)
BODY: Words = (
    "Banii sunt împărțiți în două loturi: unul pentru Valea Exemplului, altul pentru celelalte sate ale raionului.",
    "Деньги разделены на два лота: один для Валя Эксемплулуй, другой для остальных сёл района.",
    "The money is divided into two lots: one for Valea Exemplului, one for the other villages of the district.",
)
BODY_AMENDED: Words = (
    BODY[0] + " Cheltuielile pentru reparații mici sunt permise.",
    BODY[1] + " Расходы на мелкий ремонт допускаются.",
    BODY[2] + " Costs of small repairs are allowed.",
)
WHY_BODY = "La prima întâlnire mai multe organizații au întrebat despre reparații: acum stă scris."
WHY_LATER = "Două primării au cerut mai mult timp pentru deciziile consiliilor."
WHY_WEIGHT = "Doi parteneri au observat că ideea cântărea prea puțin față de nevoie."
WHY_RECORDING = "Am adăugat înregistrarea primei întâlniri pentru cine nu a putut veni."


@dataclass(frozen=True)
class LotFacts:
    """One lot: its name, its money and largest grant in EUR, and its place."""

    title: Words
    ceiling: int
    most: int
    place: str


LOTS = [
    LotFacts(("Valea Exemplului", "Валя Эксемплулуй", "Valea Exemplului"), 50_000, 25_000, "valea-exemplului"),
    LotFacts(
        ("Celelalte sate ale raionului", "Остальные сёла района", "The other villages of the district"),
        70_000,
        35_000,
        "raionul-exemplu",
    ),
]


@dataclass(frozen=True)
class Asked:
    """One question: kind, words, what else it says. `choices` are offered; `after` opens it after that choice."""

    kind: str
    label: Words
    facts: dict[str, object]
    choices: tuple[Words, ...] = ()
    columns: Words | None = None
    after: int | None = None


NOTE_SECTION: Words = ("Ideea pe o pagină", "Идея на одной странице", "The idea on one page")
NOTE = [
    Asked(
        "long_text",
        (
            "Ce lipsește azi oamenilor din sat și ce schimbă casa deschisă?",
            "Чего сегодня не хватает людям в селе и что изменит открытый дом?",
            "What do people in the village lack today, and what does the open house change?",
        ),
        {"word_limit": 200},
    ),
    Asked(
        "choice",
        (
            "Cui îi este casa în primul rând?",
            "Для кого этот дом прежде всего?",
            "For whom is the house first of all?",
        ),
        {},
        choices=(
            ("copii și adolescenți", "дети и подростки", "children and adolescents"),
            ("oameni în vârstă", "пожилые люди", "older people"),
            ("altcineva", "кто-то другой", "somebody else"),
        ),
    ),
    Asked("short_text", ("Cui anume?", "Кому именно?", "For whom exactly?"), {"word_limit": 20}, after=2),
    Asked(
        "number",
        (
            "Câți oameni vin într-o săptămână obișnuită?",
            "Сколько людей приходит в обычную неделю?",
            "How many people come in an ordinary week?",
        ),
        {"minimum": Decimal(5), "maximum": Decimal(500)},
    ),
]
FULL_SECTION: Words = ("Cum lucrează casa", "Как работает дом", "How the house works")
FULL = [
    Asked(
        "long_text",
        (
            "Descrieți o săptămână în casa deschisă.",
            "Опишите одну неделю в открытом доме.",
            "Describe one week in the open house.",
        ),
        {"word_limit": 400},
    ),
    Asked(
        "several",
        ("Cu cine lucrați?", "С кем вы работаете?", "With whom do you work?"),
        {},
        choices=(
            ("primăria", "примэрия", "the town hall"),
            ("școala", "школа", "the school"),
            ("biserica", "церковь", "the church"),
            ("asistența socială", "социальная служба", "the social service"),
        ),
    ),
    Asked(
        "table",
        ("Pașii primului an", "Шаги первого года", "The steps of the first year"),
        {},
        columns=("Luna\nCe se face\nCine", "Месяц\nЧто делается\nКто", "Month\nWhat is done\nWho"),
    ),
    Asked("date", ("De când e deschisă?", "С какого дня он открыт?", "From which day is it open?"), {}),
    Asked(
        "money",
        (
            "Cât costă o lună după grant (EUR)?",
            "Сколько стоит месяц после гранта (EUR)?",
            "What does a month cost after the grant (EUR)?",
        ),
        {"maximum": Decimal(5_000)},
    ),
    Asked(
        "file",
        (
            "Planul casei sau o fotografie a locului",
            "План дома или фотография места",
            "A plan of the house or a photograph of the place",
        ),
        {"most_files": 2, "most_megabytes": 10, "file_kinds": ["pdf", "jpg", "png"], "is_required": False},
    ),
]
LETTER: Words = ("Scrisoare de susținere", "Письмо поддержки", "Letter of support")

ELIGIBLE: list[tuple[str, int | None, Words]] = [
    (
        "nature",
        None,
        (
            "Aplică o asociație sau o fundație.",
            "Заявку подаёт ассоциация или фонд.",
            "The applicant is an association or a foundation.",
        ),
    ),
    (
        "territory",
        None,
        (
            "Organizația este înregistrată în raion.",
            "Организация зарегистрирована в районе.",
            "The organisation is registered in the district.",
        ),
    ),
    (
        "years",
        2,
        (
            "Organizația este înregistrată de cel puțin doi ani.",
            "Организация зарегистрирована не меньше двух лет назад.",
            "The organisation has been registered for at least two years.",
        ),
    ),
    (
        "ceiling",
        None,
        (
            "Împreună cu granturile de până acum, organizația nu trece de plafon.",
            "Вместе с прежними грантами организация не превышает потолка.",
            "Together with its earlier grants the organisation stays under the ceiling.",
        ),
    ),
    (
        "asked",
        None,
        (
            "Casa poate fi folosită cel puțin trei ani.",
            "Домом можно пользоваться не меньше трёх лет.",
            "The house can be used for at least three years.",
        ),
    ),
]

Anchored = tuple[int, int, int | None, Words, dict[int, Words]]
# Most points, weight, threshold, title, and what numbers of points mean.
NOTE_CRITERIA: list[Anchored] = [
    (
        5,
        2,
        3,
        ("Nevoia", "Потребность", "The need"),
        {
            0: ("Nu se spune cine are nevoie.", "Не сказано, кому это нужно.", "It is not said who needs it."),
            3: ("Se vede nevoia, fără cifre locale.", "Потребность видна, без местных цифр.", "Seen, without figures."),
            5: ("Cifre locale și vocea oamenilor.", "Местные цифры и голос людей.", "Local figures and voices."),
        },
    ),
    (
        5,
        1,
        None,
        ("Ideea", "Идея", "The idea"),
        {
            0: ("Nu e clar ce se face.", "Неясно, что делается.", "It is not clear what is done."),
            3: ("Clară, dar obișnuită.", "Ясная, но обычная.", "Clear, but ordinary."),
            5: ("Simplă, nouă pentru sat și de făcut.", "Простая, новая для села.", "Simple, new here, feasible."),
        },
    ),
]
FULL_CRITERIA: list[Anchored] = [
    (
        10,
        2,
        5,
        ("Serviciul", "Услуга", "The service"),
        {
            2: ("O listă de activități.", "Список мероприятий.", "A list of activities."),
            6: ("O săptămână care se poate imagina.", "Неделя, которую можно представить.", "A week one can picture."),
            10: ("Oamenii din sat conduc casa.", "Домом управляют жители села.", "People of the village run it."),
        },
    ),
    (
        5,
        1,
        None,
        ("Bugetul și anul al doilea", "Бюджет и второй год", "Budget and second year"),
        {
            0: ("Nimeni nu plătește după grant.", "После гранта никто не платит.", "Nobody pays after the grant."),
            5: ("Primăria a decis deja cât plătește.", "Примэрия уже решила, сколько платит.", "Decided by council."),
        },
    ),
]

PLACE = "Casa de cultură din Valea Exemplului (demo)"
LINK, RECORDING = "https://example.org/intalnire", "https://example.org/inregistrare"

OURS = (
    "Casa noastră, deschisă",
    "O cameră a fostei biblioteci devine loc de lecții, de ceai și de sfat: oricine intră, fără programare.",
)
OURS_NEED = (
    "Nouăsprezece copii așteaptă autobuzul două ore după școală, iar bunicii lor nu au unde merge iarna. Casa îi "
    "adună pe toți într-un loc cald."
)
OURS_NEED_TOO = (
    "După ore, copiii așteaptă în stradă până vine autobuzul. Bătrânii spun: «Iarna nu vedem pe nimeni.» Casa deschisă "
    "le dă un loc comun."
)
THEIRS = (
    "Ușa de alături",
    "O casă în care familiile cu copii cu dizabilități vin zilnic, iar vecinii cu ele.",
)
THEIRS_NEED = (
    "Douăsprezece familii nu lasă copilul acasă singur nici pentru o oră. În casă vin împreună și se ajută; o "
    "asistentă stă cu copiii."
)
THEIRS_CHANGED = THEIRS_NEED + " Am adăugat orele de sâmbătă, cerute de părinți la întâlnirea din sat."
WHAT_CHANGED = "Am adăugat orele de sâmbătă."

CLUBS: Words = ("Cluburi de lectură în sate", "Читательские клубы в сёлах", "Reading clubs in villages")
CLUBS_SUMMARY: Words = (
    "Seri cu cărți pentru copii și bunici. Întâi o notă scurtă; cine e invitat scrie cererea întreagă.",
    "Вечера с книгами для детей и их бабушек и дедушек. Сначала короткая концепция; приглашённые пишут полную заявку.",
    "Evenings with books for children and grandparents. First a short note; the invited write the full application.",
)
CLUBS_SECTIONS: tuple[Words, Words] = (
    ("Nota", "Концепция", "The note"),
    ("Cererea întreagă", "Полная заявка", "The full application"),
)
CLUBS_ASK: list[tuple[str, dict[str, object], Words]] = [
    (
        "long_text",
        {"word_limit": 150},
        ("Cum arată o seară la club?", "Как проходит вечер в клубе?", "What is an evening at the club like?"),
    ),
    (
        "number",
        {"minimum": Decimal(1), "maximum": Decimal(31)},
        ("Câte seri pe lună?", "Сколько вечеров в месяц?", "How many evenings a month?"),
    ),
]
CLUBS_CRITERIA: tuple[Words, Words] = (
    ("Ideea", "Идея", "The idea"),
    ("Planul unui an", "План на год", "The plan of a year"),
)
NIGHTS = (
    "Nopți liniștite",
    "Un om în sat care răspunde la telefon noaptea, când cineva îngrijește pe altcineva.",
    "Cine răspunde noaptea și cum e plătit?",
    "Ce se întâmplă când nu ajunge un telefon?",
)
