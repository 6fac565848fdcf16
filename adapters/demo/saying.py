"""How does a generated text say that it is?"""

MARK = "(généré)"
SAYS_SO = "Entrée générée pour la démonstration : rien de tel n’a eu lieu."
