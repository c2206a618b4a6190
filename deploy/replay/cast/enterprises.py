"""Enterprises with plausible names, districts and addresses, none twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from deploy.replay.cast.codes import credit_code
from deploy.replay.cast.model import Application, Enterprise, Held
from deploy.replay.scenario.people import District, Enterprises, Industry
from deploy.replay.scenario.words import Trade, Words, parts
from shared.programmes import Named
from shared.values import Bilingual


@dataclass(frozen=True)
class Profile:
    """An enterprise before it is known what it applies with."""

    uscc: str
    name: Bilingual
    district: District
    industry: Industry
    language: str
    slug: str

    def applying_with(
        self,
        applications: tuple[Application, ...],
        holdings: tuple[Held, ...] = (),
    ) -> Enterprise:
        """The enterprise; its mail bounces if that is its applications' fate."""
        bounces = any(application.fate.bounces for application in applications)
        return Enterprise(
            uscc=self.uscc,
            name=self.name,
            district=self.district.id,
            industry=self.industry.code,
            language=self.language,
            email=f"{'bounce' if bounces else 'info'}@{self.slug}.example.com",
            applications=applications,
            holdings=holdings,
        )


class CitiesRunOut(ValueError):
    """More cities apply than the scenario has, or one of them twice."""


@dataclass
class Founding:
    """Founds enterprises and remembers the names and codes given.

    Where cities apply, each district of the scenario is a city: it has the name of the programme's
    district and is known by its division, and none applies twice.
    """

    rng: Random
    drawn_from: Enterprises
    words: Words
    districts: Mapping[str, Named]
    of_cities: bool = False
    _names: set[str] = field(default_factory=set)
    _codes: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._first = [parts(pair) for pair in self.words.first]
        self._second = [parts(pair) for pair in self.words.second]
        self._trades: dict[str, Trade] = {trade.code: trade for trade in self.words.trades}

    def found(self, district: str | None = None, industry: str | None = None) -> Profile:
        """One more enterprise; where it is and what it does are drawn unless they are given.

        Raises CitiesRunOut where cities apply and none is left.
        """
        if self.of_cities:
            return self._city(district, industry)
        where = self._district(district)
        what = self._industry(industry)
        name, brand = self._name(where, what)
        return Profile(
            uscc=self._code(where),
            name=name,
            district=where,
            industry=what,
            language="en" if self.rng.random() < self.drawn_from.english_percent / 100 else "zh",
            slug=f"{brand}-{len(self._names):05d}",
        )

    def _city(self, given: str | None, industry: str | None) -> Profile:
        left = [
            city
            for city in self.drawn_from.districts
            if city.division not in self._codes and given in (None, city.id)
        ]
        if not left:
            raise CitiesRunOut(f"no city is left to apply{f' from {given}' if given else ''}")
        city = left[0] if given else self._drawn(left)
        self._codes.add(city.division)
        return Profile(
            uscc=city.division,
            name=Bilingual.model_validate(self.districts[city.id].name.model_dump()),
            district=city,
            industry=self._industry(industry),
            language="en" if self.rng.random() < self.drawn_from.english_percent / 100 else "zh",
            slug=city.id,
        )

    def _drawn(self, among: Sequence[District]) -> District:
        weights = [district.weight for district in among]
        return self.rng.choices(among, weights if any(weights) else None)[0]

    def _district(self, given: str | None) -> District:
        known = self.drawn_from.districts
        if given is not None:
            return next(district for district in known if district.id == given)
        return self.rng.choices(known, [district.weight for district in known])[0]

    def _industry(self, given: str | None) -> Industry:
        known = self.drawn_from.industries
        if given is not None:
            return next(industry for industry in known if industry.code == given)
        return self.rng.choices(known, [industry.weight for industry in known])[0]

    def _code(self, district: District) -> str:
        while (code := credit_code(self.rng, district.division)) in self._codes:
            pass
        self._codes.add(code)
        return code

    def _name(self, district: District, industry: Industry) -> tuple[Bilingual, str]:
        zh_trade, en_trade = parts(self._trades[industry.code].trade)
        place = self.districts[district.id].name
        endings = self.words.endings
        while True:
            (zh1, en1), (zh2, en2) = self.rng.choice(self._first), self.rng.choice(self._second)
            (ending,) = self.rng.choices(endings, [ending.weight for ending in endings])
            seat = self.rng.choice(self.drawn_from.seats)
            zh = f"{seat.zh.format(district=place.zh)}{zh1}{zh2}{zh_trade}{ending.name.zh}"
            if zh not in self._names:
                self._names.add(zh)
                brand = en1 + en2
                en_seat = seat.en.format(district=place.en)
                en = f"{en_seat} {brand} {en_trade} {ending.name.en}"
                return Bilingual(zh=zh, en=en), brand.lower()
