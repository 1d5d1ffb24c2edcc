"""What the second part of the tour says at each of its stops; where they are stands in `way`."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = tuple[str, str | Promise, str | Promise]
ORGANISATION: list[Words] = [
    (
        "profile",
        _("Written once, used each time"),
        _("What Casa Mare filled in and what is missing; where it has no policy, it says why in its own words."),
    ),
    (
        "join",
        _("Somebody asks to join"),
        _("Alina found the association by its IDNO. She saw nothing of it, and Elena decides whether to let her in."),
    ),
    (
        "alike",
        _("Two names, one organisation?"),
        _("One written in Russian letters and in another order: the system gives a score, and a person decides."),
    ),
    (
        "notices",
        _("As much mail as one likes"),
        _("At once, once a day, once a week: each person chooses. What has a deadline is always sent at once."),
    ),
]
CALL: list[Words] = [
    (
        "builder",
        _("A call is being written"),
        _("Ion puts questions in order by hand or by keys, sees how many hours they cost, and what is untranslated."),
    ),
    (
        "call",
        _("A call in two stages, for everyone to read"),
        _("Lots, sessions, what points mean, what was changed and why. A short test says whether it is for you."),
    ),
    (
        "answers",
        _("Questions are answered for everyone"),
        _("Who asked stays private, the answer is public; it can be followed by mail or as a feed."),
    ),
    (
        "amendment",
        _("A change needs a second person"),
        _("Another weight waits for Ana, with before and after. Beside it, the later deadline and the ceilings."),
    ),
]
APPLICATION: list[Words] = [
    (
        "two",
        _("Two people write one note"),
        _("Dana and Elena answered the same question at the same time. Both texts are there, and one of them chooses."),
    ),
    (
        "invited",
        _("Invited, and not asked twice"),
        _("Their concept note was chosen: the full application opens with what the note said already in its place."),
    ),
    (
        "sign",
        _("The representative signs"),
        _("The accountant said that it is ready. Everything stands on one page, and only Elena may submit it."),
    ),
    (
        "receipt",
        _("A receipt that anyone can check"),
        _("Time to the second and a digest of the content, as a page and as a PDF; the code opens a public page."),
    ),
    (
        "where",
        _("Where it is, and who has it now"),
        _("Two versions with what is different, the one that counts, and one question to clarify by a date."),
    ),
]
REVIEW: list[Words] = [
    (
        "list",
        _("All applications on one page"),
        _("Filters that Ion keeps under a name, labels, and acts on all that a filter finds."),
    ),
    (
        "compare",
        _("Four side by side"),
        _("The same question, the same line of the budget, the same criterion, of four applications."),
    ),
    (
        "desk",
        _("One application, all that is said of it"),
        _("Messages with the applicant, notes for the staff alone, labels, sent mails, and everything in one file."),
    ),
    (
        "shelf",
        _("What was made in the background"),
        _("A dossier that is ready, and an act on three applications: two done, one refused, with the reason."),
    ),
    (
        "eligible",
        _("May it be judged at all?"),
        _("The system answers what it knows, Ion the rest, with a reason; Casa Mare was asked to clarify its budget."),
    ),
    (
        "reviewers",
        _("Who judges what"),
        _("An even share for everyone, nobody near to an applicant; who is late is reminded or replaced."),
    ),
    (
        "sheet",
        _("Judged beside the application"),
        _("A blind call: no name on the left, and on the right each criterion with what its points mean."),
    ),
]
DECISION: list[Words] = [
    (
        "notes",
        _("Whom to invite"),
        _("Ion proposed two of three concept notes, Ana approved. Whoever is left out reads why."),
    ),
    (
        "ranking",
        _("A ranking that says how sure it is"),
        _("The line that the money draws, the rank without any one review, and where two reviewers disagree."),
    ),
    (
        "meeting",
        _("The committee meets"),
        _("Radu chairs it: who steps aside for what, each change of order with its reason, minutes that he signs off."),
    ),
    (
        "decision",
        _("A decision, from the ranking to the last answer"),
        _("Each step says where it stands: the meeting with its minutes, the list that two people made, the letters."),
    ),
    (
        "donor",
        _("The donor may object"),
        _("The list is approved, and nobody is told before the donor's answer is recorded with its paper."),
    ),
    (
        "reserve",
        _("The reserve moves up"),
        _("An award was declined: the next one whose whole amount fits the free money is proposed by the rule."),
    ),
    (
        "letters",
        _("Letters that explain"),
        _("In the language of each organisation, previewed, sent together, kept as sent, with cleared comments."),
    ),
    (
        "award",
        _("Yes or no, by a date"),
        _("Casa Mare has a grant to accept; who declines says why, and the money goes on to the reserve."),
    ),
    (
        "points",
        _("Points beside the mean of the funded"),
        _("What Casa Mare reads after a no: its points by criterion, the comments, and until when it may appeal."),
    ),
    (
        "appeal",
        _("Somebody else answers the appeal"),
        _("Galina had no part in the decision. What follows from her answer is carried out and told by letter."),
    ),
    (
        "result",
        _("The result in public"),
        _("The page of the call shows who was funded, how many wait, what became of appeals, and how long it took."),
    ),
]
PARTS: list[tuple[str | Promise, list[Words]]] = [
    (_("The organisation"), ORGANISATION),
    (_("The call"), CALL),
    (_("The application"), APPLICATION),
    (_("Review"), REVIEW),
    (_("Decision"), DECISION),
]
