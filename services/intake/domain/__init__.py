"""What an application is and what may happen to it; pure, time is an argument."""
