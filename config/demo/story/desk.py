"""Chapter 8: what staff and applicants write to each other, and what lies on the desk of the grants officer."""

from django.urls import reverse
from django.utils import translation

from config.demo.story.stage import Stage
from grants.actions.applications.messages import save_message_template, write_message
from grants.actions.applications.notes import add_label, change_note, write_note
from grants.actions.reviews.assignments import move_due_date
from grants.models import Application, Assignment, Call, MessageTemplate
from kernel.batches import batch_acts, begin_batch, finish_batch
from kernel.exports import make_export
from kernel.saved import keep_filter
from organizations.actions.memberships import invite_member
from organizations.models import Role
from reports.exporting import ask_application

TEMPLATES = [
    (
        "Am primit cererea",
        (
            "Stimată echipă {applicant},\n\nam primit cererea {reference}, „{title}”. O verificăm în două săptămâni și "
            "vă scriem aici.\n\n{person}, {implementer}"
        ),
        (
            "Уважаемая команда {applicant}!\n\nМы получили заявку {reference}, «{title}». Мы проверим её за две недели "
            "и напишем вам сюда.\n\n{person}, {implementer}"
        ),
        (
            "Dear team of {applicant},\n\nwe have application {reference}, “{title}”. We check it within two weeks and "
            "write to you here.\n\n{person}, {implementer}"
        ),
    ),
    (
        "Înainte de răspunsul la decizie",
        (
            "Stimată echipă {applicant},\n\nînainte să răspundeți la decizia privind {reference}, vă rugăm să "
            "verificați contul bancar din profil: contractul îl ia de acolo.\n\n{person}"
        ),
        (
            "Уважаемая команда {applicant}!\n\nПрежде чем ответить на решение по {reference}, проверьте, пожалуйста, "
            "банковский счёт в профиле: договор берёт его оттуда.\n\n{person}"
        ),
        "",
    ),
]
ASKED = "Mulțumim! Putem semna contractul după 10, când se întoarce contabila?"
ANSWERED = "Da, e bine așa. Vă trimitem proiectul contractului cu o zi înainte, ca să-l citiți pe îndelete."
OLGAS = "Добрый день! Примэрия переименовала улицу школы. Нужно ли менять адрес в заявке?"
NOTES = (
    "Am sunat la școală: sala e liberă după ora 14.",
    "Am sunat la școală: sala e liberă după ora 14, fără vineri.",
    "De întrebat la comisie cine deschide sala vinerea.",
)
LABELS = (("pas-cu-pas", "vizită în teren"), ("fereastra", "vizită în teren"), ("pas-cu-pas", "copii"))
FILTERS = (
    ("De verificat", {"status": "submitted"}, False),
    ("În evaluare, după punctaj", {"status": "in_review", "sort": "-requested"}, True),
)


def tell(stage: Stage) -> None:
    """Templates, threads, notes, labels, filters, a batch, a dossier, and an invitation."""
    keep_templates(stage)
    talk(stage)
    keep_notes(stage)
    keep_filters(stage)
    assign_at_once(stage)
    have_a_dossier(stage)
    with stage.at(2, 14):
        email = stage.people["vera"].email
        invite_member(stage.organizations["roata"], by=stage.people["petru"], email=email, role=Role.ACCOUNTANT)


def to_school(key: str) -> Application:
    """What an organisation applied with to the call that is in review."""
    return Application.objects.get(call__slug="punti-school", organization__slug=key)


def keep_templates(stage: Stage) -> None:
    """Two texts with which messages begin."""
    implementer = stage.organizations["podul"]
    with stage.at(30, 9):
        for name, *texts in TEMPLATES:
            words = dict(zip(("text_ro", "text_ru", "text_en"), texts, strict=True))
            save_message_template(MessageTemplate(implementer=implementer, name=name, **words), by=stage.people["ion"])


def talk(stage: Stage) -> None:
    """Casa Mare asked, and has an answer to read; Olga's question waits for one."""
    awarded = Application.objects.get(call__slug="punti-mobile", organization__slug="casa-mare")
    with stage.at(2, 10):
        write_message(awarded, ASKED, by=stage.people["elena"])
    with stage.at(1, 9):
        write_message(awarded, ANSWERED, by=stage.people["ion"])
    with stage.at(1, 12):
        write_message(to_school("pas-cu-pas"), OLGAS, by=stage.people["olga"])


def keep_notes(stage: Stage) -> None:
    """Two notes, one of which was said more exactly later, and labels by which the list is filtered."""
    row, ion = to_school("pas-cu-pas"), stage.people["ion"]
    with stage.at(6, 9):
        note = write_note(row, NOTES[0], by=ion)
    with stage.at(5, 9):
        change_note(note, NOTES[1], by=ion)
        write_note(row, NOTES[2], by=stage.people["ana"])
        for key, name in LABELS:
            add_label(to_school(key), name, by=ion)


def keep_filters(stage: Stage) -> None:
    """One filter of the officer's own, and one that colleagues share."""
    path = reverse("grants:applications")
    podul = stage.organizations["podul"]
    with stage.at(8):
        for name, query, is_shared in FILTERS:
            asked = "&".join(f"{key}={value}" for key, value in query.items())
            circle = podul.pk if is_shared else None
            keep_filter(by=stage.people["ion"], path=path, query=asked, name=name, circle=circle)


def assign_at_once(stage: Stage) -> None:
    """Ștefan gets all applications of the call at once: one is refused, as it is not checked yet.

    Whoever got something late has more time for it.
    """
    call = Call.objects.get(slug="punti-school")
    keys = list(Application.objects.filter(call=call).order_by("pk").values_list("pk", flat=True))
    ion, path = stage.people["ion"], f"{reverse('grants:applications')}?call={call.pk}"
    facts = {"reviewer": stage.people["stefan"].pk}
    with stage.at(3, 14), translation.override(ion.language):
        finish_batch(begin_batch(batch_acts["assign_reviewer"], keys, by=ion, path=path, facts=facts))
        late = Assignment.objects.filter(application__call=call, conflict="").order_by("pk")
        move_due_date(list(late), by=ion, due_on=stage.day(-4))


def have_a_dossier(stage: Stage) -> None:
    """The officer had the dossier of an appealed application made; it lies ready."""
    ion = stage.people["ion"]
    appealed = Application.objects.get(call__slug="punti-kitchen", organization__slug="casa-mare")
    with stage.at(1, 16), translation.override(ion.language):
        make_export.func(ask_application(appealed, by=ion).pk)
