"""What the demo is asked to show, line by line: each is seen on a stop of the tour, or one click from it."""

import re
from html import unescape
from urllib.parse import urljoin

import pytest

from config.demo.cast import BAR
from config.demo.way import PLACES, way
from config.demo.way_words import PARTS
from organizations.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
SELF = "$"
# What is to be seen, at which stop, behind a link whose address matches (SELF: on the stop itself), and by which words.
LINES = [
    ("registering by IDNO", "join", "/organizations/$", "Register an organisation"),
    ("joining by request to the representative", "join", SELF, "Alina Bostan asks to join"),
    ("similar names with a score", "alike", SELF, "AO Mare Casa"),
    ("two that may be one are judged", "alike", "/duplicates/[0-9]+/$", "Keep the decision"),
    ("the profile in sections with completeness", "profile", SELF, "[0-9]+% of what is asked"),
    ("a policy that is not there, explained", "profile", "/profile/policies/$", "trei oferte scrise"),
    ("three years of budgets", "profile", "/profile/budgets/$", "Income and spending by year"),
    ("a bank account with its check", "profile", "/bank-accounts/$", "0010.*Mihai Lungu"),
    ("signatories, team, donors, accreditation", "profile", SELF, "Who signs.*Accreditation.*Team.*Donors"),
    ("earlier answers for the next application", "invited", "/form/earlier/$", "earlier"),
    ("profile and team in the application", "sign", SELF, "Elena Munteanu, directoare"),
    ("digest preferences", "notices", SELF, "once a week"),
    ("lots with ceilings and territories", "call", SELF, "Lots.*50,000 EUR.*25,000 EUR.*Valea Exemplului"),
    ("least and most, own contribution, ceiling for one", "call", SELF, "at least 10 %.*60,000 EUR"),
    ("two stages", "call", SELF, "Deadline of the concept note.*Deadline of the full application"),
    ("criteria with weight, threshold, anchors", "call", SELF, "Local figures and voices"),
    ("conditions of eligibility", "call", SELF, "registered for at least two years"),
    ("required documents", "call", SELF, "Letter of support"),
    ("information sessions", "call", SELF, "Information session.*recording"),
    ("eligibility quiz without an account", "call", "/quiz/$", "No account is needed"),
    ("the call to print", "call", "/call.pdf$", ""),
    ("a calendar", "call", "/calendar.ics$", "BEGIN:VCALENDAR"),
    ("following by mail", "call", "/follow/$", "mail"),
    ("public versions with what is different", "call", "/changes/$", "Costs of small repairs"),
    ("a public anonymised answer", "answers", SELF, "reparații la o clădire"),
    ("a private question", "answers", "/ask/$", "question"),
    ("answers as a feed", "answers", "/feed.atom$", "reparații"),
    ("ceilings of the donor and of the project", "amendment", SELF, "75,000.00 EUR.*90,000.00 EUR"),
    ("an amendment for two people", "amendment", SELF, "An amendment waits for a second person.*1.00.*2.00"),
    ("a later deadline by two", "amendment", SELF, "Proposed by Ion Grosu, approved by Ana Rusu"),
    ("the versions of the call", "amendment", "/versions/$", "small repairs"),
    ("the question builder", "builder", SELF, "Cine răspunde noaptea"),
    ("effort asked of the applicant", "builder", SELF, "Hours for one application"),
    ("what is not translated", "builder", "/form/untranslated/$", "Cine răspunde noaptea"),
    ("copying from an earlier call", "builder", "/form/copy/$", "Community kitchens"),
    ("preview as applicant", "builder", "/preview/$", "Cine răspunde noaptea"),
    ("both texts of two who wrote at once", "two", SELF, "Both texts are kept.*Iarna nu vedem"),
    ("words counted, completeness", "two", SELF, "[0-9]+ % complete.*At most 200 words"),
    ("the full application, filled in from the note", "invited", SELF, "Marți și joi copiii citesc"),
    ("an answer carried over", "invited", "/form/section-[0-9]+/$", "bunicilor"),
    ("a budget to paste, upload and see in periods", "sign", "/form/budget/$", "Excel"),
    ("proposed indicators", "sign", SELF, "Proposed indicators.*Persons back in the community"),
    ("the authority's confirmation", "sign", SELF, "confirmed by the authority"),
    ("the authority is asked by link or paper", "sign", "/form/partner/$", "Ask by e-mail"),
    ("only the signatory submits, or sends back", "sign", SELF, "Send back.*Submit the application"),
    ("a receipt with digest and time", "receipt", SELF, "Digest of the content"),
    (
        "the receipt checked by anyone",
        "receipt",
        "/receipts/[A-Z0-9-]+/$",
        "An application with this digest was received",
    ),
    ("the receipt as PDF", "receipt", "/receipt.pdf$", ""),
    ("where it is, what is next, by when, who has it", "where", SELF, "Who has it now"),
    ("which version counts", "where", SELF, "Version 2.*counts"),
    ("two versions with the difference", "where", "/versions/[?]to=2$", "42 de copii"),
    ("an open clarification, only its part", "where", "-reply/form/budget/$", "Budget"),
    ("withdrawal", "where", "/withdraw/$", "Withdraw"),
    ("saved filters, labels", "list", SELF, "De verificat.*vizită în teren"),
    ("acts on the whole filter", "list", SELF, "Compare"),
    ("up to four side by side", "compare", SELF, "Casa Mare.*Village Wheel"),
    ("the thread", "desk", "/thread/$", "переименовала"),
    ("internal notes with what they said before", "desk", "/notes/$", "fără vineri"),
    ("sent mails", "desk", "/sent/$", "APP-"),
    ("mail templates", "desk", "/message-templates/$", "Am primit cererea"),
    ("a dossier, ready", "shelf", SELF, "ready, kept until"),
    ("a dossier with its progress", "shelf", "/files/[0-9]+/$", "ready"),
    ("a batch with a refused row", "shelf", "/batches/[0-9]+/$", "refused.*APP-"),
    ("eligibility with reasons and clarification", "eligible", SELF, "lipsește numărul de ore.*Give more time"),
    ("the proposal of assignments", "reviewers", "/reviewers/proposal/$", "Load of each reviewer"),
    ("blind, wanted reviews, relations", "reviewers", "/reviewers/plan/$", "names"),
    ("reminders", "reviewers", "/reviewers/waiting/$", "Natalia Petrenko"),
    ("a replacement", "reviewers", "/replace/$", "Replace"),
    ("scoring beside the file with anchors", "sheet", SELF, "3 – It is said, but without figures"),
    ("hidden names", "sheet", SELF, "\\[hidden\\]"),
    ("a conflict asked before the file opens", "sheet", "/reviews/[0-9]+/$", "conflict of interest"),
    ("a declared conflict closes the file", "sheet", "/reviews/$", "1 application is closed to you by a conflict"),
    ("invitation to the second stage, with a reason", "notes", SELF, "cine deschide sala seara"),
    ("rank range and the line", "ranking", SELF, "Rank without one review"),
    ("divergence", "ranking", SELF, "reviewers diverge"),
    ("severity", "ranking", SELF, "Severity of reviewers"),
    ("a committee about to meet", "meeting", SELF, "Record who is present"),
    ("stepping aside, a changed order", "decision", "/meetings/[0-9]+/$", "became place 1.*left the room"),
    ("the list, by two, against the envelope", "decision", "/award-lists/[0-9]+/$", "approved by Ana Rusu"),
    ("no-objection", "donor", SELF, "Record the donor's no-objection"),
    ("reserve moving up", "reserve", SELF, "Move up"),
    ("letters, previewed in bulk", "letters", "/letters/preview/$", "Congratulations.*is not funded this time"),
    ("accept or decline by a date", "award", SELF, "Answer by"),
    ("points beside the mean of the funded", "points", SELF, "Mean of the funded"),
    ("comments cleared for it", "points", SELF, "What the reviewers wrote"),
    ("the letter as it was sent", "points", "/letters/[0-9]+/$", "Decizia"),
    ("an open appeal", "appeal", SELF, "Uphold the appeal"),
    ("the register, with one decided", "appeal", "/appeals/$", "not upheld"),
    ("the award list on the call's page", "result", SELF, "Accepted awards of this call"),
    ("the clock of the process", "result", SELF, "First money paid"),
    ("what became of appeals", "result", SELF, "Appeals filed 1"),
]


