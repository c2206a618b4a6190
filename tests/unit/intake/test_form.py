"""A form of files as browsers and scripts send it."""

import httpx
import pytest
from fastapi import FastAPI, Request

from services.intake.api.multipart import received_form

LIMITS = {"M01": 1000}


def app() -> FastAPI:
    served = FastAPI()

    @served.post("/form")
    async def form(request: Request) -> list[object]:
        async with received_form(request, LIMITS) as found:
            return [found.answers, [file.filename for file in found.files]]

    return served


async def sent(*parts: tuple[str, tuple[str | None, bytes, str]]) -> list[object]:
    transport = httpx.ASGITransport(app=app())
    async with httpx.AsyncClient(transport=transport, base_url="http://intake") as client:
        answer: list[object] = (await client.post("/form", files=list(parts))).json()
        return answer


@pytest.mark.parametrize("filename", [None, "blob", "answers.json"])
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/octet-stream"])
async def test_answers_are_read_as_a_field_and_as_a_part_of_json(
    filename: str | None, kind: str
) -> None:
    answers = ("answers", (filename, '{"年": 2019}'.encode(), kind))
    paper = ("M01", ("a.pdf", b"x", "application/pdf"))
    assert await sent(answers, paper) == ['{"年": 2019}', ["a.pdf"]]


async def test_a_field_for_a_file_that_was_left_empty_is_passed_over() -> None:
    head = '--x\r\nContent-Disposition: form-data; name="M01"; filename="{}"\r\n\r\n{}\r\n'
    body = head.format("", "") + head.format("a.pdf", "x") + "--x--\r\n"
    transport = httpx.ASGITransport(app=app())
    kind = {"content-type": "multipart/form-data; boundary=x"}
    async with httpx.AsyncClient(transport=transport, base_url="http://intake") as client:
        answer = await client.post("/form", content=body.encode(), headers=kind)
    assert answer.json() == [None, ["a.pdf"]]


def part(disposition: str) -> bytes:
    head = f"--x\r\nContent-Disposition: form-data; {disposition}\r\n\r\nx\r\n"
    return (head + "--x--\r\n").encode()


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("name=\"M01\"; filename*=UTF-8''%E8%AF%81%E4%B9%A6.pdf", "证书.pdf"),
        ("name=\"M01\"; filename*=utf-8'zh-CN'%E8%AF%81.pdf", "证.pdf"),
        ("name=M01; filename*=\"UTF-8''%E8%AF%81.pdf\"", "证.pdf"),
        ("name=\"M01\"; FileName*=UTF-8''a%20b.pdf", "a b.pdf"),
        ("name=\"M01\"; filename*=GB18030''%D6%A4.pdf", "证.pdf"),
        ("name=\"M01\"; filename*=nonsense''%E8%AF%81.pdf", "证.pdf"),
        ('name="M01"; filename="_.pdf"; filename*=UTF-8\'\'%E8%AF%81.pdf', "证.pdf"),
        ("name=\"M01\"; filename*=UTF-8''..%2F..%5Ca.pdf", "a.pdf"),
        ('name="M01"; filename="a; filename*=UTF-8\'\'b.pdf"', "a; filename*=UTF-8''b.pdf"),
    ],
)
async def test_a_name_of_a_file_may_be_written_as_rfc_8187_has_it(
    disposition: str, name: str
) -> None:
    transport = httpx.ASGITransport(app=app())
    kind = {"content-type": "multipart/form-data; boundary=x"}
    async with httpx.AsyncClient(transport=transport, base_url="http://intake") as client:
        answer = await client.post("/form", content=part(disposition), headers=kind)
    assert answer.json() == [None, [name]]


@pytest.mark.parametrize("name", ["", " ", "\u200b", "..", "/"])
async def test_a_file_without_a_name_is_called_by_its_requirement(name: str) -> None:
    transport = httpx.ASGITransport(app=app())
    kind = {"content-type": "multipart/form-data; boundary=x"}
    async with httpx.AsyncClient(transport=transport, base_url="http://intake") as client:
        body = part(f'name="M01/add"; filename="{name}"')
        answer = await client.post("/form", content=body, headers=kind)
    assert answer.json() == [None, ["M01"]]
