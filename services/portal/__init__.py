"""The portal: people sign in, and pages do for them what the interfaces of the services offer."""
