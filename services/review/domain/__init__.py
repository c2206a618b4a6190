"""Rules of cases, of the stages they go through, and of lists; pure, time is an argument."""
