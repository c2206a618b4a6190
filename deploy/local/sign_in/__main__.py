"""The provider as a process: python -m deploy.local.sign_in FOLDER PORT HOST OUTSIDE INSIDE PORTAL.

OUTSIDE is its address for browsers, INSIDE for the portal, and PORTAL the only address that it
sends browsers back to.
"""

import asyncio
import logging
import sys
from pathlib import Path

import uvicorn

from deploy.local.issuer import Issuer
from deploy.local.sign_in.provider import Provider
from deploy.local.sign_in.routes import provider_app


def main() -> None:
    """Reads the command line and serves until SIGTERM or SIGINT."""
    logging.basicConfig(level=logging.WARNING)
    folder, port, host, outside, inside, portal = sys.argv[1:]
    app = provider_app(Provider(Issuer(Path(folder)), portal), outside, inside)
    config = uvicorn.Config(app, host=host, port=int(port), log_level="warning")
    asyncio.run(uvicorn.Server(config).serve())


if __name__ == "__main__":
    main()
