"""Who plays in the demo story. All of them are invented; none is a real person, organisation or authority."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organizations.models import Nature, Role


@dataclass(frozen=True)
class DemoOrganization:
    """An invented organisation: its key in the story, names in three languages, nature and what it does."""

    key: str
    nature: Nature
    name_ro: str
    name_ru: str
    name_en: str
    summary_ro: str
    summary_ru: str
    summary_en: str


@dataclass(frozen=True)
class DemoPerson:
    """An invented person; `label` names the part in the role bar, None keeps the person out of it."""

    key: str
    name: str
    organization: str
    roles: tuple[Role, ...]
    language: str = "ro"
    label: str | Promise | None = None

    @property
    def email(self) -> str:
        """An address in a domain that can never exist (RFC 2606)."""
        return f"{self.key}@demo.invalid"


ORGANIZATIONS = [
    DemoOrganization(
        "podul",
        Nature.FOUNDATION,
        "Fundația „Podul” (demo)",
        "Фонд «Подул» (демо)",
        "Podul Foundation (demo)",
        "Implementator inventat: conduce proiectul Punți și concursurile lui.",
        "Вымышленный исполнитель: ведёт проект «Мосты» и его конкурсы.",
        "Invented implementer: runs the project Bridges and its calls.",
    ),
    DemoOrganization(
        "orizont",
        Nature.ASSOCIATION,
        "Centrul „Orizont Nou” (demo)",
        "Центр «Новый горизонт» (демо)",
        "New Horizon Centre (demo)",
        "Al doilea implementator inventat, cu un singur proiect mic; nu vede nimic din primul.",
        "Второй вымышленный исполнитель с одним небольшим проектом; первого он не видит.",
        "Second invented implementer with one small project; it sees nothing of the first.",
    ),
    DemoOrganization(
        "lumina",
        Nature.STATE_DONOR,
        "Agenția de Cooperare „Lumina” (demo)",
        "Агентство сотрудничества «Лумина» (демо)",
        "Lumina Cooperation Agency (demo)",
        "Finanțator inventat al proiectului Punți.",
        "Вымышленный донор проекта «Мосты».",
        "Invented donor of the project Bridges.",
    ),
    DemoOrganization(
        "aurora",
        Nature.FOUNDATION,
        "Fundația „Aurora” (demo)",
        "Фонд «Аврора» (демо)",
        "Aurora Foundation (demo)",
        "Al doilea finanțator inventat al proiectului Punți.",
        "Второй вымышленный донор проекта «Мосты».",
        "Second invented donor of the project Bridges.",
    ),
    DemoOrganization(
        "vecinii",
        Nature.NETWORK,
        "Rețeaua „Vecinii” (demo)",
        "Сеть «Соседи» (демо)",
        "Neighbours Network (demo)",
        "Rețea inventată care conduce evaluările comunitare.",
        "Вымышленная сеть, которая проводит общественные оценки.",
        "Invented network that runs the community scorecards.",
    ),
    DemoOrganization(
        "casa-mare",
        Nature.ASSOCIATION,
        "Asociația „Casa Mare” (demo)",
        "Ассоциация «Каса Маре» (демо)",
        "Casa Mare Association (demo)",
        "Trei oameni, un centru de zi pentru copii și vârstnici în Valea Exemplului.",
        "Три человека и дневной центр для детей и пожилых в Валя Эксемплулуй.",
        "Three people and a day centre for children and older persons in Valea Exemplului.",
    ),
    DemoOrganization(
        "pas-cu-pas",
        Nature.ASSOCIATION,
        "Asociația „Pas cu Pas Împreună” (demo)",
        "Ассоциация «Шаг за шагом вместе» (демо)",
        "Step by Step Together Association (demo)",
        "Sprijin pentru familii cu copii cu dizabilități.",
        "Поддержка семей, где растут дети с инвалидностью.",
        "Support for families with children with disabilities.",
    ),
    DemoOrganization(
        "roata",
        Nature.ASSOCIATION,
        "Asociația „Roata Satului” (demo)",
        "Ассоциация «Сельское колесо» (демо)",
        "Village Wheel Association (demo)",
        "Transport social și servicii mobile pentru sate mici.",
        "Социальный транспорт и мобильные услуги для малых сёл.",
        "Social transport and mobile services for small villages.",
    ),
    DemoOrganization(
        "fereastra",
        Nature.ASSOCIATION,
        "Asociația „Fereastra Deschisă” (demo)",
        "Ассоциация «Открытое окно» (демо)",
        "Open Window Association (demo)",
        "Îngrijire la domiciliu și consiliere.",
        "Уход на дому и консультации.",
        "Home care and counselling.",
    ),
    DemoOrganization(
        "valea",
        Nature.PUBLIC_AUTHORITY,
        "Primăria Valea Exemplului (demo)",
        "Примэрия Валя Эксемплулуй (демо)",
        "Town hall of Valea Exemplului (demo)",
        "Primărie inventată, într-un raion inventat.",
        "Вымышленная примэрия в вымышленном районе.",
        "Invented town hall in an invented district.",
    ),
]

PEOPLE = [
    DemoPerson("elena", "Elena Munteanu", "casa-mare", (Role.REPRESENTATIVE,), "ro", _("CSO director")),
    DemoPerson("dana", "Dana Lupu", "casa-mare", (Role.MEMBER,), "ro", _("CSO drafter")),
    DemoPerson("vera", "Vera Ceban", "casa-mare", (Role.ACCOUNTANT,), "ro", _("CSO accountant")),
    DemoPerson("ion", "Ion Grosu", "podul", (Role.GRANTS_OFFICER,), "ro", _("Grants officer")),
    DemoPerson("natalia", "Natalia Petrenko", "podul", (), "ru", _("Reviewer")),
    DemoPerson("ana", "Ana Rusu", "podul", (Role.PROGRAMME_MANAGER,), "ro", _("Programme manager")),
    DemoPerson("mihai", "Mihai Lungu", "podul", (Role.FINANCE_OFFICER,), "ro", _("Finance officer")),
    DemoPerson("galina", "Galina Sokolova", "podul", (Role.FINANCE_APPROVER,), "ru", _("Approver")),
    DemoPerson("dorin", "Dorin Vieru", "podul", (Role.MONITORING_OFFICER,), "ro", _("Monitoring officer")),
    DemoPerson("maria", "Maria Toma", "valea", (Role.OFFICER,), "ro", _("Town hall")),
    DemoPerson("sofia", "Sofia Lindgren", "lumina", (Role.VIEWER,), "en", _("Donor")),
    DemoPerson(
        "radu",
        "Radu Cojocaru",
        "podul",
        (Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER),
        "ro",
        _("Committee chair"),
    ),
    DemoPerson("irina", "Irina Balan", "podul", (Role.EDITOR,), "ro"),
    DemoPerson("stefan", "Ștefan Rotaru", "podul", (), "ro"),
    DemoPerson("olga", "Olga Melnik", "pas-cu-pas", (Role.REPRESENTATIVE, Role.ACCOUNTANT), "ru"),
    DemoPerson("petru", "Petru Cazacu", "roata", (Role.REPRESENTATIVE, Role.ACCOUNTANT), "ro"),
    DemoPerson("lidia", "Lidia Donos", "fereastra", (Role.REPRESENTATIVE, Role.ACCOUNTANT), "ro"),
    DemoPerson("tamara", "Tamara Ursu", "vecinii", (Role.FACILITATOR, Role.REPRESENTATIVE), "ro"),
    DemoPerson("paul", "Paul Stratan", "orizont", (Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER), "ro"),
    DemoPerson("nina", "Nina Croitoru", "orizont", (Role.GRANTS_OFFICER, Role.FINANCE_OFFICER), "ro"),
    DemoPerson("andrei", "Andrei Scutaru", "orizont", (Role.FINANCE_APPROVER,), "ro"),
]

# Who comes later in the story, and is in no organisation at first.
ALINA = DemoPerson("alina", "Alina Bostan", "", (), "ro")
GLEB = DemoPerson("gleb", "Gleb Morozov", "", (), "ru")

BAR = [person for person in PEOPLE if person.label]
