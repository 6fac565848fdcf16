"""On which days does nobody owe work, wherever in metropolitan France (R32)?"""

from datetime import date
from functools import cache

import holidays


@cache
def _year(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", years=year))


def public_holidays(du: date, au: date) -> frozenset[date]:
    """The public holidays of the metropole, both ends included; not those of Alsace-Moselle."""
    years = range(du.year, au.year + 1)
    return frozenset(day for year in years for day in _year(year) if du <= day <= au)
