"""Activities beside the path: trainings, a launch, a roadshow; and who took part in them."""
