"""How far from the mean, and how much of what? Small bars inside the cells of a table."""

from markupsafe import Markup

from api.french import Number, exact

WIDTH, MIDDLE = 112, 56
REACH = 48


def gap_bar(value: Number, mean: Number, largest: Number) -> Markup:
    """Zero is the mean, in the middle: below in ochre on the left, above in blue on the right."""
    distance = exact(value) - exact(mean)
    length = float(abs(distance) / exact(largest) * REACH) if largest else 0.0
    left = MIDDLE - length if distance < 0 else float(MIDDLE)
    return Markup(
        '<svg viewBox="0 0 112 14" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="{}" x="{:.1f}" y="2" width="{:.1f}" height="10"/>'
        '<line class="g-moyenne" x1="56" x2="56" y1="0" y2="14"/></svg>'
    ).format("g-bas" if distance < 0 else "g-haut", left, length)


def load_bar(parts: tuple[int, int, int], capacity: Number | None, largest: Number) -> Markup:
    """Contact, preparation and travel end to end; a line where the capacity stands."""
    step = float(WIDTH / exact(largest)) if largest else 0.0
    drawn, start = Markup(""), 0.0
    for css, minutes in zip(("g-contact", "g-prepa", "g-trajet"), parts, strict=True):
        drawn += Markup('<rect class="{}" x="{:.1f}" width="{:.1f}" height="14"/>').format(
            css, start, minutes * step
        )
        start += minutes * step
    return Markup(
        '<svg viewBox="0 0 112 14" preserveAspectRatio="none" aria-hidden="true">{}{}</svg>'
    ).format(drawn, capacity_line(capacity, step))


def capacity_line(capacity: Number | None, step: float) -> Markup:
    if not capacity:
        return Markup("")
    return Markup('<line class="g-moyenne" x1="{0:.1f}" x2="{0:.1f}" y1="-3" y2="17"/>').format(
        float(capacity) * step
    )
