"""The other side of (b): bare FastAPI and one motor insert of a 20-field body.

Run as `python -m bench.bare_app MONGO PORT`, with the same server settings as a service.
"""

import asyncio
import sys

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

from shared.mongo import connect

FIELDS = 20


class Body(BaseModel):
    """Twenty short texts."""

    field_01: str
    field_02: str
    field_03: str
    field_04: str
    field_05: str
    field_06: str
    field_07: str
    field_08: str
    field_09: str
    field_10: str
    field_11: str
    field_12: str
    field_13: str
    field_14: str
    field_15: str
    field_16: str
    field_17: str
    field_18: str
    field_19: str
    field_20: str


async def main(mongo: str, port: int) -> None:
    """Serves until SIGTERM."""
    async with connect(mongo, "bench_bare") as database:
        app = FastAPI()

        @app.post("/insert", status_code=201)
        async def insert(body: Body) -> dict[str, str]:
            done = await database["bodies"].insert_one(body.model_dump())
            return {"id": str(done.inserted_id)}

        @app.get("/health/ready")
        async def ready() -> dict[str, str]:
            return {"status": "ok"}

        config = uvicorn.Config(
            app, host="127.0.0.1", port=port, access_log=False, log_config=None, server_header=False
        )
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
