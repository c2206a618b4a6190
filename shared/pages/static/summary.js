// After a refused form the summary of what to put right has the focus.
document.getElementById("summary")?.focus();
