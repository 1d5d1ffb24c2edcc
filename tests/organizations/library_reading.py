"""Reads the pages and mails of the account as a person does, and finds what is not in their language, or not polite."""

import re
from typing import Any

import html5lib
from django.core import mail
from django.test import Client

# Romanian without its letters, or on first-name terms; a word of each that the library's own translation has.
WRONG_ROMANIAN = re.compile(
    r"[şţŞŢ]|-[țt]i\b|-te\b|"
    r"\b(?:tu|tău|tau|ta|tale|ție|[îi]?ți|esti|ești|ai|vrei|po[țt]i|introdu|folosește|[a-z]*activează|adaug[ăa]|elimin[ăa]|"
    r"salvează|generează|descarcă|editează|anulează|trimite|incearca|încearcă|confirma|schimba|verifica|retrimite|"
    r"(?:re)?seteaza|(?:de)?conecteaza|rugam|te|si|sa|daca|catre|parola actuala|principala)\b",
    re.IGNORECASE,
)
WRONG_RUSSIAN = re.compile(
    r"\b(?:ты|теб[яе]|тобой|тво(?:й|я|ё|и|его|ей|ю)|введи|нажми|выбери|подтверди)\b", re.IGNORECASE
)
ENGLISH = re.compile(
    r"\b(?:the|and|of|with|your?|this|that|not|please|from|to|for|is|be|can|new|name|password|code|sign|enter|key|used|"
    r"address|added|again|account|email|key|change|current|remember|second|log|ago)\b",
    re.IGNORECASE,
)
LATIN = re.compile(r"\b[A-Za-z]{2,}\b")
# Names and signs that are the same in every language.
NAMES = {"QR", "PIN", "IP", "JavaScript", "mail", "Firefox", "boj"}
SKIPPED = {"script", "style", "code", "textarea", "option"}
NOT_WORDS = re.compile(
    r"https?://\S+|\S+@\S+|\b[A-Z0-9]{3,}-[A-Z0-9]{3,}\b|\btestserver\b|\b[A-Z2-7]{16,}\b|\b[0-9a-f]{8,}\b"
)


def words_of(page: str) -> list[str]:
    """The texts that the page shows in its own language."""
    found: list[str] = []

    def walk(element: Any, is_top: bool) -> None:
        is_skipped = element.tag in SKIPPED or (not is_top and element.get("lang"))
        if not is_skipped:
            found.extend(filter(None, [element.text, *(element.get(each) for each in ("title", "aria-label", "alt"))]))
            for child in element:
                walk(child, is_top=False)
                found.append(child.tail or "")

    walk(html5lib.parse(page, namespaceHTMLElements=False).find("body"), is_top=True)
    return [text.strip() for text in found if text.strip()]


def faults_of(text: str, language: str) -> list[str]:
    """What of `text` is not good `language`."""
    plain = NOT_WORDS.sub(" ", text)
    if language == "ro":
        return [*WRONG_ROMANIAN.findall(plain), *ENGLISH.findall(plain)]
    return [*WRONG_RUSSIAN.findall(plain), *(set(LATIN.findall(plain)) - NAMES)]


class Reader:
    """A person at a browser, who reads every page and mail that they are given."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.client = Client(headers={"Accept-Language": language, "User-Agent": "Firefox"})
        self.faults: dict[str, list[str]] = {}

    def get(self, address: str) -> Any:
        """Open the page, and read it."""
        return self._read(address, self.client.get(address, follow=True))

    def post(self, address: str, data: dict[str, str]) -> Any:
        """Send the form, and read what comes."""
        return self._read(address, self.client.post(address, data, follow=True))

    def mails(self) -> list[str]:
        """Read the mails that have come; their subjects."""
        for each in mail.outbox:
            self._note(each.subject, [each.subject, *each.body.splitlines()])
        return [each.subject for each in mail.outbox]

    def _read(self, address: str, response: Any) -> Any:
        assert response.status_code in {200, 429}, f"{address}: {response.status_code}"
        page = response.content.decode()
        assert f'<html lang="{self.language}"' in page, address
        self._note(address, words_of(page))
        return response

    def _note(self, where: str, texts: list[str]) -> None:
        wrong = [f"{text} {faults}" for text in texts if (faults := faults_of(text, self.language))]
        if wrong:
            self.faults[where] = wrong
