"""What do we say of a file that cannot be read?"""


class Unreadable(Exception):  # noqa: N818 - named as what it is, like Refused
    """The sentence is French, names the file and the line, and says what to do next."""
