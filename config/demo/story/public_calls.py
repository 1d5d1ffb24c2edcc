"""Chapter 6: what strangers do around the open call: they ask, read answers, and follow it by mail."""

from config.demo.story.stage import Stage
from grants.actions.calls.enquiries import (
    answer_enquiry,
    ask_enquiry,
    ask_enquiry_as_stranger,
    confirm_enquiry,
    publish_answer,
)
from grants.actions.calls.following import Wishes, follow, tell_followers
from grants.models import Call, Pace
from organizations.models import TerritorialUnit

FOLLOWER = "urmaresc@demo.invalid"
Words = tuple[str, str, str]

ASKED_BY_OLGA = (
    "Suntem Asociația „Pas cu pas” și avem deja un grant la dumneavoastră. Putem cere încă unul, pentru alt sat? "
    "Sunați-mă la 069 123 456. Olga"
)
ANSWERED: list[tuple[dict[str, str], dict[str, str]]] = [
    (
        {
            "ro": "Poate aplica o organizație care are deja un grant din acest proiect?",
            "ru": "Может ли подать заявку организация, у которой уже есть грант этого проекта?",
            "en": "May an organisation apply that already has a grant of this project?",
        },
        {
            "ro": "Da, pentru alt loc sau alt serviciu. Spuneți în cerere prin ce diferă.",
            "ru": "Да, для другого места или другой услуги. Напишите в заявке, чем она отличается.",
            "en": "Yes, for another place or another service. Say in the application what is different.",
        },
    ),
    (
        {
            "ro": "Se pot plăti din grant reparații la o clădire a primăriei?",
            "ru": "Можно ли оплатить из гранта ремонт здания примэрии?",
        },
        {
            "ro": "Da, până la o treime din buget, dacă primăria dă clădirea pentru cel puțin cinci ani.",
            "ru": "Да, до трети бюджета, если примэрия передаёт здание не меньше чем на пять лет.",
        },
    ),
]
ASKED_BY_STRANGER = "Можно ли из гранта отремонтировать комнату, которую даёт примэрия?"
ASKED_BY_PETRU = "Avem statutul din 2014, dar nu am depus raportul pe 2025. Suntem excluși?"
ANSWER_TO_PETRU = "Nu. Depuneți raportul până la semnarea contractului; scrieți-ne dacă nu reușiți."
WAITING = (
    "Bună ziua, sunt Lidia Donos de la „Fereastra deschisă”. Voluntarii noștri pot fi scriși ca o contribuție "
    "proprie? Mai am o întrebare: ajunge o scrisoare a primăriei sau trebuie decizia consiliului? lidia@demo.invalid"
)


def tell(stage: Stage) -> None:
    """Two answers for everyone, one for a person alone, one question that waits; a follower of the call and of all."""
    call = Call.objects.get(slug="punti-second")
    people, ion = stage.people, stage.people["ion"]
    with stage.at(19):
        follow(Wishes(FOLLOWER, "ro", call=call.pk, pace=Pace.AT_ONCE))
        place = TerritorialUnit.objects.get(slug="raionul-exemplu")
        follow(Wishes(FOLLOWER, "ro", units=(place.pk,), pace=Pace.DAILY))
    with stage.at(14):
        first = ask_enquiry(call, text=ASKED_BY_OLGA, by=people["olga"])
    with stage.at(13, 9):
        publish_answer(first, by=ion, question=ANSWERED[0][0], answer=ANSWERED[0][1])
        tell_followers()
    with stage.at(8):
        stranger = ask_enquiry_as_stranger(call, text=ASKED_BY_STRANGER, email="ask@demo.invalid", language="ru")
        confirm_enquiry(stranger)
    with stage.at(6, 11):
        publish_answer(stranger, by=ion, question=ANSWERED[1][0], answer=ANSWERED[1][1])
        tell_followers()
    with stage.at(5):
        alone = ask_enquiry(call, text=ASKED_BY_PETRU, by=people["petru"])
    with stage.at(4, 16):
        answer_enquiry(alone, by=ion, answer=ANSWER_TO_PETRU)
    with stage.at(3):
        ask_enquiry(call, text=WAITING, by=people["lidia"])
