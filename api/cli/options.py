"""argparse speaks English; a person at our doors reads French."""

import argparse
import re
from typing import NoReturn

HELP = {
    "usage: ": "usage : ",
    "options:": "options :",
    "positional arguments:": "à donner :",
    "show this help message and exit": "montre cette aide",
}
ERRORS = {
    r"the following arguments are required: (.*)": r"il manque : \1",
    r"one of the arguments (.*) is required": r"il faut l'une de ces options : \1",
    r"unrecognized arguments: (.*)": r"option inconnue : \1",
    r"argument (\S+): expected one argument": r"\1 attend une valeur",
    r"argument (\S+): expected at least one argument": r"\1 attend au moins une valeur",
    r"argument (\S+): not allowed with argument (\S+)": r"\1 et \2 ne vont pas ensemble",
    r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)": r"\1 : \2 n'est pas l'un de \3",
    r"argument (\S+): invalid \w+ value: (.*)": r"\1 : \2 ne se lit pas",
    r"argument (\S+): (.*)": r"\1 : \2",
}


class FrenchParser(argparse.ArgumentParser):
    """An argument parser whose help and refusals are French."""

    def format_help(self) -> str:
        return _translated(super().format_help())

    def format_usage(self) -> str:
        return _translated(super().format_usage())

    def error(self, message: str) -> NoReturn:
        for english, french in ERRORS.items():
            if re.fullmatch(english, message):
                message = re.sub(english, french, message)
                break
        self.exit(2, f"{self.format_usage()}{self.prog} : {message}. --help dit comment faire.\n")


def _translated(text: str) -> str:
    for english, french in HELP.items():
        text = text.replace(english, french)
    return text
