"""For every route of the house, the address of one thing of the story that belongs to Podul and Casa Mare."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from grants.actions.applications.confirmations import link_to as link_to_confirmation
from grants.actions.applications.copies import make_copy
from grants.actions.calls.enquiries import link_to as link_to_enquiry
from grants.actions.calls.following import WISHES
from grants.actions.calls.following import link_to as link_to_follower
from grants.models import (
    Agreement,
    Appeal,
    Application,
    ApplicationFile,
    ApplicationLabel,
    Assignment,
    Award,
    AwardList,
    BankAccount,
    Call,
    CallAmendment,
    Clarification,
    CommitteeMember,
    Condition,
    CopyPurpose,
    DeadlineExtension,
    Disbursement,
    EligibilityCriterion,
    Enquiry,
    ExpenditureLine,
    FinancialReport,
    Label,
    LedgerEntry,
    Letter,
    Meeting,
    MeetingItem,
    MessageTemplate,
    Note,
    NoteSelection,
    PartialOffer,
    PartnerConfirmation,
    Programme,
    ProgrammeDocument,
    ProgrammePartner,
    ProgrammeStatement,
    RateImport,
    RecipientCeiling,
    Refund,
    ReversalRequest,
    Review,
    SetAside,
    Subscription,
    Tranche,
)
from kernel import clock
from kernel.links import sign as sign_link
from kernel.models import BatchRun, Export, SavedFilter
from monitoring.actions.replies import reply_link
from monitoring.models import (
    Commitment,
    Dimension,
    FocusGroup,
    Framework,
    Indicator,
    InputItem,
    Measurement,
    Period,
    ProgressReport,
    Result,
    ScorecardCycle,
)
from organizations.invitation_links import link_to as link_to_invitation
from organizations.models import (
    Document,
    Invitation,
    JoinRequest,
    Membership,
    Organization,
    PossibleDuplicate,
    Role,
    User,
)
from organizations.notifications import NOTICES
from tests.factories.organizations import DocumentFactory

FLOORS = {"kernel", "organizations", "grants", "monitoring", "reports", "cms", "config"}
CSO, CALL, OPEN_CALL = "casa-mare", "punti-first", "punti-second"


@dataclass(frozen=True)
class Row:
    """A route of the house, or one move of a route that serves several."""

    route: str
    path: str
    move: str = ""
    view: Any = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.route}/{self.move}" if self.move else self.route


def own_rows() -> list[Row]:
    """Every route to a view of this house (not of Wagtail, allauth or the admins), and every move of each."""

    def walk(resolver: URLResolver, before: str, space: str) -> Iterator[tuple[str, str, Any]]:
        for each in resolver.url_patterns:
            path = before + str(each.pattern)
            if isinstance(each, URLResolver):
                inner = f"{each.namespace}:" if each.namespace else ""
                yield from walk(each, path, space + inner)
            elif isinstance(each, URLPattern):
                yield f"{space}{each.name}", path, each.callback

    found = []
    for name, path, callback in walk(get_resolver(), "", ""):
        view = getattr(callback, "view_class", callback)
        is_own = view.__module__.split(".")[0] in FLOORS
        if is_own and name != "wagtail_serve":
            moves = sorted({**getattr(view, "acts", {}), **getattr(callback, "view_initkwargs", {}).get("acts", {})})
            found += [Row(name, path, move, view) for move in moves or [""]]
    return found


def person(key: str) -> User:
    return User.objects.get(email=f"{key}@demo.invalid")


def add_what_the_story_lacks() -> None:
    """Things that an address needs and nobody in the story made."""
    put_on_the_shelf("ion")
    write_about(application("awarded"), "ion")
    elena, home = person("elena"), Organization.objects.get(slug=CSO)
    Invitation.objects.create(organization=home, email="new@example.org", role=Role.MEMBER, invited_by=elena)
    document = DocumentFactory(organization=home, uploaded_by=elena, title="Statute")
    RateImport.objects.create(document=document, asked_by=elena)
    draft = application("draft")
    ApplicationFile.objects.create(application=draft, document=document, attached_by=elena)
    ApplicationFile.objects.create(
        application=own_assignment().application,
        document=DocumentFactory(organization=home, uploaded_by=elena),
        attached_by=elena,
    )
    SetAside.objects.create(application=draft, key="title", value="Alt titlu", written_by=elena)
    make_copy(application("awarded"), CopyPurpose.CHANGE, by=elena)
    NoteSelection.objects.create(call=Call.objects.get(slug=CALL), rule="Toate", proposed_by=person("ion"))
    call = Call.objects.get(slug=OPEN_CALL)
    later = call.deadline_at + timedelta(days=7)
    DeadlineExtension.objects.create(
        call=call, old_deadline_at=call.deadline_at, new_deadline_at=later, reason="-", proposed_by=person("ana")
    )
    Enquiry.objects.create(call=call, text="Cine poate aplica?", email="x@example.org")
    Subscription.objects.create(email="x@example.org", email_digest="x", call=call)
    programme = Programme.objects.get(code="PUNTI")
    ProgrammePartner.objects.create(programme=programme, organization=home, role="partner")
    ProgrammeStatement.objects.create(programme=programme, kind="objective", position=1, text="Un obiectiv")
    ProgrammeDocument.objects.create(programme=programme, kind="contract", title="Contractul")
    entry = LedgerEntry.objects.filter(programme=programme, kind="expenditure").first()
    ReversalRequest.objects.create(entry=entry, reason="wrong_amount", requested_by=person("mihai"))
    tranche = Tranche.objects.get(number=2, **OF_CSO)
    Condition.objects.create(tranche=tranche, kind="milestone", text="Un raport")
    period = Period.objects.get(framework=grant_framework())
    indicator = first(Indicator, framework=grant_framework())
    first(Measurement, indicator=indicator, period=period).evidence.add(
        DocumentFactory(organization=home, uploaded_by=elena)
    )
    rejected = application("rejected")
    PartialOffer.objects.create(application=rejected, amount=100, asked_by=person("ion"), due_on=clock.today())


def own_assignment() -> Assignment:
    return first(Assignment, reviewer__email="natalia@demo.invalid", application__organization__slug=CSO)


def own_invitation() -> Invitation:
    return first(Invitation, organization__slug=CSO)


def of_assignment() -> ApplicationFile:
    return first(ApplicationFile, application=own_assignment().application)


def put_on_the_shelf(key: str) -> None:
    """A filter, a file on its way and a batch, which are the person's own."""
    CallAmendment.objects.create(call=first(Call, slug=OPEN_CALL), reason="-", needs_two=1, proposed_by=person("ana"))
    programme, day = Programme.objects.get(code="PUNTI"), date(2020, 12, 31)
    facts = {"valid_until": day, "set_by": person("ana"), "implementer": programme.implementer, "source": "-"}
    RecipientCeiling.objects.create(programme=programme, amount=60000, valid_from=day, **facts)
    own = {"person": person(key).pk}
    words = {"title": "Dosar", "language": "ro", "is_demo": True}
    SavedFilter.objects.create(path="/workspace/calls/", name="Ale mele", query="state=open", **own)
    Export.objects.create(kind="dossier", key="0" * 32, **own, **words)
    BatchRun.objects.create(act="assign_reviewer", path="/workspace/applications/", **own, **words)


