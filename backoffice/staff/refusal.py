"""The one way to tell a person that what they asked cannot be done."""


class Refused(Exception):
    """A sentence for the person who asked: what cannot be done, why, and what to do instead.

    The page shows it as it stands, so it is always translated text (`gettext`), never a code.
    """

    def __init__(self, sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)
