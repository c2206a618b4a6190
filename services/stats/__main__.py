"""`python -m services.stats` runs the service."""

from services.stats.main import main
from shared.process import run

if __name__ == "__main__":
    run(main)
