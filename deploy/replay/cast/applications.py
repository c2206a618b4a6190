"""Products, what is said about them, and the papers that go with them."""

from random import Random

from deploy.replay.cast.bundle import bundle
from deploy.replay.cast.enterprises import Profile
from deploy.replay.cast.fates import Fate
from deploy.replay.cast.model import Answer, Application
from deploy.replay.cast.words.industries import QUALITIES
from deploy.replay.cast.words.statements import statement
from shared.programmes import Programme
from shared.values import Bilingual


def application(
    rng: Random, programme: Programme, profile: Profile, fate: Fate, serial: int, merit: int
) -> Application:
    """One application of the enterprise."""
    product = _product(rng, profile, serial)
    answers = _answers(rng, programme, profile, product)
    papers = bundle(rng, fate, serial, answers)
    return Application(
        serial=serial,
        fate=fate,
        merit=merit,
        product=product,
        category=profile.industry.category,
        industry=profile.industry.code,
        answers=answers,
        papers=papers.papers,
        lacking=papers.lacking,
        flaw=papers.flaw,
        supplement=papers.supplement,
    )


def _product(rng: Random, profile: Profile, serial: int) -> Bilingual:
    zh_quality, en_quality = rng.choice(QUALITIES)
    zh, en = rng.choice(profile.industry.products)
    initials = "".join(word[0] for word in profile.name.en.split()[1:3]).upper()
    model = f"{initials}-{1000 + serial}"
    name = f"{en_quality} {en} {model}"
    return Bilingual(zh=f"{zh_quality}{zh} {model}", en=name[0].upper() + name[1:])


def _answers(
    rng: Random, programme: Programme, profile: Profile, product: Bilingual
) -> dict[str, Answer]:
    fields = {category.id: category.name for category in programme.categories}
    field = fields[profile.industry.category].in_language(profile.language)
    name = product.in_language(profile.language)
    return {
        "M04": statement(rng, profile.language, name, field),
        "regulated": rng.random() < 0.15,
        "ip_acquired": rng.random() < 0.12,
        "high_impact": rng.random() < 0.20,
        "launched_on": f"{rng.randint(2016, 2018)}-{rng.randint(1, 12):02d}-15",
        "product_sales": rng.randrange(100, 9000),
    }
