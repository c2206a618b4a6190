"""What agencies hear: public outcomes in one order, and which of them one wants."""
