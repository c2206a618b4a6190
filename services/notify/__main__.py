"""`python -m services.notify` runs the service."""

from services.notify.main import main
from shared.process import run

if __name__ == "__main__":
    run(main)
