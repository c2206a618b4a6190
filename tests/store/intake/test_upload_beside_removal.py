"""A long upload beside another tab that takes a file out: the draft names only what is there."""

from services.intake.store.applications import MongoApplications
from services.intake.store.files import GridFiles
from services.intake.usecases.add_materials import AddMaterials
from services.intake.usecases.remove_material import RemoveMaterial
from tests.unit.intake.applications import NOON, PROGRAMMES, USCC, a_draft
from tests.unit.intake.files import pdf
from tests.unit.intake.test_check_files import here, received


async def test_a_file_that_was_removed_and_swept_during_an_upload_of_it_is_kept_afresh(
    applications: MongoApplications, files: GridFiles
) -> None:
    identity = (await applications.add(a_draft(), at=NOON)).application.id
    add = AddMaterials(applications, files, PROGRAMMES, here)
    known, new = received("M01", "a.pdf", pdf()), received("M02", "b.pdf", pdf())
    first, _ = await add.before(identity, USCC, NOON)
    [material] = (await add(first, [known], NOON)).materials
    begun, _ = await add.before(identity, USCC, NOON)

    await RemoveMaterial(applications, files)(identity, USCC, material.id, NOON)
    await files.remove(material.file)
    added = await add(begun, [known, new], NOON)

    saved = (await applications.get(identity)).application.materials
    assert saved == tuple(added.materials)
    contents = [b"".join([piece async for piece in files.read(m.file)]) for m in saved]
    assert contents == [pdf(), pdf()]
