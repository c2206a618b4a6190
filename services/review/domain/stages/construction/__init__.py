"""Construction: over years an applicant builds up what it was admitted for."""