def shown(answer) -> str:
    """What a reader sees of an answer, on one line; nothing of a file that is no text."""
    if "pdf" in answer["Content-Type"]:
        return ""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", body.decode(), flags=re.DOTALL)
    return " ".join(unescape(text).split())


def links_of(answer, here: str) -> list[str]:
    """Where the links and buttons of a page lead."""
    found = re.findall(r'(?:href|action)="([^"#]+)"', answer.content.decode())
    return sorted({urljoin(here, unescape(each)) for each in found})


def test_what_the_demo_shows_is_one_click_from_a_stop(login, client, settings):
    settings.DEMO = True  # whom the bar seats counts as having a second factor
    User.objects.filter(is_demo=True).update(language="en")
    browsers = {each.key: login(User.objects.get(email=each.email)) for each in BAR} | {"visitor": client}
    keys = [key for _title, stops in PARTS for key, *_words in stops]
    stops = dict(zip(keys, [stop for part in way() for stop in part.stops], strict=True))
    pages = {key: browsers[stop.seat].get(stop.url) for key, stop in stops.items()}
    unseen = []
    for what, key, link, words in LINES:
        browser, here = browsers[stops[key].seat], stops[key].url
        aims = [here] if link == SELF else [each for each in links_of(pages[key], here) if re.search(link, each)]
        answers = [pages[key]] if link == SELF else [browser.get(each, follow=True) for each in aims[:6]]
        if not any(each.status_code == 200 and re.search(words, shown(each)) for each in answers):
            unseen.append((what, key, aims))
    assert unseen == []


def test_each_stop_has_words_and_a_place_and_a_line():
    keys = [key for _title, stops in PARTS for key, *_words in stops]
    assert sorted(keys) == sorted(PLACES)
    assert {key for _what, key, *_rest in LINES} == set(PLACES)