def write_about(thing: Application, key: str) -> None:
    """A note, a label and a template of one of the staff."""
    ion, implementer = person(key), thing.call.programme.implementer
    Note.objects.create(application=thing, written_by=ion).versions.create(text="De urmărit", written_by=ion)
    label = Label.objects.create(implementer=implementer, name="De urmărit")
    ApplicationLabel.objects.create(application=thing, label=label, added_by=ion)
    MessageTemplate.objects.create(implementer=implementer, name="Salut", text_ro="Bună", changed_by=ion)


def application(status: str) -> Application:
    return Application.objects.filter(organization__slug=CSO, status=status).order_by("pk")[0]


def copy_of() -> Application:
    return Application.with_copies.get(purpose="change", organization__slug=CSO)


def grant_framework() -> Framework:
    return Framework.objects.get(agreement__organization__slug=CSO)


def first(model: type[Any], **where: Any) -> Any:
    """The oldest row that fits; the test fails when the story has none."""
    found = model.objects.filter(**where).order_by("pk").first()
    assert found is not None, f"the story has no {model.__name__} with {where}"
    return found


def pk(model: type[Any], **where: Any) -> Callable[[], dict[str, Any]]:
    return lambda: {"pk": first(model, **where).pk}


def reference(thing: Callable[[], Any]) -> Callable[[], dict[str, Any]]:
    return lambda: {"reference": thing().reference}


