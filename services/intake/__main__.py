"""`python -m services.intake` runs the service."""

from services.intake.main import main
from shared.process import run

if __name__ == "__main__":
    run(main)
