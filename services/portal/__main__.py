"""`python -m services.portal` runs the portal."""

from services.portal.main import main
from shared.process import run

if __name__ == "__main__":
    run(main)
