"""`python -m services.review` runs the service."""

from services.review.main import main
from shared.process import run

if __name__ == "__main__":
    run(main)
