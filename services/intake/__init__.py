"""Takes applications in: enterprises, drafts, materials, submission, supplement, withdrawal."""
