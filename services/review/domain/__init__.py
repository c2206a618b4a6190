"""Rules of a case, a summary sheet and a list; pure, time is an argument."""
