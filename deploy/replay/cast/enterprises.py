"""Enterprises with plausible names, districts and addresses, none twice."""

from dataclasses import dataclass, field
from random import Random

from deploy.replay.cast.codes import credit_code
from deploy.replay.cast.fates import BOUNCES, Fate
from deploy.replay.cast.model import Application, Enterprise
from deploy.replay.cast.words.companies import ENDINGS, FIRST, SECOND, parts
from deploy.replay.cast.words.districts import DISTRICTS, District
from deploy.replay.cast.words.industries import INDUSTRIES, Industry
from shared.values import Bilingual

_FIRST, _SECOND = parts(FIRST), parts(SECOND)
_ENGLISH_SPEAKING = 0.08


@dataclass(frozen=True)
class Profile:
    """An enterprise before it is known what it applies with."""

    uscc: str
    name: Bilingual
    district: District
    industry: Industry
    language: str
    slug: str

    def applying_with(self, applications: tuple[Application, ...]) -> Enterprise:
        """The enterprise; its mail bounces if that is its applications' fate."""
        bounces = any(application.fate in BOUNCES for application in applications)
        return Enterprise(
            uscc=self.uscc,
            name=self.name,
            district=self.district.id,
            industry=self.industry.code,
            language=self.language,
            email=f"{'bounce' if bounces else 'info'}@{self.slug}.example.com",
            applications=applications,
        )


@dataclass
class Founding:
    """Founds enterprises and remembers the names and codes given."""

    rng: Random
    _names: set[str] = field(default_factory=set)
    _codes: set[str] = field(default_factory=set)

    def found(self) -> Profile:
        """One more enterprise."""
        (district,) = self.rng.choices(DISTRICTS, [d.weight for d in DISTRICTS])
        (industry,) = self.rng.choices(INDUSTRIES, [i.weight for i in INDUSTRIES])
        name, brand = self._name(district, industry)
        return Profile(
            uscc=self._code(district),
            name=name,
            district=district,
            industry=industry,
            language="en" if self.rng.random() < _ENGLISH_SPEAKING else "zh",
            slug=f"{brand}-{len(self._names):05d}",
        )

    def _code(self, district: District) -> str:
        while (code := credit_code(self.rng, district.division)) in self._codes:
            pass
        self._codes.add(code)
        return code

    def _name(self, district: District, industry: Industry) -> tuple[Bilingual, str]:
        while True:
            (zh1, en1), (zh2, en2) = self.rng.choice(_FIRST), self.rng.choice(_SECOND)
            (ending,) = self.rng.choices(ENDINGS, [weight for *_, weight in ENDINGS])
            seats = (
                ("江门市", "Jiangmen"),
                ("广东", "Guangdong"),
                (f"江门市{district.name.zh}", f"Jiangmen {district.name.en}"),
            )
            zh_seat, en_seat = self.rng.choice(seats)
            zh = f"{zh_seat}{zh1}{zh2}{industry.trade[0]}{ending[0]}"
            if zh not in self._names:
                self._names.add(zh)
                brand = en1 + en2
                en = f"{en_seat} {brand} {industry.trade[1]} {ending[1]}"
                return Bilingual(zh=zh, en=en), brand.lower()


def grouped(fates: list[Fate], rng: Random) -> list[list[Fate]]:
    """One to three fates an enterprise; an enterprise whose mail bounces has one alone."""
    groups: list[list[Fate]] = []
    room = 0
    for fate in fates:
        if fate in BOUNCES:
            groups.insert(len(groups) - 1 if room else len(groups), [fate])
        elif room:
            groups[-1].append(fate)
            room -= 1
        else:
            groups.append([fate])
            (room,) = rng.choices((0, 1, 2), (35, 40, 25))
    return groups
