"""What the workload page says first: who is beyond their capacity, and never whose fault it is."""

from fractions import Fraction

from markupsafe import Markup

from api.drawing.heatmap import Line
from api.french import counted, percent
from api.web.pages.charge_grid import RECENT, Grid

MANY = Markup("<strong>{}</strong> dépasse sa capacité <strong>{}</strong>, de {} en moyenne. {}")
ONCE = Markup("<strong>{}</strong> dépasse sa capacité <strong>{}</strong>, de {}. {}")


def sentence(picture: Grid) -> Markup:
    """Who is above the capacity now, for how many weeks; else how full the team is."""
    runs = [(run, line) for line in picture.lines if (run := weeks_above(line))]
    if not picture.lines or picture.team_recent is None:
        return Markup("Personne n’a encore noté de temps sur cette période.")
    if not runs:
        return Markup(
            "Personne ne dépasse sa capacité cette semaine ; l’équipe est à "
            "<strong>{}</strong> sur {} semaines."
        ).format(percent(picture.team_recent, 0), min(RECENT, len(picture.weeks)))
    run, line = max(runs, key=lambda pair: (pair[0], pair[1].recent or 0))
    over = Fraction(sum((each.percent or 0) - 100 for each in line.cells[-run:]), run)
    since = "cette semaine" if run == 1 else f"depuis {counted(run, 'semaine')}"
    text = MANY if run > 1 else ONCE
    return text.format(line.nom, since, percent(over, 0), room(picture.team_recent))


def weeks_above(line: Line) -> int:
    """How many weeks in a row, up to the last, above one hundred percent?"""
    run = 0
    for each in reversed(line.cells):
        if each.state != "charge" or (each.percent or 0) <= 100:
            break
        run += 1
    return run


def room(team: int) -> str:
    return "L’équipe, elle, n’est pas pleine." if team < 95 else "L’équipe est pleine aussi."


def follow_up(picture: Grid) -> str:
    """Few hours are never a fault: they may not have been logged."""
    quiet = [(low, line.nom) for line in picture.lines if (low := weeks_below(line)) >= 2]
    if not quiet:
        return "Chaque case se lit dans le tableau plus bas, en heures et en minutes."
    low, nom = max(quiet)
    return (
        f"{nom} est sous 60\u00a0% depuis {counted(low, 'semaine')} : charge faible ou entrées "
        "non saisies, la page ne peut pas le dire."
    )


def weeks_below(line: Line) -> int:
    run = 0
    for each in reversed(line.cells):
        if each.state != "charge" or (each.percent or 0) >= 60:
            break
        run += 1
    return run
