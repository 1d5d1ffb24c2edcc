"""Words of the invented calls and of the projects proposed to them, in three languages where the public reads them."""

from dataclasses import dataclass

Words = tuple[str, str, str]  # Romanian, Russian, English


def in_languages(field: str, words: Words) -> dict[str, str]:
    """Arguments of a translated field."""
    return {f"{field}_{code}": text for code, text in zip(("ro", "ru", "en"), words, strict=True)}


@dataclass(frozen=True)
class CallFacts:
    """One invented call: its deadline in days before the telling (negative: still to come), and its money in EUR."""

    key: str
    title: Words
    deadline: int
    envelope: int
    most: int


CALLS = [
    CallFacts(
        "first",
        (
            "Servicii mai aproape de oameni, primul concurs",
            "Услуги ближе к людям, первый конкурс",
            "Services closer to people, first call",
        ),
        deadline=300,
        envelope=80_000,
        most=30_000,
    ),
    CallFacts(
        "mobile",
        (
            "Echipe mobile pentru sate mici",
            "Мобильные команды для малых сёл",
            "Mobile teams for small villages",
        ),
        deadline=40,
        envelope=45_000,
        most=20_000,
    ),
    CallFacts(
        "evening",
        ("Seri pentru îngrijitori", "Вечера для тех, кто ухаживает", "Evenings for carers"),
        deadline=36,
        envelope=20_000,
        most=10_000,
    ),
    CallFacts(
        "playground",
        ("Locuri de joacă accesibile", "Доступные игровые площадки", "Accessible playgrounds"),
        deadline=38,
        envelope=24_000,
        most=12_000,
    ),
    CallFacts(
        "school",
        ("Sprijin după ore", "Поддержка после уроков", "Support after school"),
        deadline=10,
        envelope=36_000,
        most=18_000,
    ),
    CallFacts(
        "kitchen",
        ("Bucătării comunitare", "Общественные кухни", "Community kitchens"),
        deadline=45,
        envelope=30_000,
        most=10_000,
    ),
    CallFacts(
        "garden",
        ("Grădini lângă case", "Сады у домов", "Gardens next to homes"),
        deadline=34,
        envelope=15_000,
        most=8_000,
    ),
    CallFacts(
        "workshop",
        ("Ateliere de meserii", "Ремесленные мастерские", "Craft workshops"),
        deadline=32,
        envelope=10_000,
        most=9_000,
    ),
    CallFacts(
        "second",
        (
            "Servicii mai aproape de oameni, al doilea concurs",
            "Услуги ближе к людям, второй конкурс",
            "Services closer to people, second call",
        ),
        deadline=-9,
        envelope=90_000,
        most=30_000,
    ),
]
SUMMARY: Words = (
    "Pentru asociații și fundații mici care deschid sau îmbunătățesc, împreună cu o primărie, un serviciu social.",
    "Для небольших ассоциаций и фондов, которые вместе с примэрией открывают или улучшают социальную услугу.",
    "For small associations and foundations that open or improve a social service together with a town hall.",
)
BODY: Words = (
    (
        "Căutăm idei simple, cu un partener local și cu un plan pentru după grant. Bugetul se scrie în euro; plățile "
        "se fac în lei, la cursul din ziua transferului."
    ),
    (
        "Мы ищем простые идеи с местным партнёром и с планом на время после гранта. Бюджет пишется в евро; выплаты "
        "идут в леях по курсу дня перевода."
    ),
    (
        "We look for simple ideas with a local partner and a plan for the time after the grant. The budget is written "
        "in euro; payments are made in lei at the rate of the day."
    ),
)
SECTION: Words = ("Ideea", "Идея", "The idea")
QUESTIONS: list[tuple[str, int | None, Words]] = [
    (
        "long_text",
        250,
        (
            "Ce se schimbă pentru oameni și cum veți ști că s-a schimbat?",
            "Что изменится для людей и как вы узнаете, что изменилось?",
            "What changes for people, and how will you know that it did?",
        ),
    ),
    (
        "number",
        None,
        (
            "Câte persoane vor folosi serviciul într-un an?",
            "Сколько человек воспользуется услугой за год?",
            "How many persons will use the service in a year?",
        ),
    ),
    (
        "long_text",
        150,
        (
            "Cine plătește serviciul după ce se termină grantul?",
            "Кто платит за услугу, когда грант закончится?",
            "Who pays for the service when the grant ends?",
        ),
    ),
]
CRITERIA: list[tuple[int, Words]] = [
    (2, ("Nevoia și schimbarea", "Потребность и изменение", "Need and change")),
    (1, ("Partenerul local", "Местный партнёр", "Local partner")),
    (1, ("Bugetul și durabilitatea", "Бюджет и устойчивость", "Budget and what comes after")),
]
ANCHORS: dict[int, Words] = {
    0: ("Nu se spune nimic despre aceasta.", "Об этом ничего не сказано.", "Nothing is said about it."),
    3: (
        "Se spune, dar fără cifre, nume sau dovezi.",
        "Сказано, но без цифр, имён и подтверждений.",
        "It is said, but without figures, names or proof.",
    ),
    5: (
        "Se spune cu cifre sau nume și se poate verifica.",
        "Сказано с цифрами или именами, и это можно проверить.",
        "It is said with figures or names, and it can be checked.",
    ),
}
ELIGIBLE: Words = (
    "Organizația este înregistrată și lucrează în raionul în care propune serviciul.",
    "Организация зарегистрирована и работает в районе, где предлагает услугу.",
    "The organisation is registered and works in the district in which it proposes the service.",
)
PROPOSALS: dict[str, tuple[str, str]] = {
    "casa-mare": (
        "Centru de zi în Valea Exemplului",
        "Treizeci de copii și doisprezece vârstnici au unde merge în fiecare zi, cu masă caldă și ajutor la lecții.",
    ),
    "pas-cu-pas": (
        "Sprijin pentru familii, pas cu pas",
        "Douăzeci de familii cu copii cu dizabilități primesc vizite, consiliere și un loc în grădinița din sat.",
    ),
    "roata": (
        "Roata satului: transport și servicii mobile",
        "O mașină cu o echipă de doi oameni ajunge săptămânal în cinci sate fără asistent social.",
    ),
    "fereastra": (
        "Fereastra deschisă: îngrijire la domiciliu",
        "Cincisprezece persoane singure primesc îngrijire acasă de trei ori pe săptămână.",
    ),
}
PROPOSALS_TO: dict[tuple[str, str], tuple[str, str]] = {
    ("casa-mare", "mobile"): (
        "Echipa mobilă din Valea Exemplului",
        "O asistentă socială și o infirmieră ajung de două ori pe săptămână la treizeci de vârstnici care nu pot veni.",
    ),
    ("casa-mare", "school"): (
        "După ore la Casa Mare",
        "Douăzeci de copii din clasele mici își fac lecțiile la noi și pleacă acasă cu autobuzul de la ora cinci.",
    ),
    ("casa-mare", "second"): (
        "Masă caldă și lecții după școală",
        "Douăzeci și cinci de copii mănâncă, își fac lecțiile și se joacă în fiecare zi până la șase seara.",
    ),
    ("pas-cu-pas", "playground"): (
        "Un loc de joacă pentru toți",
        "Rampe, leagăne adaptate și o potecă fără trepte, alese împreună cu familiile.",
    ),
    ("pas-cu-pas", "school"): (
        "Lecții împreună",
        "Treizeci de copii, dintre care opt cu dizabilități, învață după ore cu doi pedagogi și cu voluntari.",
    ),
    ("roata", "playground"): (
        "Joacă în cinci sate",
        "Câte un colț de joacă accesibil în cinci sate mici, construit cu părinții.",
    ),
    ("roata", "evening"): (
        "O seară liberă pe săptămână",
        "Cine îngrijește un om bolnav are o seară liberă: o echipă rămâne acasă în locul lui.",
    ),
    ("fereastra", "evening"): (
        "Seri la Fereastra Deschisă",
        "Doisprezece îngrijitori se întâlnesc săptămânal cu un psiholog și învață unii de la alții.",
    ),
    ("fereastra", "school"): (
        "Fereastra spre lecții",
        "Cincisprezece copii din familii cu venituri mici primesc ajutor la lecții și o gustare.",
    ),
}
ANSWERS = (
    (
        "Oamenii nu mai merg treizeci de kilometri pentru un serviciu. Ținem un registru de prezență și întrebăm de "
        "două ori pe an, fără nume, ce s-a schimbat."
    ),
    "Primăria preia chiria și jumătate dintr-un salariu din al doilea an, iar restul vine din servicii contractate.",
)