def token(link: Callable[[], str]) -> Callable[[], dict[str, Any]]:
    return lambda: {"token": link().rstrip("/").split("/")[-1]}


PODUL = {"programme__code": "PUNTI"}
OF_CSO = {"agreement__organization__slug": CSO}
PUBLISHED = {"status": "published"}
# By the beginning of a pattern: what stands for its arguments. The longest beginning that fits is taken.
THINGS: dict[str, Callable[[], dict[str, Any]]] = {
    "": dict,
    "admin/grants/exchangerate/import/<": pk(RateImport),
    "workspace/shelf/filters/<": pk(SavedFilter, name="Ale mele"),
    "workspace/shelf/files/<": pk(Export, key="0" * 32),
    "workspace/shelf/batches/<": pk(BatchRun, title="Dosar"),
    "workspace/dashboards/<": lambda: {"code": "PUNTI"},
    "workspace/dossiers/applications/<": reference(lambda: application("awarded")),
    "workspace/dossiers/calls/<": reference(lambda: first(Call, slug=CALL)),
    "workspace/organizations/<": lambda: {"slug": CSO},
    "workspace/organizations/duplicates/<": pk(PossibleDuplicate),
    "workspace/join/<": lambda: {"key": CSO},
    "workspace/join-requests/<": pk(JoinRequest, organization__slug=CSO),
    "workspace/organizations/<slug:slug>/members/<": lambda: {"slug": CSO, "user": person("vera").pk},
    "workspace/memberships/<": pk(Membership, organization__slug=CSO, user__email="vera@demo.invalid"),
    "workspace/invitations/<int:pk>/<slug:move>/": lambda: (
        pk(Invitation, organization__slug=CSO)() | {"move": "withdraw"}
    ),
    "workspace/invitations/<str:token>/": token(lambda: link_to_invitation(own_invitation())),
    "workspace/documents/<": pk(Document, title="Statute"),
    "workspace/programmes/<int:pk>": pk(Programme, code="PUNTI"),
    "workspace/programmes/<int:programme>/statements/new": lambda: {"programme": first(Programme, code="PUNTI").pk},
    "workspace/programmes/<int:programme>/partners/new": lambda: {"programme": first(Programme, code="PUNTI").pk},
    "workspace/programmes/<int:programme>/documents/new": lambda: {"programme": first(Programme, code="PUNTI").pk},
    "workspace/programmes/<int:programme>/documents/<": lambda: of_programme(ProgrammeDocument),
    "workspace/programmes/<int:programme>/statements/<": lambda: of_programme(ProgrammeStatement),
    "workspace/programmes/<int:programme>/partners/<": lambda: of_programme(ProgrammePartner),
    "workspace/programmes/<slug:code>": lambda: {"code": "PUNTI"},
    "workspace/ledger/<": pk(LedgerEntry, kind="expenditure", spender="own"),
    "workspace/ledger/corrections/<": pk(ReversalRequest),
    "workspace/calls/new/<": lambda: {"code": "PUNTI"},
    "workspace/calls/<int:pk>": pk(Call, slug=OPEN_CALL),
    "workspace/calls/<int:pk>/publish-results": pk(Call, slug="punti-evening"),
    "workspace/calls/extensions/<": lambda: {"pk": first(DeadlineExtension, approved_at=None).pk, "move": "drop"},
    "workspace/calls/amendments/<": lambda: {"pk": first(CallAmendment, approved_at=None).pk, "move": "drop"},
    "workspace/calls/<slug:reference>/design/<": lambda: {"reference": first(Call, slug=OPEN_CALL).reference},
    "workspace/calls/<slug:reference>/amend": reference(lambda: first(Call, slug=OPEN_CALL)),
    "workspace/calls/<slug:reference>/amend/<": lambda: {
        "reference": first(Call, slug=OPEN_CALL).reference,
        "pk": first(EligibilityCriterion, call__slug=OPEN_CALL).pk,
    },
    "workspace/programmes/<int:programme>/ceilings/<": lambda: of_programme(RecipientCeiling),
    "workspace/calls/<slug:reference>": reference(lambda: first(Call, slug=CALL)),
    "workspace/calls/<slug:reference>/apply": reference(lambda: first(Call, slug=OPEN_CALL)),
    "workspace/calls/<slug:reference>/form/": reference(lambda: first(Call, slug=OPEN_CALL)),
    "workspace/calls/<slug:reference>/form/<slug:kind>/<int:pk>": lambda: {
        "reference": first(Call, slug=OPEN_CALL).reference,
        "pk": first(EligibilityCriterion, call__slug=OPEN_CALL).pk,
    },
    "workspace/applications/<int:pk>/do/": lambda: {"pk": application("draft").pk},
    "workspace/applications/notes/<": pk(Note, versions__text="De urmărit"),
    "workspace/applications/labels/<": pk(ApplicationLabel, label__name="De urmărit"),
    "workspace/message-templates/<": pk(MessageTemplate, name="Salut"),
    "workspace/applications/<int:pk>/withdraw": lambda: {"pk": application("draft").pk},
    "workspace/applications/<slug:reference>/changes/": reference(lambda: copy_of().counted),
    "workspace/applications/<slug:reference>/versions/<": lambda: {
        "reference": application("awarded").reference,
        "number": 1,
    },
    "workspace/concept-notes/<": pk(NoteSelection, decided_at=None),
    "workspace/clarifications/<": pk(Clarification, application__organization__slug=CSO),
    "workspace/applications/<slug:reference>/sent/<": lambda: {
        "reference": application("awarded").reference,
        "message": 0,
    },
    "workspace/notices/<": lambda: {"token": sign_link(NOTICES, {"user": person("elena").pk})},
    "workspace/applications/files/<": pk(ApplicationFile, application__organization__slug=CSO),
    "workspace/applications/partners/<": pk(PartnerConfirmation, application__status="draft"),
    "workspace/applications/set-aside/<": pk(SetAside),
    "workspace/applications/<slug:reference>": reference(lambda: application("awarded")),
    "workspace/applications/<slug:reference>/indicators/": reference(lambda: application("draft")),
    "workspace/applications/<slug:reference>/form/": reference(lambda: application("draft")),
    "workspace/reviews/<": pk(Assignment, reviewer__email="natalia@demo.invalid", application__organization__slug=CSO),
    "workspace/calls/<slug:reference>/letters/": lambda: {"reference": first(Call, slug="punti-kitchen").reference},
    "workspace/calls/<slug:reference>/letters/<slug:kind>": lambda: {
        "reference": first(Call, slug="punti-kitchen").reference,
        "kind": "rejected",
    },
    "workspace/committee/<": pk(CommitteeMember, user__email="dorin@demo.invalid"),
    "workspace/meetings/<": pk(Meeting),
    "workspace/meetings/items/<": pk(MeetingItem, application__organization__slug=CSO),
    "workspace/applications/<slug:reference>/feedback/": reference(lambda: application("rejected")),
    "workspace/applications/<slug:reference>/comments/": reference(lambda: application("rejected")),
    "workspace/applications/<slug:reference>/appeal/": reference(lambda: application("rejected")),
    "workspace/applications/<slug:reference>/less/": reference(lambda: application("rejected")),
    "workspace/partial-offers/<": pk(PartialOffer),
    "workspace/letters/<": pk(Letter, application__organization__slug=CSO),
    "workspace/appeals/<": pk(Appeal),
    "workspace/appeals/<slug:reference>/": reference(lambda: first(Appeal)),
    "workspace/reviews/profile/<": lambda: {"pk": person("natalia").pk},
    "workspace/reviews/questions/<": lambda: {"pk": first(Assignment, questions__isnull=False).questions.get().pk},
    "workspace/reviews/sheets/<": pk(Review, assignment__application__organization__slug=CSO),
    "workspace/reviews/<int:pk>/files/": lambda: {"pk": own_assignment().pk, "file": of_assignment().pk},
    "workspace/award-lists/<": pk(AwardList, call__slug="punti-evening"),
    "workspace/awards/<int:pk>": pk(Award, application__organization__slug=CSO, status="offered"),
    "workspace/awards/<slug:reference>": lambda: {
        "reference": first(Award, application__organization__slug=CSO).application.reference
    },
    "workspace/agreements/<": pk(Agreement, organization__slug=CSO),
    "workspace/tranches/<": pk(Tranche, number=2, **OF_CSO),
    "workspace/conditions/<": pk(Condition, satisfied_at=None),
    "workspace/payments/<": pk(Disbursement, tranche__agreement__organization__slug=CSO),
    "workspace/financial-reports/<": pk(FinancialReport, **OF_CSO),
    "workspace/expenditure-lines/<": pk(ExpenditureLine, decision="returned"),
    "workspace/refunds/<": pk(Refund),
    "workspace/bank-accounts/<": pk(BankAccount, organization__slug=CSO),
    "confirm/<": token(lambda: link_to_confirmation(first(PartnerConfirmation, application__status="draft"))),
    "receipts/<": lambda: {"code": "AAAA-BBBB-CCCC"},
    "questions/<": token(lambda: link_to_enquiry(first(Enquiry))),
    "follow/<": token(lambda: link_to_follower(first(Subscription))),
    "follow/confirm/<": lambda: {"token": sign_link(WISHES, {"email": "x@example.org", "language": "ro", "units": []})},
    "workspace/enquiries/<": pk(Enquiry, status="waiting", asked_by=None),
    **{f"{code}/calls/<": lambda: {"slug": OPEN_CALL} for code in ("ro", "ru", "en")},
    "workspace/frameworks/<": lambda: {"pk": grant_framework().pk},
    "workspace/frameworks/<int:framework>": lambda: {"framework": grant_framework().pk},
    "workspace/results/<": pk(Result, framework__programme__code="PUNTI"),
    "workspace/disaggregations/<": pk(Dimension, framework__programme__code="PUNTI"),
    "workspace/indicators/<": lambda: {"pk": first(Indicator, framework=grant_framework()).pk},
    "workspace/periods/<": lambda: {"pk": first(Period, framework=grant_framework()).pk},
    "workspace/measurements/<int:pk>/files/<": lambda: (
        pk(Measurement, evidence__isnull=False)()
        | {"document": first(Measurement, evidence__isnull=False).evidence.all()[0].pk}
    ),
    "workspace/measurements/<": pk(Measurement, indicator__framework__agreement__organization__slug=CSO),
    "workspace/progress-reports/<": pk(ProgressReport, period__framework__agreement__organization__slug=CSO),
    "workspace/scorecards/reply/<": token(lambda: reply_link(first(ScorecardCycle, status="in_reply"))),
    "workspace/scorecards/groups/<": pk(FocusGroup),
    "workspace/scorecards/inputs/<": pk(InputItem),
    "workspace/scorecards/<": pk(ScorecardCycle, **PUBLISHED),
    "workspace/scorecards/<int:pk>/reply": pk(ScorecardCycle, status="in_reply"),
    "workspace/commitments/<": pk(Commitment),
}
# What several routes share: the last word of the address, where it is not told by the thing.
WORDS = {
    "kind": "eligibility",
    "page": "criteria",
    "answer": "agree",
    "organization": CSO,
    "step": "facts",
    "staff_group": "front_line",
}


def of_programme(model: type[Any]) -> dict[str, Any]:
    row = first(model, programme__code="PUNTI")
    return {"programme": row.programme_id, "pk": row.pk}


def address_of(row: Row) -> str:
    """The address of the route on a thing of the story."""
    beginning = max((each for each in THINGS if row.path.startswith(each)), key=len)
    facts = THINGS[beginning]()
    if row.move:
        facts["move"] = row.move
    words = {key: value for key, value in WORDS.items() if f":{key}>" in row.path and key not in facts}
    return reverse(row.route, kwargs={**words, **facts})
