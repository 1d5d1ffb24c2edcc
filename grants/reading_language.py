"""In which language a text is written, as far as its letters tell. No Django."""

ENOUGH_LETTERS = 20


def language_of(*texts: str) -> str | None:
    """ "ru" where more than half of the letters are Cyrillic, else "ro"; None below twenty letters.

    The calls of this system are answered in Romanian or Russian; English is told from neither by its letters.
    """
    letters = [each for text in texts for each in text if each.isalpha()]
    if len(letters) < ENOUGH_LETTERS:
        return None
    cyrillic = sum("\u0400" <= each <= "\u04ff" for each in letters)
    return "ru" if 2 * cyrillic > len(letters) else "ro"
